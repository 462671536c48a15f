"""`python -m broadsheet why`: one screen on one address, whatever became of it."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest

from broadsheet.article import Failure, FieldValue, Item
from broadsheet.articledb.connection import connect
from broadsheet.articledb.roles import ANALYST, set_role_password
from broadsheet.articledb.runs import finish_run, start_run
from broadsheet.articledb.sources import sync_sources
from broadsheet.articledb.store import store_items
from broadsheet.cli import EXIT_CONFIG, EXIT_FAILED, main
from broadsheet.cli.why import EXIT_NOTHING_HELD
from broadsheet.local.ports import free_ports
from broadsheet.local.postgres import PostgresServer
from broadsheet.outcomes import Outcome, PageKind, Reason, Verdict
from broadsheet.runs import Judgement, RunCounts, RunStart
from broadsheet.sources import Source
from tests.conftest import fresh_database
from tests.integration.articledb.items import HOUR, SITE, failed, item, link, listing, page, text, url

SEEN = datetime.now(UTC).replace(hour=3, minute=0, second=0, microsecond=0) - timedelta(days=1)
EXAMPLE = Source.model_validate(
    {
        "name": "example",
        "title": "The Example",
        "base_url": SITE,
        "timezone": "UTC",
        "language": "en",
        "schedule": "0 * * * *",
        "extra_hosts": ["live.example"],
        "sections": [{"name": "politics", "url": f"{SITE}/politics/"}],
    }
)
MANY = 12
Ask = Callable[..., tuple[int, str]]


@pytest.fixture(scope="module")
def database(postgres_server: PostgresServer, migrated_template: str) -> Iterator[str]:
    """A site with an article of every fate, and an address as the analyst to look at it."""
    with fresh_database(postgres_server, migrated_template) as dsn, closing(connect(dsn)) as connection:
        sync_sources(connection, [EXAMPLE])
        start_run(connection, RunStart("run-1", "example", "politics", SEEN))
        passed = {"out_of_range": 40, "other_section": 812}
        finish_run(connection, "run-1", Judgement(Verdict.DRIFT, "2 of 9."), RunCounts(), passed=passed)
        links = [link(name) for name in ("quay", "later", "unread", "Mixed-Case")]
        links.append(link("menu", Outcome.NOT_ARTICLE, reason=Reason.NAVIGATION))
        links.append(link("shared", Outcome.KNOWN))  # another section's run had it in hand, and died
        links.append(link("box", Outcome.NOT_ARTICLE, reason=Reason.OTHER_SECTION))
        links.append(link("away", Outcome.OFF_SITE, reason=Reason.OFF_SITE))
        store_items(connection, [listing(*links, at=SEEN)])
        amp = ((f"{SITE}/amp/politics/quay", "amp"),)
        store_items(connection, [item("quay", SEEN, aliases=amp), item("old", SEEN)])
        store_items(connection, [item("wire", SEEN + HOUR, body_text=text("quay")), item("lost", SEEN)])
        store_items(connection, [failed("lost", Reason.GONE, SEEN + HOUR)])
        store_items(connection, [Item(page(f"{SITE}/feed", SEEN, kind=PageKind.FEED))])
        ahead = FieldValue("published_at", None, "2031-05-01T10:00Z", "json_ld", "$.datePublished", False)
        store_items(connection, [item("ahead", SEEN, fields=(ahead,)), item("undated", SEEN)])
        for number in range(1, MANY):
            edited = item("quay", SEEN + number * HOUR, headline=f"Edit {number}", body_text=text("quay"))
            store_items(connection, [edited])
        refused = failed("closed", Reason.ROBOTS, SEEN)
        store_items(connection, [failed("due", Reason.TIMEOUT, SEEN), refused])
        led_away = Failure(Reason.OFF_SITE, "leads to elsewhere.example:443")
        inside = failed("inside", Reason.ADDRESS_REFUSED, SEEN)
        store_items(connection, [replace(failed("led", Reason.OFF_SITE, SEEN), failure=led_away), inside])
        store_items(connection, [failed("page/2", Reason.TIMEOUT, SEEN, kind=PageKind.LISTING)])
        for number in (1, 2):
            lost = failed("old", Reason.GONE, SEEN + number * HOUR, run_id=f"run-{number}")
            store_items(connection, [failed("unread", Reason.NO_TEXT, SEEN, run_id=f"run-{number}"), lost])
        password = uuid.uuid4().hex
        set_role_password(connection, ANALYST, password)
        yield postgres_server.dsn(urlsplit(dsn).path.lstrip("/"), ANALYST, password)


@pytest.fixture
def ask(database: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Type the command; what it says and how it exits."""
    monkeypatch.setenv("DATABASE_URL", database)

    def type_it(*words: str) -> tuple[int, str]:
        exit_code = main(["why", *words])
        return exit_code, capsys.readouterr().out

    return type_it


