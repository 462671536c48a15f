"""kill -9 at the worst moments; `make kills` does the same thirty times and more."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.benchmarks.kills import CRAWL, POSTGRES, S3, Kill, Scene, kills, scene
from tests.benchmarks.moments import COMMITTED, Moment

pytestmark = pytest.mark.xdist_group("kills")  # they share their servers


@pytest.fixture(scope="module")
def stage() -> Iterator[Scene]:
    """Servers of their own: those of the other tests are not to be killed."""
    with scene() as running:
        yield running


@pytest.mark.parametrize(
    "kill",
    [
        Kill(CRAWL, Moment("between put and commit", 2)),
        Kill(POSTGRES, Moment("during commit"), away=0.3),
        Kill(POSTGRES, Moment(COMMITTED)),
        Kill(S3, Moment("as the listing is written"), away=0.5),
    ],
    ids=str,
)
def test_the_same_section_again_ends_as_an_undisturbed_run(stage: Scene, kill: Kill) -> None:
    """The same rows in every table, nothing twice, every key readable with the bytes that the server sent."""
    result = stage.suffer(kill)
    assert result.happened, "the moment came"
    assert result.losses == []


def test_a_seed_decides_what_is_killed_when() -> None:
    """And every target is killed at every moment that there is."""
    chosen = kills(7, 30, 4.0, 1.0)
    assert chosen == kills(7, 30, 4.0, 1.0) != kills(8, 30, 4.0, 1.0)
    assert len({(kill.target, kill.moment.name) for kill in chosen}) >= 17
