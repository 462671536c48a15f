"""An article on several pages as one: what is of the same story, in order, nothing twice. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from broadsheet.article import Article, ArticleLink, Failure, FieldValue, Image
from broadsheet.extraction.prose import reading_length
from broadsheet.fingerprint import fold

# The number of a page beside a headline or alone on a line: "Page 2 of 3", "(2/3)", "Continued on page 2".
_WORD = (
    "(?:page|seite|página|pagina|strana|stránka|strona|sida|side|sayfa|oldal|страница|сторінка|σελίδα|ページ)"
)
_OF = r"(?:\W{0,3}(?:of|von|de|di|van|z|ze|av|af|из|з)?\W{0,3}\d{1,2})?"
_COUNT = r"\d{1,2}\s*/\s*\d{1,2}"
_MARK = rf"(?:{_WORD}\W{{0,3}}\d{{1,2}}{_OF}|[(\[]\s*(?:{_COUNT}|\d{{1,2}})\s*[)\]]|{_COUNT})"
_MARK_AFTER = re.compile(rf"[\s|:,·–—-]*[(\[]?{_MARK}[)\]]?\s*$", re.IGNORECASE)
_MARK_BEFORE = re.compile(rf"^\W*{_WORD}\W{{0,3}}\d{{1,2}}\W+", re.IGNORECASE)
# What a line that turns pages is made of, beside numbers: "Page 1 2 3 Next", "Continued on page 2 of 3".
_TOKEN = re.compile(r"[^\W_]+")
# fmt: off
_TURNING = frozenset({
    "page", "pages", "seite", "seiten", "página", "páginas", "pagina", "pagine", "strana", "stránka",
    "strona", "sida", "side", "sayfa", "oldal", "страница", "страницы", "сторінка", "σελίδα", "ページ",
    "next", "previous", "prev", "first", "last", "weiter", "zurück", "nächste", "vorherige", "suivant",
    "suivante", "précédent", "siguiente", "anterior", "próxima", "avanti", "indietro", "volgende",
    "vorige", "nästa", "další", "následující", "następna", "далее", "of", "von", "de", "di", "van", "av",
    "af", "ze", "continue", "continues", "continued", "reading", "on", "the", "from", "auf", "lesen", "sie",
    "story", "article", "to", "go", "jump", "read",
})
# fmt: on
_MOST_DIGITS = 2  # of a page's number
_LONGEST_NOTICE = 100  # characters
_LONGEST_TITLE = 500  # characters; what is longer is no headline
_TELLING_TITLE = 20  # characters of a headline that another may hold within it
_SAME_MOMENT = timedelta(hours=12)  # two statements of one publication lie nearer: zones, a day without time
_TELLING_LINE = 40  # characters: so long a paragraph does not stand in a story twice
_REPEATED_SHARE = 0.5  # of a page that stands on those before: then it is no further one
_HELD_SHARE, _LONG_ENOUGH = 0.8, 600  # of the first page within this one, and its characters: the whole story


def why_not(first: Article, pages: Sequence[Article], part: Article) -> str | None:
    """Why a page that was led to as the next is none of this article; None when it is.

    `pages` are the article's so far, the first included.
    """
    if part.url != first.url and not _is_titled_alike(first, part):
        return f"its headline is another: {part.headline!r}"
    if (
        first.published_at
        and part.published_at
        and abs(first.published_at - part.published_at) > _SAME_MOMENT
    ):
        return f"it was published at another time: {part.published_at:%Y-%m-%d %H:%M} UTC"
    before = {fold(text) for page in pages for text in _paragraphs(page)}
    texts = _paragraphs(part)
    known = sum(reading_length(text) for text in texts if fold(text) in before)
    length = sum(map(reading_length, texts))
    if known >= length:
        return "it holds no text that the pages before it do not"
    own = sum(map(reading_length, _paragraphs(first)))
    if known >= _REPEATED_SHARE * length or (own >= _LONG_ENOUGH and known >= _HELD_SHARE * own):
        return "most of it stands on the pages before it"
    return None


def join(
    pages: Sequence[Article], urls: Sequence[str], missing: tuple[str, Failure] | None = None
) -> Article:
    """The article of all pages in their order; `urls` are those of the further pages.

    The first page speaks for all fields but those that stand at the end of a story, or on each page its own.
    `missing` is the address of a page that could not be had: what is said of it is that, and nothing else.
    """
    first, *further = pages
    joined = replace(
        first,
        body_text="\n\n".join(_text_of_all(pages)),
        images=_distinct_images(pages),
        links=_distinct_links(pages),
        page_count=len(pages),
        aliases=(*first.aliases, *((url, "alias") for url in urls if url != first.url)),
        fields=(*first.fields, *_stated(urls, missing)),
    )
    for part in further:
        joined = _completed(joined, part)
    return joined


def with_unfollowed(article: Article, url: str) -> Article:
    """The article of its first page alone, with the address of what may be its next one.

    A suspicion of ours, `inferred`: no page is known to be missing, and looks need not search for it.
    """
    why = "page 2, if it is one, was not asked for: such links of other stories had led to no page of theirs"
    value = FieldValue("page_count", None, url, "inferred", why, is_chosen=False)
    return replace(article, fields=(*article.fields, value))


def _completed(article: Article, part: Article) -> Article:
    """With the byline and the correction of a later page where no page before has one."""
    if part.correction_text and not article.correction_text:
        fields = (*article.fields, *_of(part, "correction_text"))
        article = replace(article, correction_text=part.correction_text, fields=fields)
    if part.authors and not article.authors:
        fields = (*article.fields, *_of(part, "authors"))
        article = replace(article, authors=part.authors, agencies=article.agencies or part.agencies)
        article = replace(article, fields=fields)
    return article


def _of(part: Article, field: str) -> Iterable[FieldValue]:
    return (each for each in part.fields if each.field == field)


def _stated(urls: Sequence[str], missing: tuple[str, Failure] | None) -> Iterable[FieldValue]:
    """One value for each further page: its number and address, or why it could not be had."""
    for number, url in enumerate(urls, 2):
        is_last = number == len(urls) + 1
        yield FieldValue("page_count", str(number), url, "markup", f"page {number}", is_chosen=is_last)
    if missing is not None:
        url, failure = missing
        why = f"page {len(urls) + 2} is missing: {failure.reason}, {failure.detail}"
        yield FieldValue("page_count", None, url, "markup", why[:300], is_chosen=False)


def _text_of_all(pages: Sequence[Article]) -> list[str]:
    """All paragraphs in order; what begins several pages stands first, what ends several stands last."""
    texts = [_without_notices(_paragraphs(page)) for page in pages]
    for before, after in pairwise(texts):
        tail = _common_end(before, after)
        del before[len(before) - tail :]
    kept: list[str] = []
    seen: set[str] = set()
    for page in texts:
        is_beginning = True
        for text in page:
            folded = fold(text)
            is_repeated = folded in seen and (is_beginning or len(text) >= _TELLING_LINE)
            is_beginning = is_beginning and is_repeated
            if not is_repeated:
                kept.append(text)
        seen |= set(map(fold, page))
    return kept


def _common_end(before: Sequence[str], after: Sequence[str]) -> int:
    """How many paragraphs end both pages; a page is never nothing but its end."""
    count, most = 0, min(len(before), len(after)) - 1
    while count < most and fold(before[-1 - count]) == fold(after[-1 - count]):
        count += 1
    return count


def _without_notices(paragraphs: Sequence[str]) -> list[str]:
    return [text for text in paragraphs if not _turns_pages(text)]


def _turns_pages(text: str) -> bool:
    """Whether a line says nothing but which pages there are."""
    tokens = _TOKEN.findall(text.casefold()) if len(text) <= _LONGEST_NOTICE else []
    numbers = [token for token in tokens if token.isdecimal() and len(token) <= _MOST_DIGITS]
    words = [token for token in tokens if token not in numbers]
    return bool(numbers) and len(tokens) > 1 and all(word in _TURNING for word in words)


def _paragraphs(article: Article) -> list[str]:
    return [text for text in article.body_text.split("\n\n") if text]


def _is_titled_alike(first: Article, part: Article) -> bool:
    own = _bare(first.headline)
    stated = [each.value for each in part.fields if each.field == "headline" and each.value]
    return any(_is_same_title(own, _bare(title)) for title in (part.headline, *stated))


def _is_same_title(own: str, other: str) -> bool:
    if own == other:
        return True
    shorter, longer = sorted((own, other), key=len)
    return len(shorter) >= _TELLING_TITLE and shorter in longer


def _bare(headline: str) -> str:
    """The headline without the number of its page."""
    title = fold(headline)
    if len(title) > _LONGEST_TITLE:
        return title
    without = _MARK_AFTER.sub("", _MARK_BEFORE.sub("", title))
    return without or title


def _distinct_images(pages: Sequence[Article]) -> tuple[Image, ...]:
    found: dict[str, Image] = {}
    for page in pages:
        for image in page.images:
            found.setdefault(image.url, image)
    return tuple(found.values())


def _distinct_links(pages: Sequence[Article]) -> tuple[ArticleLink, ...]:
    found: dict[tuple[str, str], ArticleLink] = {}
    for page in pages:
        for link in page.links:
            found.setdefault((link.url, link.kind), link)
    return tuple(found.values())
