"""The anatomy of the text this project started from: lines that go wrong together.

The text itself belongs to its publisher: it is read where it lies, beside the repository, and never copied.
In our own words the same stands in `seed_text.txt`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from broadsheet.text import clean

OURS = Path(__file__).with_suffix(".txt")
LIES_AT = Path(__file__).resolve().parents[3] / "shared" / "seed" / "jns-article.txt"
_KICKER, _CREDIT = "update desk", " Credit: "


@dataclass(frozen=True)
class Seed:
    """The lines, by what they are; `whole_caption` ends with the credit, as the page prints it."""

    site: str
    kicker: str
    section: str
    headline: str
    deck: str
    whole_caption: str
    body: tuple[str, ...]
    notices: tuple[str, ...]  # meter, registration, appeal, meter again, newsletter

    @property
    def caption(self) -> str:
        """What the picture shows."""
        return self.whole_caption.partition(_CREDIT)[0]

    @property
    def credit(self) -> str:
        """Who made it."""
        return self.whole_caption.partition(_CREDIT)[2].rstrip(".")


def read_seed(path: Path) -> Seed:
    """The lines of a text: labels glued, headline, deck, the caption twice, twelve paragraphs, notices."""
    lines = [clean(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    (site,) = set(re.findall(r"\w+\.org", " ".join(lines)))
    section = lines[0].removeprefix(_KICKER)
    return Seed(site, _KICKER, section, *lines[1:4], body=tuple(lines[5:17]), notices=tuple(lines[17:]))
