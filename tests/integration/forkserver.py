"""A process that has imported what a crawl imports, and forks one for every command that it is sent.

Importing costs a crawl of twenty pages four fifths of its CPU, and the tests start hundreds. A fork has its
own process id, exit code, signals, environment, folder and output, as a process started by hand has; only
its imports are done. `python -m tests.integration.forkserver FD` speaks over the socket FD: see `forked.py`.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import runpy
import socket
import sys
from typing import Any

import coverage

# Not spiders.settings, which reads the environment, nor the reactor, which belongs to one process.
PRELOADED = (
    "scrapy.cmdline",
    "scrapy.crawler",
    "spiders.news",
    "spiders.backfill",
    "spiders.runs",
    "spiders.watch",
    "spiders.polite",
    "spiders.middlewares",
    "spiders.robots",
    "spiders.conditional",
    "spiders.processing",
    "spiders.addresses",
    "pipelines.archive",
    "pipelines.belong",
    "pipelines.confine",
    "pipelines.dedupe",
    "pipelines.extract",
    "pipelines.normalise",
    "pipelines.report",
    "pipelines.store",
    "trafilatura",
    "pycld2",
    "boto3.s3.inject",
    "botocore.session",
    "broadsheet.cli",
    "queuelib",
    "itemadapter",
    "psycopg2.extras",
)
_LARGEST = 1 << 20  # bytes of a command: its environment is most of it
Command = dict[str, Any]


def serve(channel: socket.socket) -> Command | None:
    """Answer until the other end hangs up; in a forked child, the command that it is to run."""
    while True:
        sent, descriptors, _, _ = socket.recv_fds(channel, _LARGEST, 1)
        if not sent:
            return None
        command: Command = json.loads(sent)
        if "pid" in command:
            channel.send(json.dumps(_status(command["pid"])).encode())
        elif pid := os.fork():
            os.close(descriptors[0])
            channel.send(json.dumps(pid).encode())
        else:
            channel.close()
            _become(command, descriptors[0])
            return command


def _status(pid: int) -> int | None:
    """Its exit code, negative for a signal; None while it runs. Of 0, which is no process, None."""
    if not pid:
        return None
    ended, status = os.waitpid(pid, os.WNOHANG)
    return os.waitstatus_to_exitcode(status) if ended else None


def _become(command: Command, output: int) -> None:
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.close(output)
    if command["new_session"]:
        os.setsid()
    os.environ.clear()
    os.environ.update(command["environment"])
    os.chdir(command["folder"])
    sys.argv = command["words"]
    coverage.process_startup()  # where the environment asks for it


def main() -> None:
    """Import, then serve; a forked child leaves here as the command that it runs."""
    for name in PRELOADED:
        importlib.import_module(name)
    assert "twisted.internet.reactor" not in sys.modules
    assert "spiders.settings" not in sys.modules
    gc.freeze()
    command = serve(socket.socket(fileno=int(sys.argv[1])))
    if command is not None:
        runpy.run_module(command["words"][0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
