"""Verdicts: from a run's numbers to one colour and one sentence."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from broadsheet.article import Article, Failure, FieldValue, Item, ListedLink, Page, Stored
from broadsheet.checks import judge
from broadsheet.errors import StorageError
from broadsheet.failing import failed_for, tried
from broadsheet.one_story import mixed_up
from broadsheet.outcomes import Outcome, PageKind, Reason, Verdict, Way
from broadsheet.runs import Judgement, SectionHistory
from broadsheet.siteprofile.drift import Drift, Move
from broadsheet.tally import RunTally
from broadsheet.telling import numbers
from broadsheet.unserved import UNSTATED_PAUSE

FRONT = "https://news.example/politics/"
NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)


def page(url: str, kind: PageKind = PageKind.ARTICLE, links: tuple[ListedLink, ...] = ()) -> Page:
    return Page("run", "example", "politics", kind, url, NOW, links=links)


def listing(tally: RunTally, count: int, failure: Failure | None = None, url: str = FRONT) -> None:
    links = tuple(ListedLink(f"{FRONT}{n}", Way.SECTION_PAGE) for n in range(count))
    tally.open_urls.update(link.url for link in links)
    tally.first_listed_count += count
    tally.add_item(Item(page(url, PageKind.LISTING, links), failure=failure))


def article(tally: RunTally, number: int, outcome: Outcome, reason: Reason | None = None) -> None:
    failure = Failure(reason, "detail") if reason else None
    tally.add_item(Item(page(f"{FRONT}{number}"), failure=failure, stored=Stored(outcome)))


def crawl(ok: int = 0, failed: int = 0, reason: Reason = Reason.SERVER_ERROR) -> RunTally:
    tally = RunTally(section_url=FRONT)
    listing(tally, ok + failed)
    for number in range(ok):
        article(tally, number, Outcome.NEW)
    for number in range(ok, ok + failed):
        article(tally, number, reason.outcome, reason)
    return tally


def verdict(tally: RunTally, history: SectionHistory | None = None) -> Judgement:
    return judge(tally, history or SectionHistory())


def test_a_redesign_tells_of_rules_in_vain_as_well() -> None:
    """Those of which too little was seen to call their loss a change; each is told once."""
    tally = crawl(ok=4)
    told = Move("rule for authors (.who)", ".who", "", 4, 4)
    tally.drift = Drift("run", 1, (Move("headline", "h1", "h2", 4, 4), told), (f"{FRONT}1",))
    tally.rules.missed.update({"authors": 4, "kicker": 4, "deck": 2})
    tally.rules.followed.update({"deck": 2})
    tally.rules.told["kicker"] = FieldValue("kicker", None, None, "source_rule", ".topic", is_chosen=False)
    judgement = verdict(tally)
    assert judgement.verdict is Verdict.DRIFT
    assert tally.drift.is_told_by(judgement.sentence)
    assert judgement.sentence.endswith(
        f"{FRONT}1; the rule for kicker (.topic) found nothing on any of 4 pages"
    )
    assert "the rule for authors (.who) finds nothing any more" in judgement.sentence


@pytest.mark.parametrize(
    ("texts", "is_red"),
    [
        (("",) * 3, True),
        (("", "", "", "text", "text"), True),
        (("",) * 2, False),
        (("", "", "", "text", "text", "text"), False),
    ],
)
def test_stories_that_come_without_their_text_are_no_data(texts: tuple[str, ...], *, is_red: bool) -> None:
    """Pages that state a headline for machines and leave the text to scripts; some may be pictures."""
    tally = crawl()
    for number, text in enumerate(texts):
        url, new = f"{FRONT}{number}", Stored(Outcome.NEW, article_id=number)
        tally.add_item(Item(page(url), Article(url, "Headline", text), stored=new))
    for kind, access in (("gallery", "free"), ("article", "paywalled")):
        url, told = f"{FRONT}{kind}", Stored(Outcome.NEW, article_id=99)
        tally.add_item(Item(page(url), Article(url, "H", "", content_type=kind, access=access), stored=told))
    listing(tally, len(texts))
    judgement = verdict(tally)
    assert (judgement.verdict is Verdict.DRIFT) is is_red
    assert (f"came without any text, such as {FRONT}0; see" in judgement.sentence) is is_red


def test_what_is_to_be_dropped_and_stands_on_no_page_is_told() -> None:
    """By its selector; of a few pages nothing is said, since not all have such a box."""
    for pages, is_told in ((5, True), (4, False)):
        tally = crawl(ok=pages)
        tally.rules.missed.update({"drop (.promo)": pages, "drop (.mail)": pages})
        tally.rules.followed.update({"drop (.mail)": 1})
        sentence = verdict(tally).sentence
        assert ("the rule for drop (.promo) found nothing on any of 5 pages" in sentence) is is_told
        assert ".mail" not in sentence


def test_new_articles_are_ok_and_counted_in_the_sentence() -> None:
    judgement = verdict(crawl(ok=12))
    assert judgement.verdict is Verdict.OK
    assert "12 new" in judgement.sentence


@pytest.mark.parametrize(
    ("same", "others", "expected"),
    [(12, 5, Verdict.DRIFT), (5, 0, Verdict.DRIFT), (4, 0, Verdict.OK), (8, 12, Verdict.OK)],
)
@pytest.mark.parametrize("end", ["", "?print=1"], ids=["addresses", "and forms"])
def test_one_story_at_most_addresses_of_a_list_is_no_list_of_stories(
    same: int, others: int, expected: Verdict, end: str
) -> None:
    """Each page can be read, and what the list names was not seen; few that lead to one story are normal."""
    tally = RunTally(section_url=FRONT)
    names = [f"{chr(97 + number)}-story-of-its-own" for number in range(same + others)]
    links = tuple(ListedLink(FRONT + name, Way.SECTION_PAGE) for name in names)
    tally.add_item(Item(page(FRONT, PageKind.LISTING, links)))
    for number, name in enumerate(names):
        article_id = 1 if number < same else number
        for url in {FRONT + name, FRONT + name + end}:
            tally.add_item(Item(page(url), stored=Stored(Outcome.UNCHANGED, article_id)))
    answer = verdict(tally)
    assert answer.verdict.is_green is (expected is not Verdict.DRIFT), answer
    if expected is Verdict.DRIFT:
        told = f"{same} of {same + others}" if not end else f"{same} of "
        assert told in answer.sentence and "one and the same story" in answer.sentence


def test_pages_of_one_story_that_came_at_the_same_moment_are_mixed_up_too() -> None:
    """One of the two is stored as a copy, an article of its own, which the next run is to ask for again."""
    tally, names = RunTally(section_url=FRONT), [f"{letter}-story-of-its-own" for letter in "abcdef"]
    links = tuple(ListedLink(FRONT + name, Way.SECTION_PAGE) for name in names)
    tally.add_item(Item(page(FRONT, PageKind.LISTING, links)))
    same = Article(FRONT + names[0], "The harbour opens", "It opens at six.", content_hash=b"same")
    for number, name in enumerate(names):
        outcome = Outcome.DUPLICATE if number == 1 else Outcome.UNCHANGED
        tally.add_item(Item(page(FRONT + name), same, stored=Stored(outcome, 2 if number == 1 else 1)))
    assert mixed_up(tally) == [FRONT + name for name in names]


@pytest.mark.parametrize(("count", "expected"), [(4, Verdict.OK), (12, Verdict.DRIFT)])
def test_stored_stories_that_were_taken_down_are_no_failures_unless_they_are_most(
    count: int, expected: Verdict
) -> None:
    """A site that leads every address home shows us no stories any more."""
    tally = crawl(ok=20 - count)
    listing(tally, 20)
    for number in range(20 - count, 20):
        failure = Failure(Reason.REDIRECTED, "led home")
        stored = Stored(Outcome.REJECTED, article_id=number, failure=failure)
        tally.add_item(Item(page(f"{FRONT}{number}"), failure=failure, stored=stored))
    assert verdict(tally).verdict is expected


@pytest.mark.parametrize("listed", [9, 20, 30])
def test_two_stories_taken_down_in_a_quiet_hour_are_no_drift(listed: int) -> None:
    """Though nothing else was asked for."""
    tally = RunTally(section_url=FRONT)
    listing(tally, listed)
    for number in range(2):
        failure = Failure(Reason.REDIRECTED, "led home")
        stored = Stored(Outcome.REJECTED, article_id=number, failure=failure)
        tally.add_item(Item(page(f"{FRONT}{number}"), failure=failure, stored=stored))
    assert verdict(tally).verdict is Verdict.OK


def test_what_another_run_stored_meanwhile_is_told() -> None:
    """Two runs at once: each says why it has fewer new articles than it fetched."""
    tally = crawl(ok=2)
    overtaken = Item(page(f"{FRONT}9"), label=Outcome.NEW, stored=Stored(Outcome.UNCHANGED, 9))
    tally.add_item(overtaken)
    assert "1 stored by another run at the same time" in verdict(tally).sentence
    tally.add_item(replace(overtaken, label=Outcome.UNCHANGED))
    tally.add_item(replace(overtaken, label=Outcome.DUPLICATE))  # a form of a stored article's address
    assert tally.siblings.overtaken_count == 1


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_story_that_a_run_finds_at_two_addresses_is_no_other_runs(order: tuple[int, int]) -> None:
    """Both are asked for before either is stored; of whichever comes second the row is there."""
    tally = crawl(ok=2)
    outcomes = Outcome.NEW, Outcome.UNCHANGED
    for each in order:
        stored = Stored(outcomes[each], article_id=9)
        tally.add_item(Item(page(f"{FRONT}9?of={each}"), label=Outcome.NEW, stored=stored))
    assert tally.siblings.overtaken_count == 0


def test_a_run_that_stored_nothing_is_never_green() -> None:
    """The article of faith: an empty crawl is red, whatever the exit code."""
    assert not verdict(RunTally(section_url=FRONT)).verdict.is_green


def still(pause: timedelta | None, silence: timedelta, stated: timedelta | None = None) -> Judgement:
    """The verdict on a list that was read and has nothing new, after so long a silence."""
    return verdict(quiet(longest_silence=stated), SectionHistory(5, True, NOW - silence, pause))


def quiet(**known: Any) -> RunTally:
    """A run that read a list of stories which are all known."""
    tally = RunTally(section_url=FRONT, ended_at=NOW, **known)
    links = tuple(ListedLink(f"{FRONT}{n}", Way.SECTION_PAGE, Outcome.KNOWN) for n in range(5))
    tally.add_item(Item(page(FRONT, PageKind.LISTING, links)))
    return tally


def test_a_section_that_is_silent_for_longer_than_is_normal_for_it_is_red() -> None:
    """Three times its longest pause, two days at least; one of which too little is known may be silent."""
    hours, days = timedelta(hours=1), timedelta(days=1)
    judgement = still(14 * hours, 5 * days)
    assert judgement.verdict is Verdict.DRIFT
    for part in ("nothing new for 5 days", "longest pause in 90 days was 14 hours", FRONT, "_silence: 240"):
        assert part in judgement.sentence
    for normal in (still(14 * hours, 47 * hours), still(3 * days, 8 * days), still(None, 80 * days)):
        assert normal.verdict is Verdict.QUIET
    tally = quiet()
    tally.outcomes[Outcome.NEW] = 1
    assert verdict(tally, SectionHistory(5, True, NOW - 9 * days, hours)).verdict is Verdict.OK


def test_the_source_file_says_how_long_a_section_may_be_silent() -> None:
    """Whatever its past says, or does not say; 0 is no end."""
    days = timedelta(days=1)
    judgement = still(None, 5 * days, stated=4 * days)
    assert judgement.verdict is Verdict.DRIFT
    assert "longest_silence is 4 days" in judgement.sentence
    assert still(days / 2, 5 * days, stated=6 * days).verdict is Verdict.QUIET
    assert still(days / 2, 500 * days, stated=0 * days).verdict is Verdict.QUIET


def test_an_empty_section_is_drift_and_names_where_it_looked() -> None:
    tally = RunTally(section_url=FRONT)
    listing(tally, 0)
    judgement = verdict(tally, SectionHistory(usual_listed_count=24))
    assert judgement.verdict is Verdict.DRIFT
    assert FRONT in judgement.sentence
    assert "about 24" in judgement.sentence


def test_nothing_published_since_the_last_look_is_quiet() -> None:
    judgement = verdict(quiet())
    assert judgement.verdict is Verdict.QUIET
    assert "5 articles" in judgement.sentence


def test_articles_known_from_another_section_are_ok() -> None:
    tally = RunTally(section_url=FRONT, first_listed_count=5)
    known = tuple(ListedLink(f"{FRONT}{n}", Way.SECTION_PAGE, Outcome.KNOWN) for n in range(5))
    tally.add_item(Item(page(FRONT, PageKind.LISTING, known)))
    assert verdict(tally).verdict is Verdict.OK


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        (Reason.DNS, Verdict.UNREACHABLE),
        (Reason.CONNECTION, Verdict.UNREACHABLE),
        (Reason.TIMEOUT, Verdict.UNREACHABLE),
        (Reason.TLS, Verdict.UNREACHABLE),
        (Reason.SERVER_ERROR, Verdict.UNREACHABLE),
        (Reason.BLOCKED, Verdict.BLOCKED),
        (Reason.ROBOTS, Verdict.BLOCKED),
        (Reason.CONSENT, Verdict.CONSENT),
        (Reason.GONE, Verdict.DRIFT),
        (Reason.NOT_HTML, Verdict.DRIFT),
        (Reason.ADDRESS_REFUSED, Verdict.CONFIG),
    ],
)
def test_the_failure_of_the_sections_own_page_decides(reason: Reason, expected: Verdict) -> None:
    tally = RunTally(section_url=FRONT)
    listing(tally, 0, Failure(reason, "why"))
    judgement = verdict(tally)
    assert judgement.verdict is expected
    assert "why" in judgement.sentence


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        (Reason.SERVER_ERROR, Verdict.UNREACHABLE),
        (Reason.BLOCKED, Verdict.BLOCKED),
        (Reason.CONSENT, Verdict.CONSENT),
        (Reason.NO_TEXT, Verdict.DRIFT),
        (Reason.SOFT_404, Verdict.DRIFT),
    ],
)
def test_when_every_article_fails_the_way_they_fail_is_the_verdict(reason: Reason, expected: Verdict) -> None:
    assert verdict(crawl(failed=10, reason=reason)).verdict is expected


def test_some_failures_are_partial_with_causes_and_a_sample() -> None:
    judgement = verdict(crawl(ok=8, failed=2))
    assert judgement.verdict is Verdict.PARTIAL
    assert "2 of 10" in judgement.sentence
    assert "server_error" in judgement.sentence
    assert f"{FRONT}8" in judgement.sentence


def test_one_is_told_in_the_singular() -> None:
    """Of pages, of links and of copies, whatever the verdict."""
    alone = crawl(ok=1)
    assert verdict(alone).sentence == "1 new, 0 changed, 0 copies among 1 listed article"
    assert numbers(alone).startswith("1 article listed: ")
    assert verdict(crawl(failed=1)).sentence.startswith("1 of 1 page could not be fetched")
    stopped = crawl(ok=1)
    stopped.open_urls.add(f"{FRONT}left")
    stopped.is_interrupted = True
    assert verdict(stopped).sentence == "stopped before the end: 1 article stored, 1 link left"


def test_one_failure_in_fifty_is_normal() -> None:
    assert verdict(crawl(ok=49, failed=1)).verdict is Verdict.OK


def test_the_one_new_page_of_a_known_listing_may_fail_and_is_told() -> None:
    """One of twenty listed is not the end of the site, though it is all that this run asked for."""
    tally = RunTally(section_url=FRONT)
    known = tuple(ListedLink(f"{FRONT}{n}", Way.SECTION_PAGE, Outcome.KNOWN) for n in range(19))
    tally.add_item(Item(page(FRONT, PageKind.LISTING, (*known, ListedLink(f"{FRONT}19", Way.SECTION_PAGE)))))
    article(tally, 19, Outcome.REJECTED, Reason.TIMEOUT)
    judgement = verdict(tally)
    assert judgement.verdict.is_green
    assert "1 timeout" in judgement.sentence


def look_again(known: int, again: int, new: int = 0) -> RunTally:
    """A list of known stories, pages that failed in the run before and fail now, and new ones that fail."""
    tally = RunTally(section_url=FRONT)
    links = [ListedLink(f"{FRONT}{n}", Way.SECTION_PAGE, Outcome.KNOWN) for n in range(known)]
    links += [ListedLink(f"{FRONT}{n}", Way.SECTION_PAGE) for n in range(known, known + again + new)]
    for number in range(known, known + again):
        tally.add_retry(f"{FRONT}{number}")
    tally.add_item(Item(page(FRONT, PageKind.LISTING, tuple(links))))
    for number in range(known, known + again + new):
        article(tally, number, Outcome.REJECTED, Reason.NO_TEXT)
    return tally


@pytest.mark.parametrize(
    ("known", "again", "new", "expected"),
    [
        (15, 1, 0, Verdict.OK),  # a page of pictures on a list that holds still
        (15, 2, 0, Verdict.PARTIAL),  # as the run before called it
        (15, 1, 1, Verdict.DRIFT),  # what comes now fails as well
        (3, 1, 0, Verdict.PARTIAL),  # of so few, one is much
        (0, 8, 0, Verdict.DRIFT),
    ],
)
def test_a_page_that_fails_again_is_no_news_of_the_site(
    known: int, again: int, new: int, expected: Verdict
) -> None:
    assert verdict(look_again(known, again, new)).verdict is expected


@pytest.mark.parametrize("reason", [Reason.ROBOTS, Reason.BLOCKED])
def test_a_refusal_says_how(reason: Reason) -> None:
    """A line of robots.txt and a 403 ask different things of whoever reads the sentence."""
    assert (
        f"refused 10 of 10 pages ({reason} (detail)), such as"
        in verdict(crawl(failed=10, reason=reason)).sentence
    )


def test_deleted_stories_are_normal() -> None:
    assert verdict(crawl(ok=8, failed=2, reason=Reason.GONE)).verdict is Verdict.OK


@pytest.mark.parametrize("reason", [Reason.OFF_SITE, Reason.SECTION_PAGE, Reason.BAD_URL, Reason.NOT_HTML])
def test_stories_that_all_lead_elsewhere_are_drift(reason: Reason) -> None:
    """No page of them is an article, and no article was stored; a few such links among stories are usual."""
    judgement = verdict(crawl(failed=10, reason=reason))
    assert judgement.verdict is Verdict.DRIFT
    assert f"{reason} (detail)" in judgement.sentence
    assert verdict(crawl(ok=8, failed=2, reason=reason)).verdict is Verdict.OK


def test_a_listing_whose_stories_are_all_gone_is_drift() -> None:
    assert verdict(crawl(failed=10, reason=Reason.GONE)).verdict is Verdict.DRIFT


@pytest.mark.parametrize(
    ("kind", "colour"), [(PageKind.LISTING, Verdict.DRIFT), (PageKind.SITEMAP, Verdict.QUIET)]
)
def test_it_stays_so_when_its_stories_are_no_longer_asked_for(kind: PageKind, colour: Verdict) -> None:
    """Where readers see them; sitemaps name what was deleted long ago."""
    tally = quiet()
    links = tuple(ListedLink(f"{FRONT}x{n}", Way.SECTION_PAGE, Outcome.GONE, Reason.GONE) for n in range(6))
    tally.add_item(Item(page(f"{FRONT}2", kind, links)))
    judgement = verdict(tally)
    assert judgement.verdict is colour
    assert (
        colour is Verdict.QUIET
        or f"6 of 11 listed pages are not there, such as {FRONT}x0" in judgement.sentence
    )


def test_stored_stories_whose_last_look_failed_count_until_a_look_succeeds() -> None:
    """Not asking for them again mends nothing. What leads home was taken down."""
    links = [ListedLink(f"{FRONT}x{n}", Way.FEED, Outcome.KNOWN, Reason.GONE, 7 + n) for n in range(5)]
    home = [replace(link, url=f"{link.url}h", reason=Reason.REDIRECTED) for link in links]
    tally = quiet()
    tally.add_item(Item(page(f"{FRONT}", PageKind.LISTING, tuple(links))))
    assert "5 of 10 listed pages are not there" in verdict(tally).sentence
    assert "5 known" in numbers(tally) and "5 failed before" in numbers(tally)
    tally.add_item(Item(page(f"{FRONT}x0"), stored=Stored(Outcome.UNCHANGED, 7)))
    judgement = verdict(tally)
    assert judgement.verdict is Verdict.QUIET
    assert "10 articles listed; failed: 4 gone" in judgement.sentence
    tally.add_item(Item(page(FRONT, PageKind.LISTING, tuple(home[:3]))))
    assert verdict(tally).verdict is Verdict.QUIET


@pytest.mark.parametrize(
    ("in_vain", "reason", "expected"),
    [
        (3, Reason.GONE, Verdict.DRIFT),
        (3, Reason.OFF_SITE, Verdict.DRIFT),
        (3, Reason.TIMEOUT, Verdict.PARTIAL),
        (2, Reason.GONE, Verdict.OK),
    ],
)
def test_a_run_that_could_store_none_of_several_new_stories_is_red(
    in_vain: int, reason: Reason, expected: Verdict
) -> None:
    """However few they are among those that are known."""
    tally = crawl(failed=in_vain, reason=reason)
    stored = (ListedLink(f"{FRONT}k{n}", Way.SECTION_PAGE, Outcome.KNOWN) for n in range(97))
    tally.add_item(Item(page(FRONT, PageKind.LISTING, tuple(stored))))
    for number in range(in_vain):
        tally.add_retry(f"{FRONT}{number}")
        tally.failures_again[reason] += 1
    tally.only_in_vain = {f"{FRONT}{number}" for number in range(in_vain)}
    judgement = verdict(tally)
    assert judgement.verdict is expected
    assert f"{in_vain} {reason}" in judgement.sentence


def test_a_failed_further_page_of_the_listing_is_partial() -> None:
    tally = crawl(ok=20)
    listing(tally, 0, Failure(Reason.TIMEOUT), url=FRONT + "page/2/")
    judgement = verdict(tally)
    assert judgement.verdict is Verdict.PARTIAL
    assert "page/2" in judgement.sentence


@pytest.mark.parametrize("reason", [Reason.GONE, Reason.ROBOTS])
def test_a_list_that_ends_at_a_page_that_is_not_there_is_green_and_told(reason: Reason) -> None:
    """One page too many in a pager is no loss; a section's own page or a named feed that is gone is."""
    tally = crawl(ok=20)
    listing(tally, 0, Failure(reason), url=FRONT + "page/2/")
    found = verdict(tally)
    assert found.verdict is Verdict.OK
    assert found.sentence.endswith(f"listing {FRONT}page/2/ failed: {reason}")
    tally.needed_urls = {FRONT + "page/2/"}
    assert verdict(tally).verdict is Verdict.PARTIAL


