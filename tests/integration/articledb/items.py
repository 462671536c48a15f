"""Items as the stages before the store make them, and a way to look at the tables."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from broadsheet.article import Article, Author, Failure, Item, ListedLink, Page, RawObject
from broadsheet.articledb.connection import Connection
from broadsheet.fingerprint import body_hash, content_hash
from broadsheet.outcomes import Outcome, PageKind, Reason, Way
from broadsheet.sources import Source

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
SITE = "https://news.example"


def url(name: object) -> str:
    """The address of a story."""
    return f"{SITE}/politics/{name}"


def source(name: str = "example", *sections: str, **values: Any) -> Source:
    """A source as its file says."""
    parts = [{"name": each, "url": f"https://{name}.example/{each}/"} for each in sections or ("politics",)]
    return Source.model_validate({
        "name": name, "title": name.title(), "base_url": f"https://www.{name}.example", "language": "en",
        "timezone": "Europe/Berlin", "schedule": "*/15 * * * *", "sections": parts, **values,
    })  # fmt: skip


def text(name: object, words: int = 60) -> str:
    """A body of its own for every name, long enough to be recognised elsewhere."""
    return " ".join(f"{name}word{number}" for number in range(words))


def article(name: object, **fields: Any) -> Article:
    """An article; hashes are computed as the pipeline does unless they are given."""
    values = {"url": url(name), "headline": f"Headline {name}", "body_text": text(name), **fields}
    made = Article(**{"authors": (Author("Ann Reed"),), "extractor_version": "1", **values})
    computed = {
        "content_hash": content_hash(
            made.headline, made.deck, made.body_text, made.author_names, made.correction_text
        ),
        "body_hash": body_hash(made.body_text),
    }
    return replace(made, **{key: value for key, value in computed.items() if key not in fields})


def page(address: str, at: datetime = NOON, **fields: Any) -> Page:
    """A response that was kept."""
    body = f"<html>{address!r} {at}</html>".encode()
    digest = sha256(body).hexdigest()
    values = {"run_id": "run-1", "source": "example", "section": "politics", "kind": PageKind.ARTICLE}
    values |= {"final_url": address, "status_code": 200, "headers": (("Content-Type", "text/html"),)}
    values |= {"body": body, "raw": RawObject(digest, f"sha256/{digest}")}
    return Page(url=address, fetched_at=at, **{**values, **fields})


def item(
    name: object, at: datetime = NOON, *, page_fields: dict[str, Any] | None = None, **fields: Any
) -> Item:
    """A story as fetched from its own address."""
    story = article(name, **fields)
    return Item(page(story.url, at, **(page_fields or {})), story)


def listing(*links: ListedLink, at: datetime = NOON, **fields: Any) -> Item:
    """A section page with its links as they were decided about."""
    values = {"kind": PageKind.LISTING, "links": links, **fields}
    return Item(page(f"{SITE}/politics/", at, **values))


def link(name: object, outcome: Outcome = Outcome.PENDING, **fields: Any) -> ListedLink:
    """A link to a story."""
    return ListedLink(url(name), **{"way": Way.SECTION_PAGE, "outcome": outcome, **fields})


def failed(name: object, reason: Reason, at: datetime = NOON, **fields: Any) -> Item:
    """A request that got no answer."""
    nothing = {"status_code": None, "headers": (), "body": b"", "raw": None, "final_url": ""}
    return Item(page(url(name), at, **{**nothing, **fields}), failure=Failure(reason, "as the test says"))


def rows(connection: Connection, query: str, *parameters: object) -> list[tuple[Any, ...]]:
    """What a query finds."""
    with connection.cursor() as cursor:
        cursor.execute(query, parameters or None)
        return cursor.fetchall()


def value(connection: Connection, query: str, *parameters: object) -> Any:
    """The one value a query finds."""
    ((found,),) = rows(connection, query, *parameters)
    return found
