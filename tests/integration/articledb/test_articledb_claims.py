"""No page changes the row of another article, whatever it claims: each way in, tried against the database."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from broadsheet.article import FieldValue, Item
from broadsheet.articledb.connection import Connection
from broadsheet.articledb.ledger import known_links
from broadsheet.articledb.store import store_items
from broadsheet.outcomes import Outcome, Reason
from tests.integration.articledb.items import (
    HOUR,
    NOON,
    article,
    failed,
    item,
    link,
    listing,
    page,
    rows,
    text,
    url,
)

VICTIM = "harbour-bridge-reopens-today"
THIEF = "mayor-denies-the-report"


def claiming(name: str, canonical: str, *, at: Any = NOON + HOUR, **fields: Any) -> Item:
    """A page at its own address that names another one as its canonical address."""
    story = article(name, url=url(canonical), **fields)
    return replace(item(name, at), article=story, page=page(url(name), at))


def stored(news: Connection) -> dict[str, str]:
    """Headline by address."""
    return dict(rows(news, "SELECT url, headline FROM news.articles"))


def owner_of(news: Connection, name: str) -> int:
    ((found,),) = rows(news, "SELECT article_id FROM news.article_urls WHERE url = %s", url(name))
    return int(found)


def test_a_new_page_that_claims_a_stored_story(news: Connection) -> None:
    """It gets a row of its own at its own address; the story's row, versions and addresses stay."""
    (victim,) = store_items(news, [item(VICTIM)])
    (thief,) = store_items(news, [claiming(THIEF, VICTIM)])
    assert thief.outcome is Outcome.NEW
    assert stored(news) == {url(VICTIM): f"Headline {VICTIM}", url(THIEF): f"Headline {THIEF}"}
    assert owner_of(news, VICTIM) == victim.article_id != owner_of(news, THIEF)
    assert rows(news, "SELECT max(version_no) FROM news.article_versions") == [(1,)]


def test_a_page_that_claims_a_listed_story_before_it_is_fetched(news: Connection) -> None:
    """Whoever comes first does not get the address: another link of the ledger leads there."""
    store_items(news, [listing(link(VICTIM), link(THIEF))])
    store_items(news, [claiming(THIEF, VICTIM)])
    assert stored(news) == {url(THIEF): f"Headline {THIEF}"}
    store_items(news, [item(VICTIM, NOON + 2 * HOUR)])
    assert stored(news) == {url(VICTIM): f"Headline {VICTIM}", url(THIEF): f"Headline {THIEF}"}
    assert rows(news, "SELECT max(version_no) FROM news.article_versions") == [(1,)]


def test_several_pages_with_one_canonical_address(news: Connection) -> None:
    """A template that gives every page the same canonical address: each story keeps a row."""
    names = ["one-story-of-monday", "another-tale-on-tuesday", "third-thing-by-wednesday"]
    store_items(news, [claiming(name, "latest-news-and-more") for name in names])
    assert sorted(stored(news).values()) == sorted(f"Headline {name}" for name in names)
    store_items(news, [claiming(name, "latest-news-and-more", at=NOON + 2 * HOUR) for name in names])
    assert len(stored(news)) == 3
    assert rows(news, "SELECT max(version_no) FROM news.article_versions") == [(1,)]


def test_a_stored_page_does_not_move_to_a_listed_address(news: Connection) -> None:
    """An article that later claims the address of a listed, not yet fetched one stays where it is."""
    store_items(news, [item(THIEF), listing(link(VICTIM))])
    store_items(news, [claiming(THIEF, VICTIM)])
    assert list(stored(news)) == [url(THIEF)]
    assert url(VICTIM) not in {each for (each,) in rows(news, "SELECT url FROM news.article_urls")}


def test_a_redirect_to_another_story_is_no_edit(news: Connection) -> None:
    """The removed story keeps its text; the one it leads to is an article of its own."""
    (removed,) = store_items(news, [item(VICTIM)])
    led = page(url(VICTIM), NOON + HOUR, final_url=url(THIEF))
    (other,) = store_items(news, [replace(item(THIEF, NOON + HOUR), page=led)])
    assert other.article_id != removed.article_id
    assert stored(news) == {url(VICTIM): f"Headline {VICTIM}", url(THIEF): f"Headline {THIEF}"}
    assert owner_of(news, VICTIM) == removed.article_id


