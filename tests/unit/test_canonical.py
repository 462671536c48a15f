"""Which address an article gets: the page's own statement where it can be believed."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from broadsheet.article import Article
from broadsheet.extraction import PageContext, read

SITE = "https://www.gazette.example"
HOSTS = frozenset({"www.gazette.example:443", "www.gazette.example:80", "amp.gazette.example:443"})
TEXT = "".join(
    f"<p>The bridge over the Wend stays shut, the county said, for reason number {n}.</p>" for n in range(5)
)


def article(fetched: str, canonical: str = "", og: str = "", entity: str = "") -> Article:
    """A story fetched from an address whose page states others."""
    link = f"<link rel='canonical' href='{canonical}'>" if canonical else ""
    meta = f"<meta property='og:url' content='{og}'>" if og else ""
    data = {"@type": "NewsArticle", "headline": "Bridge over Wend shut", "mainEntityOfPage": entity}
    script = f"<script type='application/ld+json'>{json.dumps(data)}</script>" if entity else ""
    html = f"<html><head>{link}{meta}{script}</head><body><h1>Bridge over Wend shut</h1>{TEXT}</body></html>"
    return read(html.encode(), PageContext(fetched, datetime(2026, 3, 10, tzinfo=UTC), hosts=HOSTS))


@pytest.mark.parametrize(
    ("fetched", "canonical"),
    [
        (f"{SITE}/county/bridge-over-wend-shut?page=2", f"{SITE}/county/bridge-over-wend-shut"),
        ("http://www.gazette.example/story", f"{SITE}/story"),
        (f"{SITE}/county/bridge-over-wend-shut", f"{SITE}/county/bridge-over-wend-shut/"),
        (f"{SITE}/county/bridge-over-wend-shut/amp", f"{SITE}/county/bridge-over-wend-shut"),
        (f"{SITE}/county/bridge-over-wend-shut/print.html", f"{SITE}/county/bridge-over-wend-shut"),
        ("https://amp.gazette.example/bridge-over-wend-shut", f"{SITE}/county/bridge-over-wend-shut"),
        (f"{SITE}/articles/ASX7Q3K9LM2P.html?place=top_list", f"{SITE}/articles/ASX7Q3K9LM2P.html"),
        (f"{SITE}/?p=88123", f"{SITE}/county/bridge-over-wend-shut"),
        (f"{SITE}/a/88123", f"{SITE}/county/another-slug-88123"),
        (f"{SITE}/county/old-slug", f"{SITE}/county/bridge-over-wend-shut"),
    ],
)
def test_a_consistent_canonical_is_believed(fetched: str, canonical: str) -> None:
    """Variants, ids and the headline's own words show that it is the same story; the rest are aliases."""
    found = article(fetched, canonical)
    assert found.url == canonical
    assert fetched in dict(found.aliases)


@pytest.mark.parametrize(
    ("fetched", "canonical", "reason"),
    [
        (f"{SITE}/county/bridge-over-wend-shut", f"{SITE}/", "the home page"),
        (f"{SITE}/county/2026/bridge-over-wend-shut", f"{SITE}/county/", "a section"),
        (f"{SITE}/county/bridge-over-wend-shut", f"{SITE}/sport/rovers-win-at-last", "another page"),
        (f"{SITE}/story.php?id=7", f"{SITE}/story.php", "another page"),
        (
            f"{SITE}/county/the-county-wants-the-bridge-over-wend-shut",
            f"{SITE}/county/the-mayor-wants-the-choir-and-the-band-to-sing",
            "another page",
        ),
        (
            f"{SITE}/county/bridge-over-wend-shut",
            "https://other.example/bridge-over-wend-shut",
            "of another site",
        ),
        (
            f"{SITE}/county/bridge-over-wend-shut",
            f"{SITE}:8443/county/bridge-over-wend-shut",
            "of another site",
        ),
    ],
)
def test_an_inconsistent_canonical_is_ignored_with_its_reason(
    fetched: str, canonical: str, reason: str
) -> None:
    """The fetched address stays; what was stated is kept beside it, with why it was not believed."""
    found = article(fetched, canonical)
    assert found.url == fetched
    (kept,) = [each for each in found.fields if each.field == "url" and each.raw_value == canonical]
    assert kept.value is None and reason in kept.locator


@pytest.mark.parametrize(
    "broken", ["#", "javascript:void(0)", "http://[", "mailto:a@b.c", "https://www.gazette.example:99999/"]
)
def test_a_broken_canonical_is_none(broken: str) -> None:
    """What is no address says nothing."""
    assert (
        article(f"{SITE}/county/bridge-over-wend-shut", broken).url == f"{SITE}/county/bridge-over-wend-shut"
    )


def test_when_places_contradict_each_other_the_fetched_address_stays() -> None:
    """One says this, one says that, both possible: neither is believed. With two against one, the two are."""
    one, other = f"{SITE}/county/bridge-over-wend-shut-now", f"{SITE}/local/bridge-over-wend-shut"
    fetched = f"{SITE}/c/bridge-over-wend-shut-again"
    assert article(fetched, one, og=other).url == fetched
    outvoted = article(fetched, one, og=other, entity=other)
    assert outvoted.url == other
    (stated,) = [each for each in outvoted.fields if each.raw_value == one]
    assert stated.value is None and "others say otherwise" in stated.locator
    assert article(fetched, one, og=fetched).url == fetched


def test_no_page_names_another_story_as_a_form_of_itself() -> None:
    """AMP and print addresses are taken for the page's own only where they look like it: a story that was
    claimed before it is fetched would be taken for known, and never be read."""
    own, other = f"{SITE}/county/bridge-over-wend-shut", f"{SITE}/sport/rovers-win-at-last"
    head = (
        f"<link rel='amphtml' href='{own}/amp'><link rel='amphtml' href='{other}'>"
        f"<link rel='alternate' media='print' href='{other}?print=1'>"
    )
    html = f"<html><head>{head}</head><body><h1>Bridge over Wend shut</h1>{TEXT}</body></html>"
    found = read(html.encode(), PageContext(own, datetime(2026, 3, 10, tzinfo=UTC), hosts=HOSTS))
    assert found.aliases == ((f"{own}/amp", "amp"),)


def test_a_year_in_two_slugs_is_no_shared_id() -> None:
    """Addresses that share a date and nothing else are of two stories."""
    fetched, stated = f"{SITE}/budget-20260310", f"{SITE}/elections-20260310"
    assert article(fetched, stated).url == fetched
