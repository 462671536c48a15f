"""Large answers: how many bytes come in at a time, whose turn it is, and that nobody waits for ever."""

from __future__ import annotations

import asyncio
from typing import Any

from twisted.internet.task import Clock

from broadsheet.unfolding import MAX_PAGE
from spiders.arriving import Arrival
from spiders.room import Room

FOR_EVER = 10_000.0


class Reading:
    """Stands for what is being processed: pages that came in leave it again, one a turn of the loop."""

    def __init__(self) -> None:
        self.sizes: list[int] = []

    def in_hand(self) -> int:
        return sum(self.sizes)


async def let_in(room: Room, reading: Reading, sizes: list[int]) -> tuple[list[int], int]:
    """All at once; in which order they came in, and the most that was in hand at a time."""
    order, most = list[int](), 0

    async def one(size: int) -> None:
        nonlocal most
        await room.enter(size)
        order.append(size)
        reading.sizes.append(size)
        room.have_arrived(size)
        most = max(most, reading.in_hand())
        await asyncio.sleep(0.001)
        reading.sizes.remove(size)

    await asyncio.wait_for(asyncio.gather(*map(one, sizes)), 30)
    return order, most


def test_two_of_the_largest_at_a_time_and_everybody_in_turn() -> None:
    """Sixteen that are under way at once fill no more memory than two."""
    reading = Reading()
    sizes = [MAX_PAGE - number for number in range(16)]
    order, most = asyncio.run(let_in(Room(reading.in_hand, FOR_EVER), reading, sizes))
    assert order == sizes
    assert MAX_PAGE < most <= 2 * MAX_PAGE


def test_what_is_larger_than_all_of_it_comes_in_when_hardly_anything_is_in_hand() -> None:
    """A sitemap of fifty megabytes: alone, but for the small pages that always are there."""
    reading = Reading()
    reading.sizes = [1024]
    sizes = [MAX_PAGE, 9 * MAX_PAGE, MAX_PAGE]
    order, most = asyncio.run(let_in(Room(reading.in_hand, FOR_EVER), reading, sizes))
    assert order == sizes
    assert most == 9 * MAX_PAGE + 1024


def test_what_is_in_hand_may_wait_for_what_comes() -> None:
    """A story waits for its further pages: after a while the first in line comes in although nothing left."""

    async def enter(room: Room) -> None:
        assert not room.enter_now(1)
        await asyncio.wait_for(room.enter(1), 30)

    asyncio.run(enter(Room(lambda: 3 * MAX_PAGE, longest_wait=0.05)))


def test_nobody_comes_in_before_those_who_wait() -> None:
    """Else the small ones would keep a large one out for ever."""

    async def overtake() -> tuple[bool, bool]:
        reading = Reading()
        reading.sizes = [2 * MAX_PAGE]
        room = Room(reading.in_hand, FOR_EVER)
        waiting = asyncio.ensure_future(room.enter(MAX_PAGE))
        await asyncio.sleep(0)
        reading.sizes.clear()
        is_overtaken = room.enter_now(1)
        await waiting
        return is_overtaken, room.enter_now(1)

    assert asyncio.run(overtake()) == (False, True)


class Connection:
    """Notes what it is told."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def pauseProducing(self) -> None:  # noqa: N802 - Twisted's name
        self.told.append("pause")

    def resumeProducing(self) -> None:  # noqa: N802
        self.told.append("resume")


def test_the_time_of_an_answer_that_waits_stands_still() -> None:
    """That we are busy is no fault of the server: it has as many seconds left as before."""

    async def arrive() -> tuple[list[str], list[str], float]:
        reading, clock, connection = Reading(), Clock(), Connection()
        reading.sizes = [2 * MAX_PAGE]
        timer: Any = clock.callLater(30, lambda: None)
        arrival = Arrival(Room(reading.in_hand, FOR_EVER), MAX_PAGE, connection, timer)
        clock.advance(12)
        arrival.receive(600 * 1024)
        arrival.receive(64 * 1024)  # what was under way when it was told to pause
        await asyncio.sleep(0.05)
        clock.advance(500)
        before = [*connection.told]
        reading.sizes.clear()
        await asyncio.sleep(0.1)
        arrival.end()
        return before, connection.told, timer.getTime() - clock.seconds()

    assert asyncio.run(arrive()) == (["pause"], ["pause", "resume"], 18)


def test_an_answer_that_breaks_off_while_it_waits_leaves_its_place() -> None:
    """The next one comes in."""

    async def break_off() -> bool:
        reading, connection = Reading(), Connection()
        reading.sizes = [2 * MAX_PAGE]
        room = Room(reading.in_hand, FOR_EVER)
        arrival = Arrival(room, MAX_PAGE, connection, Clock().callLater(30, lambda: None))
        arrival.receive(MAX_PAGE)
        await asyncio.sleep(0)
        arrival.end()
        await asyncio.sleep(0)
        reading.sizes.clear()
        return room.enter_now(2 * MAX_PAGE) and "resume" not in connection.told

    assert asyncio.run(break_off())


def test_nobody_comes_in_while_something_large_is_read_however_long_it_takes() -> None:
    """Its reading waits for nobody; in hand without being read it may."""
    room = Room(lambda: 9 * MAX_PAGE, longest_wait=0.1)

    async def come() -> bool:
        with room.reading():
            entering = asyncio.create_task(room.enter(MAX_PAGE))
            await asyncio.sleep(0.3)
            is_waiting = not entering.done()
        await asyncio.wait_for(entering, 30)
        return is_waiting

    assert asyncio.run(come())
