"""Images with their captions and credits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from broadsheet.article import Image
from broadsheet.extraction.blocks import Block
from broadsheet.extraction.jsonld import plain
from broadsheet.extraction.mediapage import is_beside, leads_on
from broadsheet.extraction.page import Page
from broadsheet.extraction.tree import Element, text_of
from broadsheet.extraction.values import Candidate
from broadsheet.extraction.zonenames import Zone
from broadsheet.fingerprint import fold
from broadsheet.text import clean
from broadsheet.urls import resolve

_CREDIT_NAMES = re.compile(
    r"(?:^|[\s_-])(?:credits?|copyright|photographer|image-source|photo-by|byline)(?:$|[\s_-])", re.I
)
_CREDIT = re.compile(
    r"(?:^|[\s(\[—–|/-])(?:"
    r"(?:(?:photo|image|picture|foto|bild|illustration|file photo)\s*)?"
    r"(?:credit|courtesy|source|quelle|crédit|crédito|kredit)\s*[:：]"
    r"|(?:photo|photograph|foto|fotos|bild|image|picture|fotografía|photographie|снимка|фото|zdjęcie|kuva|写真|사진)"
    r"\s*(?:by\b|von\b|[:：/])"
    r"|©|\(c\)\s)\s*(?P<credit>[^()\[\]]{2,120}?)[\s.)\]]*$",
    re.IGNORECASE,
)
# No credit is without one of these; looking for them first saves the pattern on nearly every line.
_CREDIT_MARKS = (":", "：", "©", "/", "(c)", "(C)", "by", "BY", "By", "von", "VON", "Von")
_CAPTION_NAMES = re.compile(r"caption|bildunterschrift|bildtext|legende|pie-de-foto", re.IGNORECASE)
_LAZY = ("src", "data-src", "data-original", "data-lazy-src", "data-srcset", "srcset")
_MOST_IMAGES = 60
_LONGEST_CAPTION = 300
_SMALL, _DIGITS = 200, 5  # pixels of an icon's width; digits of any width
_BOX_LEVELS = 4  # from a caption up to the table or box it shares with its picture


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption and the credit it held, apart."""

    text: str | None
    credit: str | None


def split_credit(text: str) -> Caption:
    """Caption and credit of one line.

    >>> split_credit("The pier at dawn. Credit: Ana Costa/Harbour Office.")
    Caption(text='The pier at dawn.', credit='Ana Costa/Harbour Office')
    """
    match = _CREDIT.search(text) if any(mark in text for mark in _CREDIT_MARKS) else None
    if match is None:
        return Caption(text or None, None)
    return Caption(text[: match.start()].strip(" |/–—-([") or None, match["credit"].strip(" .") or None)


def find_images(page: Page) -> tuple[Image, ...]:
    """The lead image first: the one stated for machines, with the caption of its figure."""
    figures = shown_images(page)
    stated = _stated(page)
    lead = next((candidate for candidate in stated if candidate.value), None)
    page.ledger.record("image_url", stated, lead)
    first = figures[0] if figures else None
    if lead is not None and lead.value:
        own = next((image for image in figures if _same_picture(image.url, lead.value)), first)
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


def shown_images(page: Page) -> list[Image]:
    """Those of the story, in the order of the page; of a page without text its pictures as they are."""
    return list(_figures(page)) or list(_pictures(page))


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
    return found | {fold(block.text) for block, _ in _captioned_pictures(page)}


def _figures(page: Page) -> Iterator[Image]:
    for figure in _scope(page).iter("figure"):
        picture = next(figure.iter("img"), None)
        url = _source(picture, page.base_url) if picture is not None else None
        is_teaser = not page.story.blocks and leads_on(figure, page)
        if url is not None and not is_teaser and not _is_beside(figure):
            yield Image(url, *_caption(figure))
    yield from (image for _, image in _captioned_pictures(page))


def _pictures(page: Page) -> Iterator[Image]:
    """Of a page that has nothing but pictures, and each without a figure of its own."""
    for picture in () if page.story.blocks else _scope(page).iter("img"):
        url = _source(picture, page.base_url)
        if url is not None and not _is_small(picture) and not is_beside(picture):
            yield Image(url)


def _is_small(picture: Element) -> bool:
    """An icon, a face, a pixel that counts."""
    width = (picture.get("width") or "").strip()
    return width.isdecimal() and int(width[:_DIGITS]) < _SMALL


def _is_other(caption: str | None, lead: str | None) -> bool:
    """Sizes of the lead picture share its caption; that two have none says nothing."""
    return caption is None or caption != lead


def _scope(page: Page) -> Element:
    """Where the story's pictures stand: the article around its text, else the whole page."""
    around = page.story.container.iterancestors("article", "main") if page.story.container is not None else ()
    return next(iter(around), page.root)


def _captioned_pictures(page: Page) -> Iterator[tuple[Block, Image]]:
    """Pages without figures: a short line with a credit, next to the one picture of its table or box."""
    if next(page.root.iter("figure"), None) is not None:
        return
    for block in page.surroundings:
        parts = split_credit(block.text) if len(block.text) <= _LONGEST_CAPTION else None
        if parts is None or parts.credit is None:
            continue
        url = _only_picture(block.element, page.base_url)
        if url is not None:
            yield block, Image(url, parts.text, parts.credit)


def _only_picture(element: Element, base: str) -> str | None:
    for around in [element, *list(element.iterancestors())[:_BOX_LEVELS]]:
        pictures = list(around.iter("img"))
        if pictures:
            return _source(pictures[0], base) if len(pictures) == 1 else None
    return None


def _is_beside(figure: Element) -> bool:
    return any(around.tag in ("nav", "aside", "footer", "a") for around in figure.iterancestors())


def _caption(figure: Element) -> tuple[str | None, str | None]:
    box = next(figure.iter("figcaption"), None)
    if box is None:
        box = next((each for each in figure.iter() if _CAPTION_NAMES.search(each.get("class") or "")), None)
    if box is None:
        return None, None
    marked = next(
        (each for each in figure.iter() if each is not box and _CREDIT_NAMES.search(each.get("class") or "")),
        None,
    )
    whole = clean(text_of(box))
    if marked is not None and clean(text_of(marked)):
        credit = clean(text_of(marked))
        inner = split_credit(credit)
        caption = clean(whole.replace(credit, "")) if credit in whole else whole
        return split_credit(caption).text, inner.credit or credit.strip(" ()")
    parts = split_credit(whole)
    return parts.text, parts.credit


def _source(picture: Element, base: str) -> str | None:
    for name in _LAZY:
        value = (picture.get(name) or "").strip()
        if value and not value.startswith("data:"):
            return resolve(base, value.split(",")[0].split(" ")[0] if "srcset" in name else value)
    return None


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


def _same_picture(one: str, other: str) -> bool:
    """Sizes of one picture differ in folder and query; its file name stays."""
    return _file_name(one) == _file_name(other)


def _file_name(url: str) -> str:
    name = url.split("?", maxsplit=1)[0].rstrip("/").rsplit("/", 1)[-1]
    return re.sub(r"[-_]\d+x\d+(?=\.|$)", "", name).lower()


def _first(page: Page, name: str) -> str | None:
    return next((each.value for each in page.embedded.all(name)), None)


def _distinct(images: list[Image]) -> Iterator[Image]:
    seen: set[str] = set()
    for image in images:
        if _file_name(image.url) not in seen:
            seen.add(_file_name(image.url))
            yield image
