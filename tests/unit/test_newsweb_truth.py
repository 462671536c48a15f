"""What the pages of the local news web state is what its truth holds, on every publisher."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest

from broadsheet.article import Article
from tests.newsweb import NewsWeb
from tests.newsweb.publishers import PUBLISHERS
from tests.newsweb.truth import Truth

NAMES = tuple(PUBLISHERS)
TAG = re.compile(r"<[^>]+>")
NEXT_DATA = re.compile(r'<script id="__NEXT_DATA__" type="application/json">(.*?)</script>', re.DOTALL)


@pytest.fixture(scope="module")
def web():
    """Four hours after opening, so that there are edits to be seen."""
    with NewsWeb(NAMES) as web:
        web.clock.advance(hours=4)
        yield web


@pytest.fixture(scope="module", params=NAMES)
def publisher(web, request):
    return web.publisher(request.param)


def page(publisher, url: str) -> str:
    encoding = "iso-8859-2" if publisher.name == "podjezi" else "utf-8"
    return publisher.page_bytes(url).decode(encoding)


def visible_text(publisher, url: str) -> str:
    """The page's text, spaces collapsed: of its markup, or of the data where the story lies there."""
    markup = page(publisher, url)
    data = NEXT_DATA.search(markup)
    if data:
        markup = "\n".join(
            strings(json.loads(data[1].replace("<\\/", "</"))["props"]["pageProps"]["article"])
        )
    return " ".join(unescape(TAG.sub("", markup)).split())


def strings(value) -> list[str]:
    if isinstance(value, dict):
        return [text for item in value.values() for text in strings(item)]
    if isinstance(value, list):
        return [text for item in value for text in strings(item)]
    return [str(value)]


def test_every_text_of_the_truth_stands_in_the_page(publisher):
    """Headline, kicker, labels, deck, every paragraph, correction, names, caption and credit."""
    for truth in publisher.truth():
        text = visible_text(publisher, truth.url)
        paragraphs = truth.body_text.split("\n\n")
        labels = [truth.kicker, truth.section_label, truth.desk_label, truth.deck, truth.correction_text]
        expected = [
            truth.headline,
            *paragraphs,
            *truth.authors,
            *truth.tags,
            *labels,
            truth.image_caption,
            truth.image_credit,
        ]
        assert [value for value in expected if value and value not in text] == []


def test_paragraphs_stand_in_order(publisher):
    """The body of the truth reads as the page does."""
    for truth in publisher.truth():
        text = visible_text(publisher, truth.url)
        position = 0
        for paragraph in truth.body_text.split("\n\n"):
            position = text.index(paragraph, position) + len(paragraph)


def test_columns_are_those_of_the_article(publisher):
    """Every column of the truth is an attribute that the reader's Article has, or the lead image's."""
    known = set(Article.__dataclass_fields__) | {"image_url", "image_caption", "image_credit"}
    assert publisher.truth()[0].columns().keys() <= known


def test_articles_that_state_no_date_state_none_anywhere(web):
    """No metadata, no date line, no entry in feed or sitemap gives the time of such an article away."""
    courier = web.publisher("courier")
    undated = [truth for truth in courier.truth() if truth.published_at is None]
    assert undated
    sitemap = page(courier, f"{courier.base_url}/news-sitemap.xml")
    feeds = "".join(page(courier, f"{courier.base_url}/{name}/rss.xml") for name in courier.sections)
    for truth in undated:
        markup = page(courier, truth.url)
        assert not re.search(r'published_time|datePublished|dateModified|class="date"|<time', markup)
        entry = re.search(rf"<url><loc>{re.escape(truth.url)}<.*?</url>", sitemap)
        assert "publication_date" not in entry[0]
        for item in re.findall(rf"<item>(?:(?!</item>).)*{re.escape(truth.url)}.*?</item>", feeds):
            assert "pubDate" not in item


def test_every_dating_of_the_courier_occurs(web):
    """Linked data, meta tags, a day on the page, nothing: what a reader has to cope with is there."""
    truths = web.publisher("courier").truth()
    assert {truth.published_precision for truth in truths} == {"second", "day", None}
    assert {truth.is_zone_assumed for truth in truths if truth.published_precision == "day"} == {True}
    pages = [page(web.publisher("courier"), truth.url) for truth in truths]
    assert any("datePublished" in markup for markup in pages)
    assert any("published_time" in markup for markup in pages)