def test_a_listing_that_need_not_answer_costs_nothing() -> None:
    """Asked for on the chance that it leads on; what the section lists does not depend on it."""
    tally = crawl(ok=20)
    listing(tally, 0, Failure(Reason.BLOCKED, "HTTP 403"), url="https://paper.example/")
    assert verdict(tally).verdict is Verdict.PARTIAL
    tally.unneeded_urls = {"https://paper.example/"}
    assert verdict(tally).verdict is Verdict.OK


def test_blocked_says_when_to_come_back() -> None:
    tally = RunTally(section_url=FRONT, retry_after_at=datetime(2026, 11, 1, 12, 30, tzinfo=UTC))
    listing(tally, 0, Failure(Reason.BLOCKED, "HTTP 429"))
    judgement = verdict(tally)
    assert judgement.retry_after_at == tally.retry_after_at
    assert "2026-11-01 12:30 UTC" in judgement.sentence


def test_blocked_without_a_stated_time_is_left_alone_for_a_while() -> None:
    tally = RunTally(section_url=FRONT, ended_at=NOW)
    listing(tally, 0, Failure(Reason.ROBOTS, "robots.txt forbids it"))
    assert verdict(tally).retry_after_at == NOW + UNSTATED_PAUSE


@pytest.mark.parametrize(
    ("blame", "expected"),
    [
        ({"config_failures": ["no bucket"]}, Verdict.CONFIG),
        ({"bugs": ["KeyError"]}, Verdict.BUG),
        ({"storage_failures": ["the database is away"]}, Verdict.STORAGE),
        ({"is_interrupted": True}, Verdict.INTERRUPTED),
    ],
)
def test_what_is_ours_to_mend_outranks_good_numbers(blame: dict[str, object], expected: Verdict) -> None:
    tally = crawl(ok=12)
    for name, value in blame.items():
        setattr(tally, name, value)
    assert verdict(tally).verdict is expected


