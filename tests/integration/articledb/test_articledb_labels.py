"""What dedupe is told before the rows are written."""

from __future__ import annotations

from broadsheet.articledb.connection import Connection
from broadsheet.articledb.labels import Held, held
from broadsheet.articledb.store import store_items
from tests.integration.articledb.items import HOUR, NOON, article, item, text, url

NOTHING = Held(None, False, None)


def test_what_is_held_of_addresses_and_texts(news: Connection) -> None:
    """For each key, in order: its article, whether the content is the same, whose copy it would be."""
    a, b = store_items(news, [item("a", aliases=((url("a/amp"), "amp"),)), item("b", body_text=text("a"))])
    same, edited, new = article("a"), article("a", headline="Other"), article("z")
    keys = [
        (url("z"), new.content_hash, new.body_hash),
        (url("a"), same.content_hash, same.body_hash),
        (url("a/amp"), same.content_hash, same.body_hash),
        (url("a"), edited.content_hash, edited.body_hash),
        (url("z"), new.content_hash, same.body_hash),
        (url("b"), None, None),
        (url("z"), None, None),
    ]
    assert held(news, keys) == [
        NOTHING,
        Held(a.article_id, True, None, "1"),
        Held(a.article_id, True, None, "1"),
        Held(a.article_id, False, None, "1"),
        Held(None, False, a.article_id),
        Held(b.article_id, False, None, "1"),
        NOTHING,
    ]


def test_no_keys_no_answer(news: Connection) -> None:
    """Nothing asked, nothing told."""
    assert held(news, []) == []


def test_a_copy_of_an_earlier_version_is_a_copy(news: Connection) -> None:
    """Bodies of versions that were replaced are remembered."""
    (a,) = store_items(news, [item("a")])
    store_items(news, [item("a", NOON + HOUR, body_text=text("z"))])
    assert held(news, [(url("b"), None, article("a").body_hash)]) == [Held(None, False, a.article_id)]


def test_the_label_is_what_the_store_decides(news: Connection) -> None:
    """The original that is told is the one that `duplicate_of` names."""
    (a, _) = store_items(news, [item("a"), item("b", NOON + HOUR, body_text=text("a"))])
    (told,) = held(news, [(url("c"), None, article("a").body_hash)])
    assert told.copy_of == a.article_id
