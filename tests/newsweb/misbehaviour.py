"""The table of misbehaviours: which requests of which publisher are answered by which behaviour."""

from __future__ import annotations

from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from tests.newsweb.behaviours import Behaviour, Exchange
from tests.newsweb.messages import Request, Response
from tests.newsweb.site import Site


@dataclass(slots=True)
class Rule:
    """One line of the table.

    `path` is a pattern over path and query, `kind` what is asked for (article, section, feed,
    news_sitemap, robots, ...); the first `skip` matches pass, then `times` are hit (None: all).
    """

    behaviour: Behaviour
    path: str = "*"
    kind: str | None = None
    skip: int = 0
    times: int | None = None
    match_count: int = 0
    hit_count: int = 0
    is_active: bool = True

    def stop(self) -> None:
        """Behave again."""
        self.is_active = False

    def hits(self, request: Request, kind: str) -> bool:
        """Whether this request is answered by the rule; counts."""
        if not self.is_active or not self._matches(request, kind):
            return False
        self.match_count += 1
        if self.match_count <= self.skip or self.hit_count == self.times:
            return False
        self.hit_count += 1
        return True

    def _matches(self, request: Request, kind: str) -> bool:
        return fnmatchcase(request.target, self.path) and self.kind in {None, kind}


@dataclass(slots=True)
class Misbehaviour:
    """The rules of one publisher, applied in the order they were made."""

    rules: list[Rule] = field(default_factory=list)

    def apply(self, request: Request, response: Response, site: Site) -> Response:
        """The answer after every rule that this request hits."""
        for rule in list(self.rules):
            if rule.hits(request, response.kind):
                response = rule.behaviour(Exchange(request, response, site))
        return response
