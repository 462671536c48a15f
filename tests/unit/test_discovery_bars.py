"""The bars of discovery on composed publishers; `python -m tests.benchmarks.discovery` runs many more."""

from __future__ import annotations

import pytest

from tests.benchmarks.discovery import Reader, measure
from tests.newsweb.recipes import NAMED, drawn

SEEDS = range(200, 220)


@pytest.mark.parametrize("name", sorted(NAMED))
def test_a_family_of_publishers_is_discovered_without_configuration(name: str) -> None:
    """Every article of each section, nothing that is no article, nothing of another section."""
    score = Reader(NAMED[name]).score()
    assert score.wanted > 30
    assert (score.missed, score.no_articles, score.wrong_section) == ([], [], [])


def test_publishers_never_seen_are_within_the_bars() -> None:
    """Recall at least 99.5 %, no articles at most 0.5 %, sections right at least 99 %."""
    total, outside = measure((f"seed {number}", drawn(number)) for number in SEEDS)
    assert total.is_within_bars, (total.line(), outside)


def test_a_list_that_only_scripts_continue_is_not_called_complete() -> None:
    """Its feed carries the section; the listing says that it ends before the section does."""
    reader = Reader(NAMED["shinbun"])
    taken, is_complete = reader.discover(reader.source.sections[0])
    assert not is_complete
    assert {link.way.value for link in taken.values()} == {"section_page", "feed"}
