"""Images with their captions and credits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Any

from broadsheet.article import Image
from broadsheet.extraction.captioned import captioned_pictures, in_order
from broadsheet.extraction.credits import names_agency, split_caption, split_credit
from broadsheet.extraction.jsonld import plain
from broadsheet.extraction.mediapage import is_beside, leads_on
from broadsheet.extraction.page import Page
from broadsheet.extraction.patterns import any_of, names
from broadsheet.extraction.pictures import is_small, names_credit, pictures_of, source_of
from broadsheet.extraction.tree import Element, text_of
from broadsheet.extraction.values import Candidate
from broadsheet.extraction.zonenames import Zone
from broadsheet.extraction.zones import is_aside_in_line
from broadsheet.fingerprint import fold
from broadsheet.text import clean
from broadsheet.urls import resolve

_CAPTION_NAMES = re.compile(r"caption|bildunterschrift|bildtext|legende|pie-de-foto", re.IGNORECASE)
# File names of what stands for a picture where an article has none.
_OF_SITE = names("logo(?:type)? placeholder fallback no-?(?:image|photo|picture) favicon blank")
_SIZE = re.compile(r"[-_]\d+x\d+(?=\.|$)")  # in a file name, of the picture
# What stands in the place of a caption for readers to press.
_CONTROL = any_of(
    """
    share(?: (?:this|image|photo|picture))?  full ?screen  teilen  bild teilen  partager  compartir
    compartilhar  condividi
    delen  поделиться  udostępnij  sdílet  paylaş  κοινοποίηση  مشاركة  שתף  शेयर करें  分享  シェア  공유
    (?:click to )?(?:enlarge|zoom|expand|close|download)(?: (?:this )?(?:image|photo|picture))?
    (?:view|open|show) (?:image|photo|picture|gallery|full ?screen)(?: in gallery)?
    (?:toggle|hide|show) caption  bild (?:vergrößern|öffnen)  vergrößern  agrandir(?: l[’']image)?
    ampliar(?: foto)?
    advertisement  loading
    """,
    before=r"^\W*",
    after=r"[\W\d]*$",
)
_MOST_IMAGES = 60
_MOST_FIGURES, _MOST_PARTS, _LONGEST_CAPTION = (
    120,
    40,
    2000,
)  # of a page; of a figure; characters: figures may nest
_SHORTEST_TWICE = 10  # characters of a line that no chance repeats
_LONGEST_CREDIT, _CREDIT_WORDS = 80, 8  # of a line behind a caption that is nothing but a name
_SENTENCE_ENDS = (".", "!", "?", "…", "”", "»", '"', "。", "」")


def find_images(page: Page) -> tuple[Image, ...]:
    """The lead image first: the one stated for machines, with the caption of its figure."""
    figures = shown_images(page)
    stated = _stated(page)
    lead = next((each for each in stated if each.value and not _is_of_site(each.value)), None)
    page.ledger.record("image_url", stated, lead)
    first = figures[0] if figures else None
    if lead is not None and lead.value:
        own = next((image for image in figures if _same_picture(image.url, lead.value)), None)
        own = own or (first if len(figures) == 1 or _is_on_top(first, page) else None)
        caption, credit = (own.caption, own.credit) if own else (None, None)
        caption, credit = caption or _first(page, "caption"), credit or _first(page, "credit")
        first = Image(lead.value, caption, credit)
    for field, value in (
        ("image_caption", first.caption if first else None),
        ("image_credit", first.credit if first else None),
    ):
        if value:
            page.ledger.record(field, [shown := Candidate(value, "markup", "figure")], shown)
    rest = [
        image
        for image in figures
        if first and not _same_picture(image.url, first.url) and _is_other(image.caption, first.caption)
    ]
    return tuple(_distinct([*([first] if first else []), *rest]))[:_MOST_IMAGES]


def _is_on_top(image: Image | None, page: Page) -> bool:
    """Whether what is told of a picture stands before the story: it is the lead, however named."""
    told = image and (image.caption or image.credit)
    first = page.story.blocks[0].index if page.story.blocks else 0
    above = (block for block in page.surroundings if block.index < first)
    return bool(told) and any(told in each.text or each.text in told for each in above if told)


def shown_images(page: Page) -> list[Image]:
    """Those of the story, in the order of the page; of a page without text its pictures as they are."""
    return list(in_order(captioned_pictures(page), list(_figures(page)), page)) or list(_pictures(page))


def captions(page: Page) -> set[str]:
    """The folded texts of every caption, with and without credit: none of them belongs in the body."""
    found: set[str] = set()
    own = {block.index for block in page.story.blocks}
    for block in page.surroundings:
        if block.index not in own and Zone.FIGURE in block.zone_kinds:
            parts = split_credit(block.text)
            told = {fold(text) for text in {block.text, parts.text} if text}
            found |= told | {text.rstrip(".") for text in told}
            found.update([fold(parts.credit).rstrip(".")] if parts.credit else [])
    return found | {fold(block.text) for each in captioned_pictures(page) for block in each.blocks}


def _figures(page: Page) -> Iterator[Image]:
    for figure in islice(_scope(page).iter("figure"), _MOST_FIGURES):
        addresses = (source_of(each, page.base_url) for each in pictures_of(figure))
        url = next(filter(None, addresses), None)
        is_teaser = not page.story.blocks and leads_on(figure, page)
        if url is not None and not is_teaser and not _is_beside(figure):
            yield Image(url, *_caption(figure))


def _pictures(page: Page) -> Iterator[Image]:
    """Of a page that has nothing but pictures, and each without a figure of its own."""
    for picture in () if page.story.blocks else _scope(page).iter("img"):
        url = source_of(picture, page.base_url)
        if url is not None and not is_small(picture) and not is_beside(picture):
            yield Image(url)


def _is_other(caption: str | None, lead: str | None) -> bool:
    """Sizes of the lead picture share its caption; that two have none says nothing."""
    return caption is None or caption != lead


def _scope(page: Page) -> Element:
    """Where the story's pictures stand: the article around its text, or what holds its headline, too."""
    if page.story.container is None:
        return page.root
    around = list(page.story.container.iterancestors("article", "main"))
    over = set(page.headline_block.element.iterancestors()) if page.headline_block is not None else set()
    both = (each for each in around if each in over)
    return next(both, around[0] if around else page.root)


def _is_beside(figure: Element) -> bool:
    return any(around.tag in ("nav", "aside", "footer", "a") for around in figure.iterancestors())


def _caption(figure: Element) -> tuple[str | None, str | None]:
    box = next(figure.iter("figcaption"), None)
    if box is None:
        box = next((each for each in figure.iter() if _names_caption(each.get("class") or "")), None)
    if box is None:
        return None, None
    whole = _seen(box)
    if len(whole) > _LONGEST_CAPTION or _is_control(box, whole):
        return None, None
    marked = _marked_credit(figure, box)
    if marked is not None:
        inner = split_caption(marked)
        caption = clean(whole.replace(marked, "")) if marked in whole else whole
        return split_caption(caption).text, inner.credit or marked.strip(" ()")
    name = _name_behind(box) if split_credit(whole).credit is None else None
    if name is not None:
        return clean(whole.removesuffix(name)), name.strip(" ()")
    parts = split_caption(whole)
    return parts.text, parts.credit or (_beside(figure, box) if parts.text else None)


@lru_cache(4096)  # of a site's templates
def _names_caption(classes: str) -> bool:
    return _CAPTION_NAMES.search(classes) is not None


def _is_control(box: Element, text: str) -> bool:
    """Whether all that a caption holds is for readers to press: to share the picture, to enlarge it."""
    pressed = clean(" ".join(text_of(each) for each in box.iter("button")))
    return pressed == text or _CONTROL.match(text) is not None


def _marked_credit(figure: Element, box: Element) -> str | None:
    able = (each for each in figure.iter() if each is not box and names_credit(each.get("class") or ""))
    return next((text for each in able if (text := _seen(each))), None)


def _name_behind(box: Element) -> str | None:
    """What the last part of a caption says behind the end of its last sentence, glued to it: a name."""
    parts = [each for each in box if _seen(each)]
    if not parts or (parts[-1].tail or "").strip():
        return None
    name = _seen(parts[-1])
    before = clean(_text_before(parts))
    is_apart = before.endswith(_SENTENCE_ENDS) or (len(parts) > 1 and names_agency(name))
    return name if is_apart and _is_name(name) else None


def _text_before(parts: list[Element]) -> str:
    """What stands right before the last part: a part of its own, or the caption's own text, glued to it."""
    previous, last = parts[-2] if len(parts) > 1 else None, parts[-1]
    between = (previous.tail if previous is not None else _first_text(last)) or ""
    if previous is not None and not between.strip():
        return _seen(previous)
    return "" if between[-1:].isspace() or last.tag == "a" else between


def _first_text(part: Element) -> str | None:
    box = part.getparent()
    return box.text if box is not None else None


def _beside(figure: Element, box: Element) -> str | None:
    """The one short text of a figure outside its caption."""
    around = {box, *box.iterancestors()}
    texts = [
        _seen(each)
        for each in islice(figure.iter("span", "div", "cite", "small"), _MOST_PARTS)
        if each not in around and not len(each)
    ]
    inside = {_seen(box), *map(_seen, islice(box, _MOST_PARTS))}
    found = [text for text in texts if text and text not in inside]
    return found[0].strip(" ()") if len(found) == 1 and _is_name(found[0]) else None


def _is_name(text: str) -> bool:
    short = len(text) <= _LONGEST_CREDIT and len(text.split()) <= _CREDIT_WORDS
    return short and not text.endswith(_SENTENCE_ENDS) and any(map(str.isalpha, text))


def _seen(element: Element) -> str:
    """The text of an element without what only readers of screens are told."""
    aside = [each for each in element.iter("span") if each is not element and is_aside_in_line(each)]
    text = text_of(element)
    for each in aside[:_MOST_PARTS]:
        text = text.replace(text_of(each), " ", 1)
    return _once(clean(text))


def _once(line: str) -> str:
    """A line that stands twice, for narrow screens and for wide ones, as one.

    >>> _once("The pier at dawn.The pier at dawn.")
    'The pier at dawn.'
    """
    half = len(line) // 2
    first = line[:half].rstrip()
    return first if half > _SHORTEST_TWICE and first == line[-half:].lstrip() else line


def _stated(page: Page) -> list[Candidate]:
    found = [_resolved(page, each) for each in _json_ld_images(page)]
    found += [
        _resolved(page, each)
        for each in page.head.all("og:image", "og:image:url", "twitter:image", "twitter:image:src")
    ]
    return found + [_resolved(page, each) for each in page.embedded.all("image")]


def _json_ld_images(page: Page) -> list[Candidate]:
    node = page.article
    if node is None:
        return []
    urls: list[Any] = [each.get("url") or each.get("contentUrl") for each in node.objects("image")]
    texts = [plain(url) for url in [*node.texts("image"), *urls] if isinstance(url, str)]
    return [Candidate(text, "json_ld", f"{node.path}.image") for text in texts if text]


def _resolved(page: Page, candidate: Candidate) -> Candidate:
    url = resolve(page.base_url, candidate.value or "")
    return Candidate(url, candidate.origin, candidate.locator, candidate.raw or candidate.value)


def _is_of_site(url: str) -> bool:
    """Whether a picture stated of an article is the site's own, for pages that have none."""
    return _OF_SITE.search(_file_name(url).rpartition(".")[0]) is not None


def _same_picture(one: str, other: str) -> bool:
    """Sizes of one picture differ in folder and query; its file name stays."""
    return _file_name(one) == _file_name(other)


@lru_cache(256)  # each picture is held against the lead and against those before it
def _file_name(url: str) -> str:
    name = url.split("?", maxsplit=1)[0].rstrip("/").rsplit("/", 1)[-1]
    return _SIZE.sub("", name).lower()


def _first(page: Page, name: str) -> str | None:
    return next((each.value for each in page.embedded.all(name)), None)


def _distinct(images: list[Image]) -> Iterator[Image]:
    seen: set[str] = set()
    for image in images:
        if _file_name(image.url) not in seen:
            seen.add(_file_name(image.url))
            yield image
