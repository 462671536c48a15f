"""The publishers of the local news web: who they are and where, not what their pages look like."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from tests.newsweb.recipes import Recipe


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
    recipe: Recipe | None = None  # of a publisher whose listings are composed of independent choices

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

TAGEBLATT = Publisher(
    "tageblatt",
    "Kranichauer Tageblatt",
    "de",
    "Europe/Berlin",
    "framework",
    (
        SectionSpec("politik", "Politik"),
        SectionSpec("wirtschaft", "Wirtschaft"),
        SectionSpec("kultur", "Kultur & Bühne"),
    ),
)

PODJEZI = Publisher(
    "podjezi",
    "Podjezí dnes",
    "cs",
    "Europe/Prague",
    "oldfashioned",
    (
        SectionSpec("obec", "Z naší obce"),
        SectionSpec("krimi", "Černá kronika"),
        SectionSpec("kultura", "Kultura a spolky"),
    ),
)

VALLE = Publisher(
    "valle",
    "El Valle Diario",
    "es",
    "Atlantic/Canary",
    "modern",
    (
        SectionSpec("local", "Local"),
        SectionSpec("economia", "Economía"),
        SectionSpec("cultura", "Cultura"),
        SectionSpec("deportes", "Deportes"),
    ),
)

PUBLISHERS = {publisher.name: publisher for publisher in (COURIER, TAGEBLATT, PODJEZI, VALLE)}