def test_a_page_that_was_not_stored_is_storage_with_what_is_missing() -> None:
    judgement = verdict(crawl(ok=8, failed=2, reason=Reason.STORE_FAILED))
    assert judgement.verdict is Verdict.STORAGE
    assert "2 of 10" in judgement.sentence


def test_a_page_that_an_outage_cost_is_counted_and_its_link_is_left_for_the_next_run() -> None:
    """It is neither stored nor rejected."""
    tally = crawl(ok=8)
    tally.open_urls.update({"https://news.example/a", "https://news.example/b"})
    tally.add_outage(StorageError("the object store is away"))
    tally.add_unstored()
    sentence = verdict(tally).sentence
    assert sentence == (
        "the object store is away; 1 of 9 pages were not stored; 2 links are left for the next run"
    )
    assert (tally.counts.rejected_count, tally.counts.pending_count) == (0, 2)


def test_links_left_over_are_a_number_and_not_a_colour() -> None:
    tally = crawl(ok=5)
    tally.open_urls.update({"https://news.example/a", "https://news.example/b"})
    judgement = verdict(tally)
    assert judgement.verdict is Verdict.OK
    assert "2 left for the next run" in judgement.sentence


def listed_again(still_failed: int, known: int) -> RunTally:
    """A later run: the pages that earlier runs could not read are listed still, and not asked for again."""
    tally = RunTally(section_url=FRONT)
    failed = (
        ListedLink(f"{FRONT}{n}", Way.SECTION_PAGE, Outcome.REJECTED, Reason.NO_TEXT)
        for n in range(still_failed)
    )
    stored = (ListedLink(f"{FRONT}k{n}", Way.SECTION_PAGE, Outcome.KNOWN) for n in range(known))
    tally.add_item(Item(page(FRONT, PageKind.LISTING, (*failed, *stored))))
    return tally


