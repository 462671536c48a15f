"""The lines around a headline that are neither: kicker, section label, desk label; with the deck."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from broadsheet.extraction.blocks import HEADINGS, Block
from broadsheet.extraction.byline_labels import has_label
from broadsheet.extraction.datetext import find_dates
from broadsheet.extraction.dating import words_of
from broadsheet.extraction.deck import find_deck
from broadsheet.extraction.labelpairs import pair_above
from broadsheet.extraction.page import Page
from broadsheet.extraction.parted import KICKER
from broadsheet.extraction.patterns import any_of, hyphenated, names
from broadsheet.extraction.prose import is_prose
from broadsheet.extraction.trail import section_by_trail
from broadsheet.extraction.tree import Element, beginning_of, text_of
from broadsheet.extraction.values import Candidate, shown
from broadsheet.extraction.zonenames import Zone
from broadsheet.fingerprint import fold
from broadsheet.text import clean

_SECTION = names("""
    section(?:-(?:label|name|link|title|tag))? category(?:-(?:label|name|link))? rubrik rubric ressort channel
    article-section post-category cat-links topic-label primary-category (?<![_-])cat(?![_-])
    rubrika rubrique rubrica rubriek rubryka dzial sección seccion editoria sektion kategori(?:a|e)?
    categor(?:ia|ie)
""")
_DESK = names("desk desk-(?:label|name)")
_FURTHEST_ABOVE = 6  # blocks over the headline in which labels are looked for
_RIGHT_ABOVE = 2
_MOST_NAMED = 20  # elements of one line that are called labels; each is held against each
_LONGEST_LABEL = 60
# "Category: Town": the word before a section's name.
_CALLED = re.compile(
    r"^(?:[ck]ategor\w{1,4}|rubri[ckq]\w{0,4}|section|sezione|sección|seção|θέμα)\s*[:：]\s*", re.I
)
# What stands in places that are called so: datelines, the time that reading takes, what a system fills in.
_NO_LABEL = re.compile(
    r"\b\d{1,2}[:.]\d\d\b|\b(?:19|20)\d\d(?:年|[-./]\d)|[-./](?:19|20)\d\d\b"
    r"|^\d+[ -]min|^(?:uncategori[sz]ed|sin categoría|non classé|unkategorisiert|без рубрики)$",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]{2}")
# Badges, and titles of boxes of other stories: where a section's name stands they are none.
_NO_SECTION = any_of(
    r"""
    live(?: now| updates?| blog)?  breaking(?: news)?  just in  developing(?: story)?  exclusive
    premium  new
    updated?  sponsored  advertisement  eilmeldung  eil  liveticker  exklusiv  anzeige  en direct
    direct  exclusif
    en vivo  en directo  última hora  exclusiv[ao]  ao vivo  urgente  (?:in )?diretta  esclusiv[ao]
    прямой эфир
    срочно  эксклюзив  наживо  терміново  na żywo  pilne  živě  canlı  son dakika  عاجل  مباشر  חי  速報
    独家  속보
    (?:more|latest|new|top stories|the latest) (?:from|in|on|by) .*
    (?:mehr|neues) (?:aus|von|zu) .*
    (?:plus|más|mais|altro|meer|ещ[её]|більше) (?:de|da|do|des|del|dal|dalla|van|uit|из|от|з|від) .*
    (?:related|recommended|trending|popular|latest|most (?:read|popular))(?: (?:stories|articles|news|posts))?
    """,
    before=r"^\W*",
    after=r"\W*$",
)


@dataclass(frozen=True, slots=True)
class Labels:
    """What stands there, and the block of the deck, which is no part of the body."""

    kicker: str | None = None
    section: str | None = None
    desk: str | None = None
    deck: str | None = None
    deck_block: Block | None = None


def find_labels(page: Page, glued_kicker: Candidate | None) -> Labels:
    """Labels and deck, with every candidate noted in the ledger."""
    found = _labels_above(page)
    if glued_kicker is not None:
        found["kicker"].insert(0, glued_kicker)
    _add_pair(page, found)
    marked = bool(found["kicker"])
    found["kicker"] += page.embedded.all("kicker") or ([] if marked else _line_before(page))
    if not found["section_label"]:
        kickers = {fold(each.value or "") for each in found["kicker"] if marked}
        found["section_label"] += (
            each for each in _label_like_a_link(page) if fold(each.value or "") not in kickers
        )
    found["section_label"] += page.stated("articleSection") + page.head.all(
        "article:section", "section", "parsely-section"
    )
    found["section_label"] += page.embedded.all("section")
    if not found["section_label"]:
        found["section_label"] += section_by_trail(page)
    found["section_label"] = [
        each for each in found["section_label"] if _may_name("section_label", each.value or "")
    ]
    section = next((fold(each.value or "") for each in found["section_label"]), None)
    if not marked:
        found["kicker"] = [each for each in found["kicker"] if fold(each.value or "") != section]
    for field, candidates in found.items():
        page.ledger.record(field, candidates, next(iter(candidates), None))
    values = {field: next((each.value for each in candidates), None) for field, candidates in found.items()}
    deck, block = find_deck(page)
    return Labels(values["kicker"], values["section_label"], values["desk_label"], deck, block)


def _add_pair(page: Page, found: dict[str, list[Candidate]]) -> None:
    """Two labels side by side, where nothing else is called one."""
    pair = None if any(found.values()) else pair_above(page)
    if pair is not None and all(_may_name("section_label", each.value or "") for each in pair):
        found["kicker"].append(pair[0])
        found["section_label"].append(pair[1])


def _labels_above(page: Page) -> dict[str, list[Candidate]]:
    found: dict[str, list[Candidate]] = {"kicker": [], "section_label": [], "desk_label": []}
    read: set[Element] = set()
    for block in _near(page):
        if block.element in read:
            continue  # of thousands of lines in one element each would look at all within
        read.add(block.element)
        for field, element, told in _parts(block):
            text = _CALLED.sub("", told) if field == "section_label" else told
            is_own = _unspaced(told) in _unspaced(block.text)  # not of what else a bare line's element holds
            if text and is_own and len(text) <= _LONGEST_LABEL and _may_name(field, text):
                found[field].append(shown(text, element))
    return found


def _unspaced(text: str) -> str:
    return "".join(text.split())


def _may_name(field: str, text: str) -> bool:
    is_badge = field == "section_label" and _NO_SECTION.match(text) is not None
    return not (is_badge or _NO_LABEL.search(text))


def _label_like_a_link(page: Page) -> Iterator[Candidate]:
    """A line right above the headline that repeats a link of the menu names the section."""
    headline = page.headline_block
    first = headline.index if headline is not None else 0
    above = page.blocks[max(0, first - _RIGHT_ABOVE) : first]
    able = (block for block in above if _is_label_line(block) and not _is_repeated(block, headline))
    lines = [block for block in able if _may_name("section_label", block.text)]
    wanted = {fold(block.text) for block in lines}
    menu = _of_menu(wanted, page) if wanted else ()
    for block in lines:
        if fold(block.text) in menu:
            yield shown(block.text, block.element)


def _of_menu(wanted: set[str], page: Page) -> set[str]:
    """Those of the folded texts that a link has, or the section's title is; menus mostly stand first."""
    found = wanted & {fold(page.context.section_title or "")}
    longest = 2 * max(map(len, wanted))  # characters; folding never halves a text
    for text in map(beginning_of, page.root.iter("a")):
        if len(found) == len(wanted):
            break
        if len(text.strip()) <= longest:
            found |= wanted & {fold(text)}
    return found


