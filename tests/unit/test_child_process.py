"""A crawl's process: heard while it runs, stopped once and gently, never left behind."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from dags.operators.process import Child
from tests.waiting import wait_until

ROOT = Path(__file__).parents[2]
SOON = 10.0  # seconds that nothing here should need


@pytest.fixture
def start(tmp_path):
    """Start Python code as a child; whatever is left of it is killed."""
    children = []

    def begin(code, say=lambda _: None, **environment):
        child = Child(
            [sys.executable, "-u", "-c", code], {"PATH": os.environ["PATH"], **environment}, tmp_path, say
        )
        children.append(child)
        return child

    yield begin
    for child in children:
        child.stop(0)
        child.wait()


def is_running(pid):
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_lines_are_passed_on_while_it_runs(start):
    """Standard output and errors alike, before the process has ended."""
    lines = []
    start("import sys, time; print('one'); print('two', file=sys.stderr); time.sleep(60)", lines.append)
    wait_until(lambda: sorted(lines) == ["one", "two"], "both lines were heard")


def test_wait_returns_the_exit_code_after_the_last_line(start):
    """Nothing that was said is lost, and much output does not block the process."""
    lines = []
    child = start("import sys\nfor n in range(20000): print('line', n)\nsys.exit(7)", lines.append)
    assert child.wait() == 7
    assert lines[-1] == "line 19999" and len(lines) == 20000
    assert child.last_lines[-1] == "line 19999"


def test_bytes_that_are_no_utf_8_do_not_silence_it(start):
    """A page's title in the wrong encoding may end up in a log line."""
    lines = []
    child = start("import sys; sys.stdout.buffer.write(b'\\xff\\n'); print('after')", lines.append)
    child.wait()
    assert lines[-1] == "after"


def test_a_stop_is_one_signal_however_often_it_is_asked_for(start):
    """Scrapy takes a second one for an order to drop what it holds."""
    code = (
        "import signal, time, sys\n"
        "seen = []\n"
        "signal.signal(signal.SIGTERM, lambda *_: seen.append(1))\n"
        "print('ready')\n"
        "while not seen: time.sleep(0.01)\n"
        "time.sleep(0.5); print('signals', len(seen))\n"
    )
    lines = []
    child = start(code, lines.append)
    wait_until(lambda: "ready" in lines, "it says that it is ready")
    child.stop(SOON)
    child.stop(SOON)
    assert child.wait() == 0
    assert lines[-1] == "signals 1"


def test_one_that_does_not_stop_is_killed(start):
    """After its grace, with its whole group."""
    code = (
        "import signal, subprocess, sys, time\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "helper = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        "print(helper.pid); time.sleep(60)\n"
    )
    lines = []
    child = start(code, lines.append)
    wait_until(lambda: lines, "it names its helper")
    child.stop(0.2)
    assert child.wait() == -signal.SIGKILL
    wait_until(lambda: not is_running(int(lines[0])), "its helper has ended")


def test_signals_to_our_group_do_not_reach_it(start):
    """Airflow signals the task's whole group; the crawl is told by us, once."""
    child = start("import time; time.sleep(60)")
    assert os.getsid(child.pid) == child.pid != os.getsid(0)


def test_it_ends_when_its_parent_is_killed(tmp_path):
    """A task that is killed outright leaves no crawl behind."""
    code = (
        "import os, sys, pathlib\n"
        "from dags.operators.process import Child\n"
        "sleep = [sys.executable, '-c', 'import time; time.sleep(60)']\n"
        "child = Child(sleep, os.environ, pathlib.Path('/'), print)\n"
        "print(child.pid, flush=True)\n"
        "child.wait()\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    child = int(parent.stdout.readline())
    assert is_running(child)
    parent.kill()
    parent.communicate()
    wait_until(lambda: not is_running(child), "the crawl has ended")


def test_it_sees_its_own_environment_only(start, monkeypatch):
    """What is not handed over is not there."""
    monkeypatch.setenv("AIRFLOW__CORE__FERNET_KEY", "secret")
    lines = []
    start("import os; print(sorted(os.environ))", lines.append, GIVEN="x").wait()
    assert "FERNET" not in lines[0] and "GIVEN" in lines[0]
