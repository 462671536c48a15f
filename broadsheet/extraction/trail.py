"""The way down to an article that its page shows or states: home, section, article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice
from typing import Any

from broadsheet.extraction.blocks import Block
from broadsheet.extraction.page import Page
from broadsheet.extraction.patterns import Stems, caseless, names, phrases
from broadsheet.extraction.tree import Element, text_of
from broadsheet.extraction.values import Candidate, shown
from broadsheet.fingerprint import fold
from broadsheet.text import clean

_NAMED = names(
    r"breadcrumbs?\w* crumbs? bread-crumbs? nav-?path breadcrumb-trail td-crumb-container drobecky path"
)
_MARKS = Stems(("crumb", "path", "drobecky"))  # one of them is in every such name
_STEPS = ("a", "li", "span")
_LONGEST = 60  # characters of a section's name
_MOST_STEPS = 12
_FRONT = re.compile(r"(?:https?://[^/?#]+)?/?$")
_HERE = re.compile(
    r"(?:您|你)?的?(?:当前|目前|现在|當前)?的?(?:所在)?位置\s*[:：]|you are here\b|sie sind hier\b"
    r"|vous êtes ici\b|(?:usted )?est[áa]s? (?:aquí|en)\s*:|jesteś (?:tutaj|w)\s*:|вы (?:здесь|находитесь)\b"
    r"|jste zde\b",
    re.IGNORECASE,
)
_ON = re.compile(r"[›»→＞>]|\s/\s")
_ABOVE = 30  # blocks; each step may be one
_HOME = phrases("""
    home  homepage  start  startseite  accueil  inicio  portada  início  inizio  hem  forside  hjem  etusivu
    strona główna  úvod  domov  címlap  acasă  главная  головна  начало  αρχική  anasayfa  ana sayfa  haberler
    الرئيسية  דף הבית  ראשי  होम  首页  首頁  ホーム  トップ  홈  trang chủ  beranda  news
""")


def section_by_trail(page: Page) -> list[Candidate]:
    """The last step that is neither the site nor the article; nothing where the page has no trail."""
    headline = page.headline_block.text if page.headline_block is not None else None
    trails = (_stated(page), _shown(page))
    return [step for trail in trails if (step := _last(trail, page, headline)) is not None]


def _last(trail: list[Candidate], page: Page, headline: str | None) -> Candidate | None:
    others = _HOME | {fold(name) for name in page.site_names} | {fold(headline or "")}
    steps = [step for step in trail if fold(step.value or "") not in others]
    able = [step for step in steps if not _titles(step, headline)]
    return able[-1] if able else None


def _titles(step: Candidate, headline: str | None) -> bool:
    """Whether a step is the article itself, cut short or not."""
    text = fold(step.value or "").rstrip(".… ")
    return len(text) > _LONGEST or (len(text) > _LONGEST // 3 and fold(headline or "").startswith(text))


def _stated(page: Page) -> list[Candidate]:
    for node in page.nodes:
        if "BreadcrumbList" in node.types:
            steps = list(node.objects("itemListElement"))[:_MOST_STEPS]
            return [
                Candidate(name, "json_ld", f"{node.path}.itemListElement[{number}].name")
                for number, step in enumerate(steps)
                if (name := _name(step))
            ]
    return []


def _name(step: Mapping[str, Any]) -> str | None:
    item = step.get("item")
    name = step.get("name") or (item.get("name") if isinstance(item, dict) else None)
    return clean(name) if isinstance(name, str) else None


def _shown(page: Page) -> list[Candidate]:
    box = next(_boxes(page), None)
    if box is None:
        return []
    steps = [each for each in box.iter(*_STEPS) if not any(child.tag in _STEPS for child in each)]
    texts = [(clean(text_of(each)), each) for each in steps[:_MOST_STEPS]]
    told = [(text, each) for text, each in texts if any(map(str.isalpha, text))]
    return [shown(text, each) for text, each in (told[:-1] if _ends_here(told) else told)]


def _ends_here(steps: list[tuple[str, Element]]) -> bool:
    """Whether the last step is the page itself: it alone leads nowhere, behind the front page and more."""
    leads = [_leads(each) for _, each in steps]
    return sum(leads) > 1 and all(leads[:-1]) and not leads[-1]


def _leads(step: Element) -> bool:
    linked = (step, *step.iterchildren("a"), *islice(step.iterancestors(), 1))
    return any(each.tag == "a" and each.get("href") for each in linked)


def _boxes(page: Page) -> Iterator[Element]:
    """Elements above the headline that are called a trail."""
    begin = page.headline_block or next(iter(page.story.blocks), None)
    first = begin.index if begin is not None else 0
    seen: set[Element] = set()
    for block in reversed(page.blocks[max(0, first - _ABOVE) : first]):
        for each in (block.element, *block.element.iterancestors()):
            if each in seen:
                break
            seen.add(each)
            if _is_trail(each) or (each is block.element and _is_row(block)):
                yield each


def _is_row(block: Block) -> bool:
    """A line of links parted by signs that point on, from the front page down."""
    if not block.link_length or len(block.text) > _MOST_STEPS * _LONGEST:
        return False
    first = next(block.element.iter("a"), None)
    is_down = first is not None and _FRONT.match(first.get("href") or "-") is not None
    return (is_down or _HERE.match(block.text) is not None) and _ON.search(block.text) is not None


def _is_trail(element: Element) -> bool:
    named = " ".join(filter(None, map(element.get, ("class", "id", "aria-label", "itemtype"))))
    return bool(named) and _names_trail(named)


@lru_cache(4096)  # of a site's templates
def _names_trail(named: str) -> bool:
    return _MARKS.are_in(caseless(named)) and _NAMED.search(named) is not None
