"""What `make run` tells of the first crawl: every task under one name, whatever Airflow forgets."""

from __future__ import annotations

from typing import Any

import pytest

from broadsheet.local.first_run import name_of


def task(place: int, state: str, name: str | None = None) -> dict[str, Any]:
    """As Airflow's API lists it."""
    return {"task_id": "crawl", "map_index": place, "state": state, "rendered_map_index": name}


def test_a_section_keeps_its_name_when_it_is_tried_again() -> None:
    """Airflow forgets the name with the try; before it has told one there is a number, or nothing yet."""
    known: dict[int, str] = {}
    assert name_of(task(0, "running"), known) is None
    assert name_of(task(1, "failed"), known) == "section 2"
    assert name_of(task(0, "running", "harbour"), known) == "harbour"
    assert name_of(task(0, "up_for_retry"), known) == "harbour"
    assert name_of(task(1, "success", "1"), known) == "section 2", "its place is no name"


@pytest.mark.parametrize(
    ("state", "told"), [("failed", "plan"), ("up_for_retry", "plan"), ("running", None), ("success", None)]
)
def test_another_task_is_told_of_when_it_is_in_trouble(state: str, told: str | None) -> None:
    """A plan that is to be tried again is why nothing happens for a while."""
    assert name_of({**task(-1, state), "task_id": "plan"}, {}) == told