def _is_repeated(block: Block, headline: Block | None) -> bool:
    """Whether a heading is the headline already, without its kicker: the page's own step of a trail."""
    return block.tag == "h1" and headline is not None and fold(headline.text).endswith(fold(block.text))


def _line_before(page: Page) -> Iterator[Candidate]:
    """A short line right before the headline, in the same box: no link, date, badge or byline."""
    headline = page.headline_block
    line = page.blocks[headline.index - 1] if headline is not None and headline.index else None
    if headline is None or line is None or line.element is not headline.element.getprevious():
        return
    is_apart = not line.zones or line.tag in HEADINGS
    is_label = is_apart and _is_label_line(line) and _LETTERS.search(line.text) is not None
    is_other = has_label(line.text) or bool(find_dates(line.text, words_of(page)))
    if is_label and not is_other and _may_name("section_label", line.text):
        yield shown(line.text, line.element)


def _is_label_line(block: Block) -> bool:
    is_menu = Zone.NAVIGATION in block.zone_kinds
    return len(block.text) <= _LONGEST_LABEL and not is_menu and not block.link_length


def _near(page: Page) -> list[Block]:
    if page.headline_block is None:
        return []
    first = page.headline_block.index
    begin = page.story.blocks[0].index if page.story.blocks else first + 1
    return [
        b
        for b in page.top
        if first - _FURTHEST_ABOVE <= b.index < begin and b is not page.headline_block and not is_prose(b)
    ]


def _parts(block: Block) -> Iterator[tuple[str, Element, str]]:
    """The labels of a line. In one called a kicker as a whole, a link is the section, the rest the kicker."""
    marked = ((field, element) for element in block.element.iter() for field in _named(element))
    named = list(islice(marked, _MOST_NAMED))
    inner = _innermost([(field, element) for field, element in named if element is not block.element])
    if inner:
        yield from ((field, element, clean(text_of(element))) for field, element in inner)
        if named[0] == ("kicker", block.element) and inner[0][0] == "section_label":
            section = clean(text_of(inner[0][1]))
            yield "kicker", block.element, clean(block.text.replace(section, " ", 1))
    elif named and named[0][0] == "kicker" and block.link_length and block.own_length:
        linked = list(block.element.iter("a"))
        section = clean(" ".join(map(text_of, linked)))
        yield "section_label", linked[0], section
        yield "kicker", block.element, clean(block.text.replace(section, " "))
    elif named and named[0][0] == "kicker" and block.link_length:
        yield "section_label", named[0][1], block.text  # all of it leads to the section
    else:
        yield from ((field, element, block.text) for field, element in named)


def _innermost(named: list[tuple[str, Element]]) -> list[tuple[str, Element]]:
    """Of elements that are one label, one within the other, the inner one: the outer says "Posted in"."""
    return [
        (field, element)
        for field, element in named
        if not any(field == other and element in each.iterancestors() for other, each in named)
    ]


def _named(element: Element) -> Iterator[str]:
    if "category" in (element.get("rel") or "").split():  # WordPress's own mark
        yield "section_label"
        return
    classes = element.get("class")
    field = _field_named(classes) if classes else None
    if field is not None:
        yield field


@lru_cache(4096)  # of a site's templates
def _field_named(classes: str) -> str | None:
    classes = hyphenated(classes)
    named = (("desk_label", _DESK), ("kicker", KICKER), ("section_label", _SECTION))
    return next((field for field, pattern in named if pattern.search(classes)), None)