@pytest.mark.parametrize(
    ("still_failed", "known", "expected"),
    [
        (15, 5, Verdict.DRIFT),
        (3, 17, Verdict.PARTIAL),
        (2, 15, Verdict.QUIET),  # two puzzles on a list that holds still
        (2, 5, Verdict.PARTIAL),  # of so few, two are much
        (1, 19, Verdict.QUIET),
        (0, 20, Verdict.QUIET),
    ],
)
def test_what_earlier_runs_could_not_read_keeps_its_colour(
    still_failed: int, known: int, expected: Verdict
) -> None:
    """The run after a red one is not green because it asks for nothing."""
    assert verdict(listed_again(still_failed, known)).verdict is expected


def test_a_front_page_without_stories_is_drift_though_the_feed_answers() -> None:
    tally = RunTally(section_url=FRONT)
    listing(tally, 0)
    feed = (ListedLink(f"{FRONT}1", Way.FEED),)
    tally.add_item(Item(page(FRONT + "feed", PageKind.FEED, feed)))
    article(tally, 1, Outcome.NEW)
    assert tally.has_empty_front
    had_stories = SectionHistory(20, has_front_articles=True)
    assert verdict(tally, had_stories).verdict is Verdict.DRIFT
    assert verdict(tally, SectionHistory(20)).verdict is Verdict.OK


