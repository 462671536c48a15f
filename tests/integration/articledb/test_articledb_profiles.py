"""Profiles of sites in the database: grown by several runs at once, versioned, read by the next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime

from broadsheet.articledb.connection import Connection, connect, cursor_of
from broadsheet.articledb.profiles import current_profile, grow, is_doubted, note_told, untold_drift
from broadsheet.articledb.runs import finish_run, start_run
from broadsheet.extraction.observation import Observation, Sighting, Stood, text_key
from broadsheet.outcomes import Verdict
from broadsheet.runs import Judgement, RunCounts, RunStart
from tests.conftest import ROOT


def seen(number: int, *, body: str = "main > div.text", box: str = "main > div.box > p") -> Observation:
    """A page of four paragraphs of its own and a box that says the same on all."""
    own = [f"Paragraph {line} of the story with the number {number}." for line in range(4)]
    paragraphs = [
        Sighting(f"{body} > p", text_key(text), len(text), is_kept=True, is_prose=True) for text in own
    ]
    notice = "The same words stand in this box of every page."
    return Observation(
        (*paragraphs, Sighting(box, text_key(notice), len(notice), is_kept=True, is_prose=True))
    )


def versions(connection: Connection) -> list[tuple[int, int, bool]]:
    with cursor_of(connection) as cursor:
        cursor.execute("SELECT profile_version, article_count, is_current FROM news.site_profiles ORDER BY 1")
        return [tuple(row) for row in cursor.fetchall()]


def test_a_profile_comes_once_enough_different_articles_were_seen(news: Connection) -> None:
    """Two articles and many captures of them are none; the third makes the first version, kept for all."""
    assert grow(news, "coast", [seen(1), seen(2), seen(1), seen(2)]) is None
    assert current_profile(news, "coast") is None
    learned = grow(news, "coast", [seen(3)])
    assert learned is not None
    assert (learned.version, learned.article_count, learned.container) == (1, 3, "main > div.text")
    assert current_profile(news, "coast") == learned
    assert current_profile(news, "inland") is None


def test_nothing_new_makes_no_version(news: Connection) -> None:
    """A crawl that saw known articles, or two more of the same kind, leaves the profile as it is."""
    first = grow(news, "coast", [seen(number) for number in range(10)])
    assert grow(news, "coast", [seen(1), seen(2)]) == first
    assert grow(news, "coast", [seen(11), seen(12)]) == first
    assert versions(news) == [(1, 10, True)]


def test_a_redesign_makes_a_version_and_the_old_one_stays_readable(news: Connection) -> None:
    """Articles name the version they were read with; it must say for ever what it said then."""
    grow(news, "coast", [seen(number) for number in range(5)])
    learned = grow(news, "coast", [seen(number, body="article > section") for number in range(100, 160)])
    assert learned is not None
    assert learned.container == "article > section"
    assert versions(news) == [(1, 5, False), (2, 65, True)]


def test_a_profile_is_forgotten_as_the_page_for_ops_says(news: Connection) -> None:
    """It is learned anew from what is seen from then on; no version is given twice."""
    told = (ROOT / "docs" / "ops.md").read_text()
    statements = re.findall(r"`((?:DELETE FROM|UPDATE) news\.site_\w+ [^`]+)`", told)
    assert len(statements) == 2
    grow(news, "coast", [seen(number) for number in range(5)])
    with cursor_of(news) as cursor:
        for statement in statements:
            cursor.execute(statement.replace("'example'", "'coast'"))
    assert current_profile(news, "coast") is None
    assert grow(news, "coast", [seen(1), seen(2)]) is None
    assert grow(news, "coast", [seen(3)]) is not None
    assert versions(news) == [(1, 5, False), (2, 3, True)]


def test_runs_of_two_sections_grow_one_profile(news: Connection, news_database: str) -> None:
    """Nothing that one of them counted is lost by the other."""

    def one(numbers: Sequence[int]) -> None:
        with closing(connect(news_database)) as connection:
            for number in numbers:
                grow(connection, "coast", [seen(number)])

    with ThreadPoolExecutor(2) as both:
        list(both.map(one, (range(0, 40, 2), range(1, 40, 2))))
    with cursor_of(news) as cursor:
        cursor.execute("SELECT article_count FROM news.site_evidence WHERE source = 'coast'")
        assert cursor.fetchone() == (40,)


def stood(number: int, place: str) -> Observation:
    """A page as `seen`, whose headline stands at that place."""
    body = f"main > {place} > div.text"
    places = (Stood("body_text", f"{place} > div.text"), Stood("headline", f"{place} > h1"))
    page = seen(number, body=body)
    return Observation(page.sightings, url=f"https://coast.example/{number}", stood=places)


def finished(connection: Connection, run_id: str, verdict: Verdict) -> None:
    start_run(connection, RunStart(run_id, "coast", "news", datetime.now(UTC)))
    finish_run(
        connection, run_id, Judgement(verdict, "."), RunCounts(), is_listing_complete=True, missed_estimate=0
    )


def test_a_change_waits_until_it_is_told(news: Connection) -> None:
    """By the run that found it, or by another once that has ended with something else to say; once.

    The new version of the profile is there at once, and the evidence goes on from the new pages alone.
    """
    grow(news, "coast", [stood(number, "article.old") for number in range(12)])
    assert not is_doubted(news, "coast")
    grow(news, "coast", [stood(number, "div.new") for number in (20, 21)], "second")
    assert is_doubted(news, "coast")
    assert untold_drift(news, "coast", "second") is None
    learned = grow(news, "coast", [stood(22, "div.new")], "third")
    assert learned is not None
    assert (learned.version, learned.container) == (2, "main > div.new > div.text")
    drift = untold_drift(news, "coast", "third")
    assert drift is not None
    assert (drift.version, [each.field for each in drift.moves]) == (1, ["body_text", "headline"])
    with cursor_of(news) as cursor:
        cursor.execute("SELECT profile #> '{drift,moves,1}' FROM news.site_profiles WHERE is_current")
        (move,) = cursor.fetchone() or ()
    assert (move["field"], move["old"], move["new"]) == ("headline", "article.old > h1", "div.new > h1")
    assert untold_drift(news, "coast", "fourth") is None
    finished(news, "third", Verdict.BLOCKED)
    assert untold_drift(news, "coast", "fourth") == drift
    note_told(news, "coast")
    assert untold_drift(news, "coast", "fourth") is None
    grow(news, "coast", [stood(number, "div.new") for number in range(30, 36)], "fifth")
    assert untold_drift(news, "coast", "fifth") is None


def test_what_was_stored_before_fields_were_watched_goes_on(news: Connection) -> None:
    """Evidence and profiles of the version before: read, grown, and compared from then on."""
    grow(news, "coast", [stood(number, "article.old") for number in range(5)])
    with cursor_of(news) as cursor:
        cursor.execute("UPDATE news.site_evidence SET evidence = evidence - 'fields'")
        cursor.execute("UPDATE news.site_profiles SET profile = profile - 'usual' - 'trust'")
    news.commit()
    profile = current_profile(news, "coast")
    assert profile is not None
    assert profile.usual == {}
    grown = grow(news, "coast", [stood(number, "article.old") for number in range(5, 10)], "second")
    assert grown is not None
    assert grown.usual["headline"].best == "article.old > h1"