def test_a_stored_article_is_told_on_one_screen(ask: Ask) -> None:
    """Since when, how many versions, its copy, its other address, the newest first and how many more."""
    exit_code, told = ask(url("quay"))
    lines = told.splitlines()
    assert exit_code == 0
    assert lines[0].startswith("Stored as article ") and f"{MANY} versions, in example/politics" in lines[0]
    assert len(lines) <= 40 and max(map(len, lines)) <= 118
    assert f"versions ({MANY})" in told and f"and {MANY - 4} more" in told
    assert told.index("Edit 11") < told.index("Edit 10")
    assert url("wire") in told and "/amp/politics/quay" in told
    assert "changed: headline" in told and "raw page sha256/" in told


PASTED = [
    "http://news.example/politics/quay",
    "https://www.news.example/politics/quay/",
    "news.example/politics/quay?utm_source=x#top",
    "HTTPS://NEWS.EXAMPLE/POLITICS/QUAY",
    "https://m.news.example/politics/quay",
    "https://news.example/politics/quay/amp/",
    "https://news.example/amp/politics/quay",
    "https://news.example/politics/quay?session=77",
    " <https://news.example/politics/quay> ",
]


@pytest.mark.parametrize("pasted", PASTED)
def test_it_is_found_however_it_was_pasted(ask: Ask, pasted: str) -> None:
    """And says under which address, where that is another one."""
    exit_code, told = ask(pasted)
    assert exit_code == 0
    assert told.startswith("Stored as article ") and f"{MANY} versions" in told


def test_capitals_of_the_stored_address_do_not_hide_it(ask: Ask) -> None:
    _, told = ask("https://news.example/politics/mixed-case")
    assert f"Found as {url('Mixed-Case')}" in told


def test_an_articles_number_and_a_key_find_it(ask: Ask) -> None:
    """As they stand in a query's result."""
    found = json.loads(ask(url("quay"), "--json")[1])["facts"]["article"]
    for pasted in (str(found["article_id"]), found["raw_html_key"].rpartition("/")[2]):
        assert ask(pasted)[1].startswith(f"Stored as article {found['article_id']} ")


@pytest.mark.parametrize(
    ("name", "said", "advised"),
    [
        ("later", "Listed on example/politics since", "the next run of example/politics fetches it"),
        ("menu", "but left: navigation - A link of the site's menus and footers", "docs/adding-a-source.md"),
        ("shared", "and not fetched yet", "the next run of example/politics fetches it"),
        ("away", "but left: off_site", "extra_hosts"),
        ("led", "in vain: off_site - On another host than the source's, or led to one.", "extra_hosts"),
        ("led", "[leads to elsewhere.example:443]", "retry --reason off_site --source example has the next"),
        ("inside", "in vain: address_refused", "private_network: true"),
        ("due", "once in vain: timeout", "It is due: the next run of example/politics asks for it again"),
        ("unread", "2 times in vain: no_text", "retry --reason no_text --source example"),
        (
            "unread",
            "2 times in vain: no_text",
            "next run of example/politics that finds it listed",
        ),
        ("old", "Not on its site any more, found missing", "Its text: body_text of the article_id"),
        ("lost", "; missing from its site at the last look (gone), another one", "python -m broadsheet read"),
        ("wire", "a copy of article", "python -m broadsheet read"),
        ("never", "Never listed by any section of example", "news.gaps"),
        ("never", "Never listed by any section of example", "03:00 UTC: 812 other_section, 40 out_of_range"),
        ("box", "but left: other_section", "Is its own section in the source file?"),
        ("page/2", "A listing of example/politics, which could not be read", "may be partial: docs/ops.md"),
        ("closed", "in vain: robots", "Read https://news.example/robots.txt"),
        ("closed", "in vain: robots", "retry --reason robots --source example has the next run ask for it"),
        ("quay-is-built", f"nearest known: {url('quay')}", "example/politics is drift"),
    ],
)
def test_each_fate_is_said_first_and_what_to_do_last(ask: Ask, name: str, said: str, advised: str) -> None:
    _, told = ask(url(name))
    first = " ".join(told.partition("\n\n")[0].partition("\n->")[0].split("\n"))
    assert said in first
    assert any(advised in line for line in told.splitlines() if line.startswith("-> "))