def test_a_redirect_between_two_stored_stories(news: Connection) -> None:
    """Both rows stay; only the one whose page answered is seen again."""
    (removed, other) = store_items(news, [item(VICTIM), item(THIEF)])
    led = page(url(VICTIM), NOON + HOUR, final_url=url(THIEF))
    (answer,) = store_items(news, [replace(item(THIEF, NOON + HOUR, headline="Other now"), page=led)])
    assert answer.article_id == other.article_id
    assert stored(news) == {url(VICTIM): f"Headline {VICTIM}", url(THIEF): "Other now"}
    assert owner_of(news, VICTIM) == removed.article_id


def test_a_second_source_that_claims_the_first_ones_story(news: Connection) -> None:
    """The row keeps its source, text and address."""
    store_items(news, [item(VICTIM)])
    theft = claiming(THIEF, VICTIM)
    store_items(news, [replace(theft, page=replace(theft.page, source="second", section="copies"))])
    assert rows(news, "SELECT source, headline FROM news.articles WHERE url = %s", url(VICTIM)) == [
        ("example", f"Headline {VICTIM}")
    ]


def test_a_claimed_alias_does_not_take_a_stored_address(news: Connection) -> None:
    """What the database holds for an address is not given away."""
    (victim,) = store_items(news, [item(VICTIM)])
    store_items(news, [item(THIEF, aliases=((url(VICTIM), "amp"), (url(VICTIM) + "/amp", "amp")))])
    assert owner_of(news, VICTIM) == victim.article_id


def test_both_in_one_batch(news: Connection) -> None:
    """The claim and the story it claims arrive together, in either order."""
    store_items(news, [listing(link(VICTIM), link(THIEF))])
    store_items(news, [claiming(THIEF, VICTIM, at=NOON), item(VICTIM, NOON)])
    assert stored(news) == {url(VICTIM): f"Headline {VICTIM}", url(THIEF): f"Headline {THIEF}"}
    store_items(news, [item(VICTIM, NOON + HOUR), claiming(THIEF, VICTIM)])
    assert rows(news, "SELECT max(version_no) FROM news.article_versions") == [(1,)]


@pytest.mark.parametrize(
    "address",
    [f"{VICTIM}/amp", f"{VICTIM}?page=2", f"{VICTIM}?amp=1", f"archive/{VICTIM}"],
)
def test_a_form_of_the_page_is_the_article(news: Connection, address: str) -> None:
    """AMP, a second page, the same slug elsewhere: an edit seen there is an edit of the article."""
    (first,) = store_items(news, [item(VICTIM)])
    story = article(VICTIM, headline="An edit", body_text=text("other"))
    at_form = Item(page(url(address), NOON + HOUR), story)
    (answer,) = store_items(news, [at_form])
    assert (answer.article_id, answer.outcome) == (first.article_id, Outcome.CHANGED)


def test_the_same_story_at_a_new_address_is_the_article(news: Connection) -> None:
    """Another slug, text in common, the old address as canonical: one article with one more address."""
    (first,) = store_items(news, [item(VICTIM)])
    again = claiming(
        "bridge-opens-after-all", VICTIM, headline="Bridge opens", body_text=text(VICTIM) + " and more"
    )
    (answer,) = store_items(news, [again])
    assert (answer.article_id, answer.outcome) == (first.article_id, Outcome.CHANGED)
    assert owner_of(news, "bridge-opens-after-all") == first.article_id


def test_a_copied_headline_is_no_claim_to_a_row(news: Connection) -> None:
    """With another text under it the page is an article of its own, by canonical address or by redirect."""
    (victim,) = store_items(news, [item(VICTIM)])
    same = {"headline": f"Headline {VICTIM}", "body_text": text(THIEF)}
    (thief,) = store_items(news, [claiming(THIEF, VICTIM, **same)])
    led = page(url(VICTIM), NOON + HOUR, final_url=url("the-next-one-of-many"))
    following = item("the-next-one-of-many", NOON + HOUR, headline=f"Headline {VICTIM}")
    (other,) = store_items(news, [replace(following, page=led)])
    assert len({victim.article_id, thief.article_id, other.article_id}) == 3
    assert rows(news, "SELECT max(version_no) FROM news.article_versions") == [(1,)]


