"""The prose of the local news web: varied, repeatable, typographically clean, in four languages."""

from __future__ import annotations

import re
from itertools import combinations
from random import Random

import pytest

from tests.newsweb.prose import language
from tests.newsweb.prose.writer import Writer
from tests.newsweb.publishers import PUBLISHERS

CODES = sorted({publisher.language for publisher in PUBLISHERS.values()})
SHINGLE = 5
# Shares of common five-word runs. A wire copy with a new headline shares well over half; two stories that
# happened to be cast alike share a few stock phrases.
MOST_ALIKE, USUALLY_ALIKE = 0.2, 0.04


@pytest.fixture(scope="module", params=CODES)
def copies(request):
    writer = Writer(language(request.param))
    return [writer.write(Random(seed), with_subheads=True) for seed in range(150)]


def shingles(copy) -> set[tuple[str, ...]]:
    words = " ".join(block.text for block in copy.blocks).lower().split()
    return {tuple(words[start : start + SHINGLE]) for start in range(len(words) - SHINGLE + 1)}


def test_no_two_stories_are_near_duplicates(copies):
    """Even the most alike of all pairs have little in common, the usual pair next to nothing."""
    sets = [shingles(copy) for copy in copies]
    shares = [len(one & other) / min(len(one), len(other)) for one, other in combinations(sets, 2)]
    assert max(shares) < MOST_ALIKE
    assert sum(shares) / len(shares) < USUALLY_ALIKE


def test_same_chance_same_story(copies):
    """A story depends on the chance it is given and on nothing else."""
    for code in CODES:
        writer, other = Writer(language(code)), Writer(language(code))
        writer.write(Random("something in between"))
        assert writer.write(Random(7)) == other.write(Random(7))


def test_headlines_differ_in_words_and_shape(copies):
    """Hardly any headline twice; colons, quotes and pipes occur, and some have none of them."""
    headlines = [copy.headline for copy in copies]
    assert len(set(headlines)) > 0.97 * len(headlines)
    assert any(":" in headline for headline in headlines)
    assert any(" | " in headline for headline in headlines)
    assert any(re.search(r"[„“«\"]", headline) for headline in headlines)
    assert any(not re.search(r"[:|„“«\"–—?]", headline) for headline in headlines)


def test_stories_have_the_length_of_stories(copies):
    """Five to fourteen paragraphs beside the sub-headlines, each of some length."""
    for copy in copies:
        paragraphs = [block.text for block in copy.blocks if block.kind == "paragraph"]
        assert 5 <= len(paragraphs) <= 14
        assert min(map(len, paragraphs)) > 60


def test_no_slot_is_left_open(copies):
    """Every slot and choice is filled, no space is doubled, every sentence begins with a capital."""
    for copy in copies:
        texts = [copy.headline, copy.deck, copy.caption, copy.correction_text, copy.later_headline]
        texts += [block.text for block in (*copy.blocks, *copy.added, copy.rewritten)]
        for text in texts:
            assert not re.search(r"[{}\[\]]|  |^\s|\s$|\s[.,;:!]\B", text), text
            assert next(letter for letter in text if letter.isalnum()).upper() in text[:2]


def test_czech_fits_its_legacy_encoding():
    """The old-fashioned publisher's pages need no character that ISO 8859-2 does not have."""
    writer = Writer(language("cs"))
    for seed in range(50):
        copy = writer.write(Random(seed))
        for text in (copy.headline, copy.deck, copy.caption, *(block.text for block in copy.blocks)):
            assert text.encode("iso-8859-2").decode("iso-8859-2") == text
