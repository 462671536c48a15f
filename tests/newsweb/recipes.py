"""What the listings of a composed publisher are made of: independent choices, by name or by seed."""

from __future__ import annotations

from dataclasses import dataclass, fields
from random import Random
from typing import Literal, get_args

Scheme = Literal["folder", "folder_short", "dated", "root", "query", "number", "html", "script", "subdomain"]
Markup = Literal[
    "cards",
    "soup",
    "image_only",
    "read_more",
    "table",
    "flat",
    "whole_card",
    "head_in_article",
    "list",
    "state",
    "next_data",
    "state_with_boxes",
    "carousel",
]
Paging = Literal[
    "path",
    "query",
    "offset",
    "link_rel",
    "header",
    "button_json",
    "button_html",
    "cursor",
    "infinite",  # goes on at ?page=2, which only its scripts know
    "hinted",  # ... which an attribute of no known name holds
    "endless",  # whatever parameter is asked for: the first page
    "older",
    "archive",  # the section's whole list has an address of its own, and begins again there
]
Boxes = Literal["classes", "labels", "foreign_labels", "aside", "none"]
Feed = Literal["section", "site", "json", "none"]
Sitemap = Literal["news", "news_keywords", "plain_gz", "index", "none"]
Prose = Literal["en", "de", "es", "cs", "ru", "ja", "el", "ar"]


@dataclass(frozen=True, slots=True)
class Recipe:
    """One choice of each kind; together they say what a publisher's listings look like."""

    scheme: Scheme
    markup: Markup
    paging: Paging
    boxes: Boxes
    feed: Feed
    sitemap: Sitemap
    prose: Prose
    clutter: int = 0  # chooses names of classes and what else lies about

    @property
    def language(self) -> str:
        """The language of the stories' grammar; other scripts are written over English."""
        return self.prose if self.prose in {"en", "de", "es", "cs"} else "en"

    @property
    def is_carried(self) -> bool:
        """Whether everything on the section's list can be reached by some way at all."""
        return (
            self.paging not in {"infinite", "hinted", "endless"}
            or self.feed != "none"
            or self.sitemap == "news_keywords"
        )


def drawn(seed: int) -> Recipe:
    """The recipe of that seed: every choice by itself, drawn again until the section can be reached."""
    rng = Random(f"recipe/{seed}")
    kinds = {"scheme": Scheme, "markup": Markup, "paging": Paging, "boxes": Boxes, "feed": Feed,
        "sitemap": Sitemap, "prose": Prose}  # fmt: skip
    while True:
        chosen = {
            field.name: rng.choice(get_args(kinds[field.name]))
            for field in fields(Recipe)
            if field.name in kinds
        }
        recipe = Recipe(**chosen, clutter=rng.randrange(1_000_000))
        if recipe.is_carried:
            return recipe


NAMED = {
    "gazette": Recipe("folder_short", "soup", "cursor", "labels", "site", "none", "en"),
    "vestnik": Recipe("script", "image_only", "offset", "labels", "none", "plain_gz", "ru"),
    "amtsblatt": Recipe("query", "table", "query", "foreign_labels", "site", "news_keywords", "de"),
    "portal": Recipe("dated", "state", "button_json", "none", "json", "none", "es"),
    "shinbun": Recipe("number", "read_more", "infinite", "labels", "section", "news", "ja"),
    "regional": Recipe("subdomain", "whole_card", "header", "classes", "none", "index", "cs"),
}
