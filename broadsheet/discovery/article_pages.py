"""Where an article goes on: the next of its own pages, told by its address and by what leads to it.

Both must agree. The address is the story's own but for the number of the page: the next story, the next page
of a section and a later story that got the same slug with a number have another. What leads to it says "next
page": rel=next, the number in a row of pages, or words; a related story's link is a headline, and links
among readers' comments turn pages of comments.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from broadsheet.article import Page
from broadsheet.discovery.page_address import Place, numbered_places, place_of
from broadsheet.discovery.paging import next_in_header
from broadsheet.discovery.vocabulary import NEXT_LABEL
from broadsheet.errors import PageRejected
from broadsheet.extraction.charset import decode
from broadsheet.extraction.tree import Element, parse, text_of
from broadsheet.text import one_line
from broadsheet.urls import canonicalise, resolve
from broadsheet.variants import is_variant

MAX_PAGES = 20  # of one article; what is longer is an archive or a loop
LARGEST = 1024 * 1024  # bytes of a page whose links are looked at; stories in parts are small
_MOST_LINKS = 200  # of a page, whose address holds the number looked for
# Letters of both cases written out: an expression that is told to ignore case looks at every byte of a page.
_LINK = re.compile(rb"<[Ll][Ii][Nn][Kk]\b[^<>]{0,4000}>")
_BASE = re.compile(rb"<[Bb][Aa][Ss][Ee]\b[^<>]{0,4000}>")
_VALUE = re.compile(rb"""\s*=\s*["']?([^"'\s>]+)""")
_HREF = re.compile(rb"""\bhref\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
_COMMENTS = re.compile(r"comment|disqus|respond|kommentar|diskus|discuss|forum|reply|replies", re.IGNORECASE)
_PAGE_WORDS = (
    r"page|seite|página|pagina|strana|stránka|strona|sida|side|sayfa|oldal|σελίδα|страниц\w*|стр|сторінк\w*"
)
_LONGEST_ADDRESS = 2000  # characters, as of any link
_LONGEST_LABEL = 100  # characters: "Page 2: Why the bridge was shut"
_FIRST = 1


@dataclass(frozen=True, slots=True)
class Course:
    """How far an article was followed: its own address, and the page reached, as people and addresses count.

    Some sites count from 0 in addresses: the second page is `?page=1`.
    """

    places: frozenset[Place]
    number: int = _FIRST
    written: int | None = None  # the number in the address of the page reached

    def after(self, url: str) -> Course:
        """The course once the page at that address was reached."""
        written = next((number for place, number in numbered_places(url) if place in self.places), None)
        return Course(self.places, self.number + 1, written)


def course_of(page: Page) -> Course:
    """The course of an article whose first page that is."""
    own = {page.final_url, *_canonical(page)}
    places = {place_of(url) for url in own}
    places |= {place for url in own for place, number in numbered_places(url) if number in {0, _FIRST}}
    return Course(frozenset(place for place in places if place.path or place.query))


def next_page(page: Page, course: Course) -> str | None:
    """The address of the article's next page after this one; None when nothing leads to one."""
    if len(page.body) > LARGEST:
        return None
    base = _base(page)
    wanted = _wanted(course)
    named = next_in_header([value for name, value in page.headers if name.lower() == "link"], base)
    if named is not None and _number_in(named, course) in wanted:
        return named
    candidates = dict(_candidates(page.body, base, course, wanted))
    if not candidates:
        return None
    return _led_to(page, base, course, candidates)


def first_page(page: Page) -> str | None:
    """The address of an article's first page, where this is a further one that leads back to it.

    Lists and readers link to later pages, too. What leads back is the canonical address, or a link called 1.
    """
    places = {place for place, number in numbered_places(page.final_url) if number > _FIRST}
    if not places or len(page.body) > LARGEST:
        return None
    root = _tree(page)
    if root is None:
        return None
    base, own = _base(page), _around_headlines(root)
    for element in root.iter("link", "a"):
        target = resolve(base, element.get("href") or "") if _is_called_first(element, own) else None
        if target is not None and (place_of(target) in places or _is_first_of(target, places)):
            return canonicalise(target)
    return None


def _is_called_first(element: Element, own: set[Element]) -> bool:
    if element.tag == "link":
        return "canonical" in (element.get("rel") or "").lower().split()
    return one_line(text_of(element)).strip("[]() ") == str(_FIRST) and not _is_among_comments(element, own)


def _is_first_of(url: str, places: set[Place]) -> bool:
    return any(place in places and number <= _FIRST for place, number in numbered_places(url))


def _tree(page: Page) -> Element | None:
    try:
        decoded = decode(page.body, page.header("Content-Type"))
        return parse(decoded.text, decoded.utf8)
    except PageRejected:
        return None


def _wanted(course: Course) -> tuple[int, ...]:
    """Numbers that the next page's address may hold, the likelier first."""
    return (2, 1) if course.written is None else (course.written + 1,)


def _candidates(body: bytes, base: str, course: Course, wanted: tuple[int, ...]) -> Iterator[tuple[str, int]]:
    """Addresses on the page that can be the next page's, with their number; most pages have none."""
    numbered = _numbered(wanted)
    values = (value for value in _addresses(body) if numbered.search(value))
    for value in islice(values, _MOST_LINKS):
        target = resolve(base, html.unescape(value.decode("utf-8", "replace")))
        number = _number_in(target, course) if target is not None else None
        if target is not None and number in wanted and len(target) <= _LONGEST_ADDRESS:
            yield canonicalise(target), number


def _addresses(body: bytes) -> Iterator[bytes]:
    """What stands behind each `href`; found by plain search, since one expression takes ten times as long."""
    lower = body.lower()
    place = lower.find(b"href")
    while place >= 0:
        end = place + len(b"href")
        if match := _VALUE.match(body, end):
            yield match[1]
            end = match.end()
        place = lower.find(b"href", end)


@lru_cache(maxsize=64)
def _numbered(wanted: tuple[int, ...]) -> re.Pattern[bytes]:
    return re.compile(rb"(?<![0-9])0?(?:%b)(?![0-9])" % "|".join(map(str, wanted)).encode())


def _number_in(url: str, course: Course) -> int | None:
    return next((number for place, number in numbered_places(url) if place in course.places), None)


def _led_to(page: Page, base: str, course: Course, candidates: dict[str, int]) -> str | None:
    """The candidate that something on the page calls the next page."""
    root = _tree(page)
    if root is None:
        return None
    own, elements = _around_headlines(root), islice(_leading(root, base, candidates), _MOST_LINKS)
    found = [
        (strength, -candidates[target], target)
        for element, target in elements
        if (strength := _strength(element, course.number + 1, own))
    ]
    return max(found)[2] if found else None


def _leading(root: Element, base: str, candidates: dict[str, int]) -> Iterator[tuple[Element, str]]:
    """Links of the page to one of the candidates."""
    for element in root.iter("a", "link"):
        target = resolve(base, element.get("href") or "")
        if target is not None and (address := canonicalise(target)) in candidates:
            yield element, address


def _strength(element: Element, number: int, own: set[Element]) -> int:
    """How clearly a link says that it leads to the page of that number; 0 when it does not."""
    is_next = "next" in (element.get("rel") or "").lower().split()
    if element.tag == "link":
        return 3 if is_next else 0
    if _is_among_comments(element, own):
        return 0
    label = one_line(text_of(element)) or element.get("aria-label") or element.get("title") or ""
    if len(label) > _LONGEST_LABEL:
        return 0
    if is_next:
        return 3
    if label.strip("[]() ") == str(number) or _says_page(label, number):
        return 2
    return int(NEXT_LABEL.match(label) is not None)


def _says_page(label: str, number: int) -> bool:
    pattern = rf"(?:{_PAGE_WORDS})\W{{0,3}}0?{number}(?!\d)|(?<!\d)0?{number}\s?ページ"
    return re.search(pattern, label, re.IGNORECASE) is not None


def _around_headlines(root: Element) -> set[Element]:
    """The boxes that hold a main headline, and the page as a whole."""
    return {around for each in islice(root.iter("h1", "main", "body"), _MOST_LINKS) for around in _up(each)}


def _up(element: Element) -> Iterator[Element]:
    yield element
    yield from element.iterancestors()


def _is_among_comments(element: Element, own: set[Element]) -> bool:
    """Whether a box around the link is one of comments; a box that holds the headline is the page's own."""
    for around in _up(element):
        if around in own:
            return False
        if _COMMENTS.search(f"{around.get('class') or ''} {around.get('id') or ''}"):
            return True
    return False


def _canonical(page: Page) -> Iterator[str]:
    """What the page calls its own address, where it must be one of the same story."""
    for tag in _LINK.findall(_head(page)):
        if b"canonical" in tag.lower() and (match := _HREF.search(tag)):
            stated = resolve(page.final_url, html.unescape(match[1].decode("utf-8", "replace")))
            if stated not in {None, page.final_url} and is_variant(stated, page.final_url):
                yield stated


def _head(page: Page) -> bytes:
    """Where a page says its address; all of it when no head ends."""
    end = page.body.find(b"</head>")
    return page.body[: end if end >= 0 else LARGEST]


def _base(page: Page) -> str:
    tag = _BASE.search(_head(page))
    match = _HREF.search(tag[0]) if tag else None
    stated = resolve(page.final_url, html.unescape(match[1].decode("utf-8", "replace"))) if match else None
    return stated or page.final_url
