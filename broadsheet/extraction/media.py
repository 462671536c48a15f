"""Images with their captions and credits."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, takewhile

from broadsheet.article import Image
from broadsheet.extraction.captioned import captioned_pictures, in_order
from broadsheet.extraction.credits import split_credit
from broadsheet.extraction.figcaptions import caption_and_credit
from broadsheet.extraction.mediapage import is_beside, leads_on
from broadsheet.extraction.page import Page
from broadsheet.extraction.pictures import is_small, pictures_of, source_of
from broadsheet.extraction.repeats import boxes_of_quotes
from broadsheet.extraction.stated_images import file_name, is_of_site, is_same_picture, stated_images, told_of
from broadsheet.extraction.tree import Element
from broadsheet.extraction.values import Candidate, shown
from broadsheet.extraction.zonenames import Zone
from broadsheet.extraction.zones import zone_of
from broadsheet.fingerprint import fold

_MOST_IMAGES, _MOST_FIGURES = 60, 120  # of an article; of a page
_BOXES = frozenset((Zone.ASIDE, Zone.BYLINE, Zone.NAVIGATION, Zone.PAYWALL, Zone.HIDDEN))
_FIGURE = Zone.FIGURE  # which takes a call each time
_WIDE, _DIGITS = 300, 5  # pixels of a picture that is no icon, face or button; digits of any width
_MOST_PICTURES = 1000  # of a page that are looked at for the lead image


def find_images(page: Page) -> tuple[Image, ...]:
    """The lead image first: the one stated for machines, with the caption of its figure."""
    figures = shown_images(page)
    lead = _lead(page, figures)
    if lead is None:
        return ()
    for field, value in (("image_caption", lead.caption), ("image_credit", lead.credit)):
        if value:
            page.ledger.record(field, [shown := Candidate(value, "markup", "figure")], shown)
    rest = [
        each
        for each in figures
        if not is_same_picture(each.url, lead.url) and _is_other(each.caption, lead.caption)
    ]
    return tuple(_distinct([lead, *rest]))[:_MOST_IMAGES]


def _lead(page: Page, figures: list[Image]) -> Image | None:
    """The picture stated, with what its figure or the page tells of it; else the first shown."""
    stated = stated_images(page)
    lead = next((each for each in stated if each.value and not is_of_site(each.value)), None)
    first = figures[0] if figures else None
    page.ledger.record("image_url", stated, lead or (_where(page, first.url) if first else None))
    if lead is None or not lead.value:
        return first
    own = next((image for image in figures if is_same_picture(image.url, lead.value)), None)
    own = own or (first if len(figures) == 1 or _is_on_top(first, page) else None)
    caption, credit = (own.caption, own.credit) if own else (None, None)
    stated_caption, stated_credit = told_of(page, lead.value)
    return Image(
        lead.value,
        caption or _first(page, "caption") or stated_caption,
        credit or _first(page, "credit") or stated_credit,
    )


def _where(page: Page, url: str) -> Candidate:
    """The element that shows a picture which no machine is told of."""
    able = islice(pictures_of(page.root), _MOST_PICTURES)
    found = next((each for each in able if source_of(each, page.base_url) == url), None)
    return shown(url, found) if found is not None else Candidate(url, "markup", "figure")


def _is_on_top(image: Image | None, page: Page) -> bool:
    """Whether what is told of a picture stands before the story: it is the lead, however named."""
    told = image and (image.caption or image.credit)
    first = page.story.blocks[0].index if page.story.blocks else 0
    above = (block for block in page.surroundings if block.index < first)
    return bool(told) and any(told in each.text or each.text in told for each in above if told)


def shown_images(page: Page) -> list[Image]:
    """Those of the story, in the order of the page; of a page without text its pictures as they are."""
    told = captioned_pictures(page)
    known = {file_name(each.image.url) for each in told}
    figures = [each for each in _figures(page) if _is_told(each) or file_name(each.url) not in known]
    return list(in_order(told, figures, page)) or list(_pictures(page))


def _is_told(image: Image) -> bool:
    return bool(image.caption or image.credit)


def captions(page: Page) -> set[str]:
    """The folded texts of every caption, with and without credit: none of them belongs in the body.

    Quotations in figures are none: they say again what a paragraph says.
    """
    found: set[str] = set()
    own = {block.index for block in page.story.blocks}
    shown = [each for each in page.surroundings if _FIGURE in each.zone_kinds]
    quoted = boxes_of_quotes(shown)
    for block in shown:
        if block.index not in own and block.index not in quoted:
            parts = split_credit(block.text)
            told = {fold(text) for text in {block.text, parts.text} if text}
            found |= told | {text.rstrip(".") for text in told}
            found.update([fold(parts.credit).rstrip(".")] if parts.credit else [])
    return found | {fold(block.text) for each in captioned_pictures(page) for block in each.blocks}


def _figures(page: Page) -> Iterator[Image]:
    figures = list(islice(_scope(page).iter("figure"), _MOST_FIGURES))
    if not figures:
        yield from _bare(page)
    for figure in figures:
        addresses = (source_of(each, page.base_url) for each in pictures_of(figure))
        url = next(filter(None, addresses), None)
        is_teaser = not page.story.blocks and leads_on(figure, page)
        if url is not None and not is_teaser and not _is_beside(figure):
            yield Image(url, *caption_and_credit(figure))


def _pictures(page: Page) -> Iterator[Image]:
    """Of a page that has nothing but pictures, and each without a figure of its own."""
    for picture in () if page.story.blocks else _scope(page).iter("img"):
        url = source_of(picture, page.base_url)
        if url is not None and not is_small(picture) and not is_beside(picture):
            yield Image(url)


def _bare(page: Page) -> Iterator[Image]:
    """Pictures that stand as wide ones in the story or by its headline, where it has no figures."""
    around = page.story.container if page.story.blocks else None
    scope = _scope(page) if around is not None else None
    for picture in islice(pictures_of(scope), _MOST_FIGURES) if scope is not None else ():
        if _is_wide(picture) and not is_beside(picture) and not _is_in_box(picture, scope):
            url = source_of(picture, page.base_url)
            if url is not None and not is_of_site(url):
                yield Image(url)


def _is_in_box(picture: Element, scope: Element | None) -> bool:
    """Whether it stands in a box of other things within the story: a sign-up, a portrait."""
    inner = takewhile(lambda each: each is not scope, picture.iterancestors())
    return any(zone_of(each, str(each.tag)) in _BOXES for each in inner)


def _is_wide(picture: Element) -> bool:
    width = (picture.get("width") or "").strip().removesuffix("px")
    return width.isdecimal() and len(width) <= _DIGITS and int(width) >= _WIDE


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
    return next(figure.iterancestors("nav", "aside", "footer", "a"), None) is not None


def _first(page: Page, name: str) -> str | None:
    return next((each.value for each in page.embedded.all(name)), None)


def _distinct(images: list[Image]) -> Iterator[Image]:
    seen: set[str] = set()
    for image in images:
        if file_name(image.url) not in seen:
            seen.add(file_name(image.url))
            yield image
