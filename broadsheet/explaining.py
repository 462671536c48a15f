"""Why there is an article at an address, or why there is none, in a sentence; and what to do next. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from broadsheet.articledb.inquiry import Facts, Row
from broadsheet.articledb.meanings import REASONS
from broadsheet.frontier import PROMPT_ATTEMPTS
from broadsheet.outcomes import Outcome, PageKind, Reason
from broadsheet.replaying import Remedy, remedy_of
from broadsheet.stored_story import advice_stored, stored, when
from broadsheet.telling import passed_in_words

_LEFT = frozenset({Outcome.NOT_ARTICLE, Outcome.OFF_SITE})
_TALKING_HELPS = frozenset({Reason.BLOCKED, Reason.CONSENT})

_NO_STORY = "Is it a story all the same? See docs/adding-a-source.md on what is taken for one."
_MAYBE_IN_SITEMAP = (
    "A sitemap may name it all the same: its entries of other sections, old ones (out_of_range) and undated "
    "ones are not kept, only counted"
)
_OLD = "Is it an old story? Crawls look at what is new: python -m broadsheet backfill --help"
_OF_OTHER_SECTION = (
    "Is its own section in the source file? Then the next run of that one has it; else add it there "
    "(docs/adding-a-source.md). Of a most-read box or a shelf of films nothing is missing."
)
_ADVICE_LEFT = {Reason.OTHER_SECTION: _OF_OTHER_SECTION}
_ELSEWHERE = "Is its host one of the site's own? Then name it in the source file (extra_hosts)."
# What comes to the same however often it is asked for, until the source file or the site says otherwise.
_UNLESS_CHANGED = {
    Reason.OFF_SITE: "Is the host that it leads to one of the site's own? Then name it in the source file "
    "(extra_hosts).",
    Reason.ADDRESS_REFUSED: "Is the source one of an intranet? Then its file says private_network: true.",
    Reason.NOT_HTML: "Nothing to do, unless the site has a page there by now.",
}


@dataclass(slots=True)
class Answer:
    """What `why` says: one sentence, what to do next, and the facts that it is drawn from."""

    asked: str
    sentence: str
    advice: list[str]
    facts: Facts
    nearest: list[Row] = field(default_factory=list)


def explained(text: str, gathered: Facts) -> Answer:
    """The sentence and the advice that the facts of an address come to."""
    if gathered.article is not None:
        return Answer(text, stored(gathered), list(advice_stored(gathered)), gathered)
    page = gathered.captures[0] if gathered.captures else None
    lost = gathered.rejections[0] if gathered.rejections else None
    if lost and lost["kind"] != PageKind.ARTICLE and not (page and page["fetched_at"] > lost["seen_at"]):
        return _lost_listing(text, lost, gathered)
    if page and page["kind"] != PageKind.ARTICLE:
        sentence = f"A {page['kind']}: read to find articles, kept when it changed, and none itself."
        return Answer(text, sentence, [], gathered)
    if gathered.ledger:
        return _listed(text, gathered, gathered.ledger[0])
    if gathered.rejections:
        row = gathered.rejections[0]
        sentence = f"In no section's ledger, but asked for {when(row['seen_at'])} and rejected: {_why(row)}"
        return Answer(text, sentence, list(_advice_rejected(row, gathered)), gathered)
    sentence = "Captured, but in no ledger and no article."
    return Answer(text, sentence, [], gathered)


def section_page(text: str, gathered: Facts, section: Row) -> Answer:
    """Of the address of a section: that it is one, and how the last look at it ended."""
    said = f"It is the page of the section {section['source']}/{section['section']}, no article"
    lost = gathered.rejections[0] if gathered.rejections else None
    if lost and lost["resolved_at"] is None:
        said += f"; it could not be read {when(lost['seen_at'])}: {_why(lost).removesuffix('.')}"
    elif section["started_at"]:
        said += f"; last looked at {when(section['started_at'])}: {section['verdict'] or 'no verdict yet'}"
    return Answer(text, f"{said}.", list(advice_on_troubles([section])), gathered)


def _lost_listing(text: str, row: Row, gathered: Facts) -> Answer:
    where = f"{row['source']}/{row['section']}"
    sentence = f"A {row['kind']} of {where}, which could not be read {when(row['seen_at'])}: {_why(row)}"
    advice = (
        f"Every run that comes to it asks for it again; as long as it fails, {where} may be partial: "
        "docs/ops.md, One page of a list that fails."
    )
    return Answer(text, sentence, [advice], gathered)


def _listed(text: str, gathered: Facts, row: Row) -> Answer:
    where = f"{row['source']}/{row['section']}"
    outcome, since = Outcome(row["outcome"]), when(row["first_listed_at"])
    if outcome is Outcome.PENDING or (outcome is Outcome.KNOWN and not row["attempt_count"]):
        why = f" ({row['reason']}: {_meaning(row['reason'])})" if row["reason"] else ""
        sentence = f"Listed on {where} since {since} and not fetched yet{why}."
        return Answer(text, sentence, list(_advice_pending(row, gathered)), gathered)
    if outcome in _LEFT and not gathered.rejections:
        sentence = f"Listed on {where} since {since} but left: {_why(row)}"
        advice = [_ELSEWHERE if outcome is Outcome.OFF_SITE else _ADVICE_LEFT.get(row["reason"], _NO_STORY)]
        return Answer(text, sentence, advice, gathered)
    tries = f"{row['attempt_count']} times in vain" if row["attempt_count"] > 1 else "once in vain"
    rejected = gathered.rejections[0] if gathered.rejections else {**row, "kind": PageKind.ARTICLE}
    told = rejected if rejected["reason"] == row["reason"] else row
    sentence = f"Listed on {where} since {since} and asked for {tries}: {_why(told)}"
    return Answer(text, sentence, list(_advice_rejected(rejected, gathered)), gathered)


def _advice_pending(row: Row, gathered: Facts) -> Iterator[str]:
    where = f"{row['source']}/{row['section']}"
    section = _section(gathered, row)
    if section is None or not section["is_active"]:
        yield f"{where} is in no source file any more, so nobody fetches it."
        return
    yield f"Nothing to do: the next run of {where} fetches it."
    yield from advice_on_troubles([section])


def _advice_rejected(row: Row, gathered: Facts) -> Iterator[str]:
    reason = Reason(row["reason"]) if row["reason"] else None
    if reason is None:
        return
    is_kept = row.get("raw_html_key") is not None
    remedy = remedy_of(reason, PageKind(row["kind"]), is_kept=is_kept)
    if reason is Reason.ROBOTS:
        yield _about_robots(row)
        return
    command = f"python -m broadsheet retry --reason {reason} --source {row['source']}"
    if reason in _UNLESS_CHANGED:
        yield f"{_UNLESS_CHANGED[reason]} Then {command} has the next run ask for it."
        return
    due = next((link for link in gathered.ledger if link["next_check_at"]), None)
    if due and due["is_due"] and reason.is_retryable:
        yield f"It is due: the next run of {due['source']}/{due['section']} asks for it again."
        return
    if due and (due["is_due"] or _is_asked_at_once(due)):
        is_sure = reason.is_retryable and not due["is_due"]
        later = f"; else the first after {when(due['next_check_at'])}" if is_sure else ""
        where = f"{due['source']}/{due['section']}"
        yield f"The next run of {where} that finds it listed asks for it again{later}."
    elif due:
        yield f"It is asked for again by the first run after {when(due['next_check_at'])}."
    if reason in _TALKING_HELPS:
        yield "The site does not want it: respect it, or write to the publisher."
    elif remedy in {Remedy.READ, Remedy.FETCH}:
        how = "reads the stored page again" if remedy is Remedy.READ else "has the next run ask for it"
        yield f"Now rather than later: {command} {how}."


def _is_asked_at_once(link: Row) -> bool:
    """Whether it failed so seldom that each run asks for it, whatever time is noted; no stored article."""
    is_failure = Outcome(link["outcome"]) in {Outcome.REJECTED, Outcome.GONE}
    return is_failure and link["article_id"] is None and link["attempt_count"] < PROMPT_ATTEMPTS


def _about_robots(row: Row) -> str:
    parts = urlsplit(row["url"])
    return (
        f"Read {parts.scheme}://{parts.netloc}/robots.txt: what it forbids, or cannot be asked about, is "
        "left; respect it, or write to the publisher. Once it allows us: "
        f"python -m broadsheet retry --reason robots --source {row['source']} has the next run ask for it."
    )


def advice_unlisted(gathered: Facts) -> Iterator[str]:
    """What to look at when no section ever listed an address of its site."""
    active = [row for row in gathered.sections if row["is_active"]]
    if not active:
        yield "The source is in no source file any more, so nobody looks at it."
        return
    names = ", ".join(row["section"] for row in active)
    yield f"Is it in one of these sections: {names}? Else add its section: docs/adding-a-source.md."
    yield "Was it published while nobody was looking? SELECT * FROM news.gaps"
    yield from _passed_over(active)
    yield _OLD
    yield from advice_on_troubles(active)


def _passed_over(sections: Iterable[Row]) -> Iterator[str]:
    """What the last crawls read and kept no row of: the address may be among it."""
    counts = [
        f"{row['source']}/{row['section']} {when(row['passed_at'])}: {passed_in_words(row['passed'])}"
        for row in sections
        if row["passed"]
    ]
    yield f"{_MAYBE_IN_SITEMAP}{': ' if counts else ''}{'; '.join(counts)}"


def advice_on_troubles(sections: Iterable[Row]) -> Iterator[str]:
    """The sections whose last run was red, and why."""
    for row in sections:
        if row["verdict"] not in {None, "ok", "quiet"}:
            yield (
                f"{row['source']}/{row['section']} is {row['verdict']} since its last run "
                f"({when(row['started_at'])}): {row['verdict_reason']}"
            )


def _section(gathered: Facts, row: Row) -> Row | None:
    place = row["source"], row["section"]
    return next((each for each in gathered.sections if (each["source"], each["section"]) == place), None)


def _why(row: Row) -> str:
    """The reason, what it means, and what was told of this case."""
    if not row["reason"]:
        return f"{row['outcome']}."
    detail = f" [{row['detail']}]" if row.get("detail") else ""
    return f"{row['reason']} - {_meaning(row['reason'])}{detail}"


def _meaning(reason: str) -> str:
    return REASONS[Reason(reason)]