@pytest.mark.parametrize("bodies", [("", text(VICTIM)), (text(VICTIM), ""), ("", "")])
def test_an_equal_headline_tells_where_one_has_no_text(bodies: tuple[str, str], news: Connection) -> None:
    """Pages of pictures, and those behind a subscription."""
    held, claims = bodies
    (first,) = store_items(news, [item(VICTIM, body_text=held)])
    fields = {"headline": f"Headline {VICTIM}", "body_text": claims}
    (answer,) = store_items(news, [claiming("bridge-opens-after-all", VICTIM, **fields)])
    assert answer.article_id == first.article_id


def test_a_script_without_blanks_is_compared_by_its_signs(news: Connection) -> None:
    """In such a text no word is told from the next: what two versions share are runs of signs."""
    told = (
        "港の橋は昨日の夜に再び開かれ、市長は住民に長い工事の終わりを告げた。費用は予定の二倍に上ったという。"
    )
    (first,) = store_items(news, [replace(item(VICTIM), article=article(VICTIM, body_text=told))])
    fields = {
        "headline": "橋が開く",
        "body_text": told.replace("市長は", "町長は") + "議会は来週に話し合う。",
    }
    (answer,) = store_items(news, [claiming("hashi-hiraku", VICTIM, **fields)])
    assert answer.article_id == first.article_id
    other = {
        "headline": "雨が続く",
        "body_text": "北の谷では三日目も雨が続き、学校は休みになった。川の水位は下がり始めている。",
    }
    (answer,) = store_items(news, [claiming("ame-tsuzuku", VICTIM, **other)])
    assert answer.article_id != first.article_id


FORM = f"{VICTIM}/print"


@pytest.mark.parametrize("names", [(VICTIM, FORM), (FORM, VICTIM)], ids=["main first", "form first"])
@pytest.mark.parametrize("is_one_batch", [True, False], ids=["one batch", "two batches"])
def test_an_equal_text_under_a_form_of_the_address_is_the_article(
    names: tuple[str, str], is_one_batch: bool, news: Connection
) -> None:
    """Where no page names its canonical address: whichever comes first, the plainer one is the article's."""
    items = [
        item(name, at, body_text=text("same")) for name, at in zip(names, (NOON, NOON + HOUR), strict=True)
    ]
    for batch in [items] if is_one_batch else [[each] for each in items]:
        store_items(news, batch)
    assert list(stored(news)) == [url(VICTIM)]
    assert owner_of(news, VICTIM) == owner_of(news, FORM)


def test_an_equal_text_elsewhere_is_a_copy(news: Connection) -> None:
    """At an address of another story, or of another source, whatever form it has."""
    store_items(news, [item(VICTIM, body_text=text("same"))])
    (other,) = store_items(news, [item(THIEF, NOON + HOUR, body_text=text("same"))])
    abroad = item(FORM, NOON + HOUR, body_text=text("same"), page_fields={"source": "second"})
    (copy,) = store_items(news, [abroad])
    assert (other.outcome, copy.outcome) == (Outcome.DUPLICATE, Outcome.DUPLICATE)
    assert len(stored(news)) == 3


@pytest.mark.parametrize("is_one_batch", [True, False], ids=["one batch", "two batches"])
def test_the_same_words_of_another_day_are_a_story_of_their_own(is_one_batch: bool, news: Connection) -> None:
    """Of a daily quiz only the number in the address differs, and when it was published."""
    days = [NOON - 30 * HOUR, NOON]
    items = [
        item(f"quiz/2026/{place}/daily-quiz", at, body_text=text("same"), published_at=at)
        for place, at in enumerate(days, 3)
    ]
    for batch in [items] if is_one_batch else [[each] for each in items]:
        store_items(news, batch)
    assert rows(news, "SELECT count(*), max(version_count) FROM news.articles") == [(2, 1)]


