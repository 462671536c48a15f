"""robots.txt by RFC 9309, where it is not simply there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.crawling import crawl, write_source
from tests.newsweb import NewsWeb
from tests.newsweb.behaviours import Behaviour, body, redirect_in_circles, redirect_to, status
from tests.newsweb.web import RunningPublisher

SECTION = "harbour"
NOTHING = body("User-agent: *\nDisallow: /\n", "text/plain")
OTHERS = body("User-agent: OtherBot\nDisallow: /\n\nUser-agent: broadsheet\nAllow: /\n", "text/plain")


@pytest.fixture
def web() -> Iterator[NewsWeb]:
    with NewsWeb(["courier"]) as running:
        yield running


@pytest.fixture
def site(web: NewsWeb) -> RunningPublisher:
    return web.publisher("courier")


@pytest.mark.parametrize(
    ("behaviour", "verdict"),
    [
        (NOTHING, "blocked"),
        (OTHERS, "ok"),
        (status(403), "ok"),
        (redirect_in_circles, "ok"),
        (body("<!doctype html><title>Not found</title>Disallow: /"), "ok"),
        (body("#" * 512_000 + "\nUser-agent: *\nDisallow: /\n", "text/plain"), "ok"),
        (status(503, retry_after="7200"), "blocked"),
    ],
    ids=["no", "not others", "4xx", "more than five hops", "an error page", "after 500 KiB", "not now"],
)
def test_what_robots_txt_comes_to(
    web: NewsWeb,
    site: RunningPublisher,
    crawl_environment: dict[str, str],
    tmp_path: Path,
    behaviour: Behaviour,
    verdict: str,
) -> None:
    """A refusal is heeded: nothing but robots.txt is asked for."""
    site.misbehave(behaviour, kind="robots")
    write_source(tmp_path, site.source_yaml([SECTION], request_budget=3))
    assert crawl(crawl_environment, tmp_path, source="courier").verdict == verdict
    asked = {entry.target for entry in web.log}
    assert asked == {"/robots.txt"} or verdict == "ok"


def test_a_redirect_of_robots_txt_is_followed(
    web: NewsWeb, site: RunningPublisher, crawl_environment: dict[str, str], tmp_path: Path
) -> None:
    """What is found there holds for the host that was asked."""
    site.misbehave(redirect_to(site.base_url + "/rules.txt"), kind="robots")
    site.misbehave(NOTHING, path="/rules.txt")
    write_source(tmp_path, site.source_yaml([SECTION]))
    assert crawl(crawl_environment, tmp_path, source="courier").verdict == "blocked"
    assert {entry.target for entry in web.log} == {"/robots.txt", "/rules.txt"}
