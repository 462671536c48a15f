"""The command line: serves publishers on loopback until it is told to stop."""

from __future__ import annotations

import argparse
import asyncio
import errno
import signal
import socket
import sys
from collections.abc import Sequence
from datetime import UTC, datetime

from tests.newsweb.clock import Clock
from tests.newsweb.publishers import PUBLISHERS
from tests.newsweb.requestlog import RequestLog
from tests.newsweb.server import HOST, Server, bound_socket
from tests.newsweb.site import Site
from tests.newsweb.templates import REDESIGNED

EXIT_FAILED, EXIT_USAGE = 1, 2
_HIGHEST_PORT = 65535
_LOGGED = 100  # nobody reads the log of a served web; it must not grow for ever


def main(argv: Sequence[str] | None = None) -> int:
    """Parse and serve; a taken port is one sentence on stderr and exit code 1."""
    arguments = _parser().parse_args(argv)
    try:
        sockets = _sockets(dict(arguments.publishers), is_shared=arguments.shared)
    except OSError as error:
        sys.stderr.write(f"newsweb: {error}\n")
        return EXIT_FAILED
    asyncio.run(_serve(sockets, arguments.seed, arguments.speed, is_redesigned=arguments.redesigned))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.newsweb", description="The local news web.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    serve = commands.add_parser("serve", help="serve publishers on 127.0.0.1 until interrupted")
    known = ", ".join(PUBLISHERS)
    serve.add_argument(
        "publishers",
        nargs="+",
        type=_publisher_and_port,
        metavar="PUBLISHER=PORT",
        help=f"one of {known}, and a port",
    )
    serve.add_argument("--seed", type=int, default=1, help="another seed, other stories (default 1)")
    serve.add_argument("--speed", type=float, default=1.0, help="how fast its clock runs (default 1)")
    serve.add_argument(
        "--redesigned",
        action="store_true",
        help=f"show articles in another design, same stories and addresses ({', '.join(REDESIGNED)})",
    )
    serve.add_argument(
        "--shared",
        action="store_true",
        help="take the port beside another one that is served so; of one seed, both publish the same",
    )
    return parser


def _publisher_and_port(text: str) -> tuple[str, int]:
    name, _, port = text.partition("=")
    if name not in PUBLISHERS:
        raise argparse.ArgumentTypeError(f"{name!r} is no publisher; there are {', '.join(PUBLISHERS)}")
    if not port.isdigit() or not 0 < int(port) <= _HIGHEST_PORT:
        raise argparse.ArgumentTypeError(f"{text!r}: expected a port from 1 to {_HIGHEST_PORT} after {name}=")
    return name, int(port)


def _sockets(ports: dict[str, int], *, is_shared: bool) -> dict[str, socket.socket]:
    sockets: dict[str, socket.socket] = {}
    for name, port in ports.items():
        try:
            sockets[name] = bound_socket(port, is_shared=is_shared)
        except OSError as error:
            for opened in sockets.values():
                opened.close()
            raise _explained(error, name, port) from error
    return sockets


def _explained(error: OSError, name: str, port: int) -> OSError:
    if error.errno != errno.EADDRINUSE:
        return OSError(f"{name}: port {port} on {HOST} cannot be used: {error.strerror}")
    return OSError(
        f"{name}: port {port} on {HOST} is taken by another program; stop that, or give another port here"
    )


async def _serve(sockets: dict[str, socket.socket], seed: int, speed: float, *, is_redesigned: bool) -> None:
    clock, stop = Clock(datetime.now(UTC), speed), asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    servers = []
    for name, listening in sockets.items():
        port = listening.getsockname()[1]
        site = Site(PUBLISHERS[name], f"http://{HOST}:{port}", clock, seed=seed, rolling=True)
        if is_redesigned and site.publisher.family in REDESIGNED:
            site.redesign()
        server = Server(site, port, RequestLog(maxlen=_LOGGED))
        await server.up(listening)
        servers.append(server)
        sections = ", ".join(section.name for section in PUBLISHERS[name].sections)
        sys.stdout.write(f"newsweb: {PUBLISHERS[name].title} at {site.family.base_url} ({sections})\n")
    sys.stdout.flush()
    await stop.wait()
    for server in servers:
        await server.down()
