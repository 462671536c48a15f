"""The values of a rule: CSS selectors, patterns of addresses, the day it holds from.

Selectors are translated once to see whether they can be; nothing is parsed with them here.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator

from broadsheet.fieldwords import Access, ContentType

_LONGEST, _MOST = 300, 20  # characters of a selector or a pattern; of them for one key
_MOST_STARS = 10  # of a pattern; each is one more search
_ATTRIBUTE = re.compile(r"\s*@\s*([A-Za-z_][\w.:-]*)\s*$")
_OF_SCRAPY = re.compile(r"::(?:text|attr\(\s*([\w:.-]+)\s*\))\s*$")
_A_SELECTOR = "a CSS selector such as h1.title or time.published@datetime"
_A_PATTERN = "a path such as /news/* or a whole address; * stands for any characters"


def split_attribute(selector: str) -> tuple[str, str | None]:
    """The selector of elements, and the attribute that is read instead of their text.

    >>> split_attribute("time.published@datetime")
    ('time.published', 'datetime')
    """
    found = _ATTRIBUTE.search(selector)
    return (selector[: found.start()], found[1]) if found else (selector, None)


def _many(value: Any) -> Any:
    """One stands for a list of one."""
    return (value,) if isinstance(value, str) else value


def _few(values: tuple[str, ...]) -> tuple[str, ...]:
    if len(values) > _MOST:
        raise ValueError(f"at most {_MOST} of them")
    return values


def _selector(value: str) -> str:
    css, attribute = split_attribute(value.strip())
    if scrapy := _OF_SCRAPY.search(css):
        ending = f"@{scrapy[1]}" if scrapy[1] else " alone"
        elements = css[: scrapy.start()].strip() or "the selector of its elements"
        raise ValueError(f"{_A_SELECTOR}; instead of {scrapy[0].strip()} write {elements}{ending}")
    if css.startswith(("//", "./")):
        raise ValueError(f"{_A_SELECTOR}; XPath is not read")
    _refuse_long(value, _A_SELECTOR)
    _refuse_untranslatable(css)
    return f"{css.strip()}@{attribute}" if attribute else css.strip()


def _of_elements(value: str) -> str:
    selector = _selector(value)
    css, attribute = split_attribute(selector)
    if attribute:
        raise ValueError(f"a CSS selector of elements such as {css}, without @{attribute}")
    return selector


def _refuse_untranslatable(css: str) -> None:
    # Files without rules, which are most, cost a DAG file no import.
    from cssselect import HTMLTranslator, SelectorError  # noqa: PLC0415

    try:
        HTMLTranslator().css_to_xpath(css)
    except (SelectorError, RecursionError) as error:
        raise ValueError(f"{_A_SELECTOR} ({error})") from None


def _refuse_long(value: str, expected: str) -> None:
    if len(value) > _LONGEST:
        raise ValueError(f"{expected}, of {_LONGEST} characters at most")


def _pattern(value: str) -> str:
    pattern = value.strip()
    _refuse_long(pattern, _A_PATTERN)
    if not pattern.startswith(("/", "http://", "https://", "*")) or any(map(str.isspace, pattern)):
        raise ValueError(_A_PATTERN)
    if pattern.strip("*/") == "" or pattern.count("*") > _MOST_STARS:
        raise ValueError(f"{_A_PATTERN}, {_MOST_STARS} times at most, beside which something is written")
    return pattern


def _day(value: Any) -> Any:
    is_day = isinstance(value, date) and not isinstance(value, datetime)
    if not is_day and not isinstance(value, str):
        raise ValueError("a day such as 2026-11-01")
    return value


def _one(values: tuple[str, ...]) -> tuple[str, ...]:
    if len(values) > 1:
        raise ValueError("one of them")
    return values


Day = Annotated[date, BeforeValidator(_day)]
Selector = Annotated[str, AfterValidator(_selector)]
ElementSelector = Annotated[str, AfterValidator(_of_elements)]
Pattern = Annotated[str, AfterValidator(_pattern)]
Selectors = Annotated[tuple[Selector, ...], BeforeValidator(_many), AfterValidator(_few)]
ElementSelectors = Annotated[tuple[ElementSelector, ...], BeforeValidator(_many), AfterValidator(_few)]
Kind = Annotated[tuple[ContentType, ...], BeforeValidator(_many), AfterValidator(_one)]
AccessKind = Annotated[tuple[Access, ...], BeforeValidator(_many), AfterValidator(_one)]
Patterns = Annotated[tuple[Pattern, ...], BeforeValidator(_many), AfterValidator(_few)]