@pytest.mark.parametrize(
    ("pasted", "said"),
    [
        ("https://elsewhere.example/a", "No source has the host elsewhere.example"),
        (f"{SITE}/politics/", "It is the page of the section example/politics, no article; last looked at"),
        (f"{SITE}/feed", "A feed: read to find articles"),
        ("https://live.example/x", "Never listed by any section of example"),
        ("123456", "There is no article 123456"),
        ("ab" * 32, "No page with this key"),
    ],
)
def test_what_is_not_held_is_said_too(ask: Ask, pasted: str, said: str) -> None:
    """With an exit code of its own unless something is held: a script can tell it from a failure."""
    exit_code, told = ask(pasted)
    assert said in told
    assert exit_code == (0 if SITE in pasted else EXIT_NOTHING_HELD)


def test_a_date_that_is_not_believed_is_told_with_the_reason(ask: Ask) -> None:
    """As it was stated, and where: who looks for a story's date sees whose mistake it is."""
    told = " ".join(ask(url("ahead"))[1].split())
    assert (
        "published stated as '2031-05-01T10:00Z' (json_ld: $.datePublished) and not believed: it lies" in told
    )
    assert "days after the page was fetched" in told
    assert "published not stated" in ask(url("undated"))[1]


def test_json_holds_everything(ask: Ask) -> None:
    """All versions, not only those that fit on a screen."""
    answer = json.loads(ask(url("quay"), "--json")[1])
    assert len(answer["facts"]["versions"]) == MANY
    assert answer["sentence"].startswith("Stored as article")
    assert {"ledger", "captures", "rejections", "copies"} <= set(answer["facts"])


def test_what_is_no_address_is_answered_with_what_is_expected(
    database: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", database)
    assert main(["why", "the quay"]) == EXIT_CONFIG
    assert "the quay: expected an address" in capsys.readouterr().err
    assert main(["why", " "]) == EXIT_CONFIG
    assert "nothing to look for: expected an address" in capsys.readouterr().err
    assert main(["verdict", "nosuch"]) == EXIT_CONFIG
    assert "nosuch: expected the id of a section run, run_id of news.crawl_runs" in capsys.readouterr().err
    assert main(["verdict", str(uuid.uuid4())]) == EXIT_FAILED
    assert "run_id of news.crawl_runs" in capsys.readouterr().out


def test_a_database_that_is_not_there_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (closed,) = free_ports(1)
    monkeypatch.setenv("DATABASE_URL", f"postgresql://analyst:hushhush@127.0.0.1:{closed}/news")
    assert main(["why", url("quay")]) == EXIT_FAILED
    told = capsys.readouterr().err
    assert "cannot be reached" in told and "hushhush" not in told
    assert f'"127.0.0.1", port {closed} failed: Connection refused' in told


def test_a_crawl_that_was_killed_by_hand_is_interrupted_for_whoever_looks(
    news_database: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Although nobody has written its verdict yet: `why`, which only reads, and `verdict` both say so."""
    run_id = str(uuid.uuid4())
    monkeypatch.setenv("DATABASE_URL", news_database)
    with closing(connect(news_database)) as connection, connection.cursor() as cursor:
        sync_sources(connection, [EXAMPLE])
        start_run(connection, RunStart(run_id, "example", "politics", SEEN))
        assert main(["verdict", run_id]) == EXIT_FAILED
        assert "no verdict yet; its last sign of life is of " in capsys.readouterr().out
        cursor.execute("UPDATE news.crawl_runs SET heartbeat_at = now() - interval '10 minutes'")
    main(["why", url("never")])
    assert "-> example/politics is interrupted since its last run" in capsys.readouterr().out
    assert main(["verdict", run_id]) == EXIT_FAILED
    assert "example/politics: interrupted: No sign of life since" in capsys.readouterr().out
