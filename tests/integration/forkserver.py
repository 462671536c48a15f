"""A process that has imported what a crawl imports, and forks one for every command that it is sent.

Importing costs a crawl of twenty pages four fifths of its CPU, and the tests start hundreds. A fork has its
own process id, exit code, signals, environment, folder and output, as a process started by hand has; only
its imports are done. `python -m tests.integration.forkserver FD` speaks over the socket FD: see `forked.py`.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import os
import runpy
import socket
import sys
import threading
from itertools import chain
from typing import Any, NoReturn

import coverage
from scrapy.settings import Settings
from scrapy.utils.misc import load_object, walk_modules_iter

from broadsheet.config import RawStoreSettings
from broadsheet.rawstore import RawStore
from tests import descriptions

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
    "spiders.commands.crawl",
    "spiders.logformat",
    "pipelines.archive",
    "pipelines.belong",
    "pipelines.compare",
    "pipelines.confine",
    "pipelines.dedupe",
    "pipelines.extract",
    "pipelines.normalise",
    "pipelines.report",
    "pipelines.store",
    "scrapy.dupefilters",
    "scrapy.logformatter",
    "scrapy.pqueues",
    "scrapy.squeues",
    "scrapy.statscollectors",
    "trafilatura",
    "pycld2",
    "boto3.s3.inject",
    "botocore.session",
    "broadsheet.cli",
    "queuelib",
    "itemadapter",
    "psycopg2.extras",
)
_COMPONENTS = ("EXTENSIONS_BASE", "DOWNLOADER_MIDDLEWARES_BASE", "SPIDER_MIDDLEWARES_BASE")
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


def preload() -> None:
    """What every crawl loads: our modules, Scrapy's own commands and components, boto3's account of S3."""
    for name in PRELOADED:
        importlib.import_module(name)
    list(walk_modules_iter("scrapy.commands"))
    for path in chain.from_iterable(map(Settings().getdict, _COMPONENTS)):
        load_object(path)
    descriptions.read_once()
    RawStore(RawStoreSettings("none", "http://127.0.0.1:9", "none", "none", "us-east-1")).close()


def _run(module: str) -> int:
    """The exit code; an exception that is none ends this process as it would any other."""
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except SystemExit as ended:
        if not isinstance(ended.code, int | None):
            raise
        return ended.code or 0
    return 0


def _leave(code: int) -> NoReturn:
    """As Python ends a process, but what was imported is not taken apart: a quarter of a small crawl."""
    threading._shutdown()
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def main() -> None:
    """Load, then serve; a forked child leaves here as the command that it runs."""
    preload()
    assert "twisted.internet.reactor" not in sys.modules
    assert "spiders.settings" not in sys.modules
    gc.freeze()
    command = serve(socket.socket(fileno=int(sys.argv[1])))
    if command is not None:
        _leave(_run(command["words"][0]))


if __name__ == "__main__":
    main()
