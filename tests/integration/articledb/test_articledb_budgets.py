"""The budget of a host: who is let through, when, and what answers do to the pace."""

from __future__ import annotations

import threading
import time
from contextlib import closing

import pytest

from broadsheet.articledb import budgets
from broadsheet.articledb.budgets import Answer, Asker, Ending, Grant
from broadsheet.articledb.connection import Connection, connect
from broadsheet.articledb.sources import sync_sources
from tests.integration.articledb.items import source, value

HOST = "www.example.example"
ONE, TWO = Asker(HOST, "one", 60), Asker(HOST, "two", 60)
LEFT = 0.011  # what a delay has on top


def _state(news: Connection, **keys: float) -> None:
    sync_sources(news, [source(**keys)])  # type: ignore[arg-type]


def _take(news: Connection, asker: Asker = ONE, wanted: int = 1, *ended: Answer) -> Grant:
    return budgets.take(news, asker, wanted, ended)


def _ended(grant: Grant, ending: Ending = Ending.ANSWERED, latency: float = 0.1, **more: float) -> Answer:
    return Answer(ending, grant.leases[0], latency, **more)  # type: ignore[arg-type]


def _seconds_ago(news: Connection, seconds: float) -> None:
    """Let time pass for the host."""
    value(
        news,
        f"UPDATE news.host_budgets SET last_start_at = last_start_at - {seconds} * interval '1 second', "
        "starting = NULL RETURNING 1",
    )


def test_no_more_than_the_concurrency_is_let_through(news: Connection) -> None:
    """Until a place is given back."""
    _state(news, request_delay=0, concurrency=3)
    first = _take(news, wanted=8)
    assert len(first.leases) == 3
    assert len(_take(news, TWO, 2).leases) == 0
    assert len(_take(news, ONE, 2, _ended(first)).leases) == 1


def test_places_of_the_dead_are_free_when_their_time_is_over(news: Connection) -> None:
    """Not before; a renewed one stays."""
    _state(news, request_delay=0, concurrency=1)
    dead = Asker(HOST, "dead", 0.3)
    (lease,) = _take(news, dead).leases
    assert _take(news).leases == []
    budgets.renew(news, dead, [lease])
    time.sleep(0.2)
    assert _take(news).leases == []
    time.sleep(0.2)
    assert len(_take(news).leases) == 1


def test_the_delay_counts_from_the_moment_of_sending(news: Connection) -> None:
    """Nobody starts between a grant and the word that it was sent, however long that takes."""
    _state(news, request_delay=0.2, concurrency=4)
    granted = _take(news)
    time.sleep(0.3)
    assert _take(news, TWO).leases == []
    budgets.note_start(news, HOST, granted.leases[0], age=0.05)
    refused = _take(news, TWO)
    assert refused.leases == []
    assert 0.1 < refused.ask_again <= 0.15 + LEFT
    time.sleep(refused.ask_again)
    assert len(_take(news, TWO).leases) == 1


def test_who_has_waited_longest_goes_first(news: Connection) -> None:
    """A worker that gives a place back and asks again does not overtake."""
    _state(news, request_delay=0, concurrency=1)
    held = _take(news, ONE)
    assert _take(news, TWO).leases == []
    assert _take(news, ONE, 1, _ended(held)).leases == []
    assert len(_take(news, TWO).leases) == 1


def test_who_does_not_come_back_is_not_waited_for(news: Connection) -> None:
    """A second after the time it was told."""
    _state(news, request_delay=0, concurrency=1)
    held = _take(news, ONE)
    _take(news, TWO)
    time.sleep(1.2)
    assert len(_take(news, ONE, 1, _ended(held)).leases) == 1


def test_who_died_waiting_for_a_late_turn_is_waited_for_no_longer_than_a_lease(news: Connection) -> None:
    """Nor for the end of a pause; who lives asks again in that time, and keeps its turn."""
    _state(news, request_delay=0, concurrency=1)
    budgets.state_crawl_delay(news, HOST, 120)
    granted = _take(news)
    dead = Asker(HOST, "dead", 0.2)
    assert _take(news, dead).ask_again > 100
    assert _take(news, TWO, 1, _ended(granted)).leases == []
    time.sleep(1.5)
    _seconds_ago(news, 120)
    assert len(_take(news, TWO).leases) == 1


