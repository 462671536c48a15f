"""Which names of classes and ids stand for a part of a page that is not its story."""

from __future__ import annotations

import pytest

from broadsheet.extraction.zonenames import Zone, named_zone


@pytest.mark.parametrize(
    ("classes", "identifier", "zone"),
    [
        ("c-social_share", "", Zone.NAVIGATION),
        ("relatedStories wide", "", Zone.ASIDE),
        ("", "site-newsletter-box", Zone.ASIDE),
        ("ArticleAuthorBio", "", Zone.ASIDE),
        ("author", "", Zone.BYLINE),
        ("visually-hidden caption", "", Zone.HIDDEN),
        ("paywall-prompt related", "", Zone.PAYWALL),
        ("metered-notice", "", Zone.PAYWALL),
        ("", "reply", Zone.ASIDE),
    ],
)
def test_names_are_found_however_they_are_written(classes: str, identifier: str, zone: Zone) -> None:
    """With hyphens, underscores or capitals, alone or within longer ones; of two the graver counts."""
    assert named_zone(classes, identifier) is zone


@pytest.mark.parametrize(
    ("classes", "identifier"),
    [
        ("overflow-hidden", ""),
        ("field--name-body field--label-hidden", ""),
        ("md:hidden lg:sidebar", ""),
        ("has-sidebar sidebar-layout", ""),
        ("", "block-n1AuAdJlVL"),
        ("metered", ""),
        ("shareholders", ""),
        ("headerInfoAndTags", ""),
        ("date-and-share", ""),
    ],
)
def test_names_of_layouts_utilities_and_chance_mean_nothing(classes: str, identifier: str) -> None:
    """They hold the letters of a zone's name."""
    assert named_zone(classes, identifier) is None
