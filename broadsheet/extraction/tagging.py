"""The tags of an article: stated for machines, or shown as links below its text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from itertools import islice

from broadsheet.extraction.blocks import Block
from broadsheet.extraction.page import Page
from broadsheet.extraction.patterns import names, phrases
from broadsheet.extraction.tree import Element, text_of
from broadsheet.extraction.trust import pieces_of
from broadsheet.extraction.values import Candidate, shown
from broadsheet.extraction.zonenames import Zone
from broadsheet.fingerprint import fold
from broadsheet.text import clean
from broadsheet.urls import resolve

_MOST_TAGS, _LONGEST_TAG = 40, 60
_STATED = (("article:tag",), ("news_keywords",), ("parsely-tags",), ("sailthru.tags",))
_SHORTEST_BELOW, _BELOW = 2, 25  # blocks around the end of the story in which tags are looked for
_LEVELS = 3  # from a line up to the element whose class calls it tags
_NAMED = names(
    "tags? tag-?list tags-?links post-tags article-tags tag-?container keywords? topics? topic-list"
)
_NOT_TAGS = names("categor(?:y|ies) cat-links related share social comments?")
# What stands before them where no class names them, folded.
_LABELS = phrases("""
    tags  tag  topics  topic  keywords  filed under  more on  schlagworte  schlagwörter  themen  mots-clés
    mots clés  thèmes  sujets  etiquetas  archivado en  temas  palavras-chave  assuntos  parole chiave
    argomenti  trefwoorden  onderwerpen  tagi  słowa kluczowe  klíčová slova  štítky  kulcsszavak  címkék
    cuvinte cheie
    etichete  ämnen  emner  emneord  stikkord  asiasanat  avainsanat  etiketler  anahtar kelimeler  теги
    ключевые слова  метки  теми  мітки  етикети  ετικέτες  λέξεις κλειδιά  תגיות  الكلمات المفتاحية
    كلمات مفتاحية  الوسوم  وسوم  टैग्स  टैग  タグ  キーワード  関連キーワード  키워드  태그  标签  关键词
    關鍵字  標籤  từ khóa
""")
# What systems add for themselves: "abc-free", "layout:wide".
_CODE = re.compile(r"[a-z]{2,8}[-_:][a-z]{2,}$")
_PATH = re.compile(r"/(?:tags?|topics?|themen?|etiquetas?|hashtags?|keywords?|temas?)/", re.IGNORECASE)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def find_tags(page: Page) -> tuple[str, ...]:
    """Keywords stated of the article, else the tags it shows, else the keywords of the page's head.

    The last are often those of the whole site.
    """
    stated = page.stated("keywords")
    for each in _STATED:
        stated = stated or page.head.all(*each)
    stated = stated or page.embedded.all("tags") or _shown(page) or _of_the_head(page)
    tags = _told(stated)
    if any(map(_CODE.match, tags)) and (seen := _shown(page)) and set(_told(seen)) < set(tags):
        stated, tags = seen, _told(seen)
    page.ledger.record("tags", stated, stated if tags else None)
    return tags


def _told(stated: list[Candidate]) -> tuple[str, ...]:
    pieces = [piece for each in stated for piece in _split(each, len(stated))]
    return tuple(dict.fromkeys(piece for piece in pieces if 0 < len(piece) <= _LONGEST_TAG))[:_MOST_TAGS]


def _of_the_head(page: Page) -> list[Candidate]:
    """The keywords of the head, but not those of the whole site: its name, which ends its titles, is one."""
    stated = page.head.all("keywords")
    last = pieces_of(page.head.title)[1:][-1:] if stated else []
    names = {fold(name) for name in (*page.own_names, *last)}
    words = {fold(word) for each in stated for word in _split(each, len(stated))} - {""}
    return stated if words.isdisjoint(names) else []


def _split(candidate: Candidate, count: int) -> list[str]:
    text = candidate.value or ""
    if count > 1 or candidate.origin == "markup":
        return [text]
    parts = [clean(part) for part in re.split(r"[,;，、；]", text)]
    if len(parts) == 1 and all(_CJK.search(word) for word in text.split()):
        return text.split()
    return parts


def _shown(page: Page) -> list[Candidate]:
    """Links that the page marks as tags, in the article or right below it."""
    if not page.story.blocks:
        return []
    last = page.story.blocks[-1].index
    below = page.blocks[max(0, last - _SHORTEST_BELOW) : last + _BELOW]
    own = {block.index for block in page.story.blocks}
    kind_of = cache(_kind_of)  # what is around one line is around its neighbours, too
    marked = [link for block in below if block.index not in own for link in _tags_of(block, kind_of)]
    unsure = {link for link in marked if link.tag == "a" and not _is_tag(link)}
    menu = _in_menus(page) if unsure else set()
    marked = [link for link in marked if link not in unsure or _address(link, page) not in menu]
    texts = {clean(text_of(link)).lstrip("#").strip(): link for link in marked}
    return [shown(text, link) for text, link in texts.items() if text]


def _in_menus(page: Page) -> set[str | None]:
    """The addresses of the menus' links: sections, which are no tags wherever else they are linked."""
    first = page.headline_block.index if page.headline_block is not None else 0
    lines = (each.element for each in page.blocks[:first] if Zone.NAVIGATION in each.zone_kinds)
    tops = (box for box in page.root.iter("header") if _is_of_page(box))
    links = {link for box in (*lines, *page.root.iter("nav"), *tops) for link in box.iter("a")}
    return {_address(link, page) for link in links} - {None, page.base_url}