BRIEFING = "the-morning-briefing"


@pytest.mark.parametrize("is_dated", [True, False], ids=["published", "address alone"])
@pytest.mark.parametrize("is_one_batch", [True, False], ids=["one batch", "several batches"])
def test_each_day_of_what_recurs_is_a_story_whatever_its_pages_name(
    is_one_batch: bool, is_dated: bool, news: Connection
) -> None:
    """All name one canonical address without a day, and that shows the last of them when it is fetched."""
    items = []
    for day in (1, 2, 3):
        at = NOON + day * 24 * HOUR
        fields = {"headline": "Morning briefing", "body_text": text(day)}
        fields |= {"published_at": at} if is_dated else {}
        items.append(claiming(f"2026/11/{day:02}/{BRIEFING}", BRIEFING, at=at, **fields))
    at = NOON + 73 * HOUR
    items.append(item(BRIEFING, at, headline="Morning briefing", body_text=text(3), published_at=at))
    for batch in [items] if is_one_batch else [[each] for each in items]:
        store_items(news, batch)
    told = rows(news, "SELECT body_text FROM news.articles WHERE duplicate_of IS NULL")
    assert sorted(body for (body,) in told) == [text(day) for day in (1, 2, 3)]
    assert rows(news, "SELECT max(version_no) FROM news.article_versions") == [(1,)]


def test_an_address_that_leads_to_todays_issue(news: Connection) -> None:
    """Each day's is a story of its own, and looking again changes none."""
    for day in (1, 2):
        at = NOON + day * 24 * HOUR
        fields = {"headline": "Morning briefing", "body_text": text(day), "published_at": at}
        dated = item(f"2026/11/{day:02}/{BRIEFING}", at, **fields)
        led = page(url(BRIEFING), at, final_url=dated.page.url)
        store_items(news, [replace(dated, page=led)])
    assert rows(news, "SELECT count(*), max(version_count) FROM news.articles") == [(2, 1)]


def test_the_same_slug_without_its_day_is_the_article(news: Connection) -> None:
    """Of one story the day in the address comes and goes: an edit seen there is an edit of the article."""
    fields = {"published_at": NOON}
    (first,) = store_items(news, [item(f"2026/11/02/{VICTIM}", **fields)])
    edited = claiming(VICTIM, f"2026/11/02/{VICTIM}", body_text=text("other"), **fields)
    (answer,) = store_items(news, [edited])
    assert (answer.article_id, answer.outcome) == (first.article_id, Outcome.CHANGED)


def test_why_a_claim_was_refused_stands_beside_it(news: Connection) -> None:
    """What the page stated is kept, and is no value of the row."""
    store_items(news, [listing(link(VICTIM), link(THIEF))])
    stated = FieldValue("url", url(VICTIM), url(VICTIM), "meta", "link rel=canonical", True)
    store_items(news, [claiming(THIEF, VICTIM, fields=(stated,))])
    query = "SELECT value, raw_value, locator, is_chosen FROM news.article_fields WHERE field = 'url'"
    assert rows(news, query) == [
        (None, url(VICTIM), "link rel=canonical (the address of another story)", False)
    ]


def test_a_refused_claim_does_not_hide_the_story(news: Connection) -> None:
    """The ledger still wants the victim's page: nothing says that it is known."""
    store_items(news, [listing(link(VICTIM), link(THIEF))])
    store_items(news, [claiming(THIEF, VICTIM)])
    known = known_links(news, "example", "politics", [url(VICTIM)])[url(VICTIM)]
    assert (known.outcome, known.article_id) == (Outcome.PENDING, None)


def test_a_claimed_address_is_fetched_once_it_is_listed(news: Connection) -> None:
    """Whatever page claimed it, and whenever it is listed: it is no known story until its own page came."""
    store_items(news, [claiming(THIEF, VICTIM)])
    assert list(stored(news)) == [url(VICTIM)]
    assert known_links(news, "example", "politics", [url(VICTIM)]) == {}
    known = known_links(news, "example", "politics", [url(THIEF)])
    assert known[url(THIEF)].article_id == owner_of(news, THIEF)


