"""What a verdict's sentence tells of a run: what was stored, what is left, what failed, an example. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from broadsheet.article import Failure
from broadsheet.counting import counted
from broadsheet.failing import STORED
from broadsheet.outcomes import Outcome, Reason, Unread, Verdict
from broadsheet.rulecounts import OF_DROP
from broadsheet.runs import Judgement
from broadsheet.tally import RunTally

_ENOUGH = 5  # pages without a box that is to be dropped, before that is told: not all have one


def green(tally: RunTally) -> Judgement:
    """Of a run to which nothing objects: `ok`, or `quiet` when nothing was published."""
    counts, rest = tally.counts, _rest(tally)
    listed = counted(counts.listed_count, "listed article")
    if counts.new_count or counts.changed_count or counts.duplicate_count:
        return Judgement(
            Verdict.OK,
            f"{counts.new_count} new, {counts.changed_count} changed, "
            f"{counted(counts.duplicate_count, 'copy', 'copies')} among {listed}{rest}",
        )
    if tally.first_listed_count or tally.failures:
        return Judgement(Verdict.OK, f"nothing new among {listed}{rest}")
    return Judgement(
        Verdict.QUIET,
        f"nothing published since the last look; {counted(counts.listed_count, 'article')} listed{rest}",
    )


def _rest(tally: RunTally) -> str:
    """What a green run leaves over: links for the next run, failures within the normal."""
    pending_count = tally.counts.pending_count
    words = [f"{pending_count} left for the next run"] if pending_count else []
    if beyond := tally.passed[Unread.LINKS]:
        stand = counted(beyond, "link stands", "links stand")
        words.append(f"{stand} beyond the most that are read of a page")
    if tally.siblings.overtaken_count:
        words.append(f"{tally.siblings.overtaken_count} stored by another run at the same time")
    if left := tally.failures[Reason.OTHER_SECTION]:
        owners = "the section that its page names" if left == 1 else "the sections that their pages name"
        words.append(f"{left} left to {owners}")
    words += rules_in_vain(tally)
    if causes := causes_of(tally):
        words.append(f"failed: {causes}")
    words += [
        f"{fact.kind} {fact.url} failed: {fact.failure.reason}" for fact in tally.listings if fact.failure
    ]
    return "".join(f"; {each}" for each in words)


def rules_in_vain(tally: RunTally) -> list[str]:
    """The rules of the source file that found nothing on any page, by the fields they are for."""
    return [
        f"the rule for {tally.rules.in_words(name)} found nothing on any of {counted(count, 'page')}"
        for name, count in tally.rules.missed.items()
        if not tally.rules.followed[name]
        and not (tally.drift and tally.drift.tells_of_rule(name))
        and (count >= _ENOUGH or not name.startswith(OF_DROP))
    ]


def numbers(tally: RunTally) -> str:
    """What became of the listed articles so far. The parts add up to what is listed, and asked for beside it.

    `known`: stored by an earlier run, or by another one meanwhile. What is asked for and not listed now was
    listed before: it was left over, or is due for another look.
    """
    counts, listed = tally.counts, tally.article_urls
    in_hand = tally.tried_urls | tally.open_urls
    known = listed - in_hand - tally.still_failed.keys() - tally.still_gone.keys()
    beside = len(in_hand - listed)
    listed_words = f"{counted(counts.listed_count, 'article')} listed"
    words = [
        f"{len(known)} known, {counts.new_count} new, {counts.changed_count} changed, "
        f"{counts.unchanged_count} unchanged, {counted(counts.duplicate_count, 'copy', 'copies')}, "
        f"{tally.outcomes[Outcome.REJECTED]} rejected",
        *_rarely(tally),
        f"{len(tally.open_urls)} to go",
    ]
    return f"{listed_words}{f' and {beside} asked for beside' if beside else ''}: {', '.join(words)}"


def _rarely(tally: RunTally) -> list[str]:
    """Ends of a page that are seldom, and not among the counts of a run's row."""
    outcomes = tally.outcomes
    ends = {
        "gone": outcomes[Outcome.GONE],
        "no articles": outcomes[Outcome.NOT_ARTICLE],
        "off the site": outcomes[Outcome.OFF_SITE],
        # Read and not taken, by a backfill; what was not stored is still to go.
        "of other days": outcomes[Outcome.PENDING] - tally.failures[Reason.STORE_FAILED],
        "failed before": len((tally.still_failed.keys() | tally.still_gone.keys()) & tally.article_urls),
    }
    return [f"{count} {end}" for end, count in ends.items() if count]


def causes_of(tally: RunTally) -> str:
    """How many pages failed for which reason; a story of another section is none of them."""
    causes = tally.failures + Counter(tally.still_failed.values()) + Counter(tally.still_gone.values())
    del causes[Reason.OTHER_SECTION]
    return ", ".join(f"{count} {reason}" for reason, count in causes.most_common())


def stored_count(tally: RunTally) -> int:
    """Articles stored for the first time or anew."""
    return sum(tally.outcomes[outcome] for outcome in STORED)


def done_and_left(tally: RunTally) -> str:
    """What a run that did not come to its end had stored, and what it left."""
    left = counted(tally.counts.pending_count, "link")
    return f"{counted(stored_count(tally), 'article')} stored, {left} left"


def passed_in_words(passed: Mapping[str, int]) -> str:
    """What a run read and made no row of, the most first.

    >>> passed_in_words({"undated": 2, "other_section": 812})
    '812 other_section, 2 undated'
    """
    return ", ".join(f"{count} {reason}" for reason, count in sorted(passed.items(), key=_descending))


def _descending(each: tuple[str, int]) -> tuple[int, str]:
    return -each[1], each[0]


def in_words(failure: Failure) -> str:
    """The reason with what is told of this case."""
    return f"{failure.reason} ({failure.detail})" if failure.detail else failure.reason


def told_of(tally: RunTally, reasons: Iterable[Reason]) -> str:
    """Of the most frequent of these reasons, what was told of its first case."""
    counts = Counter({reason: tally.failures[reason] for reason in reasons if tally.failures[reason]})
    if not counts:
        return ""
    ((reason, _),) = counts.most_common(1)
    return f" ({in_words(Failure(reason, tally.details.get(reason, '').rstrip('.')))})"


def sample(tally: RunTally, *reasons: Reason) -> str:
    """One of the pages that failed for these reasons, or for any."""
    wanted = reasons or tuple(tally.samples)
    url = next((url for reason in wanted for url in tally.samples.get(reason, ())), None)
    return f", such as {url}" if url else ""
