"""Asks a host for an address that nobody made, once in a run and only when there is a doubt."""

from __future__ import annotations

import asyncio
import logging
import random
import re
import string
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit, urlunsplit

from scrapy.http.request import NO_CALLBACK

from broadsheet.article import Page
from broadsheet.likeness import Portrait, portrait_of
from broadsheet.outcomes import PageKind, Way
from spiders.pages import page_of_response
from spiders.section_run import SectionRun

if TYPE_CHECKING:
    from spiders.news import NewsSpider

log = logging.getLogger("broadsheet")

_NUMBER = re.compile(r"\d{2,}")
_ENDING = re.compile(r"\.[a-z]{2,5}$", re.IGNORECASE)
_ID = re.compile(r"\d{4,}")
_LETTERS, _DIGITS = 14, 10  # of what is invented: no id and no slug of any site


@dataclass(frozen=True, slots=True)
class Answer:
    """What a host shows at an address that nobody made; nothing is like the portrait of an error."""

    url: str
    status: int
    portrait: Portrait


class Nowhere:
    """Remembers for each run, host and kind of page what was answered; None where nothing was."""

    def __init__(self, spider: NewsSpider) -> None:
        self._spider = spider
        self._answers: dict[tuple[str, str, PageKind], asyncio.Future[Answer | None]] = {}

    async def answer(self, run: SectionRun, page: Page) -> Answer | None:
        """The answer of the page's host, asked for beside the page's own address when it is first needed."""
        key = run.run_id, urlsplit(page.final_url).netloc, page.kind
        if key not in self._answers:
            self._answers[key] = asyncio.get_running_loop().create_future()
            found = None
            try:
                found = await self._ask(run, invented(page.final_url))
            except (
                Exception
            ) as error:  # nobody promised an answer; whoever waits for it must not wait for ever
                log.info("%s: no answer to an invented address: %s", key[1], error)
            finally:
                self._answers[key].set_result(found)
        return await self._answers[key]

    async def _ask(self, run: SectionRun, url: str) -> Answer | None:
        if run.tally.is_stopped or run.requests.is_spent:
            return None
        run.is_first_visit(url)
        request = self._spider.request(run, url, PageKind.LISTING, Way.SECTION_PAGE, is_unconditional=True)
        request.meta["dont_retry"] = True
        engine: Any = self._spider.crawler.engine
        response = await engine.download_async(request.replace(callback=NO_CALLBACK, errback=None))
        is_page = response.status == HTTPStatus.OK
        portrait = portrait_of(page_of_response(response)) if is_page else Portrait(frozenset())
        return Answer(url, response.status, portrait)


def invented(url: str) -> str:
    """An address beside that one, of the same form, that leads to no page of any site.

    >>> invented("https://a.example/local/bridge-shut-5879101.html")[:24]
    'https://a.example/local/'
    """
    parts = urlsplit(url)
    if _NUMBER.search(parts.query):
        return urlunsplit(parts._replace(query=_NUMBER.sub(lambda _: _digits(), parts.query), fragment=""))
    folder, _, last = parts.path.rstrip("/").rpartition("/")
    ending = _ENDING.search(last)
    name = "".join(random.choices(string.ascii_lowercase, k=_LETTERS))  # noqa: S311 - no secret
    number = f"-{_digits()}" if _ID.search(last) else ""  # where the number alone may lead to the page
    path = f"{folder}/{name}{number}{ending[0] if ending else ''}{'/' if parts.path.endswith('/') else ''}"
    return urlunsplit(parts._replace(path=path, query="", fragment=""))


def _digits() -> str:
    return "9" + "".join(random.choices(string.digits, k=_DIGITS - 1))  # noqa: S311 - no secret
