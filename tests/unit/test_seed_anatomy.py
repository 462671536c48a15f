"""The text this project started from, set in families of templates of our own, comes out exactly."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from broadsheet.article import Article
from broadsheet.extraction import PageContext, read
from tests.unit.seed_families import FAMILIES
from tests.unit.seed_text import LIES_AT, OURS, Seed, read_seed

URL = "https://www.example.org/news/2024/03/27/days-after-a-visit-was-called-off"
TEXTS = [read_seed(path) for path in (OURS, LIES_AT) if path.is_file()]


@pytest.fixture(params=TEXTS, ids=lambda seed: seed.site)
def seed(request: pytest.FixtureRequest) -> Seed:
    """The same anatomy in our own words, and the text itself where it lies beside the repository."""
    assert isinstance(request.param, Seed)
    return request.param


@pytest.fixture(params=FAMILIES, ids=lambda template: template.__name__)
def article(request: pytest.FixtureRequest, seed: Seed) -> Article:
    template: Callable[[Seed], str] = request.param
    known = PageContext(
        URL,
        datetime(2024, 4, 4, tzinfo=UTC),
        language="en",
        timezone="America/New_York",
        site_title=seed.site,
    )
    return read(template(seed).encode(), known)


def test_its_labels_and_headline_stand_apart(article: Article, seed: Seed) -> None:
    """The kicker glued to the section label, the headline and the deck are four fields."""
    assert (article.kicker, article.section_label) == (seed.kicker, seed.section)
    assert (article.headline, article.deck) == (seed.headline, seed.deck)


def test_its_body_is_twelve_paragraphs(article: Article, seed: Seed) -> None:
    """Nothing of caption, meter, registration notice, appeal and newsletter line; nothing missing."""
    assert article.body_text.split("\n\n") == [*seed.body]


def test_its_caption_is_there_once_and_without_the_credit(article: Article, seed: Seed) -> None:
    """Printed twice, kept once; the credit is its own field."""
    (image,) = article.images
    assert (image.caption, image.credit) == (seed.caption, seed.credit)


def test_it_has_no_date_no_author_and_a_meter(article: Article) -> None:
    """The days it mentions are not its day of publication, nor are those that stand around it."""
    assert (article.published_at, article.modified_at) == (None, None)
    assert (article.authors, article.agencies) == ((), ())
    assert article.access == "metered"


def test_no_field_holds_a_notice(article: Article, seed: Seed) -> None:
    """Neither a link's text nor a label nor a live entry is what the site says to its reader."""
    told = [article.desk_label, article.correction_text, article.byline_location, *article.tags]
    told += [link.text for link in article.links] + [entry.body_text for entry in article.live_entries]
    assert not set(told) & {*seed.notices, seed.whole_caption}
