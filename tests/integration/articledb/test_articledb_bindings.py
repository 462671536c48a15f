"""An address that led to another story, or showed it, is that story's only as long as it does."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from broadsheet.article import Item
from broadsheet.articledb.connection import Connection
from broadsheet.articledb.ledger import due_checks, known_links
from broadsheet.articledb.store import store_items
from broadsheet.outcomes import Outcome
from broadsheet.recheck import CHECKS
from tests.integration.articledb.items import HOUR, NOON, article, item, link, listing, page, rows, text, url

OWN, OTHER = "mayor-denies-the-report", "harbour-bridge-reopens-today"
BOTH = {url(name): f"Headline {name}" for name in (OWN, OTHER)}
LATER = NOON + HOUR


def led(name: str, target: str, at: datetime = NOON, section: str = "politics") -> Item:
    """The story `target`, to which the address of `name` redirects."""
    return replace(item(target, at), page=page(url(name), at, final_url=url(target), section=section))


def shown(name: str, story: str, at: datetime = NOON, *, canonical: str | None = None) -> Item:
    """The story under an address of another name, with no redirect."""
    told = article(story, url=url(canonical or story))
    return Item(page(url(name), at), told)


def stored(news: Connection) -> dict[str, str]:
    """Headline by address."""
    return dict(rows(news, "SELECT url, headline FROM news.articles"))


def kinds(news: Connection) -> dict[str, tuple[int, str]]:
    """By address: the article it leads to, and how."""
    found = rows(news, "SELECT url, article_id, kind FROM news.article_urls")
    return {address: (article_id, kind) for address, article_id, kind in found}


def due(news: Connection, at: datetime, section: str = "politics") -> list[str]:
    return [each.url for each in due_checks(news, "example", section, at, 10, is_held=True)]


@pytest.mark.parametrize("canonical", [OWN, OTHER, f"{OWN}-in-full"], ids=["itself", "other", "third"])
def test_a_story_that_shows_where_its_address_led_elsewhere(canonical: str, news: Connection) -> None:
    """Whatever it names as its address, it is an article of its own, and the other keeps its row."""
    (other,) = store_items(news, [led(OWN, OTHER)])
    (own,) = store_items(news, [shown(OWN, OWN, LATER, canonical=canonical)])
    assert own.outcome is Outcome.NEW and own.article_id != other.article_id
    assert sorted(stored(news).values()) == sorted(BOTH.values())
    assert stored(news)[url(OTHER)] == BOTH[url(OTHER)]
    assert kinds(news)[url(OWN)][0] == own.article_id
    assert known_links(news, "example", "politics", [url(OWN)])[url(OWN)].article_id == own.article_id
    again = [item(OTHER, NOON + 2 * HOUR), shown(OWN, OWN, NOON + 2 * HOUR, canonical=canonical)]
    assert {each.outcome for each in store_items(news, again)} == {Outcome.UNCHANGED}
    assert rows(news, "SELECT max(version_no) FROM news.article_versions") == [(1,)]


def test_the_ledgers_of_other_sections_follow(news: Connection) -> None:
    """They listed the address while it led elsewhere; the listing of one is written only later."""
    (other, _) = store_items(news, [led(OWN, OTHER), led(OWN, OTHER, section="world")])
    (own,) = store_items(news, [item(OWN, LATER)])
    query = "SELECT DISTINCT article_id FROM news.listed_links WHERE url = %s"
    assert own.article_id != other.article_id
    assert rows(news, query, url(OWN)) == [(own.article_id,)]
    late = replace(link(OWN, Outcome.KNOWN), article_id=other.article_id)
    store_items(news, [listing(late, at=LATER)])
    assert rows(news, query, url(OWN)) == [(own.article_id,)]


def test_a_page_of_another_story_that_was_mistaken_for_its_own(news: Connection) -> None:
    """A cache served the other's page there: what is there later is no edit of the other."""
    store_items(news, [item(OTHER), shown(OWN, OTHER)])
    assert list(stored(news)) == [url(OTHER)]
    store_items(news, [item(OWN, LATER)])
    assert stored(news) == BOTH


