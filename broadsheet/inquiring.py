"""Finds what is held of an address, however it was pasted, and has it explained."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urlsplit

from broadsheet.articledb import inquiry
from broadsheet.articledb.connection import Connection
from broadsheet.articledb.inquiry import Facts, Row
from broadsheet.errors import ConfigError
from broadsheet.explaining import Answer, advice_unlisted, explained, section_page
from broadsheet.spellings import article_id_of, digest_of, spellings

_WORDS = re.compile(r"[a-z0-9]{3,}")
_EXPECTED = "an address, an article's number, or a key of the bucket"


def inquire(connection: Connection, text: str) -> Answer:
    """Find what was asked for, however it was pasted. ConfigError for text that is nothing of the kind."""
    number, digest = article_id_of(text), digest_of(text)
    if number is not None:
        return _of_article(connection, text, number)
    if digest is not None:
        return _of_digest(connection, text, digest)
    groups = spellings(text)
    if not groups:
        raise ConfigError(f"{text.strip() or 'nothing to look for'}: expected {_EXPECTED}")
    return _of_address(connection, text, groups)


def _of_article(connection: Connection, text: str, number: int) -> Answer:
    gathered = inquiry.facts(connection, [], number)
    if gathered.article is None:
        return Answer(text, f"There is no article {number}.", [], gathered)
    return explained(text, gathered)


def _of_digest(connection: Connection, text: str, digest: str) -> Answer:
    known = inquiry.found_by_digest(connection, digest)
    if not known:
        sentence = "No page with this key was captured, stored or rejected."
        return Answer(text, sentence, [], inquiry.facts(connection, [], None))
    return explained(text, _gathered(connection, known, list(known)))


def _of_address(connection: Connection, text: str, groups: Sequence[Sequence[str]]) -> Answer:
    everything = [url for group in groups for url in group]
    sources = _sources_of(inquiry.configured_sources(connection), everything)
    names = [row["source"] for row in sources]
    for group in groups:
        if known := inquiry.found(connection, group):
            gathered = _gathered(connection, known, group, names)
            section = _page_of(gathered, group[0]) if gathered.article is None else None
            return section_page(text, gathered, section) if section else explained(text, gathered)
    if names and (known := inquiry.found_in_lower_case(connection, [u.lower() for u in everything], names)):
        return explained(text, _gathered(connection, known, list(known), names))
    return _unknown(connection, text, groups[0][0], sources)


def _gathered(
    connection: Connection, known: dict[str, int | None], order: Sequence[str], sources: Sequence[str] = ()
) -> Facts:
    """Of several spellings that are known, the one nearest to what was pasted decides."""
    article_id = next((known[url] for url in order if known.get(url)), None)
    urls = [url for url in order if url in known and known[url] in {None, article_id}]
    return inquiry.facts(connection, urls, article_id, sources)


def _sources_of(configured: Iterable[Row], urls: Iterable[str]) -> list[Row]:
    hosts = {_host(url) for url in urls}
    return [row for row in configured if hosts & set(_hosts_of(row))]


def _hosts_of(row: Row) -> Iterator[str]:
    settings = row["settings"]
    for url in (row["base_url"], *(section["url"] for section in settings.get("sections", ()))):
        yield _host(url)
    for host in settings.get("extra_hosts", ()):
        yield _host(f"https://{host}")


def _host(url: str) -> str:
    parts = urlsplit(url)
    return (parts.hostname or "").removeprefix("www.") + (f":{parts.port}" if parts.port else "")


def _unknown(connection: Connection, text: str, url: str, sources: Sequence[Row]) -> Answer:
    if not sources:
        sentence = f"No source has the host {urlsplit(url).netloc}."
        advice = ["A new source, from the address of a section: python -m broadsheet sources add URL"]
        return Answer(text, sentence, advice, inquiry.facts(connection, [], None))
    names = [row["source"] for row in sources]
    gathered = inquiry.facts(connection, [], None, names)
    if page := _page_of(gathered, url):
        return section_page(text, gathered, page)
    words = list(
        dict.fromkeys(_WORDS.findall(urlsplit(url).path.lower() + "?" + urlsplit(url).query.lower()))
    )
    nearest = inquiry.nearest_links(connection, names, words) if words else []
    known = f"; nearest known: {nearest[0]['url']}" if nearest else "; no link of it is like this one"
    sentence = f"Never listed by any section of {', '.join(names)}{known}."
    advice = list(advice_unlisted(gathered))
    return Answer(text, sentence, advice, gathered, nearest)


def _page_of(gathered: Facts, url: str) -> Row | None:
    """The section whose page the address is, if it is one's."""
    return next((row for row in gathered.sections if _is_same(row["url"], url)), None)


def _is_same(one: str, other: str) -> bool:
    return bool(set(spellings(one)[0]) & set(spellings(other)[0]))
