"""By which names a server is asked whether what we hold has changed."""

from __future__ import annotations

from datetime import datetime

import pytest

from broadsheet.article import FieldValue
from broadsheet.articledb.captures import versions_held
from broadsheet.articledb.connection import Connection
from broadsheet.articledb.store import store_items
from broadsheet.fieldwords import Origin
from broadsheet.outcomes import Reason
from tests.integration.articledb.items import HOUR, NOON, failed, item, url

WEAK, STRONG, LATER = 'W/"one"', '"two"', "Mon, 02 Nov 2026 12:00:00 GMT"
SINCE = NOON - 24 * HOUR


def _store(news: Connection, at: datetime, **names: str) -> None:
    headers = tuple((name.replace("_", "-"), value) for name, value in names.items())
    store_items(news, [item("a", at, page_fields={"headers": headers})])


def _names(news: Connection) -> tuple[str | None, str | None] | None:
    held = versions_held(news, [(url("a"), True)], SINCE).get(url("a"))
    return (held.etag, held.last_modified) if held else None


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ({"ETag": WEAK}, (WEAK, None)),
        ({"Last_Modified": LATER}, (None, LATER)),
        ({"ETag": STRONG, "Last_Modified": LATER}, (STRONG, LATER)),
        ({}, None),
    ],
)
def test_the_names_are_those_of_the_last_answer(
    news: Connection, names: dict[str, str], expected: tuple[str | None, str | None] | None
) -> None:
    """Whatever an earlier one said; a weak ETag is named as it came, and without names nothing is asked."""
    _store(news, NOON, ETag='"zero"')
    _store(news, NOON + HOUR, **names)
    assert _names(news) == expected


@pytest.mark.parametrize(("origin", "is_in_parts"), [("markup", True), ("inferred", False)])
def test_whether_an_article_has_further_pages(news: Connection, origin: Origin, is_in_parts: bool) -> None:
    """One that is there or missing; a link of which that is only supposed makes no look dearer."""
    told = FieldValue("page_count", None, url("a?page=2"), origin, "page 2", is_chosen=False)
    store_items(news, [item("a", page_fields={"headers": (("ETag", STRONG),)}, fields=(told,))])
    assert versions_held(news, [(url("a"), True)], SINCE)[url("a")].is_in_parts is is_in_parts


def test_a_request_that_failed_changes_no_name(news: Connection) -> None:
    """What is held is still that version."""
    _store(news, NOON, ETag=STRONG)
    store_items(news, [failed("a", Reason.TIMEOUT, NOON + HOUR)])
    assert _names(news) == (STRONG, None)
