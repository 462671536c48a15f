"""A host that answers any address with a page of its own wording, and status 200."""

from __future__ import annotations

from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

from broadsheet.urls import canonicalise
from tests.integration.crawling import crawl, rows, write_source
from tests.newsweb import NewsWeb
from tests.newsweb.behaviours import Behaviour, Exchange
from tests.newsweb.messages import Response

_NOTICE = " ".join(
    f"You have come to a quiet corner of our paper, say the {who}, where no one has written anything so far."
    for who in ("porters", "printers", "proof-readers", "press officers")
)


def _quiet_corner(dead: set[str]) -> Behaviour:
    """The notice for these paths, and for all that are none."""

    def answer(exchange: Exchange) -> Response:
        if exchange.response.status == HTTPStatus.OK and exchange.request.path not in dead:
            return exchange.response
        page = exchange.site.family.plain_page("A quiet corner", _NOTICE)
        return exchange.site.html(page).of_kind("quiet corner")

    return answer


def test_the_page_for_any_address_is_no_article_and_costs_one_request_to_find_out(
    crawl_environment: dict[str, str], tmp_path: Path
) -> None:
    """Its words are known from an address that nobody made; every story around it is stored."""
    with NewsWeb(["courier"]) as web:
        site = web.publisher("courier")
        stories = [canonicalise(story.url) for story in site.truth("harbour")]
        dead = stories[:2]
        site.misbehave(_quiet_corner({urlsplit(url).path for url in dead}), path="/harbour/*")
        write_source(tmp_path, site.source_yaml(["harbour"]))
        ended = crawl(crawl_environment, tmp_path, source="courier")
        asked = [site.base_url + entry.target for entry in web.log.of(kind="quiet corner")]
        assert ended.verdict == "ok", ended.output
    (invented,) = set(asked) - set(dead)
    assert len(asked) == len(dead) + 1
    assert invented.startswith(f"{site.base_url}/harbour/")
    stored = {row["url"] for row in rows(crawl_environment, "SELECT url FROM news.articles")}
    assert stored == set(stories) - set(dead)
    left = rows(
        crawl_environment, "SELECT url, outcome, reason FROM news.listed_links WHERE url = ANY(%s)", dead
    )
    assert {(row["outcome"], row["reason"]) for row in left} == {("gone", "soft_404")}
    (told,) = {row["detail"] for row in rows(crawl_environment, "SELECT detail FROM news.rejected_pages")}
    assert invented in told
