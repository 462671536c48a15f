"""One make run per data folder, whatever became of the one before."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress

import psutil
import pytest

from broadsheet.local import ROOT
from broadsheet.local.errors import LocalError
from broadsheet.local.guardian import end_sessions
from broadsheet.local.lock import Lock

HOLD = """
import sys, time
from pathlib import Path
from broadsheet.local.lock import Lock
lock = Lock(Path(sys.argv[1]))
lock.acquire()
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture
def holder(tmp_path):
    command = [sys.executable, "-c", HOLD, str(tmp_path / "lock")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_second_one_is_told_of_the_first(holder, tmp_path):
    """The sentence names the process to stop and the variables for a second installation."""
    with pytest.raises(LocalError, match=f"process {holder.pid}.*kill {holder.pid}.*DATA_DIR="):
        Lock(tmp_path / "lock").acquire()


def test_a_killed_one_leaves_no_lock(holder, tmp_path):
    """After kill -9 the next one gets it, though the number of the first still stands in the file."""
    holder.kill()
    holder.wait()
    lock = Lock(tmp_path / "lock")
    lock.acquire()
    assert (tmp_path / "lock").read_text() == str(os.getpid())
    lock.release()


def test_it_can_be_had_again_after_release(tmp_path):
    """A run that ended in order is in nobody's way."""
    for _ in range(2):
        lock = Lock(tmp_path / "lock")
        lock.acquire()
        lock.release()


def living(session: int) -> list[int]:
    """Processes of a session; a zombie, which some containers never collect, is none."""
    found = []
    for process in psutil.process_iter():
        with suppress(ProcessLookupError, psutil.NoSuchProcess):
            if os.getsid(process.pid) == session and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process.pid)
    return found


STUBBORN = """
import os, signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
if os.fork():
    print("up", flush=True)
time.sleep(60)
"""


def test_what_does_not_end_by_itself_is_killed():
    """A session whose processes ignore every request is gone after the grace, forks included."""
    with subprocess.Popen(
        [sys.executable, "-c", STUBBORN], stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        assert process.stdout.readline() == "up\n"
        assert len(living(process.pid)) == 2
        os.killpg(process.pid, signal.SIGTERM)
        end_sessions({process.pid}, grace=0.1)
    assert living(process.pid) == []


def test_what_has_ended_is_not_waited_for():
    """Sessions that are gone cost nothing."""
    with subprocess.Popen(["/bin/true"], start_new_session=True) as process:
        process.wait()
    end_sessions({process.pid}, grace=60)
