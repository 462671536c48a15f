"""The text fields: body, deck and labels, correction; each from its own block, none twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from broadsheet.extraction import furniture
from broadsheet.extraction.blocks import CELLS, Block
from broadsheet.extraction.boxes import without_boxes
from broadsheet.extraction.corrections import find_correction
from broadsheet.extraction.datelines import is_dateline
from broadsheet.extraction.edges import first_heading, lines_after, lines_before, opening
from broadsheet.extraction.endsigns import without_end_sign
from broadsheet.extraction.firstprint import is_first_print
from broadsheet.extraction.headings import Headline
from broadsheet.extraction.jsonld import plain
from broadsheet.extraction.labels import Labels, find_labels
from broadsheet.extraction.media import captions, shown_images
from broadsheet.extraction.mediapage import medium_of
from broadsheet.extraction.page import Page
from broadsheet.extraction.repeats import squeezed, without_copies, without_labels, without_pull_quotes
from broadsheet.extraction.rows import lines
from broadsheet.extraction.sentences import ends_sentence
from broadsheet.extraction.signatures import signature
from broadsheet.extraction.sitelines import is_rights_line
from broadsheet.extraction.source_rules import body_by_rule, labels_by_rule, texts_of
from broadsheet.extraction.tree import locate
from broadsheet.extraction.values import Candidate
from broadsheet.fingerprint import fold
from broadsheet.text import clean_paragraphs, split_paragraphs

_MOST_FOR_LIBRARY = 2_000_000  # characters; its time is not bounded by ours
_ENOUGH = 250  # characters; with less on the page, data that hold more are looked at
_CONFIRMED, _TELLING = 0.8, 20  # share of the stated text that must be found; letters of a block that tell
_WHOLE = 0.6  # share of the text shown that such data hold at least; with less they are its first paragraphs
_AFTER_STORY = 12  # blocks; corrections stand below the last paragraph on many sites
_FULLER = 1.5  # times the text shown, from which on the data hold the story and the page a part
_FIRST_LINES = (
    3  # of a story set as its paragraphs are: a caption or a summary, the lines of author and date below
)

_LAST_LINES = 3  # of it, among which one on where it first appeared may stand


@dataclass(frozen=True, slots=True)
class Text:
    """What people read."""

    body: str
    labels: Labels
    correction: str | None = None


def find_text(page: Page, headline: Headline) -> Text:
    """Body, labels and correction, with the candidates of each in the ledger."""
    glued = Candidate(headline.kicker, "markup", headline.chosen.locator) if headline.kicker else None
    labels = labels_by_rule(find_labels(page, glued), page)
    notices = find_correction(_after_headline(page))
    apart = {block.index for block in (labels.deck_block, *notices.blocks) if block}
    taken = {
        fold(text) for text in (headline.chosen.value, labels.deck, headline.chosen.raw) if text
    } | captions(page)
    taken |= texts_of(page.ruled)
    found = body_by_rule(page, apart, taken)
    if found is None:
        own = [block for block in _of_story(page, labels) if block.index not in apart]
        blocks = without_end_sign(page, own)
        datelines = [block for block in blocks[:_FIRST_LINES] if is_dateline(page, block)]
        ends = (*blocks[:_FIRST_LINES], *blocks[-_LAST_LINES:])
        datelines += [block for block in ends if is_first_print(page, block) or is_rights_line(block.text)]
        blocks = [block for block in blocks if block not in datelines]
        once = without_pull_quotes(without_labels(without_copies(furniture.strip(blocks, taken).blocks)))
        kept = _unsigned(_confirmed(once, page), page)
        shown = clean_paragraphs(lines(kept))
        found = _best(page, shown, headline.chosen.value, labels.deck)
        page.kept = tuple(kept) if found.value == shown else ()
    stood = found.with_text(None, None)  # the text itself is in the article, and long
    page.ledger.record("body_text", (), stood)
    stated = [notices.correction] if notices.correction else page.embedded.all("correction")
    page.ledger.record("correction_text", stated, stated[0] if stated else None)
    return Text(found.value or "", labels, stated[0].value if stated else None)


def _of_story(page: Page, labels: Labels) -> list[Block]:
    """The story without its boxes, with what belongs to it at its ends."""
    story = page.story
    first = opening(page.blocks, story, page.headline_block, labels.deck_block)
    first = first or lines_before(page.blocks, story, page.headline_block)
    begin = next(iter((*first, *story.blocks)), None)
    first = [*(first_heading(page.blocks, story, begin) if begin is not None else ()), *first]
    return [*first, *without_boxes(story.blocks, story.container), *_closing(page)]


def _closing(page: Page) -> list[Block]:
    """The lines at the story's end, but for those that other stories of the site end with, too.

    Figures of tables recur, and mean something in each.
    """
    after, profile = lines_after(page.blocks, page.story), page.context.profile
    if profile is None:
        return after
    return [each for each in after if each.tag in CELLS or not profile.repeats(each.text)]


def _after_headline(page: Page) -> list[Block]:
    """Where a correction may stand: from the headline to a little after the story."""
    begin = page.headline_block.index + 1 if page.headline_block else 0
    end = page.story.blocks[-1].index + _AFTER_STORY if page.story.blocks else begin
    return page.blocks[begin:end]


def _confirmed(blocks: Iterable[Block], page: Page) -> list[Block]:
    """Without what stands before or after the text that the page's own data give as the story's.

    Only where nearly all of that text was found, and its ends are ends of blocks: sites put summaries
    and cut texts there, too.
    """
    kept = list(blocks)
    stated = squeezed(plain(str(page.article.data.get("articleBody") or ""))) if page.article else ""
    if len(stated) < _ENOUGH:
        return kept
    ends = [squeezed(block.text) for block in (*kept[:1], *kept[-1:])]
    if all(len(text) >= _TELLING and text in stated for text in ends):
        return kept  # nothing stands before or after it
    texts = [squeezed(block.text) for block in kept]
    found = [number for number, text in enumerate(texts) if len(text) >= _TELLING and text in stated]
    if sum(len(texts[number]) for number in found) < _CONFIRMED * len(stated):
        return kept
    begin = found[0] if stated.startswith(texts[found[0]]) else 0
    end = found[-1] + 1 if stated.endswith(texts[found[-1]]) else len(kept)
    is_whole = sum(map(len, texts[begin:end])) >= _WHOLE * sum(map(len, texts))
    return kept[begin:end] if is_whole else kept


def _unsigned(blocks: list[Block], page: Page) -> list[Block]:
    """Without the signature below the last paragraph: it is the author's field."""
    return blocks[:-1] if blocks and signature(blocks[-1], page) is not None else blocks


