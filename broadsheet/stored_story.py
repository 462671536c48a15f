"""What is said of a held article: what became of it, when it was published, where to look on. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from broadsheet.articledb.inquiry import Facts, Row
from broadsheet.articledb.ledger_rows import MISSING
from broadsheet.counting import counted
from broadsheet.extraction.stated_text import why_not_believed
from broadsheet.zonecheck import remark_in

_LONGEST_DATE = 60  # characters of a stated date; a longer one is a text


def stored(gathered: Facts) -> str:
    """The article in a sentence, what became of it first."""
    row = gathered.article or {}
    count = counted(row["version_count"], "version")
    where = f"in {', '.join(row['sections'])}" if row["sections"] else "listed by no section"
    fate, number = _fate(row), row["article_id"]
    said = f"{fate}: article {number}, stored" if fate else f"Stored as article {number}"
    said += f" since {when(row['first_seen_at'])}, {count}, {where}"
    if not fate and (missing := _missing_once(gathered)):
        said += f"; {missing}"
    if row["duplicate_of"]:
        said += f"; a copy of article {row['duplicate_of']} ({row['original_url']})"
    return f"{said}."


def advice_stored(gathered: Facts) -> Iterator[str]:
    """Where to look on."""
    row = gathered.article or {}
    if row["is_zone_assumed"]:
        told = (remark_in(each["verdict_reason"]) for each in gathered.sections)
        yield from dict.fromkeys(each for each in told if each)
    if row["merged_into"]:
        yield f"Look at the article that it became: python -m broadsheet why {row['merged_into']}"
    if row["status"] != "available":
        yield f"Its text: body_text of the article_id {row['article_id']} in news.articles"
        return
    yield (
        f"What the page says now, and where: python -m broadsheet read {row['url']} --source {row['source']}"
    )


def publication(gathered: Facts) -> str:
    """When the article was published; or what was stated of it instead, and why that is not believed."""
    row = gathered.article or {}
    if row["published_at"]:
        zone = ", zone assumed" if row["is_zone_assumed"] else ""
        return f"{when(row['published_at'])} ({row['published_precision']}{zone})"
    stated = next((each for each in gathered.fields if _is_disbelieved_date(each)), None)
    if stated is None:
        return "not stated"
    place = next((each for each in gathered.sections if each["source"] == row["source"]), {})
    read_at = gathered.versions[0]["seen_at"]
    why = why_not_believed(stated["raw_value"], read_at, place.get("language"), place.get("timezone"))
    return (
        f"stated as {stated['raw_value'][:_LONGEST_DATE]!r} ({stated['origin']}: {stated['locator']}) "
        f"and not believed: {why}"
    )


def _fate(row: Row) -> str | None:
    """What became of an article that is no more where it was."""
    if row["merged_into"]:
        return f"Merged into article {row['merged_into']}"
    told = {
        "gone": "Not on its site any more, found missing",
        "redirected": "Its address leads to no story any more, found so",
    }.get(row["status"])
    return f"{told} {when(row['status_at'])}; its text is kept" if told else None


def _missing_once(gathered: Facts) -> str | None:
    """Of a page that was not there at the last look, which a second one has to confirm."""
    row = next((each for each in gathered.ledger if each["reason"] in MISSING), None)
    if row is None:
        return None
    then = f" {when(row['next_check_at'])}" if row["next_check_at"] else ""
    return f"missing from its site at the last look ({row['reason']}), another one{then} decides"


def _is_disbelieved_date(candidate: Row) -> bool:
    return candidate["field"] == "published_at" and candidate["value"] is None and candidate["raw_value"]


def when(moment: datetime | None) -> str:
    """To the minute, in UTC."""
    return f"{moment:%Y-%m-%d %H:%M} UTC" if moment else "-"