def test_an_exception_of_ours_on_the_way_to_a_page_is_a_bug() -> None:
    tally = crawl(ok=30)
    article(tally, 31, Outcome.REJECTED, Reason.BUG)
    assert verdict(tally).verdict is Verdict.BUG


def test_links_that_lead_elsewhere_cost_nothing() -> None:
    tally = crawl(ok=18)
    article(tally, 18, Outcome.OFF_SITE, Reason.OFF_SITE)
    article(tally, 19, Outcome.NOT_ARTICLE, Reason.NOT_HTML)
    judgement = verdict(tally)
    assert judgement.verdict is Verdict.OK
    assert "1 off_site" in judgement.sentence


def test_a_broken_feed_is_told_and_red_only_if_ops_named_it() -> None:
    tally = crawl(ok=5)
    feed = page(FRONT + "feed", PageKind.FEED)
    tally.add_item(Item(feed, failure=Failure(Reason.SERVER_ERROR, "HTTP 500")))
    judgement = verdict(tally)
    assert judgement.verdict is Verdict.OK
    assert f"feed {FRONT}feed failed: server_error" in judgement.sentence
    tally.needed_urls = {FRONT + "feed"}
    assert verdict(tally).verdict is Verdict.PARTIAL


def test_a_site_that_refuses_a_sitemap_only_is_left_alone_and_the_sentence_is_true() -> None:
    tally = crawl(ok=5)
    tally.retry_after_at = NOW
    judgement = verdict(tally)
    assert judgement.verdict is Verdict.BLOCKED
    assert "asked to be left alone" in judgement.sentence