def _best(page: Page, shown: str, headline: str | None, deck: str | None) -> Candidate:
    """The text shown; what data hold only where the page shows little or none of it."""
    candidate = Candidate(shown, "markup", _place(page))
    if len(shown) >= _ENOUGH:
        return candidate
    for other in _in_data(page, headline, deck):
        if len(other.value or "") > _FULLER * len(candidate.value or ""):
            candidate = other
    return candidate if candidate.value else _by_library(page)


def _in_data(page: Page, headline: str | None, deck: str | None) -> Iterator[Candidate]:
    taken = {fold(text) for text in (headline, deck) if text}
    paragraphs = [text for text in page.embedded.paragraphs if fold(text) not in taken]
    yield Candidate(clean_paragraphs(paragraphs), "embedded_data", page.embedded.locator)
    if page.article is not None:
        body = page.article.data.get("articleBody")
        if isinstance(body, str):
            text = clean_paragraphs(map(plain, split_paragraphs(body)))
            yield Candidate(_behind(deck or "", text), "json_ld", f"{page.article.path}.articleBody")


def _behind(deck: str, text: str) -> str:
    """A text without the deck that some systems state before it; whole where that is its cut beginning."""
    rest = text.removeprefix(deck)
    is_apart = rest.startswith("\n") or (rest[:1].isspace() and ends_sentence(deck))
    return rest.lstrip() if is_apart else text


def _by_library(page: Page) -> Candidate:
    """The last resort for a page that says it is an article and whose text our rules do not find.

    None where the source's own rules took something out: it would come back, or what was left be the text.
    """
    if page.article is None or page.ruled.dropped or len(page.decoded.text) > _MOST_FOR_LIBRARY:
        return Candidate("", "markup", "none")
    # Imported when needed: it takes half a second and few pages come here.
    import trafilatura  # noqa: PLC0415

    text = trafilatura.extract(page.decoded.text, fast=True, include_comments=False) or ""
    title = squeezed(page.headline_block.text) if page.headline_block is not None else ""
    told = (each for each in split_paragraphs(text) if not title or title not in squeezed(each))
    found = clean_paragraphs(told)  # without the line in which headline, names and date run together
    return Candidate("" if _is_of_pictures(found, page) else found, "markup", "trafilatura")


def _is_of_pictures(text: str, page: Page) -> bool:
    """Whether captions and the page's own furniture are all that a page of pictures had to give."""
    images = shown_images(page)
    if medium_of(page, images) is None:
        return False
    words = squeezed(text)
    told = (squeezed(image.caption or "") for image in images)
    shown = sum(len(caption) for caption in told if caption and caption in words)
    return len(text) - shown < _ENOUGH


def _place(page: Page) -> str:
    return locate(page.story.container) if page.story.container is not None else "none"
