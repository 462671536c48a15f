"""The garbage collector rests while a page is read, and works on afterwards as it was set."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from broadsheet.errors import PageRejected
from broadsheet.extraction.pause import paused_collector
from tests.unit.reading_pages import page, paragraphs, read_page


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    was_on = gc.isenabled()
    yield
    (gc.enable if was_on else gc.disable)()


@pytest.mark.parametrize("is_on", [True, False])
def test_a_reading_leaves_the_collector_as_it_was(is_on: bool) -> None:
    """Whoever turned it off for reasons of their own keeps it off; a page that is refused changes nothing."""
    (gc.enable if is_on else gc.disable)()
    read_page(page(f"<div>{paragraphs()}</div>"))
    assert gc.isenabled() is is_on
    with pytest.raises(PageRejected):
        read_page("<html></html>")
    assert gc.isenabled() is is_on


def test_of_readings_side_by_side_the_first_turns_it_on_again() -> None:
    """In threads they end in any order; it is never left off."""
    gc.enable()
    first, second = paused_collector(), paused_collector()
    with first:
        assert not gc.isenabled()
        second.__enter__()
    assert gc.isenabled()
    second.__exit__(None, None, None)
    assert gc.isenabled()