def test_a_claim_is_undone_when_another_story_answers_there(news: Connection) -> None:
    """The claimant goes back to where it was read; the story gets a row, and each page keeps to its own."""
    (thief,) = store_items(news, [claiming(THIEF, VICTIM)])
    store_items(news, [listing(link(VICTIM), at=NOON + 2 * HOUR)])
    (victim,) = store_items(news, [item(VICTIM, NOON + 2 * HOUR)])
    both = {url(VICTIM): f"Headline {VICTIM}", url(THIEF): f"Headline {THIEF}"}
    assert (victim.outcome, stored(news)) == (Outcome.NEW, both)
    assert (owner_of(news, VICTIM), owner_of(news, THIEF)) == (victim.article_id, thief.article_id)
    known = known_links(news, "example", "politics", [url(VICTIM)])[url(VICTIM)]
    assert (known.outcome, known.article_id) == (Outcome.NEW, victim.article_id)
    again = [claiming(THIEF, VICTIM, at=NOON + 3 * HOUR), item(VICTIM, NOON + 3 * HOUR)]
    assert [each.outcome for each in store_items(news, again)] == [Outcome.UNCHANGED] * 2
    assert stored(news) == both
    kinds = rows(news, "SELECT url, kind FROM news.article_urls ORDER BY url")
    assert kinds == [(url(VICTIM), "canonical"), (url(THIEF), "canonical")]


def test_a_claimed_address_that_shows_the_claimant_is_proven(news: Connection) -> None:
    """One request, and it is known from then on."""
    (first,) = store_items(news, [claiming(THIEF, VICTIM)])
    store_items(news, [item(VICTIM, NOON + 2 * HOUR, body_text=text(THIEF) + " and more")])
    known = known_links(news, "example", "politics", [url(VICTIM)])[url(VICTIM)]
    assert known.article_id == first.article_id
    assert known_links(news, "example", "world", [url(VICTIM)])[url(VICTIM)].article_id == first.article_id


def test_a_failure_at_a_claimed_address_is_not_the_claimants(news: Connection) -> None:
    """It is kept as that of a page never read: the article is there, where it was read."""
    store_items(news, [claiming(THIEF, VICTIM)])
    store_items(news, [listing(link(VICTIM), at=NOON + 2 * HOUR)])
    for hours in (2, 4):
        store_items(news, [failed(VICTIM, Reason.GONE, NOON + hours * HOUR, run_id=f"run-{hours}")])
    assert rows(news, "SELECT url, status FROM news.articles") == [(url(VICTIM), "available")]
    known = known_links(news, "example", "politics", [url(VICTIM)])[url(VICTIM)]
    assert (known.outcome, known.article_id) == (Outcome.GONE, None)


def test_another_storys_address_stated_as_a_form_of_the_page(news: Connection) -> None:
    """As its AMP page, for one: that hides no story, either."""
    store_items(news, [item(THIEF, aliases=((url(VICTIM), "amp"),))])
    assert known_links(news, "example", "politics", [url(VICTIM)]) == {}
    store_items(news, [item(VICTIM, NOON + HOUR)])
    assert stored(news) == {url(VICTIM): f"Headline {VICTIM}", url(THIEF): f"Headline {THIEF}"}
    assert owner_of(news, VICTIM) != owner_of(news, THIEF)


def test_what_a_listing_noted_of_a_claimed_address_is_undone_with_it(news: Connection) -> None:
    """A ledger that took the story for known, in another section: it finds the story's own row."""
    store_items(news, [claiming(THIEF, VICTIM)])
    noted = replace(link(VICTIM, Outcome.KNOWN), article_id=owner_of(news, VICTIM))
    store_items(news, [listing(noted, section="world", at=NOON + HOUR)])
    (known,) = known_links(news, "example", "world", [url(VICTIM)]).values()
    assert (known.outcome, known.article_id) == (Outcome.KNOWN, None)
    (victim,) = store_items(news, [item(VICTIM, NOON + 2 * HOUR)])
    (known,) = known_links(news, "example", "world", [url(VICTIM)]).values()
    assert known.article_id == victim.article_id
