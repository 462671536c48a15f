"""Where other stories begin beside or below this one: articles, headlines, lists of linked titles."""

from __future__ import annotations

from broadsheet.extraction.blocks import HEADINGS, Block
from broadsheet.extraction.tree import Element

# Chosen as the numbers of `prose`.
_ARTICLE_SHARE = 0.25  # of the text for an article element to shut out its neighbours
_TEASER_COUNT, _TEASER_TEXTS = 3, 1  # linked titles that make a list; texts that may follow each of them
_SHORTEST_STORY, _SHORTEST_TITLE = 300, 20  # characters
_TITLE_TAGS = HEADINGS | {"div", "section", "article"}
_MAIN_HEADINGS = frozenset(("h1", "h2"))


def next_headline(blocks: list[Block], weights: list[int], headline: Block | None) -> int:
    """Where another story's headline stands, made by the same template as this one's."""
    if headline is not None and headline.element.get("class"):
        for number, block in enumerate(blocks):
            if block is not headline and _is_same_template(block, headline):
                before = sum(weights[each.index] for each in blocks[:number])
                return number if before >= _SHORTEST_STORY else len(blocks)
    return len(blocks)


def _is_same_template(block: Block, headline: Block) -> bool:
    return block.tag == headline.tag == "h1" and block.element.get("class") == headline.element.get("class")


def other_articles(container: Element, sums: dict[Element, int], headline: Block | None) -> set[Element]:
    """The article elements that are not the page's own, such as the next story below."""
    articles = [each for each in container.iter("article") if each is not container and sums.get(each)]
    own = _own_article(articles, sums, headline)
    if own is None or sums[own] < _ARTICLE_SHARE * sums[container]:
        return set()
    around = {own, *own.iterancestors()}
    others = (each for each in articles if each not in around and own not in each.iterancestors())
    return {each for each in others if _is_titled(each)}


def _is_titled(article: Element) -> bool:
    """Whether it is a story of its own; some sites wrap every paragraph into an article."""
    headings = article.iter(*HEADINGS)
    return any(each.tag in _MAIN_HEADINGS or next(each.iter("a"), None) is not None for each in headings)


def _own_article(articles: list[Element], sums: dict[Element, int], headline: Block | None) -> Element | None:
    if headline is not None:
        around = next((each for each in headline.element.iterancestors("article") if each in sums), None)
        if around is not None:
            return around
    return max(articles, key=sums.__getitem__, default=None)


def teasers(blocks: list[Block], weights: list[int]) -> int:
    """Where other stories begin below this one: linked titles from there on, each with a text or none."""
    begin, count = len(blocks), 0
    for number in reversed([n for n, block in enumerate(blocks) if _is_linked_title(block)]):
        if sum(1 for block in blocks[number:begin] if weights[block.index]) > _TEASER_TEXTS:
            break
        begin, count = number, count + 1
    has_story = sum(weights[block.index] for block in blocks[:begin]) >= _SHORTEST_STORY
    return begin if count >= _TEASER_COUNT and has_story else len(blocks)


def _is_linked_title(block: Block) -> bool:
    is_linked = block.link_length * 2 > len(block.text)
    return is_linked and len(block.text) >= _SHORTEST_TITLE and block.tag in _TITLE_TAGS
