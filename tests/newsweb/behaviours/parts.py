"""Stories of the Courier cut into pages, as magazines do, with everything around that is none of theirs."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus

from tests.newsweb.behaviours.exchange import Behaviour, Exchange
from tests.newsweb.messages import Request, Response

_TEXT = re.compile(rb'(<div class="article-text">\n)(.*?)(\n</div>\n)', re.DOTALL)
Edit = Callable[[bytes], bytes]


def in_pages(count: int, edit: Edit = lambda page: page, edited: int = 0) -> Behaviour:
    """The right text on so many pages, the further ones under `?page=2` and so on.

    `edit` changes the text of the page numbered `edited`. Each page names the story below as the next, as
    blog systems do, and turns the pages of its readers' comments.
    """

    def answer(exchange: Exchange) -> Response:
        path, _, query = exchange.request.target.partition("?page=")
        number = int(query or 1)
        if number > count:
            return exchange.site.not_found().of_kind("article")
        whole = exchange.site.respond(Request("GET", path))
        text = _TEXT.search(whole.body)
        assert text is not None, "a story's page"
        lines = text[2].split(b"\n")
        begin, end = (len(lines) * place // count for place in (number - 1, number))
        shown = b"\n".join(lines[begin:end])
        shown = edit(shown) if number == edited else shown
        body = whole.body[: text.start()] + text[1] + shown + text[3] + _pager(path, number, count)
        body += _COMMENTS + whole.body[text.end() :]
        body = body.replace(b"</head>", b'<link rel="next" href="/harbour/the-story-below-1">\n</head>')
        return replace(whole, body=body)

    return answer


def _pager(path: str, number: int, count: int) -> bytes:
    links = [
        f"<strong>{page}</strong>"
        if page == number
        else f'<a href="{path}{"" if page == 1 else f"?page={page}"}">{page}</a>'
        for page in range(1, count + 1)
    ]
    return f'<p class="pages">Page {" ".join(links)}</p>\n'.encode()


_COMMENTS = b"""<section id="comments"><h3>Comments</h3><p>First!</p>
<a href="?page=2">2</a> <a rel="next" href="?page=2">Older comments</a></section>
"""


def missing_page(code: int, number: int, count: int) -> Behaviour:
    """The same, but the page of that number answers with that status."""
    right = in_pages(count)

    def answer(exchange: Exchange) -> Response:
        if exchange.request.target.endswith(f"?page={number}"):
            return Response(HTTPStatus(code), b"", kind="article")
        return right(exchange)

    return answer