def test_what_led_to_it_on_the_way_goes_with_it(news: Connection) -> None:
    """An address that redirected to the one that redirected further."""
    asked, through = url(f"{OWN}?from=list"), url(OWN)
    told = replace(item(OTHER), page=page(asked, redirects=(through,), final_url=url(OTHER)))
    store_items(news, [told])
    store_items(news, [replace(item(OWN, LATER), page=page(asked, LATER, final_url=through))])
    assert stored(news) == BOTH


def test_a_page_that_still_tells_the_story_keeps_its_article(news: Connection) -> None:
    """The redirect is taken back and the same story stands there, edited: nothing else of it is known."""
    (first,) = store_items(news, [led(OWN, OTHER)])
    edited = item(OWN, LATER, body_text=text(OTHER) + " and more")
    (answer,) = store_items(news, [edited])
    assert (answer.article_id, answer.outcome) == (first.article_id, Outcome.CHANGED)


def test_a_story_rewritten_where_it_was_read_stays_one(news: Connection) -> None:
    """Its page named another address, which nobody has seen, and then its own: that makes it no other."""
    (first,) = store_items(news, [shown(OWN, OWN, canonical=OTHER)])
    (answer,) = store_items(news, [item(OWN, LATER, body_text=text("other"))])
    assert (answer.article_id, answer.outcome) == (first.article_id, Outcome.CHANGED)


@pytest.mark.parametrize("form", [f"{OTHER}/amp", f"{OTHER}?print=1", f"archive/{OTHER}"])
def test_a_form_of_the_address_stays_the_articles(form: str, news: Connection) -> None:
    """It redirected to the main one and answers itself later: an edit seen there is one of the article."""
    (first,) = store_items(news, [led(form, OTHER)])
    assert kinds(news)[url(form)] == (first.article_id, "alias")
    (answer,) = store_items(news, [shown(form, "edited", LATER, canonical=form)])
    assert (answer.article_id, answer.outcome) == (first.article_id, Outcome.CHANGED)


def test_a_story_that_moved_for_good_stays_one_and_leaves_its_address(news: Connection) -> None:
    """It is looked at through its old address; what is told there one day is another story."""
    (first,) = store_items(news, [item("old")])
    for number in (1, 2):
        at = NOON + number * HOUR
        edited = item(OTHER, at, body_text=text("old") + f" edit {number}")
        moved = replace(edited, page=page(url("old"), at, final_url=url(OTHER)))
        (answer,) = store_items(news, [moved])
        assert (answer.article_id, answer.version_no) == (first.article_id, 1 + number)
        assert due(news, at + timedelta(days=1)) == [url("old")]
    (answer,) = store_items(news, [item("old", NOON + 3 * HOUR, body_text=text("reused"))])
    assert answer.outcome is Outcome.NEW
    assert set(stored(news)) == {url("old"), url(OTHER)}


def test_each_address_is_looked_at_for_what_only_it_tells(news: Connection) -> None:
    """The story at its own address, and by one that leads there whether it still does; by its forms never."""
    form = f"{OTHER}/amp"
    store_items(news, [item(OTHER), led(OWN, OTHER), led(form, OTHER)])
    store_items(news, [led(OWN, OTHER, section="world")])
    first = NOON + CHECKS[0]
    assert due(news, first) == sorted([url(OTHER), url(OWN)])
    assert due(news, first, "world") == []
    store_items(news, [item(OTHER, first)])
    assert due(news, first) == [url(OWN)]
    store_items(news, [led(OWN, OTHER, first)])
    assert due(news, NOON + CHECKS[1] - timedelta(minutes=1)) == []
    assert rows(news, "SELECT DISTINCT next_check_at FROM news.listed_links") == [(NOON + CHECKS[1],)]


def test_where_the_story_is_old_the_address_that_leads_there_is_asked_all_the_same(news: Connection) -> None:
    """The looks at the story are over; those at the address begin when it was first seen."""
    store_items(news, [item(OTHER)])
    at = NOON + timedelta(days=30)
    store_items(news, [led(OWN, OTHER, at)])
    assert due(news, at + CHECKS[0]) == [url(OWN)]
    for after in CHECKS:
        store_items(news, [led(OWN, OTHER, at + after)])
    assert due(news, at + timedelta(days=30)) == []
