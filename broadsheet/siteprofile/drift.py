"""When a site's pages no longer read as they did: which field has left its place, and where it stands now.

No page alone says so. Of the articles looked at last, so many must have left a field's place that it is no
accident, by how seldom articles of this site did before; three at least, and most of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from math import comb
from typing import Any

from broadsheet.counting import counted
from broadsheet.extraction.observation import WATCHED, field_of_rule, is_rule
from broadsheet.siteprofile.standing import Count

FEWEST_PAGES = 3  # different articles; of one or two an editor may have made something special
_MAIN_FIELDS = frozenset(("body_text", "headline"))  # of which one alone is believed at once
_ENOUGH_PAGES = 5  # from which on other fields are believed without one of these
_MOST_SHARE = 0.75  # of the pages must have left the place
_ACCIDENT = 0.002  # the chance of an accident that is taken for a redesign
_ACCIDENT_TOGETHER, _SEVERAL = 0.01, 3  # the same of each field, where so many move on the same pages
_SMALLER_ACCIDENT = 0.0002  # the same where neither text nor headline has moved
_SAMPLES = 3
_KEPT = "what is found is stored and the new places are learned, so this"
_KEPT_OF_RULES = "mend or end it in the source file; what is found without it is stored, and this"
_TOLD_FIELDS = 3  # with their places in the sentence; those of all are in the log


@dataclass(frozen=True, slots=True)
class Look:
    """One article compared with what is usual: where its fields stand, and which of them do not fit."""

    url: str
    run_id: str
    places: Mapping[str, str]
    misfits: frozenset[str] = frozenset()
    is_outside: bool = False  # its text stands in another container than the profile's

    @property
    def is_unlike(self) -> bool:
        """Whether anything of it is unlike the site's articles."""
        return bool(self.misfits) or self.is_outside

    @property
    def is_elsewhere(self) -> bool:
        """Whether its text stands where that of the site's articles does not."""
        return self.is_outside or "body_text" in self.misfits

    def as_json(self) -> dict[str, Any]:
        """For `from_json`."""
        return {**asdict(self), "places": dict(self.places), "misfits": sorted(self.misfits)}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Look:
        """As `as_json` gave it."""
        return cls(**{**stored, "misfits": frozenset(stored["misfits"])})


@dataclass(frozen=True, slots=True)
class Move:
    """A field that left its place, on `page_count` of `looked_count` articles; `new` is "" for nowhere.

    Or a rule of the source file that finds nothing any more: `field` is its `rule_name`.
    """

    field: str
    old: str
    new: str
    page_count: int
    looked_count: int

    def __str__(self) -> str:
        """In words.

        >>> str(Move("headline", "div.top > h1", "", 3, 4))
        'headline stood at "div.top > h1" and now stands nowhere (3 of 4 articles)'
        """
        now = f'at "{self.new}"' if self.new else "nowhere"
        pages = f"{self.page_count} of {counted(self.looked_count, 'article')}"
        if is_rule(self.field):
            return f"the {self.field} finds nothing ({pages})"
        return f'{self.field} stood at "{self.old}" and now stands {now} ({pages})'


