"""What a page states for a field, and the record of which statement was taken."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from broadsheet.article import FieldValue
from broadsheet.extraction.tree import Element, locate
from broadsheet.fieldwords import Origin, Precision

_MOST_CANDIDATES = 10  # a field; a page that repeats itself further says nothing new
_LONGEST_RAW = 1000  # characters; what is longer is text, not a value


@dataclass(frozen=True, slots=True)
class Candidate:
    """One statement: its cleaned value, the text as it stood, and the place.

    `value` is None for a statement that is not believed, such as a date in the future. `element` is where
    people see it; two statements that differ in nothing else are one.
    """

    value: str | None
    origin: Origin
    locator: str
    raw: str | None = None
    precision: Precision | None = None
    element: Element | None = field(default=None, compare=False, repr=False)

    def with_text(self, value: str | None, raw: str | None) -> Candidate:
        """The same statement with another text; `dataclasses.replace` takes four times as long."""
        return Candidate(value, self.origin, self.locator, raw, self.precision, self.element)


def shown(text: str, element: Element, part: str = "") -> Candidate:
    """A statement that people see; `part` names what of the element says it."""
    return Candidate(text, "markup", f"{locate(element)}{part}", text, element=element)


@dataclass(slots=True)
class Ledger:
    """Collects the candidates of every field, chosen or not; `stated` as they came, those taken first."""

    values: list[FieldValue] = field(default_factory=list)
    stated: dict[str, tuple[Candidate, ...]] = field(default_factory=dict)

    def record(
        self, name: str, candidates: Iterable[Candidate], chosen: Candidate | Iterable[Candidate] | None
    ) -> None:
        """Note all candidates of a field; `chosen` are those the article took."""
        taken = [chosen] if isinstance(chosen, Candidate) else list(dict.fromkeys(chosen or ()))
        noted = (*taken, *candidates)
        if len(noted) > 1:  # of most fields there is but one statement, or none
            noted = tuple(dict.fromkeys(noted))[:_MOST_CANDIDATES]
        self.stated.setdefault(name, noted)
        self.values += [_field_value(name, each, number < len(taken)) for number, each in enumerate(noted)]


def _field_value(name: str, stated: Candidate, is_chosen: bool) -> FieldValue:
    raw = stated.value if stated.raw is None else stated.raw
    return FieldValue(
        name,
        stated.value,
        raw[:_LONGEST_RAW] if raw is not None else None,
        stated.origin,
        stated.locator[:_LONGEST_RAW],
        is_chosen,
        stated.precision,
    )