@pytest.mark.parametrize("every", list(Verdict))
def test_green_is_never_retried_and_red_always_has_a_sentence(every: Verdict) -> None:
    assert not (every.is_green and every.is_retried)


@pytest.mark.parametrize("is_listed_first", [True, False])
def test_a_page_that_is_listed_as_failed_and_asked_for_again_is_one_page(is_listed_first: bool) -> None:
    """A listing may be read before or after the answer comes, and names what failed in this run, too."""
    tally = listed_again(still_failed=1, known=14) if is_listed_first else RunTally(section_url=FRONT)
    article(tally, 0, Outcome.REJECTED, Reason.NO_TEXT)
    failed = ListedLink(f"{FRONT}0", Way.FEED, Outcome.REJECTED, Reason.NO_TEXT)
    tally.add_item(Item(page(f"{FRONT}feed", PageKind.FEED, (failed,))))
    assert (failed_for(tally, [Reason.NO_TEXT]), tried(tally)) == (1, 1)


def test_failures_are_told_of_what_they_are_measured_by() -> None:
    """Of the stories that are listed, most of which earlier runs have read; not of those in vain alone."""
    assert "3 of 16 pages failed (3 no_text)" in verdict(listed_again(still_failed=3, known=13)).sentence


def test_the_numbers_of_a_run_add_up() -> None:
    """Listed, and asked for beside, is known, new and so on; a sibling stored one meanwhile, one is gone."""
    tally = crawl(ok=9, failed=1)
    tally.add_item(Item(page(FRONT, PageKind.LISTING, (ListedLink(f"{FRONT}k", Way.FEED, Outcome.KNOWN),))))
    again = (ListedLink(f"{FRONT}f", Way.FEED, Outcome.REJECTED, Reason.NO_TEXT),)
    tally.add_item(Item(page(FRONT, PageKind.LISTING, again)))
    listing(tally, 13)  # three more of the same list
    tally.open_urls -= {f"{FRONT}{n}" for n in range(11)}  # the eleventh was stored by a sibling's run
    article(tally, 11, Outcome.GONE, Reason.GONE)
    tally.open_urls.add(f"{FRONT}left-over")
    article(tally, 77, Outcome.UNCHANGED)
    assert numbers(tally) == (
        "15 articles listed and 2 asked for beside: 2 known, 9 new, 0 changed, 1 unchanged, 0 copies, "
        "1 rejected, 1 gone, 1 failed before, 2 to go"
    )
    assert 15 + 2 == 2 + 9 + 1 + 1 + 1 + 1 + 2


