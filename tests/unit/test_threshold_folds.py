"""How thresholds are cross-validated: chosen on some publishers, shown on the others."""

from __future__ import annotations

import pytest

from tests.benchmarks.thresholds import OF_A_PAGE, OF_A_SITE, Threshold, cross_validated, fold_of


def test_a_value_is_chosen_without_the_publishers_it_is_shown_on() -> None:
    """A value that only one fold likes is not what that fold is scored with."""
    folds = {"a": 0, "b": 1, "c": 2, "d": 3}
    scores = {
        0.1: {"a": 90.0, "b": 80.0, "c": 80.0, "d": 80.0},
        0.2: {"a": 40.0, "b": 85.0, "c": 85.0, "d": 85.0},
    }
    assert cross_validated(scores, folds) == [(0.2, 40.0), (0.1, 80.0), (0.1, 80.0), (0.1, 80.0)]


def test_all_pages_of_a_publisher_are_in_one_fold() -> None:
    """However its name is written; publishers are dealt into all four."""
    assert fold_of("The Courier") == fold_of("the courier")
    assert {fold_of(f"paper {number}") for number in range(50)} == {0, 1, 2, 3}


@pytest.mark.parametrize("threshold", [*OF_A_PAGE, *OF_A_SITE], ids=lambda each: each.label)
def test_each_threshold_is_where_the_table_looks_for_it(threshold: Threshold) -> None:
    """A constant that moved, or was refitted beyond the values tried, is told before the long run fails."""
    assert threshold.in_code in threshold.values
