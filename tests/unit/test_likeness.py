"""Pages that a host shows for any address are told from stories, and no story is taken for one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from broadsheet.article import Article, FieldValue, Page
from broadsheet.extraction import PageContext, read
from broadsheet.likeness import is_doubtful, is_like, portrait_of
from broadsheet.outcomes import PageKind

SITE = "https://news.example"
DEAD, INVENTED = f"{SITE}/local/old-bridge-77", f"{SITE}/local/qwxzkjvbnmplor-9183746501"
TEXT = (
    "<p>You have come to a quiet corner of our paper, where no one has written anything so far.</p>"
    "<p>Perhaps the story has been tidied away, or somebody typed an address from memory on a bus.</p>"
    "<p>Our archive reaches back to 1891; write to the desk and someone will look it up for you.</p>"
)
STORY = (
    "<p>The harbour board has bought a second crane, which was delivered on Monday in nine parts.</p>"
    "<p>It will be put together on the north mole by a crew of six, who expect to need three weeks.</p>"
    "<p>Until then ships with heavy loads are sent on to the next port, an hour up the coast.</p>"
)
MENU = "".join(
    f"<li><a href='/{name}/'>News about {name} and more of it</a></li>" for name in "abcdefghij" * 3
)


def page(url: str, title: str, heading: str, text: str, beside: str = "") -> Page:
    body = f"<html><head><title>{title}</title></head><body><ul>{MENU}</ul><h1>{heading}</h1>{text}{beside}"
    return Page("r", "news", "local", PageKind.ARTICLE, url, datetime.now(UTC), url, 200, body=body.encode())


def article_of(page: Page) -> Article:
    return read(page.body, PageContext(page.final_url, page.fetched_at))


NOWHERE = portrait_of(page(INVENTED, "A quiet corner", "Nobody is here", TEXT))


@pytest.mark.parametrize(
    ("title", "heading", "text", "beside"),
    [
        ("A quiet corner", "Nobody is here", TEXT, ""),
        ("A quiet corner", "Nobody is here", TEXT, "<p>Now: seven ships wait.</p>"),
        ("A quiet corner: old bridge 77", "Nobody is here", f"{TEXT}<p>/local/old-bridge-77</p>", ""),
    ],
)
def test_the_answer_to_any_address_is_no_story(title: str, heading: str, text: str, beside: str) -> None:
    """Also with a box that has changed since, and where it repeats the address."""
    dead = page(DEAD, title, heading, text, beside)
    article = article_of(dead)
    assert is_doubtful(dead, article)
    assert is_like(dead, article, NOWHERE)


@pytest.mark.parametrize(
    ("title", "heading", "text"),
    [
        ("Second crane for the harbour", "Second crane for the harbour", STORY),
        ("A quiet corner", "Second crane for the harbour", STORY),  # every page of the site has this title
        ("A quiet corner", "Nobody is here", STORY),  # ... and this heading: its text alone speaks for it
        ("A quiet corner", "Nobody is here", TEXT + STORY * 2),
    ],
)
def test_a_story_is_safe_by_its_text_alone(title: str, heading: str, text: str) -> None:
    """Whatever else it shares with the answer to an invented address."""
    story = page(DEAD, title, heading, text)
    assert not is_like(story, article_of(story), NOWHERE)


def test_a_story_that_the_host_shows_for_any_address_is_safe_too() -> None:
    """Some sites show their front page there, with the newest stories in full."""
    front = page(INVENTED, "The News", "Second crane for the harbour", STORY + TEXT * 2)
    story = page(DEAD, "Second crane for the harbour", "Second crane for the harbour", STORY)
    assert not is_like(story, article_of(story), portrait_of(front))


def test_a_page_without_a_story_is_such_an_answer_only_without_words_of_its_own() -> None:
    """A picture's caption is enough to be something else."""
    empty = page(DEAD, "A quiet corner", "", "")
    nowhere = portrait_of(replace(empty, url=INVENTED, final_url=INVENTED))
    assert is_like(empty, None, nowhere)
    photograph = page(DEAD, "A quiet corner", "", "<figcaption>The new crane at dawn, seen from the mole")
    assert not is_like(photograph, None, nowhere)


@pytest.mark.parametrize(
    ("headline", "field", "head"),
    [
        ("Old bridge shut again", None, ""),  # words of the address
        ("Ninety", FieldValue("published_at", "2026-01-01", None, "meta", "m", is_chosen=True), ""),
        ("Ninety", FieldValue("headline", "Ninety", None, "json_ld", "j", is_chosen=True), ""),
        ("Ninety", None, '<meta content="article" property="og:type">'),
    ],
)
def test_what_says_that_it_is_a_story_is_not_in_doubt(
    headline: str, field: FieldValue | None, head: str
) -> None:
    """So that nobody is asked for an invented address for its sake."""
    story = page(DEAD, f"x</title>{head}<title>", headline, STORY)
    article = Article(DEAD, headline, "text", fields=(field,) if field else ())
    assert not is_doubtful(story, article)


def test_what_cannot_be_compared_is_like_nothing() -> None:
    """No markup at all, or no words."""
    dead = page(DEAD, "", "", "")
    assert not is_like(dead, None, portrait_of(replace(dead, body=b"")))
    assert not is_like(dead, None, portrait_of(replace(dead, body=b"<html></html>")))
