"""What a progress line says of requests that wait for a host."""

import doctest

import pytest

from broadsheet import waiting
from broadsheet.waiting import Pace, Wait, in_words

HOST = "www.example.com"


def test_the_examples_of_its_docstring_hold() -> None:
    """Delay with its cause, and a pause that the host asked for."""
    assert doctest.testmod(waiting) == (0, 2)


@pytest.mark.parametrize(
    ("wait", "pace", "words"),
    [
        (Wait(HOST, 2, 1.0, 0.0), None, f"2 requests wait for {HOST}: one every 1 s"),
        (Wait(HOST, 2, 1.0, 0.0), Pace(0, 0, 1), f"2 requests wait for {HOST}: one every 1 s"),
        (
            Wait(HOST, 2, 4.0, 0.0),
            Pace(0, 4.0, 1),
            f"2 requests wait for {HOST}: one every 4 s (it fails or gets slow)",
        ),
        (Wait(HOST, 2, 0.0, 0.0), Pace(0, 0, 1), ""),
        (
            Wait(HOST, 2, 0.0, 0.0),
            Pace(0, 0, 2),
            f"2 requests wait for a place at {HOST}, which 2 crawls share",
        ),
    ],
)
def test_the_cause_of_a_wait_is_named(wait: Wait, pace: Pace | None, words: str) -> None:
    """Nothing where a place gets free in a moment."""
    assert in_words(wait, pace) == words