def test_a_changed_delay_counts_from_the_last_start(news: Connection) -> None:
    """A Crawl-delay that becomes known after the request for robots.txt, for one."""
    _state(news, request_delay=0, concurrency=1)
    granted = _take(news)
    budgets.state_crawl_delay(news, HOST, 5)
    refused = _take(news, ONE, 1, _ended(granted))
    assert refused.leases == []
    assert 4 < refused.ask_again <= 5 + LEFT
    budgets.state_crawl_delay(news, HOST, None)
    assert len(_take(news).leases) == 1


@pytest.mark.parametrize(("keys", "delay"), [({"request_delay": 3}, 3), ({"request_delay": 0.5}, 1)])
def test_of_two_sources_the_stricter_counts(news: Connection, keys: dict[str, float], delay: float) -> None:
    """As long as both are active, and in both ways round."""
    named = {"base_url": f"https://{HOST}", "concurrency": 1, **keys}
    sync_sources(news, [source(request_delay=1, concurrency=4), source("other", **named)])  # type: ignore[arg-type]
    granted = _take(news)
    assert (len(granted.leases), granted.delay) == (1, delay)
    _seconds_ago(news, 60)
    assert _take(news, TWO).leases == []
    sync_sources(news, [source(request_delay=1, concurrency=4)], folder_names=["example"])
    second = _take(news, TWO)
    assert (len(second.leases), second.delay) == (1, 1)


def test_failures_in_a_row_slow_down_and_good_answers_speed_up(news: Connection) -> None:
    """Never below the stated delay; a single failure is an accident."""
    _state(news, request_delay=1, concurrency=2)

    def after(*answers: Answer) -> float:
        return _take(news, ONE, 0, *answers).delay

    failed, good = Answer(Ending.FAILED), Answer(Ending.ANSWERED, latency=0.1)
    assert after(failed, failed, good, failed, failed) == 1
    assert after(failed) == 2
    assert after(failed) == 4
    assert after(*[failed] * 20) == 16
    assert after(*[good] * 4) == 8
    assert after(*[good] * 12) == 1


def test_a_refusal_slows_down_at_once_and_so_does_a_slow_answer(news: Connection) -> None:
    """Slow is measured by the host's own usual time."""
    _state(news, request_delay=1, concurrency=2)
    usual = [Answer(Ending.ANSWERED, latency=2)] * 5
    assert _take(news, ONE, 0, *usual).delay == 1
    assert _take(news, ONE, 0, Answer(Ending.ANSWERED, latency=5)).delay == 1
    assert _take(news, ONE, 0, Answer(Ending.ANSWERED, latency=9)).delay == pytest.approx(2**0.5)
    assert _take(news, ONE, 0, Answer(Ending.REFUSED)).delay == pytest.approx(2**1.5)


def test_a_back_off_holds_for_every_worker(news: Connection) -> None:
    """The longest stated one counts, and is told to whoever asks."""
    _state(news, request_delay=0, concurrency=9)
    granted = _take(news, wanted=2)
    _take(news, ONE, 0, _ended(granted, Ending.REFUSED, back_off=100), Answer(Ending.REFUSED, back_off=5))
    refused = _take(news, TWO)
    assert refused.leases == []
    assert 95 < refused.back_off <= 100
    assert set(budgets.backed_off(news, [HOST, "other.example"], 60)) == {HOST}
    assert budgets.backed_off(news, [HOST], 600) == {}


def test_many_workers_at_once_are_arbitrated(news: Connection, news_database: str) -> None:
    """Ten connections ask at the same moment: no place is given twice."""
    _state(news, request_delay=0, concurrency=4)
    leases: list[str] = []

    def ask(name: str) -> None:
        with closing(connect(news_database)) as connection:
            for _ in range(5):
                leases.extend(_take(connection, Asker(HOST, name, 60), 1).leases)

    threads = [threading.Thread(target=ask, args=(str(number),)) for number in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(leases)) == len(leases) == 4


def test_a_site_that_is_now_fast_now_slow_keeps_its_pace(news: Connection) -> None:
    """As one that answers partly from a cache: what is usual for it is both."""
    _state(news, request_delay=1, concurrency=2)
    mixed = [Answer(Ending.ANSWERED, latency=0.05 if number % 5 < 3 else 0.6) for number in range(100)]
    assert _take(news, ONE, 0, *mixed).delay == 1
    slow = [Answer(Ending.ANSWERED, latency=5)] * 3
    assert 2 < _take(news, ONE, 0, *slow).delay <= 4
