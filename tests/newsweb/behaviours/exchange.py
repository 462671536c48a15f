"""What a behaviour is: it turns the answer of a healthy site into another one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.newsweb.messages import Request, Response
from tests.newsweb.site import Site


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request, the answer so far, and the site it comes from."""

    request: Request
    response: Response
    site: Site


Behaviour = Callable[[Exchange], Response]
