"""The browser's own processes: what they are told, and what becomes of a crawl when one is killed."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import signal
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path

import pytest

from broadsheet.outcomes import Reason
from spiders.failures import Refused

pytest.importorskip("playwright", reason="nobody looked: requirements-browser.txt is not installed")
from spiders.rendering import Answer, Chromium, Fetch
from tests.integration.browser import find_chromium
from tests.waiting import wait_until

URL = "http://news.example/story"
_HTML = {"content-type": "text/html; charset=utf-8"}
_PLAIN = Answer(200, _HTML, b"<h1>The bridge is shut</h1>")
_SCRIPTED = Answer(200, _HTML, b"<h1>The bridge is shut</h1><script src=/app.js></script>")
_SECRETS = (
    "DATABASE_URL",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "PGPASSWORD",
    "AIRFLOW_CONN_NEWS_DB",
)
_CANARY = "canary-of-a-secret"


def command_of(pid: int) -> str:
    """The command line; empty for a process that has ended."""
    return _told(pid, "cmdline")


def environment_of(pid: int) -> str:
    """Its variables; empty for a process that has ended."""
    return _told(pid, "environ")


def _told(pid: int, name: str) -> str:
    try:
        return Path(f"/proc/{pid}/{name}").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


def children_of(parent: int) -> dict[int, str]:
    """Every process below that one, with its command line."""
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has ended
            parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])

    def is_below(pid: int) -> bool:
        return parents.get(pid) == parent or (pid in parents and is_below(parents[pid]))

    return {pid: command for pid in parents if is_below(pid) and (command := command_of(pid))}


def kill(sign: str) -> None:
    """The first of our children whose command line holds the word; none of the browser's own helpers."""
    children = sorted(children_of(os.getpid()).items())
    os.kill(
        next(pid for pid, command in children if sign in command and "--type=" not in command), signal.SIGKILL
    )


async def nothing(_: str) -> Answer | None:
    return None


async def rendered(chromium: Chromium, document: Answer = _PLAIN, fetch: Fetch = nothing) -> str:
    return (await chromium.render(URL, document, fetch, 1_000_000, "tests")).decode()


async def until_gone(pids: set[int]) -> None:
    """Meanwhile the loop goes on, which hears of a child's end."""
    await asyncio.to_thread(wait_until, lambda: not any(map(command_of, pids)), f"{pids} have ended")


def with_chromium(act: Callable[[Chromium], Awaitable[None]]) -> None:
    async def run() -> None:
        chromium = Chromium(find_chromium())
        try:
            await act(chromium)
        finally:
            await chromium.close()

    asyncio.run(run())


def assert_no_secret_is_told(children: dict[int, str]) -> None:
    """Neither Chromium, which runs what strangers wrote, nor the process that steers it is told one."""
    assert any("run-driver" in text for text in children.values())
    assert any("--headless" in text for text in children.values())
    told = {command: environment_of(pid) for pid, command in children.items()}
    assert any("PATH=" in text for text in told.values())
    assert [command for command, text in told.items() if _CANARY in text] == []


def test_a_browser_that_is_killed_costs_the_page_it_had_and_another_is_started(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Chromium, then what steers it: a reason for that page, the next is read; none is told a secret."""
    before = set(children_of(os.getpid()))
    for name in _SECRETS:
        monkeypatch.setenv(name, f"{_CANARY}-{name}")

    async def act(chromium: Chromium) -> None:
        assert "The bridge is shut" in await rendered(chromium)
        for sign in ("--headless", "run-driver"):

            async def killing(_: str, sign: str = sign) -> Answer | None:
                kill(sign)
                return None

            killed = {pid: text for pid, text in children_of(os.getpid()).items() if pid not in before}
            assert_no_secret_is_told(killed)
            with pytest.raises(Refused) as refused:
                await rendered(chromium, _SCRIPTED, killing)
            assert refused.value.failure is not None
            assert refused.value.failure.reason is Reason.BAD_RESPONSE
            assert "the browser failed" in (refused.value.failure.detail or "")
            assert "The bridge is shut" in await rendered(chromium)
        await until_gone(set(killed))
        kill("--headless")
        await asyncio.sleep(0.3)  # so that the one hears of the other's end before its own
        kill("run-driver")
        assert "The bridge is shut" in await rendered(chromium)
        kill("--headless")  # and nobody minds at the end

    with_chromium(act)
    gc.collect()  # what nobody asked for is told when it is thrown away
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR] == []