def test_kicker_is_glued_and_caption_twice(web):
    """The anatomy that this project started from: no space between labels, caption and credit twice."""
    courier = web.publisher("courier")
    truth = next(t for t in courier.truth() if t.kicker and t.image_caption and t.section_label)
    text = visible_text(courier, truth.url)
    assert f"{truth.kicker}{truth.section_label}" in text
    assert text.count(f"{truth.image_caption} Credit: {truth.image_credit}.") == 2
    assert "You have read 3 articles this month." in text


def test_story_of_the_framework_is_hardly_in_its_markup(web):
    """Without its data the page holds the headline as title and no sentence of the story."""
    publisher = web.publisher("tageblatt")
    for truth in publisher.truth()[:10]:
        markup = NEXT_DATA.sub("", page(publisher, truth.url))
        assert truth.body_text.split("\n\n")[1] not in unescape(markup)


def test_legacy_encoding_is_declared_in_one_place_only(web):
    """By the page or by the header, never by both, and the bytes are no UTF-8."""
    publisher = web.publisher("podjezi")
    for truth in publisher.truth():
        response = publisher.respond(truth.url)
        in_page = b"charset=iso-8859-2" in response.body[:200]
        assert in_page != ("iso-8859-2" in response.content_type)
        with pytest.raises(UnicodeDecodeError):
            response.body.decode("utf-8")


def test_some_stories_stand_in_two_sections_once(publisher):
    """A shared story is one article with two memberships, listed by both sections."""
    shared = [truth for truth in publisher.truth() if len(truth.sections) == 2]
    assert shared
    for truth in shared:
        for section in truth.sections:
            assert truth.url in {other.url for other in publisher.truth(section)}
    urls = [truth.url for truth in publisher.truth()]
    assert len(urls) == len(set(urls))


def test_aliases_lead_to_the_same_story(publisher):
    """AMP and print pages hold the story's text."""
    for truth in publisher.truth():
        for alias in truth.aliases:
            assert truth.body_text.split("\n\n")[-1] in visible_text(publisher, alias)


def test_every_kind_of_edit_happens_and_is_what_it_is_called(publisher):
    """Headlines, decks, added paragraphs, silent rewrites and labelled corrections, each alone."""
    seen = set()
    for truth in publisher.truth():
        for before, after in zip(truth.versions, truth.versions[1:], strict=False):
            assert after.seen_from > before.seen_from
            assert _changed(before, after, truth) == EDITS[after.change_type]
            seen.add(after.change_type)
    assert seen == EDITS.keys()


EDITS = {
    "headline": {"headline"},
    "deck": {"deck"},
    "body_extended": {"body_text"},
    "body_silent": {"body_text"},
    "correction": {"correction_text"},
}


def _changed(before, after, truth: Truth) -> set[str]:
    names = ("headline", "deck", "body_text", "authors", "correction_text", "published_at")
    changed = {name for name in names if getattr(before, name) != getattr(after, name)}
    # A page that shows no deck shows no new one either.
    return changed | ({"deck"} if after.change_type == "deck" and truth.deck is None else set())


def test_silent_edits_do_not_move_the_stated_time(web):
    """`modified_at` moves with what the newsroom owns up to, and with nothing else."""
    versions = [
        (before, after)
        for truth in web.publisher("valle").truth()
        for before, after in zip(truth.versions, truth.versions[1:], strict=False)
    ]
    silent = [pair for pair in versions if pair[1].change_type == "body_silent"]
    owned = [pair for pair in versions if pair[1].change_type != "body_silent"]
    assert silent and owned
    assert all(before.modified_at == after.modified_at for before, after in silent)
    assert all(after.modified_at == after.seen_from for _, after in owned)


def test_version_at_is_what_readers_saw_then(publisher):
    """Between two edits the earlier one holds."""
    truth = next(truth for truth in publisher.truth() if len(truth.versions) > 1)
    first, second = truth.versions[:2]
    assert truth.version_at(first.seen_from) == first
    assert truth.version_at(second.seen_from) == second
    assert truth.version_at(first.seen_from + (second.seen_from - first.seen_from) / 2) == first
