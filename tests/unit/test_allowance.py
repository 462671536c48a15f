"""An amount that tasks share: how much at a time, and whose turn it is."""

from __future__ import annotations

import asyncio

import pytest

from broadsheet.allowance import Allowance


async def take(allowance: Allowance, amounts: list[int]) -> tuple[list[int], int]:
    """All at once; in which order they had their turn, and the most that was held at a time."""
    turns, held, most = list[int](), 0, 0

    async def one(amount: int) -> None:
        nonlocal held, most
        async with allowance.held(amount):
            turns.append(amount)
            held += amount
            most = max(most, held)
            await asyncio.sleep(0)
            held -= amount

    await asyncio.wait_for(asyncio.gather(*map(one, amounts)), 30)
    return turns, most


def test_never_more_than_all_of_it_and_everybody_in_turn() -> None:
    """A large one is not overtaken by the small ones behind it, and holds nobody up for ever."""
    amounts = [3, 4, 9, 1, 2, 5, 10, 0, 7, 1]
    assert asyncio.run(take(Allowance(10), amounts)) == (amounts, 10)


def test_more_than_all_of_it_is_had_alone() -> None:
    """Otherwise it would wait for ever."""
    assert asyncio.run(take(Allowance(10), [4, 25, 4])) == ([4, 25, 4], 25)


def test_what_fails_gives_back() -> None:
    """An item that ends in an exception leaves room for the next."""

    async def fail_and_take(allowance: Allowance) -> tuple[list[int], int]:
        with pytest.raises(ZeroDivisionError):
            async with allowance.held(10):
                _ = 1 / 0
        return await take(allowance, [10])

    assert asyncio.run(fail_and_take(Allowance(10))) == ([10], 10)
