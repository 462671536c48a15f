"""What a site may do wrong: each behaviour turns the answer of a healthy site into another one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from tests.newsweb.messages import Request, Response
from tests.newsweb.site import Site


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request, the answer so far, and the site it comes from."""

    request: Request
    response: Response
    site: Site


Behaviour = Callable[[Exchange], Response]


def status(code: int, **headers: str) -> Behaviour:
    """Answer with that status and a page in the site's dress; headers as keywords (`retry_after="30"`)."""

    def answer(exchange: Exchange) -> Response:
        text = exchange.site.family.plain_page(
            f"Error {code}", "Something went wrong. Please come back later."
        )
        response = exchange.site.html(text, status=code)
        extra = tuple((name.replace("_", "-").title(), value) for name, value in headers.items())
        return replace(response, kind=exchange.response.kind, headers=extra)

    return answer
