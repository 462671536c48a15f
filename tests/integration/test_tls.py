"""Certificates are checked as browsers check them, except on a private network."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from tests.integration.crawling import crawl, rows, write_source
from tests.integration.test_discovery_crawl import hand_made_list
from tests.newsweb import NewsWeb
from tests.newsweb.misbehaviour import Rule
from tests.newsweb.server import HOST
from tests.newsweb.tls import certificate

SECTION = "harbour"
# As for a public site, which cannot be at this machine's address.
AS_IN_PUBLIC = {"DOWNLOAD_VERIFY_CERTIFICATES": "1", "RETRY_TIMES": "0"}


def test_a_certificate_that_nobody_vouches_for_is_a_failure(
    crawl_environment: dict[str, str], tmp_path: Path
) -> None:
    """Verdict unreachable, reason tls, nothing asked for; with its issuer trusted, the same site is read."""
    pem = tmp_path / "issuer.pem"
    pem.write_bytes(certificate(HOST))
    with NewsWeb(["courier"]) as web:
        site = web.publisher("courier")
        server, base = web.with_tls("courier", pem.read_bytes())
        path = urlsplit(site.truth(SECTION)[0].url).path
        server.misbehaviour.rules.append(Rule(partial(hand_made_list, [path] * 2), kind="section"))
        text = site.source_yaml([SECTION]).replace(site.base_url, base)
        own = "- name: harbour\n  feeds: []\n  sitemaps: []\n"
        write_source(tmp_path / "sources", text.replace("- name: harbour\n", own))
        wary = partial(crawl, folder=tmp_path / "sources", source="courier", settings=AS_IN_PUBLIC)
        refused = wary(crawl_environment)
        assert refused.verdict == "unreachable", refused.output
        assert len(web.log) == 0
        found = rows(crawl_environment, "SELECT DISTINCT reason FROM news.rejected_pages")
        assert [row["reason"] for row in found] == ["tls"]
        trusting = wary({**crawl_environment, "SSL_CERT_FILE": str(pem)})
        assert trusting.exit_code == 0, trusting.output
    assert [row["url"] for row in rows(crawl_environment, "SELECT url FROM news.articles")] == [base + path]
