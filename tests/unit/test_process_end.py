"""The verdict on a crawl whose process ended without one in its row."""

import signal

import pytest

from broadsheet.outcomes import Verdict
from broadsheet.verdicts import ProcessEnd, judge_end, stated_verdict


def test_exit_code_zero_is_not_taken_for_success():
    """A process that says nothing and exits with 0 has proved nothing."""
    assert judge_end(ProcessEnd(exit_code=0)).verdict is Verdict.BUG


def test_a_green_word_without_a_row_is_not_believed():
    """Green means data: the row would have said so."""
    end = ProcessEnd(0, ("verdict: ok: 12 new articles",))
    assert judge_end(end).verdict is Verdict.BUG


@pytest.mark.parametrize("verdict", [verdict for verdict in Verdict if not verdict.is_green])
def test_a_red_word_is_believed(verdict):
    """The process knew why, even if it could not write it down; the sentence is kept."""
    end = ProcessEnd(1, ("something else", f"verdict: {verdict}: this is why: really", "closing"))
    judgement = judge_end(end)
    assert (judgement.verdict, judgement.sentence) == (verdict, "this is why: really")


def test_the_last_word_counts():
    """Of several, the one said last."""
    end = ProcessEnd(1, ("verdict: bug: first", "verdict: storage: second"))
    assert judge_end(end).verdict is Verdict.STORAGE


def test_a_setting_that_is_missing_at_start_is_config():
    """Exit code 2 with a sentence that begins so."""
    judgement = judge_end(ProcessEnd(2, ("config: DATABASE_URL is not set",)))
    assert (judgement.verdict, judgement.sentence) == (Verdict.CONFIG, "DATABASE_URL is not set")


@pytest.mark.parametrize("end", [ProcessEnd(2, ("scrapy: error: unknown",)), ProcessEnd(1, ("config: x",))])
def test_exit_code_or_sentence_alone_is_not_config(end):
    """A usage error exits with 2 as well, and a log line may begin with anything."""
    judgement = judge_end(end)
    assert judgement.verdict is Verdict.BUG
    assert judgement.sentence.endswith(f"left no verdict; its last words: {end.last_lines[-1]}")


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV])
def test_ended_by_a_signal_is_interrupted(number):
    """The kernel out of memory, or someone with kill."""
    assert judge_end(ProcessEnd(-number)).verdict is Verdict.INTERRUPTED


def test_stopped_by_its_caller_is_interrupted_whatever_the_exit_code():
    """Scrapy exits with 0 after a graceful stop."""
    judgement = judge_end(ProcessEnd(0, ("verdict: ok: fine",), stopped_because="the task took too long"))
    assert (judgement.verdict, judgement.sentence) == (Verdict.INTERRUPTED, "the task took too long")


def test_words_that_are_no_verdict_state_none():
    """Only the closed list counts."""
    assert stated_verdict(ProcessEnd(1, ("verdict: splendid: yes",))) is None