@pytest.mark.parametrize(
    ("settled", "new", "reason", "expected"),
    [
        (2, 0, Reason.NO_TEXT, Verdict.OK),  # asked for again after a day, and as ever
        (2, 1, Reason.NO_TEXT, Verdict.PARTIAL),  # one more is news
        (2, 0, Reason.TIMEOUT, Verdict.PARTIAL),  # what did not arrive may do so any time
        (3, 0, Reason.NO_TEXT, Verdict.PARTIAL),
    ],
)
def test_few_pages_that_nobody_could_ever_read_are_no_news(
    settled: int, new: int, reason: Reason, expected: Verdict
) -> None:
    """Neither while they are left alone nor when their time has come; they stay told in the sentence."""
    tally = RunTally(section_url=FRONT)
    listing(tally, 15)
    for number in range(15 - settled - new):
        article(tally, number, Outcome.UNCHANGED)
    for number in range(15 - settled, 15):
        tally.add_retry(f"{FRONT}{number}", is_settled=True)
    for number in range(15 - settled - new, 15):
        article(tally, number, Outcome.REJECTED, reason)
    judgement = verdict(tally)
    assert judgement.verdict is expected
    assert f"{settled + new} {reason}" in judgement.sentence


def test_a_budget_that_never_reaches_a_story_is_not_green() -> None:
    """Its stories are left for the next run, and so will that one's be."""
    tally = crawl()
    listing(tally, 6)
    tally.spent_on_lists = 4
    judgement = verdict(tally)
    assert judgement.verdict is Verdict.PARTIAL
    assert judgement.sentence == (
        "the request_budget of 4 was spent before any story was asked for; 6 links left for the next run"
    )
    tally.open_urls.clear()
    assert verdict(tally).verdict.is_green, "nothing waits"
