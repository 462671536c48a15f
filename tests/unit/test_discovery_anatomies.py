"""Section pages of eighteen anatomies that discovery was not written after, read for the first time."""

from __future__ import annotations

import pytest

from tests.anatomies.catalogue import SHEETS
from tests.anatomies.reading import read

READ = {name: (made(), read(made())) for name, made in SHEETS.items()}


def test_articles_are_found_and_nothing_else_is_over_all_anatomies() -> None:
    """Recall at least 99.5 %, false at most 0.5 %, over all pages together; every failure is named."""
    found = [each for _, each in READ.values()]
    wanted = sum(len(each.stories) for each in found)
    right = sum(len(each.stories & each.taken) for each in found)
    extra = sum(len(each.extra) for each in found)
    told = [f"{name}: {line}" for name, (_, each) in READ.items() for line in each.lines()]
    assert wanted > 350
    assert right / wanted >= 0.995, told
    assert extra / (right + extra) <= 0.005, told


@pytest.mark.parametrize("name", sorted(SHEETS))
def test_a_list_goes_on_where_its_pager_says(name: str) -> None:
    """Numbers in folders, endings and parameters, from 0 or from 1; no next page where none is offered."""
    sheet, found = READ[name]
    expected = sheet.base + sheet.next_path if sheet.next_path else None
    assert found.listing.next_url == expected


@pytest.mark.parametrize("name", sorted(SHEETS))
def test_no_link_of_a_page_is_unaccounted_for(name: str) -> None:
    """Every address of the page stands in the ledger once; what is left has its reason."""
    _, found = READ[name]
    urls = [link.url for link in found.listing.links]
    assert len(urls) == len(set(urls))
    assert found.stories <= set(urls)
    assert all(link.reason is not None for link in found.listing.links if link.url not in found.taken)
