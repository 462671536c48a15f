"""A publisher whose pages are empty until their script has fetched what stands in them."""

from __future__ import annotations

import json
from http import HTTPStatus

from tests.newsweb.behaviours import Exchange, status
from tests.newsweb.messages import Request, Response
from tests.newsweb.web import RunningPublisher

_SHELL = b"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>Loading</title>
<link rel="stylesheet" href="/style.css"><script src="/app.js" defer></script></head>
<body><div id="app"></div><img src="/media/logo.jpg"></body></html>"""
_SCRIPT = """
const wanted = '/api/page.json?path=' + encodeURIComponent(location.pathname);
setTimeout(async () => {
    for (const url of %(further)s) fetch(url).catch(() => {});
    const page = await (await fetch(wanted)).json();
    document.open(); document.write(page.html); document.close();
}, 50);
"""


def build_pages_by_script(publisher: RunningPublisher, further: tuple[str, ...] = ()) -> None:
    """Section pages and articles come as a frame; feeds and sitemaps are not there.

    `further` are addresses that the script asks for besides, whoever they belong to.
    """
    for kind in ("feed", "news_sitemap", "sitemap_index", "sitemap"):
        publisher.misbehave(status(HTTPStatus.NOT_FOUND), kind=kind)
    for kind in ("section", "article"):
        publisher.misbehave(_shell, kind=kind)
    script = (_SCRIPT % {"further": json.dumps(further)}).encode()
    publisher.misbehave(lambda _: Response(200, script, "text/javascript", kind="script"), path="/app.js")
    publisher.misbehave(_data, path="/api/page.json*")


def _shell(exchange: Exchange) -> Response:
    return Response(HTTPStatus.OK, _SHELL, kind=exchange.response.kind)


def _data(exchange: Exchange) -> Response:
    page = exchange.site.respond(Request("GET", exchange.request.query["path"]))
    body = json.dumps({"html": page.body.decode("utf-8")}).encode()
    return Response(HTTPStatus.OK, body, "application/json", kind="data")
