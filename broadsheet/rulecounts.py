"""On how many pages of a run each rule of its source file found something, and on how many nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from broadsheet.article import FieldValue

OF_DROP = "drop "  # begins the names of rules that take out


@dataclass(slots=True)
class RuleCounts:
    """Pages by the field that the rule decides; of rules that take out, by their selectors."""

    followed: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    told: dict[str, FieldValue] = field(default_factory=dict)  # of those, what the first page had there

    def add(self, fields: Iterable[FieldValue]) -> None:
        """The rules that were asked on one page."""
        told = [each for each in fields if each.origin == "source_rule"]
        followed = {_rule_of(each) for each in told if each.is_chosen}
        self.followed.update(followed)
        missed = {_rule_of(each): each for each in told if _rule_of(each) not in followed}
        self.missed.update(missed.keys())
        self.told = missed | self.told

    def in_words(self, name: str) -> str:
        """A rule that missed, by its field and its selectors."""
        told = self.told.get(name)
        return f"{name} ({told.locator})" if told and not name.startswith(OF_DROP) else name


def _rule_of(told: FieldValue) -> str:
    """A rule by its field; of what is dropped each selector is one of its own."""
    return f"{OF_DROP}({told.locator})" if told.field == "drop" else told.field
