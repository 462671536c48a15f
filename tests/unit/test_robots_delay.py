"""What a host's robots.txt files ask for, where http and https have one each."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest

from spiders import robots
from spiders.robots import Policy, Robots


def test_the_longer_delay_holds_whichever_file_is_read_last(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are one server with one budget; a link to http must not lift what https asks for."""
    stated: list[tuple[str, float | None]] = []

    async def state(host: str, delay: float | None) -> None:
        stated.append((host, delay))

    async def ask(_: Robots, address: str, __: str | None) -> Policy:
        return Policy(crawl_delay=10.0 if address.startswith("https") else None)

    services = SimpleNamespace(gate=SimpleNamespace(state_crawl_delay=state))
    monkeypatch.setattr(robots, "services_of", lambda _: services)
    monkeypatch.setattr(Robots, "_ask", ask)
    crawler: Any = SimpleNamespace(signals=SimpleNamespace(connect=lambda *_: None))

    async def read_all() -> None:
        keeper = Robots(crawler)
        for url in ("https://news.example/a", "http://news.example/b", "http://other.example/"):
            await keeper.policy(url)

    asyncio.run(read_all())
    assert stated == [("news.example", 10.0), ("news.example", 10.0), ("other.example", None)]
