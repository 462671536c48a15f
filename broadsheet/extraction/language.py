"""Where an article's language is from: its page says it, its text shows it, or its source file has to."""

from __future__ import annotations

from broadsheet.extraction.page import Page
from broadsheet.extraction.values import Candidate
from broadsheet.text import Language

OF_SOURCE_FILE = "source file"  # the locator of what holds where neither page nor text tell


def record_language(page: Page, found: Language) -> None:
    """Note who says so; a statement of the page's that its text belies is kept beside it."""
    stated = _stated(page)
    text = Candidate(found.code, "inferred", "text") if found.is_of_text else None
    agrees = stated is not None and stated.value == found.code
    is_own = agrees and page.head.language is not None  # the page's own word, before all others
    chosen = stated if is_own or (agrees and text is None) else text
    belied = [stated] if stated is not None and not agrees else []
    page.ledger.record("language", belied, chosen)


def _stated(page: Page) -> Candidate | None:
    if page.head.language:
        return Candidate(page.language, "markup", "html[lang]", page.head.language)
    if page.context.language:
        return Candidate(page.language, "inferred", OF_SOURCE_FILE, page.context.language)
    return None
