"""Where a section lives: which addresses its path holds, which lead up from it, which are its neighbours."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from broadsheet.discovery import shapes
from broadsheet.discovery.address import host_of, path_segments, split
from broadsheet.discovery.page_numbers import without_page
from broadsheet.discovery.vocabulary import INDEX_WORDS
from broadsheet.sources import hostport

# Folders before a section's own that tell what an address is of, and not of which section.
_PLAIN_FOLDERS = frozenset(
    {"story", "stories", "article", "articles", "artikel", "articulo", "noticia", "a", "s"}
)
# Files that show their folder. Of others the name is the section's: /news/trade.html has not all of /news/.
_FRONTS = frozenset(
    {"index", "default", "home", "main", "front", "list", "liste", "all", "latest", "archive", "archiv"}
)


@dataclass(frozen=True, slots=True)
class Place:
    """A section's address taken apart; `names` are what the site calls it, in lower case."""

    url: str
    names: frozenset[str] = frozenset()
    host: str = field(init=False)
    path: str = field(init=False)
    words: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "host", hostport(self.url))
        object.__setattr__(self, "path", _folder_of(urlsplit(self.url).path.rstrip("/")))
        object.__setattr__(self, "words", frozenset(path_segments(self.url)))

    @property
    def is_root(self) -> bool:
        """Whether the section has a host of its own, or is the whole site."""
        parts = urlsplit(self.url)
        return parts.path.rstrip("/") == "" and not parts.query

    @property
    def called(self) -> frozenset[str]:
        """Its names, and the last word of its path: what data calls a section."""
        return self.names | {self.path.rpartition("/")[2].casefold()} - {""}

    @property
    def has_folder(self) -> bool:
        """Whether its path may be the folder of its stories: not where a query tells the sections apart."""
        return self.path != "" and not split(self.url).query

    def holds(self, url: str) -> bool:
        """Whether the address lies under the section's own path, or on the host that is all its own.

        `/story/news/local/...` lies under `/news/local/`.
        """
        if host_of(url) != self.host:
            return False
        path = split(url).path
        if self.is_root or (self.has_folder and path.startswith(self.path + "/")):
            return True
        before, found, _ = path.partition(self.path + "/") if self.has_folder else ("", "", "")
        return bool(found) and _PLAIN_FOLDERS.issuperset(before.strip("/").split("/"))

    def is_here(self, url: str) -> bool:
        """Whether the address is the section's own, on whatever page of its list."""
        return without_page(url) == without_page(self.url)

    def is_way_up(self, url: str) -> bool:
        """The section itself, the home page, or anything between the two."""
        parts = split(url)
        path = parts.path.rstrip("/")
        if parts.query:
            return self.is_here(url)
        own = split(self.url).path.rstrip("/")
        return path in {"", own, self.path} or own.startswith(path + "/")

    def is_neighbour(self, url: str) -> bool:
        """Whether the address differs from the section's in a word or number only: another section."""
        own, other = split(self.url), split(url)
        if own.query:
            return own.path == other.path and shapes.family(self.url) == shapes.family(url)
        mine, theirs = path_segments(self.url), path_segments(url)
        return (
            len(mine) > 1 and mine[:-1] == theirs[:-1] and mine[-2] in INDEX_WORDS
        )  # /category/stage and /category/town


def _folder_of(path: str) -> str:
    """The path under which a section's stories may lie: that of /politics/index.html is /politics."""
    folder, _, last = path.rpartition("/")
    name, dot, _ = last.partition(".")
    if not dot:
        return path
    is_front = name.lower() in _FRONTS or name == folder.rpartition("/")[2]
    return folder if is_front else f"{folder}/{name}"