@dataclass(frozen=True, slots=True)
class Drift:
    """A site's pages have left their profile: what moved, and pages to look at."""

    run_id: str  # that found it
    version: int | None  # of the profile that they left
    moves: tuple[Move, ...]
    urls: tuple[str, ...]  # of the articles that show it, the latest first

    @property
    def sentence(self) -> str:
        """For people: what is lost, what stands elsewhere, what became of it, where to look."""
        fields = [each for each in self.moves if not is_rule(each.field)]
        lost = _told([each.field for each in fields if not each.new], "found nowhere any more")
        elsewhere = _told([each.field for each in fields if each.new], "found elsewhere")
        rules = (f"the {each.field} finds nothing any more" for each in self.moves if is_rule(each.field))
        changes = ", ".join(filter(None, (lost, elsewhere, *rules)))
        places = "; ".join(map(str, self.moves[:_TOLD_FIELDS]))
        samples = ", ".join(self.urls[:_SAMPLES])
        return (
            f"the site has changed its article pages: {changes}; {_KEPT if fields else _KEPT_OF_RULES} "
            f"is told once for the whole source: {places}; see whether these are read right "
            f"(python -m broadsheet why URL): {samples}"
        )

    def is_told_by(self, sentence: str) -> bool:
        """Whether a run's sentence tells it; remarks on other things may follow."""
        return sentence.startswith(self.sentence)

    def tells_of_rule(self, field: str) -> bool:
        """Whether it says that the rule for this field finds nothing any more."""
        return any(is_rule(each.field) and field_of_rule(each.field) == field for each in self.moves)

    def as_json(self) -> dict[str, Any]:
        """For `from_json`."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Drift:
        """As `as_json` gave it."""
        moves = tuple(Move(**each) for each in stored["moves"])
        return cls(stored["run_id"], stored["version"], moves, tuple(stored["urls"]))


def _told(fields: Sequence[str], what: str) -> str:
    """ "headline and deck are found elsewhere", or nothing where there are no fields."""
    if not fields:
        return ""
    names = " and ".join(filter(None, (", ".join(fields[:-1]), fields[-1])))
    return f"{names} {'is' if len(fields) == 1 else 'are'} {what}"


def considered(looks: Sequence[Look], run_id: str, fewest: int = FEWEST_PAGES) -> Sequence[Look]:
    """Those of the run, whatever runs beside it; for a run of fewer articles some before it, too."""
    own = [each for each in looks if each.run_id == run_id]
    return own if len(own) >= fewest else looks[-fewest:]


def moves_of(looked: Sequence[Look], counts: Mapping[str, Count]) -> tuple[Move, ...]:
    """The fields that have left their places, the telling ones first; none while it may be an accident."""
    chances = {
        name: _chance(_misses(name, looked), len(looked), counts[name].odds)
        for name in WATCHED
        if name in counts
    }
    together = [name for name, chance in chances.items() if chance < _ACCIDENT_TOGETHER]
    most = _ACCIDENT_TOGETHER if len(together) >= _SEVERAL and _MAIN_FIELDS & set(together) else _ACCIDENT
    moved = [name for name, chance in chances.items() if chance < most]
    if not any(_is_telling(name, chances[name], len(looked)) for name in moved):
        return ()
    return tuple(_move(name, counts[name], looked) for name in moved)


def lost_rules(
    looks: Sequence[Look], run_id: str, counts: Mapping[str, Count], *, is_redesign: bool
) -> tuple[Move, ...]:
    """The source file's rules that find nothing any more, each by the pages that it held for.

    `is_redesign`: other fields have moved on the same pages, of which fewer are believed.
    """
    moves = (_lost_rule(name, looks, run_id, counts[name], is_redesign) for name in counts if is_rule(name))
    return tuple(each for each in moves if each is not None)


def _lost_rule(name: str, looks: Sequence[Look], run_id: str, count: Count, is_redesign: bool) -> Move | None:
    is_main = field_of_rule(name) in _MAIN_FIELDS
    fewest = FEWEST_PAGES if is_redesign or is_main else _ENOUGH_PAGES
    looked = considered([each for each in looks if name in each.places], run_id, fewest)
    chance = _chance(_misses(name, looked), len(looked), count.odds)
    return _move(name, count, looked) if len(looked) >= fewest and chance < _ACCIDENT else None


def has_left(looked: Sequence[Look], odds: float) -> bool:
    """Whether the text of articles has left its container, however the rest may stand."""
    return _chance(sum(each.is_outside for each in looked), len(looked), odds) < _ACCIDENT


def _is_telling(name: str, chance: float, pages: int) -> bool:
    """Whether a field alone says that the site has changed: some stories have no deck, one after another."""
    return name in _MAIN_FIELDS or (pages >= _ENOUGH_PAGES and chance < _SMALLER_ACCIDENT)


def _misses(name: str, looked: Sequence[Look]) -> int:
    return sum(name in each.misfits for each in looked)


def _chance(misses: int, pages: int, odds: float) -> float:
    """Of so many misses by accident, where one page misses with these odds: a binomial tail.

    1 where it is too few of the pages to say anything.
    """
    if misses < FEWEST_PAGES or misses < _MOST_SHARE * pages:
        return 1.0
    return sum(comb(pages, k) * odds**k * (1 - odds) ** (pages - k) for k in range(misses, pages + 1))


def urls_of(looked: Sequence[Look], moves: Sequence[Move]) -> tuple[str, ...]:
    """The articles that show what moved, the latest first."""
    fields = {each.field for each in moves}
    shown = (each for each in reversed(looked) if fields & each.misfits or each.is_outside)
    return tuple(each.url for each in shown)


def _move(name: str, count: Count, looked: Sequence[Look]) -> Move:
    places = [each.places[name] for each in looked if name in each.misfits]
    ((new, _),) = Counter(places).most_common(1)
    old = max((place for place in count.places if place), key=lambda place: count.places[place], default="")
    return Move(name, old, new, len(places), len(looked))
