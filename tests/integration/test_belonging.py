"""A story that a list of any section shows belongs to the section that its own page names."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from pathlib import Path

from tests.integration.crawling import Environment, crawl, rows, write_source
from tests.newsweb import NewsWeb
from tests.newsweb.behaviours import Exchange, body, status
from tests.newsweb.messages import Response

STORED = """SELECT regexp_replace(a.url, '.*/', '') AS slug,
    array_agg(s.section ORDER BY s.section) AS sections
FROM news.articles AS a JOIN news.article_sections AS s USING (article_id) GROUP BY 1"""
LEFT = """SELECT regexp_replace(url, '.*/', '') AS slug FROM news.listed_links
WHERE section = %s AND outcome = 'not_article' AND reason = 'other_section' ORDER BY 1"""
PROSE = " ".join(
    f"<p>In the {number}th week of the talks both sides told reporters that little had been settled, and that"
    f" the next meeting would begin on day {number} with the accounts of the past year.</p>"
    for number in range(3, 9)
)
OWN = [f"quay-report-number-{number}-10{number}" for number in range(1, 6)]
GUESTS = [f"council-vote-number-{number}-20{number}" for number in range(1, 4)]
KIN = "pilots-strike-is-over-301"  # in the same list as the guests, and of the section by its page


def test_a_storys_own_page_tells_where_its_list_does_not(
    crawl_environment: Environment, tmp_path: Path
) -> None:
    """Left to the section it names, read once, no failure; taken once a list of this section's own has it."""
    with NewsWeb(["courier"]) as web:
        site = web.publisher("courier")
        for kind in ("feed", "news_sitemap", "sitemap_index", "sitemap"):
            site.misbehave(status(HTTPStatus.NOT_FOUND), kind=kind)
        for slug in (*OWN, KIN):
            site.misbehave(body(story(slug, "Harbour")), f"/a/{slug}")
        for slug in GUESTS:
            site.misbehave(body(story(slug, "Culture")), f"/a/{slug}")
        write_source(tmp_path, site.source_yaml(["culture", "harbour"], recheck_budget=0))

        def crawled(section: str, own: list[str], beside: list[str]) -> set[str]:
            site.misbehave(partial(listing, section.title(), own, beside), kind="section")
            web.log.clear()
            ended = crawl(crawl_environment, tmp_path, source="courier", section=section)
            assert ended.exit_code == 0, ended.output
            return {entry.target.removeprefix("/a/") for entry in web.log if entry.target.startswith("/a/")}

        assert crawled("culture", GUESTS[2:], []) == {GUESTS[2]}
        assert crawled("harbour", OWN, [*GUESTS, KIN]) == {*OWN, KIN, *GUESTS[:2]}
        stored = {row["slug"]: row["sections"] for row in rows(crawl_environment, STORED)}
        assert stored == {GUESTS[2]: ["culture"]} | {slug: ["harbour"] for slug in (*OWN, KIN)}
        assert [row["slug"] for row in rows(crawl_environment, LEFT, "harbour")] == GUESTS
        assert rows(crawl_environment, "SELECT url FROM news.rejected_pages WHERE kind = 'article'") == []
        assert crawled("harbour", OWN, [*GUESTS, KIN]) == set()
        assert crawled("harbour", [*OWN, GUESTS[0]], [*GUESTS[1:], KIN]) == {GUESTS[0]}
        stored = {row["slug"]: row["sections"] for row in rows(crawl_environment, STORED)}
    assert stored[GUESTS[0]] == ["harbour"]
    assert GUESTS[1] not in stored


def story(slug: str, section: str) -> str:
    title = slug.replace("-", " ").capitalize()
    head = f'<title>{title}</title><meta property="og:type" content="article">'
    head += f'<meta property="article:section" content="{section}">'
    return f"<html><head>{head}</head><body><article><h1>{title}</h1>{PROSE}</article></body></html>"


def listing(name: str, own: list[str], beside: list[str], exchange: Exchange) -> Response:
    """A page with a menu, the section's list, and a list under a heading that may mean anything."""
    menu = "".join(f'<a href="/{word.lower()}/">{word}</a>' for word in ("Culture", "Harbour"))
    page = f"<nav>{menu}</nav><h1>{name}</h1><section>{rows_of(own)}</section>"
    page += f"<section><h2>Beyond the tide</h2>{rows_of(beside)}</section>" if beside else ""
    return Response(HTTPStatus.OK, page.encode(), exchange.response.content_type, kind="section")


def rows_of(slugs: list[str]) -> str:
    return "".join(
        f'<div><h3><a href="/a/{slug}">{slug.replace("-", " ").capitalize()}</a></h3></div>' for slug in slugs
    )
