"""What addresses and listings say about days, and what is done about it."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from broadsheet.article import ListedLink
from broadsheet.articledb.ledger import KnownLink
from broadsheet.backfill.days import Days, days_of
from broadsheet.backfill.judging import BackfillTally, judge_backfill
from broadsheet.backfill.periods import Period, alike, is_archive_page, story_period, written_period
from broadsheet.backfill.selection import Choice, Listed, choose, is_listing_due, miss
from broadsheet.discovery.sitemaps import SitemapEntry
from broadsheet.outcomes import Outcome, Reason, Verdict, Way

ROOT = Path(__file__).resolve().parents[2]
ZONE = ZoneInfo("America/New_York")
MAY = Days(date(2024, 5, 1), date(2024, 5, 31), ZONE)
NOW = datetime(2026, 11, 1, tzinfo=UTC)
LINK = ListedLink("https://x.example/politics/harbour-vote", Way.ARCHIVE)


def day(text: str) -> Period:
    return Period(date.fromisoformat(text), date.fromisoformat(text))


@pytest.mark.parametrize(
    ("path", "period"),
    [
        ("sitemap-2024-02.xml", Period(date(2024, 2, 1), date(2024, 2, 29))),
        ("sitemap_20240512.xml.gz", day("2024-05-12")),
        ("sitemaps/2024/05/12.xml", day("2024-05-12")),
        ("sitemap-posttype-post.202405.xml", Period(date(2024, 5, 1), date(2024, 5, 31))),
        ("sitemap-2023.xml", Period(date(2023, 1, 1), date(2023, 12, 31))),
        ("archive?year=2024&month=5&day=12", day("2024-05-12")),
        ("sitemap.xml?yyyy=2024&mm=05", Period(date(2024, 5, 1), date(2024, 5, 31))),
        ("archive/2024/may/12/", day("2024-05-12")),
        ("archive/2024/13/", Period(date(2024, 1, 1), date(2024, 12, 31))),
        ("sitemap-120240512345.xml", None),
        ("post-sitemap7.xml", None),
    ],
)
def test_the_days_that_an_archives_address_names(path: str, period: Period | None) -> None:
    """Year, month or day, in the ways sites write them; a number that merely looks so is none."""
    assert written_period(f"https://x.example:2024/{path}") == period


@pytest.mark.parametrize(
    ("path", "period"),
    [
        ("2024/05/12/harbour-vote", day("2024-05-12")),
        ("politics/2024-05-12-harbour-vote.html", day("2024-05-12")),
        ("politics/20240512/harbour-vote", day("2024-05-12")),
        ("2024/may/12/harbour-vote", day("2024-05-12")),
        ("2024/05/harbour-vote", Period(date(2024, 5, 1), date(2024, 5, 31))),
        ("politics/election-2024-05-12-results", None),
        ("politics/back-in-2024", None),
        ("politics/harbour-vote-20240512", None),
    ],
)
def test_the_day_that_a_storys_address_names(path: str, period: Period | None) -> None:
    """Only where the address is made of dates; a date in a slug belongs to the headline."""
    assert story_period(f"https://x.example/{path}") == period


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("archive/", True),
        ("archive/2024/05/", True),
        ("2024/05/12/", True),
        ("politics/archiv-2024-05.html", True),
        ("politics/?year=2024&month=5", True),
        ("2024/05/12/harbour-vote", False),
        ("politics/the-archive-that-burned-down-last-night", False),
        ("politics/", False),
    ],
)
def test_what_an_archive_page_is_called(path: str, expected: bool) -> None:
    """By its word or by ending with a date; never a story."""
    assert is_archive_page(f"https://x.example/{path}") is expected


def test_lastmod_says_only_that_a_story_is_not_younger() -> None:
    """A story changed yesterday may be of any day before; one last changed in April is not of May."""
    assert not Listed(not_after=datetime(2026, 10, 31, tzinfo=UTC)).misses(MAY)
    assert Listed(not_after=datetime(2024, 4, 30, 12, tzinfo=UTC)).misses(MAY)
    assert not Listed(not_after=date(2024, 4, 30)).misses(MAY), "a mere day may be that of another time zone"
    assert Listed(not_after=date(2024, 4, 29)).misses(MAY)
    assert is_listing_due("https://x.example/sitemap-7.xml", "2026-10-31", MAY)
    assert not is_listing_due("https://x.example/sitemap-7.xml", "2024-03-01T00:00:00Z", MAY)
    assert not is_listing_due("https://x.example/sitemap-2024-07.xml", "2026-10-31", MAY)


def test_days_are_those_of_the_sections_own_clock() -> None:
    """The last evening of May in New York is June already in Greenwich."""
    assert MAY.contains(datetime(2024, 6, 1, 2, tzinfo=UTC))
    assert not MAY.contains(datetime(2024, 5, 1, 2, tzinfo=UTC))
    assert days_of("2026-10-31", None, ZONE, NOW).until == date(2026, 10, 31), "still yesterday there"


def test_the_pages_own_date_decides() -> None:
    """Whatever listing it stood on; without one a listing of a day within the range does, and no other."""
    within = Listed(period=day("2024-05-12"))
    assert miss(datetime(2024, 5, 3, tzinfo=UTC), Listed(period=day("2024-04-30")), MAY) is None
    outside = miss(datetime(2024, 7, 3, tzinfo=UTC), within, MAY)
    assert outside is not None and outside.reason is Reason.OUT_OF_RANGE
    assert miss(None, within, MAY) is None
    undated = miss(None, Listed(not_after=date(2024, 5, 12)), MAY)
    assert undated is not None and undated.reason is Reason.UNDATED


def known(outcome: Outcome, reason: Reason | None = None, published_at: datetime | None = None) -> KnownLink:
    return KnownLink(LINK.url, outcome, reason, None, None, 0, True, published_at)


def test_what_an_earlier_backfill_read_is_not_read_again() -> None:
    """Unless its day is one of those asked for now."""
    other = known(Outcome.PENDING, Reason.OUT_OF_RANGE, datetime(2024, 7, 3, tzinfo=UTC))
    wanted = known(Outcome.PENDING, Reason.OUT_OF_RANGE, datetime(2024, 5, 3, tzinfo=UTC))
    undated = known(Outcome.PENDING, Reason.UNDATED)
    choices = [choose(LINK, Listed(), each, MAY, NOW)[1] for each in (other, wanted, undated, None)]
    assert choices == [Choice.LEAVE, Choice.FETCH, Choice.LEAVE, Choice.HOLD]


def test_nothing_found_is_green_only_if_the_archive_reaches_back() -> None:
    """Quiet with that evidence, drift without."""
    tally = BackfillTally(days=MAY)
    assert judge_backfill(tally).verdict is Verdict.DRIFT
    tally.note_day(date(2024, 6, 2))
    assert "the oldest day that any names is 2024-06-02" in judge_backfill(tally).sentence
    tally.note_day(date(2024, 4, 2))
    assert judge_backfill(tally).verdict is Verdict.QUIET


def test_stories_found_and_none_stored_is_not_green() -> None:
    """Though the next backfill fetches them: whoever looks at the colour takes the days for stored."""
    tally = BackfillTally(days=MAY, open_urls={"a", "b"})
    tally.note_day(date(2024, 4, 2))
    judgement = judge_backfill(tally)
    assert judgement.verdict is Verdict.PARTIAL
    assert "2 stories are left for the next backfill" in judgement.sentence
    tally.outcomes[Outcome.NEW] = 1
    assert judge_backfill(tally).verdict is Verdict.OK


@pytest.mark.parametrize("spent", [True, False])
def test_what_a_backfill_leaves_waits_for_a_backfill(spent: bool) -> None:
    """No crawl asks for what only an archive names; and the same lists would take the same budget again."""
    tally = BackfillTally(days=MAY, open_urls={"a", "b"})
    tally.spent_on_lists = 4 if spent else None
    tally.storage_failures = [] if spent else ["the news database was away"]
    judgement = judge_backfill(tally)
    assert judgement.verdict is (Verdict.PARTIAL if spent else Verdict.STORAGE)
    assert judgement.sentence == (
        "the request_budget of 4 was spent before any story was asked for; "
        "2 links left for the next backfill of these days, which needs a larger one"
        if spent
        else "the news database was away; 2 links are left for the next backfill of these days"
    )


def test_a_dry_run_counts_as_found_what_a_listing_places_on_those_days() -> None:
    """The rest may be of any day, and is told apart; an archive that reaches back makes the run green."""
    tally = BackfillTally(days=MAY, is_dry=True, open_urls={"a", "b", "c"}, delay=60)
    unsure = judge_backfill(tally)
    assert unsure.verdict is Verdict.DRIFT
    assert "would fetch 3 pages in about 3 minutes; whether any is of those days" in unsure.sentence
    tally.certain_count = 1
    found = judge_backfill(tally)
    assert found.verdict is Verdict.OK
    assert "; whether 2 of them are of those days" in found.sentence
    assert "the archive does not say how far back it reaches" in found.sentence
    tally.certain_count = 0
    tally.note_day(date(2024, 4, 2))
    assert judge_backfill(tally).verdict.is_green


def test_the_pins_of_the_browser_agree_with_the_others() -> None:
    """Plain pip installs both files together."""
    pins = {
        name: dict(line.split("==") for line in (ROOT / name).read_text().splitlines() if "==" in line)
        for name in ("requirements.txt", "requirements-dev.txt", "requirements-browser.txt")
    }
    browser = pins["requirements-browser.txt"]
    assert "playwright" in browser and "playwright" not in pins["requirements.txt"]
    assert browser.items() <= pins["requirements-dev.txt"].items()


def test_a_crawl_loads_nothing_of_the_browser() -> None:
    """As Scrapy finds its spiders: both are there on a machine without the package."""
    script = (
        "import sys; sys.modules['playwright'] = None\n"
        "from scrapy.cmdline import execute; execute(['scrapy', 'list'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.split() == ["backfill", "news"]


@pytest.mark.parametrize(
    ("path", "guessed"),
    [
        ("2026/9/8/", ["2024/4/30/", "2024/5/1/"]),
        ("archiv-2026-09.html", ["archiv-2024-04.html", "archiv-2024-05.html"]),
        ("archive/2026/", ["archive/2024/"]),
        ("archive/", []),
    ],
)
def test_where_one_day_is_the_others_are(path: str, guessed: list[str]) -> None:
    """Written as the site writes its own, with zeros or without."""
    site = "https://x.example/"
    found = alike(site + path, date(2024, 4, 30), date(2024, 5, 1))
    assert found == [site + each for each in guessed]


@pytest.mark.parametrize("zone", ["America/Halifax", "Europe/Berlin"])
@pytest.mark.parametrize(
    "stated", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "0001-01-01", "9999-12-31"]
)
def test_a_date_at_the_edge_of_the_calendar_is_none(stated: str, zone: str) -> None:
    """It is some program's default, no day that a story came out or changed; and no reason to fail."""
    may = Days(date(2024, 5, 1), date(2024, 5, 31), ZoneInfo(zone))
    entry = SitemapEntry(LINK.url, stated, "", (), stated)
    assert Listed.of(LINK, entry) == Listed()
    assert is_listing_due("https://x.example/sitemap-7.xml", stated, may)


@pytest.mark.parametrize("zone", ["America/Halifax", "Europe/Berlin"])
@pytest.mark.parametrize("instant", [datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)])
def test_every_instant_has_a_day(instant: datetime, zone: str) -> None:
    """The first and the last of the calendar have it in Greenwich where another zone's would lie outside."""
    may = Days(date(2024, 5, 1), date(2024, 5, 31), ZoneInfo(zone))
    found = miss(instant, Listed(), may)
    assert found is not None
    assert found.reason is Reason.OUT_OF_RANGE
    assert may.day_of(instant) == instant.date()
