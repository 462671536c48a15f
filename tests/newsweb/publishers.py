"""The publishers of the local news web: who they are and where, not what their pages look like."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class SectionSpec:
    """A section: its name in source files, the label its pages print, the folder it lives in."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Publisher:
    """One news site; `family` names its templates."""

    name: str
    title: str
    language: str
    timezone: str
    family: str
    sections: tuple[SectionSpec, ...]

    @property
    def zone(self) -> ZoneInfo:
        """Where its clock hangs."""
        return ZoneInfo(self.timezone)

    def section(self, name: str) -> SectionSpec:
        """The section of that name."""
        return next(section for section in self.sections if section.name == name)


COURIER = Publisher(
    "courier",
    "The Harbour Courier",
    "en",
    "America/Halifax",
    "courier",
    (
        SectionSpec("harbour", "Harbour affairs"),
        SectionSpec("politics", "Town politics"),
        SectionSpec("business", "Trade & business"),
        SectionSpec("culture", "Arts and culture"),
    ),
)

PUBLISHERS = {publisher.name: publisher for publisher in (COURIER,)}