def _is_of_page(header: Element) -> bool:
    return next(header.iterancestors("article", "main"), None) is None


def _address(link: Element, page: Page) -> str | None:
    """Where a link leads, without the place on the page: `#` leads to none."""
    return resolve(page.base_url, (link.get("href") or "").partition("#")[0])


def _tags_of(block: Block, kind_of: Callable[[Element], str]) -> Iterator[Element]:
    """Those of one line or list; without a link one that is written as such: `#harbour`."""
    if not block.link_length:
        if block.text.startswith("#") and _is_named(block.element, kind_of):
            yield block.element
        return
    links = list(block.element.iter("a"))
    marked = [link for link in links if _is_tag(link)]
    if marked or not (_is_named(block.element, kind_of) or _is_labelled(block)):
        yield from marked
    else:
        yield from links


def _is_tag(link: Element) -> bool:
    rel = (link.get("rel") or "").split()
    if "category" in rel:
        return False
    return "tag" in rel or _PATH.search(link.get("href") or "") is not None


def _is_named(element: Element, kind_of: Callable[[Element], str]) -> bool:
    called = [kind_of(each) for each in (element, *islice(element.iterancestors(), _LEVELS))]
    return "tags" in called and "others" not in called


def _kind_of(element: Element) -> str:
    if element.tag in ("body", "main", "article"):
        return ""
    return _called(" ".join(filter(None, map(element.get, ("class", "id", "data-component", "data-testid")))))


@lru_cache(4096)  # of a site's templates
def _called(named: str) -> str:
    """What the names of an element call it: tags, or what may be taken for them."""
    names = named if named.islower() else _CAMEL.sub("-", named)
    if _NOT_TAGS.search(names):
        return "others"
    return "tags" if _NAMED.search(names) else ""


def _is_labelled(block: Block) -> bool:
    """Whether the words before its first link, in it or right before it, are those for tags."""
    box = block.element
    if box.tag == "li" and not (box.text or "").strip():
        return _is_label(_before(box.getparent()))
    words = (box.text or "").strip() or _first_words(box)
    return _is_label(words)


def _is_label(words: str) -> bool:
    return fold(words.strip(" :：")) in _LABELS


def _before(box: Element | None) -> str:
    """The short line before a list."""
    line = box.getprevious() if box is not None else None
    return clean(text_of(line)) if line is not None and not len(line) else ""


def _first_words(box: Element) -> str:
    first = next((each for each in box if each.tag != "a"), None)
    before = box.getprevious()
    nearest = first if first is not None and box.index(first) == 0 else before
    return clean(text_of(nearest)) if nearest is not None and nearest.tag != "a" else ""
