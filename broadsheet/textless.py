"""Which stories of a run came without their text: scripts fill it in, or nobody knows where it is."""

from __future__ import annotations

from dataclasses import dataclass, field

from broadsheet.article import Article

# What else there is may consist of pictures, sound or a film.
_WITH_TEXT = frozenset({"article", "opinion", "live_blog", "press_release", "sponsored"})


@dataclass(slots=True)
class TextCounts:
    """Of the stories that were stored as new or changed and should have a text."""

    told: int = 0
    without: list[str] = field(default_factory=list)  # the addresses of those that came without any

    def add(self, url: str, article: Article) -> None:
        """One more; a wall that shows nothing is no loss of ours."""
        if article.content_type in _WITH_TEXT and article.access != "paywalled":
            self.told += 1
            if not article.body_text:
                self.without.append(url)
