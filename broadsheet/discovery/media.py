"""Addresses of films, broadcasts and rows of pictures: other media than what a section's list is of."""

from __future__ import annotations

import re

from broadsheet.discovery.address import path_segments, split, without_ending
from broadsheet.discovery.vocabulary import MEDIA_WORDS

_HEX = frozenset("abcdef")
_BROADCAST_WORDS = frozenset({"replay", "replays", "podcast", "podcasts"})
_KINDS = MEDIA_WORDS | {"collection", "poll", "quiz", "image", "images", "event", "youtube", "slideshow"}
_KIND_BEFORE_ID = re.compile(
    r"(?:^|(?P<slug>-))(?P<kind>[a-z]+)[_-](?:[0-9a-f]{8}(?:-[0-9a-f]{4,12})+|(?<=_)(?=[0-9a-f]*\d)[0-9a-f]+"
    r"|(?(slug)(?!)|\d{5,}))(?:\.[a-z]{2,5})?$"
)  # a slug whose last word is "video" before a number is a story's
_EPISODE = re.compile(r"(?P<kind>[a-z]+)(?:-(?:episode|ep|folge|episodio|odcinek|no))?-\d{1,4}")


def is_other_medium(url: str, own: frozenset[str] = frozenset()) -> bool:
    """Whether the address is that of a film, a broadcast or a row of pictures.

    A folder says so, as of `/video/...` and `/replay-radio/...`, the script that shows it, as of
    `photoView.html?id=7`, or the word before its id, as of `video_1b2c3d4e.html`; among the words of a slug,
    a film is what the story is about.
    """
    *folders, last = path_segments(url) or ("",)
    if any(
        word in MEDIA_WORDS or word.partition("-")[0] in _BROADCAST_WORDS
        for word in folders
        if word not in own
    ):
        return True
    if split(url).query and without_ending(last) in MEDIA_WORDS - own:
        return True
    match = _KIND_BEFORE_ID.search(last) or _EPISODE.fullmatch(last)
    return match is not None and match["kind"] in _KINDS and match["kind"] not in own


def ends_with_medium(url: str) -> bool:
    """Whether the slug ends with the name of another medium: `/the-voters-podcast-a-1b2c.html`."""
    segments = path_segments(url)
    words = re.findall(r"[^\W\d_]{4,}", segments[-1].partition(".")[0]) if segments else []
    slug = [word for word in words if not set(word) <= _HEX]
    return bool(slug) and slug[-1] in MEDIA_WORDS
