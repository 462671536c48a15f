"""Names that lead elsewhere a moment later: what is checked is the address connected to, every time."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlsplit

from tests.integration.crawling import crawl, rows, write_source
from tests.newsweb import NewsWeb
from tests.newsweb.behaviours import Exchange, redirect_to, with_headers
from tests.newsweb.messages import Response

SECTION = "harbour"
# Of this machine too, but by an address that no source may be at: whoever connected would be answered.
_HERE, _UNSPECIFIED = "127.0.0.1", "0.0.0.0"
_NAMES = {_HERE: _HERE, "turns.test": _HERE, "metadata.test": "169.254.169.254", "zero.test": _UNSPECIFIED}


def test_a_name_is_checked_at_every_connection(crawl_environment: dict[str, str], tmp_path: Path) -> None:
    """On redirects as well; a name that was good is refused once it leads elsewhere. No request is sent."""
    book = tmp_path / "names.json"
    book.write_text(json.dumps(_NAMES))

    def turn(exchange: Exchange) -> Response:
        book.write_text(json.dumps(_NAMES | {"turns.test": _UNSPECIFIED}))
        return exchange.response

    with NewsWeb(["courier"]) as web:
        site = web.publisher("courier")
        paths = [urlsplit(story.url).path for story in site.truth(SECTION)]
        port = urlsplit(site.base_url).port
        hosts = ("turns.test", "turns.test", "metadata.test", "zero.test", "nobody.test")
        for place, (host, path) in enumerate(zip(hosts, paths, strict=False)):
            site.misbehave(redirect_to(f"http://{host}:{port}{path}?place={place}"), path=path)
        site.misbehave(turn, path="*?place=0")
        site.misbehave(with_headers(("Connection", "close")))  # so that each request looks the name up
        own = [f"{host}:{port}" for host in {*hosts}]
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
        arrived = [entry.target for entry in web.log if "?place=" in entry.target]
        asked = {entry.headers["host"].partition(":")[0] for entry in web.log}
    found = rows(crawl_environment, "SELECT url, outcome, reason FROM news.listed_links")
    fates = {urlsplit(row["url"]).path: row["reason"] or row["outcome"] for row in found}
    refused = "address_refused"
    assert [fates[path] for path in paths[:6]] == ["new", refused, refused, refused, "dns", "new"], (
        result.output
    )
    assert [target.partition("?")[2] for target in arrived] == ["place=0"]
    assert asked == {_HERE, "turns.test"}
