"""The local news web for tests: real sockets on free ports, a clock moved by hand, truth for every page."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine, Iterable
from datetime import datetime, timedelta
from typing import Any, Self
from urllib.parse import urlsplit

import yaml

from tests.newsweb.behaviours import Behaviour
from tests.newsweb.clock import START, Clock
from tests.newsweb.messages import Request, Response
from tests.newsweb.misbehaviour import Rule
from tests.newsweb.publishers import PUBLISHERS, Publisher
from tests.newsweb.requestlog import RequestLog
from tests.newsweb.server import HOST, Server, bound_socket
from tests.newsweb.site import LISTED_FOR, Site
from tests.newsweb.tls import certificate, server_context
from tests.newsweb.truth import Truth

_PATIENCE_SECONDS = 30  # for a command to the server's thread: it never takes long unless it hangs


class RunningPublisher:
    """A publisher while it is served."""

    def __init__(self, web: NewsWeb, server: Server) -> None:
        self._web, self._server = web, server
        self.spec = server.site.publisher
        self.name = self.spec.name

    @property
    def base_url(self) -> str:
        """Scheme, host and port, without a slash at the end."""
        return self._server.site.family.base_url

    @property
    def site(self) -> Site:
        """What it answers with, and what it has published."""
        return self._server.site

    @property
    def sections(self) -> tuple[str, ...]:
        """Names of its sections."""
        return tuple(section.name for section in self.spec.sections)

    def section_url(self, section: str, page: int = 1) -> str:
        """Address of a section page."""
        family = self._server.site.family
        return family.absolute(family.section_target(section, page))

    def truth(self, section: str | None = None) -> list[Truth]:
        """What the listed articles (of a section) state now, newest first, each article once."""
        catalogue = self._server.site.catalogue
        return [catalogue.truth(story) for story in catalogue.listed(section)]

    def respond(self, url: str) -> Response:
        """What a healthy site answers to a GET for that address now, before content coding."""
        parts = urlsplit(url)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        return self._server.site.respond(Request("GET", target))

    def page_bytes(self, url: str) -> bytes:
        """The decoded body of that answer."""
        return self.respond(url).body

    def source_yaml(self, sections: Iterable[str] | None = None, **keys: Any) -> str:
        """A valid source file for it: no delay, private network allowed; further keys as keywords."""
        chosen = sections or self.sections
        data = {
            "name": self.name,
            "title": self.spec.title,
            "base_url": self.base_url,
            "timezone": self.spec.timezone,
            "language": self.spec.language,
            "schedule": "*/15 * * * *",
            "request_delay": 0,
            "private_network": True,
            "sections": [{"name": name, "url": self.section_url(name)} for name in chosen],
        }
        return yaml.safe_dump(data | keys, sort_keys=False, allow_unicode=True)

    def redesign(self) -> None:
        """Show its articles in another design from now on."""
        self.site.redesign()

    def misbehave(self, behaviour: Behaviour, path: str = "*", **options: Any) -> Rule:
        """Answer matching requests by a behaviour from now on; options are those of `Rule`."""
        rule = Rule(behaviour, path, **options)
        self._server.misbehaviour.rules.append(rule)
        return rule

    def behave(self) -> None:
        """Forget every misbehaviour and listen again."""
        self._server.misbehaviour.rules.clear()
        self.up()

    def down(self) -> None:
        """Refuse connections."""
        self._web.run(self._server.down())

    def up(self) -> None:
        """Listen again, on the same port."""
        if not self._server.is_up:
            self._web.run(self._server.up())


class NewsWeb:
    """A context in which publishers are served. Same seed and time, same web."""

    def __init__(
        self,
        publishers: Iterable[str | Publisher] = ("courier",),
        *,
        seed: int = 1,
        now: datetime = START,
        speed: float = 0.0,
        listed_for: timedelta = LISTED_FOR,
        rolling: bool = False,
    ) -> None:
        self.clock = Clock(now, speed)
        self.log = RequestLog()
        self._specs = [PUBLISHERS[given] if isinstance(given, str) else given for given in publishers]
        self._options: dict[str, Any] = {"seed": seed, "listed_for": listed_for, "rolling": rolling}
        self._publishers: dict[str, RunningPublisher] = {}
        self._servers: list[Server] = []
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="newsweb", daemon=True)

    def publisher(self, name: str) -> RunningPublisher:
        """The publisher of that name."""
        return self._publishers[name]

    def with_tls(self, name: str, pem: bytes | None = None) -> tuple[Server, str]:
        """Serve that publisher's site over TLS as well, on a port of its own; the server and its address.

        By a key and certificate made for it, unless they are given.
        """
        listening = bound_socket()
        port = listening.getsockname()[1]
        server = Server(self._publishers[name].site, port, self.log, server_context(pem or certificate(HOST)))
        self.run(server.up(listening))
        self._servers.append(server)
        return server, f"https://{HOST}:{port}"

    def also_at(self, name: str, host: str) -> int:
        """Serve that publisher's site at another address of this machine as well; the port."""
        listening = bound_socket(host=host)
        server = Server(self._publishers[name].site, listening.getsockname()[1], self.log)
        self.run(server.up(listening))
        self._servers.append(server)
        return server.port

    def run(self, command: Coroutine[Any, Any, None]) -> None:
        """Have the server's thread do something, and wait for it."""
        asyncio.run_coroutine_threadsafe(command, self._loop).result(_PATIENCE_SECONDS)

    def __enter__(self) -> Self:
        self._thread.start()
        for spec in self._specs:
            listening = bound_socket()
            port = listening.getsockname()[1]
            site = Site(spec, f"http://{HOST}:{port}", self.clock, **self._options)
            server = Server(site, port, self.log)
            self.run(server.up(listening))
            self._servers.append(server)
            self._publishers[spec.name] = RunningPublisher(self, server)
        return self

    def __exit__(self, *_: object) -> None:
        for server in self._servers:
            self.run(server.down())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(_PATIENCE_SECONDS)
        self._loop.close()
