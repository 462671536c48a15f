"""robots.txt by RFC 9309, where it is not simply there: a host for each case, all of them in one crawl."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
import yaml

from tests.integration.crawling import crawl, rows, write_source
from tests.newsweb import NewsWeb
from tests.newsweb.behaviours import Behaviour, body, hang, redirect_in_circles, redirect_to, status
from tests.newsweb.publishers import PUBLISHERS

SECTION = "harbour"
NOTHING = body("User-agent: *\nDisallow: /\n", "text/plain")
OTHERS = body("User-agent: OtherBot\nDisallow: /\n\nUser-agent: broadsheet\nAllow: /\n", "text/plain")
PRIVATE = "\nUser-agent: *\nDisallow: /private/\n"  # of which 26 characters forbid everything
CASES: dict[str, tuple[Behaviour, str]] = {
    "no": (NOTHING, "blocked"),
    "not_others": (OTHERS, "ok"),
    "refused": (status(403), "ok"),
    "more_than_five_hops": (redirect_in_circles, "ok"),
    "an_error_page": (body("<!doctype html><title>Not found</title>Disallow: /"), "ok"),
    "after_500_kib": (body("#" * 511_974 + PRIVATE + "Disallow: /\n", "text/plain"), "ok"),
    "not_now": (status(503, retry_after="7200"), "blocked"),
    "broken": (status(500), "unreachable"),
    "elsewhere": (redirect_to("/rules.txt"), "blocked"),
    "binary": (body(bytes(range(256)) * 64, "text/plain"), "ok"),
    "to_a_secret": (redirect_to("http://169.254.169.254/robots.txt"), "blocked"),
    "to_another_host": (redirect_to("https://robots.example/robots.txt"), "blocked"),
    "to_a_wall": (redirect_to("https://consent.news.example/"), "consent"),
    "to_a_file": (redirect_to("file:///etc/passwd"), "blocked"),
    "never": (hang, "unreachable"),
    "hourly": (body("User-agent: *\nCrawl-delay: 3600\n", "text/plain"), "blocked"),
}


@pytest.fixture(scope="module")
def web() -> Iterator[NewsWeb]:
    courier = PUBLISHERS["courier"]
    with NewsWeb([replace(courier, name=name) for name in CASES]) as running:
        for name, (behaviour, _) in CASES.items():
            running.publisher(name).misbehave(behaviour, kind="robots")
        running.publisher("elsewhere").misbehave(NOTHING, path="/rules.txt")
        yield running


@pytest.fixture(scope="module")
def verdicts(
    web: NewsWeb, module_environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, dict[str, str]]:
    """What each host's section came to, and why, in one crawl of them all."""
    folder = tmp_path_factory.mktemp("robots")
    sites = {name: web.publisher(name) for name in CASES}
    source = yaml.safe_load(sites["no"].source_yaml([SECTION], name="courier", request_budget=3))
    source["sections"] = [{"name": name, "url": site.section_url(SECTION)} for name, site in sites.items()]
    write_source(folder, yaml.safe_dump(source))
    crawl(module_environment, folder, source="courier", settings={"DOWNLOAD_TIMEOUT": 5, "RETRY_TIMES": 0})
    found = rows(
        module_environment,
        """SELECT section, verdict, verdict_reason,
               (SELECT max(crawl_delay) FROM news.host_budgets) AS crawl_delay FROM news.crawl_runs""",
    )
    return {row["section"]: row for row in found}


@pytest.mark.parametrize("case", CASES)
def test_what_robots_txt_comes_to(web: NewsWeb, verdicts: dict[str, dict[str, str]], case: str) -> None:
    """A refusal is heeded: nothing but robots.txt is asked for, wherever a redirect leads to it."""
    verdict = CASES[case][1]
    assert verdicts[case]["verdict"] == verdict
    asked = {entry.target for entry in web.log.of(case)}
    assert asked <= {"/robots.txt", "/rules.txt"} if verdict != "ok" else len(asked) > 1


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("hourly", ("Crawl-delay", "3600 s", "publisher")),
        ("to_another_host", ("robots.example", "extra_hosts")),
    ],
)
def test_the_sentence_names_the_cause_and_the_way_out(
    verdicts: dict[str, dict[str, str]], case: str, words: tuple[str, ...]
) -> None:
    """Of a Crawl-delay at which no run comes to its stories, and of a robots.txt at a host not named."""
    reason = verdicts[case]["verdict_reason"]
    assert [word for word in ("robots.txt", *words) if word not in reason] == [], reason


def test_a_pace_that_no_run_keeps_holds_up_no_next_run(verdicts: dict[str, dict[str, str]]) -> None:
    """It is asked anew whether the site still wants it, at once and not after that time."""
    assert verdicts["hourly"]["crawl_delay"] is None
