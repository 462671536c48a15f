"""Dates near a headline that are those of something else: of a quotation, a chronicle, a span of days."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import islice

from broadsheet.extraction.blocks import Block
from broadsheet.extraction.byline_labels import has_label
from broadsheet.extraction.datedlines import term_of
from broadsheet.extraction.datelabels import DATE_WORD, tells_of_update
from broadsheet.extraction.datetext import find_dates
from broadsheet.extraction.dating import month_first, words_of
from broadsheet.extraction.page import Page
from broadsheet.extraction.patterns import names
from broadsheet.extraction.prose import is_prose
from broadsheet.extraction.tree import holds
from broadsheet.extraction.zonenames import Zone

_DIGIT, _LETTER = re.compile(r"\d"), re.compile(r"[^\W\d_]")
_LABEL_LETTERS = 4  # of a word that calls a date one of publication; "on" and "at" stand in any line
_LONGEST_LINE, _MOST_LINES = 40, 40  # characters of a line that is a date alone; lines that are looked at
_LISTED = 2  # of them make a chronicle
_BYLINE = (Zone.BYLINE,)
_UP_TO = re.compile(
    r"\s*(?:[-–—−~〜～]|to|bis|au|al|a|até|t/m|tot|до|до|to|έως|حتى|עד|से|至|到|から|부터)\s*", re.I
)
_FIRST_DAY = re.compile(  # "3 – 5 May 2024"
    r"(?<![\d:.hH])(?<!\d[:.hH]\d)\b\d{1,2}\.?\s*(?:[-–—−]|to|bis|au|al|до|i|y|e|and|und|et)\s*$", re.I
)
# Numbers of cases and decisions, behind which stands the day of the decision.
_OF_FILE = re.compile(
    r"(?:字第|(?<!\w)(?:az\.?:|aktenzeichen|geschäftszeichen|gesch\.?-?z"
    r"|(?:case|docket|file|ref) (?:no|number)|docket:"
    r"|(?:dossier|recurso|processo|expediente|exp\.|rol|sentencia|sentenza) n[.º°]|n[°º] rg|r\.g\."
    r"|zaaknummer|ecli:|sygn(?:atura|\.) akt|sp\. ?zn|č\. ?j|mål(?:nummer| nr)|sagsnr|ügyszám|dosar\w* n"
    r"|дел[оа] №|справ[аи] №|esas no|מס['’] תיק|القضية رقم|案号|案號|事件番号|사건번호))\D{0,16}\d",
    re.IGNORECASE,
)
_DAY_OF_VISIT = names("(?:current|todays?|now)-?(?:date|day|time) today date-?now heute")


def own_lines(page: Page, lines: Iterable[Block]) -> list[Block]:
    """Those whose dates may be the page's, not that of an event, of a quotation, of the visit.

    Behind the first paragraph only what is marked or labelled as a byline or a date is one; before it a date
    alone is, unless more of the kind follow.
    """
    told = page.story.blocks
    first = next((each.index for each in told if is_prose(each)), None)
    posted = {each.index for post in page.posts for each in (*post.blocks, *post.times)}  # of a live blog
    own = [
        line
        for line in lines
        if line.index not in posted and not _is_day_of_visit(line) and not _is_quoted(page, line)
    ]
    if first is None:
        return own
    bare = {line.index for line in own if line.zone_kinds != _BYLINE and not _is_called(line)}
    is_open = any(line.index in bare and _may_be_listed(line, first) for line in own)
    listed = _chronicle(page) if is_open else Counter()
    return [line for line in own if line.index not in bare or _is_alone(line, first, listed)]


def _is_alone(line: Block, first: int, listed: Counter[str]) -> bool:
    return line.index < first and not (_may_be_listed(line, first) and listed[line.tag] >= _LISTED)


def _may_be_listed(line: Block, first: int) -> bool:
    return line.index < first and len(line.text) <= _LONGEST_LINE


def is_of_file(text: str) -> bool:
    """Whether a line names a case or a decision by its number, whose day stands behind it.

    >>> is_of_file("Az.: 4 U 07/23 vom 3.3.2024"), is_of_file("By Ana Costa, 3 March 2024")
    (True, False)
    """
    return _OF_FILE.search(text) is not None


def _is_day_of_visit(line: Block) -> bool:
    """Whether a line is called the day on which somebody looks at the page."""
    return bool(_DAY_OF_VISIT.search(line.element.get("class") or ""))


def is_span(between: str) -> bool:
    """Whether what stands between two dates makes them the first and the last day of something.

    >>> is_span(" – "), is_span(" | "), is_span(", updated "), is_span("from 3 to "), is_span("10:15 – ")
    (True, False, False, True, False)
    """
    return _UP_TO.fullmatch(between) is not None or _FIRST_DAY.search(between) is not None


def labels_behind(label: str, after: str) -> bool:
    """Whether the dates of a line have their labels behind them: "2024.06.12 09:15 更新".

    `label`: what stands before the first of them, `after`: behind the last.
    """
    return not _LETTER.search(label) and not _DIGIT.search(after) and tells_of_update(after)


def _is_quoted(page: Page, line: Block) -> bool:
    """Whether it stands in a quotation, as embedded posts do; old pages set all of a story in one."""
    headline = page.headline_block
    around = (each for each in (line.element, *line.element.iterancestors()) if each.tag == "blockquote")
    quotation = next(around, None)
    return quotation is not None and headline is not None and not holds(quotation, headline.element)


def _is_called(line: Block) -> bool:
    return _is_labelled(line.text) or _is_labelled(term_of(line))


def _is_labelled(text: str) -> bool:
    word = text.split(maxsplit=1)[0].strip(",.:：;") if text else ""
    is_called = len(word) >= _LABEL_LETTERS and DATE_WORD.match(word.casefold()) is not None
    return is_called or has_label(text) or tells_of_update(text)


def _chronicle(page: Page) -> Counter[str]:
    """How many lines from the headline to the end of the story are a date alone, by element; of the first."""
    begin = page.headline_block.index if page.headline_block else 0
    lines = page.blocks[begin : page.story.blocks[-1].index]
    short = (each for each in lines if len(each.text) <= _LONGEST_LINE and not each.zones)
    numbered = (each for each in short if _DIGIT.search(each.text) and not _is_labelled(each.text))
    spoken, order = words_of(page), month_first(page)
    return Counter(each.tag for each in islice(numbered, _MOST_LINES) if find_dates(each.text, spoken, order))
