"""Names that lead elsewhere a moment later: what is checked is the address connected to, every time."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlsplit

from tests.integration.crawling import crawl, rows, write_source
from tests.newsweb import NewsWeb
from tests.newsweb.behaviours import Exchange, redirect_to, with_headers
from tests.newsweb.messages import Response
from tests.newsweb.server import DEAD_HOST, HOST, ipv6_loopback

SECTION = "harbour"
# Of this machine too, but by an address that no source may be at: whoever connected would be answered.
_UNSPECIFIED = "0.0.0.0"


def test_a_name_is_checked_at_every_connection(crawl_environment: dict[str, str], tmp_path: Path) -> None:
    """On redirects as well, of IPv4 and IPv6 alike; a name that was good is refused once it leads elsewhere.

    No request is sent to a refused one. A host of IPv6 alone is asked, and one whose IPv4 is dead.
    """
    book, six = tmp_path / "names.json", ipv6_loopback()
    names = {
        "turns.test": [HOST],
        "metadata.test": ["169.254.169.254"],
        "zero.test": [_UNSPECIFIED],
        "mapped.test": ["::ffff:169.254.169.254"],
        "mixed.test": [HOST, "fe80::1"],
        "six.test": [six],
        "both.test": [six, DEAD_HOST],
    }
    book.write_text(json.dumps(names))

    def turn(exchange: Exchange) -> Response:
        book.write_text(json.dumps(names | {"turns.test": [_UNSPECIFIED]}))
        return exchange.response

    with NewsWeb(["courier"]) as web:
        site = web.publisher("courier")
        paths = [urlsplit(story.url).path for story in site.truth(SECTION)]
        port, port_of_six = urlsplit(site.base_url).port, web.also_at("courier", six)
        fates_of_hosts = {
            "first": (f"turns.test:{port}", "new"),
            "again": (f"turns.test:{port}", "address_refused"),
            "metadata": (f"metadata.test:{port}", "address_refused"),
            "zero": (f"zero.test:{port}", "address_refused"),
            "mapped": (f"mapped.test:{port}", "address_refused"),
            "mixed": (f"mixed.test:{port}", "address_refused"),
            "nobody": (f"nobody.test:{port}", "dns"),
            "six": (f"six.test:{port_of_six}", "new"),
            "both": (f"both.test:{port_of_six}", "new"),
            "literal": (f"[{six}]:{port_of_six}", "new"),
        }
        for path, (place, (host, _)) in zip(paths, fates_of_hosts.items(), strict=False):
            site.misbehave(redirect_to(f"http://{host}{path}?place={place}"), path=path)
        site.misbehave(turn, path="*?place=first")
        site.misbehave(with_headers(("Connection", "close")))  # so that each request looks the name up
        own = sorted({host for host, _ in fates_of_hosts.values()})
        write_source(tmp_path / "sources", site.source_yaml([SECTION], concurrency=1, extra_hosts=own))
        result = crawl(
            crawl_environment | {"TEST_NAMES": str(book)},
            tmp_path / "sources",
            source="courier",
            settings={
                "TWISTED_DNS_RESOLVER": "tests.integration.sabotage.names.Names",
                "DNSCACHE_SIZE": 0,  # as when what was remembered is forgotten
                "RETRY_TIMES": 0,
            },
        )
        arrived = {
            entry.target.partition("?place=")[2]: entry.headers["host"]
            for entry in web.log
            if "?place=" in entry.target
        }
    found = rows(crawl_environment, "SELECT url, outcome, reason FROM news.listed_links")
    fates = {urlsplit(row["url"]).path: row["reason"] or row["outcome"] for row in found}
    assert len(paths) > len(fates_of_hosts)
    assert [fates[path] for path in paths[: len(fates_of_hosts)]] == [
        fate for _, fate in fates_of_hosts.values()
    ], result.output
    assert fates[paths[len(fates_of_hosts)]] == "new"
    assert arrived == {place: host for place, (host, fate) in fates_of_hosts.items() if fate == "new"}
