"""What the menu of a page calls the site's sections, and which of them a label or a teaser names."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from broadsheet.discovery import shapes
from broadsheet.discovery.address import host_of, split
from broadsheet.discovery.anchors import Anchor
from broadsheet.discovery.place import Place
from broadsheet.discovery.texts import is_headline
from broadsheet.discovery.vocabulary import OWN_LABEL

_SHORTEST_NAME, _LONGEST_NAME = 2, 30


class SectionNames:
    """The names of the section at `place`, and those of the others."""

    def __init__(self, anchors: Iterable[Anchor], place: Place) -> None:
        self._place = place
        self._names = {
            anchor.text.casefold(): anchor.url
            for anchor in anchors
            if anchor.region == "navigation" and _SHORTEST_NAME <= len(anchor.text) <= _LONGEST_NAME
        }

    @cached_property
    def _others(self) -> frozenset[str]:
        """What the menu calls the sections that are not this one."""
        own, here = self._place.names, self._place.is_here
        return frozenset(name for name, target in self._names.items() if name not in own and not here(target))

    @property
    def others(self) -> frozenset[str]:
        """What the menu calls the site's other sections, but for those that lie in this one."""
        return frozenset(name for name in self._others if not self._place.holds(self._names[name]))

    @cached_property
    def _other_folders(self) -> tuple[str, ...]:
        """Paths of the menu's sections, but of those that hold this one or lie in it."""
        found = (url for name, url in self._names.items() if not is_headline(name) and self._is_section(url))
        paths = {split(url).path.rstrip("/") for url in found}
        own = self._place.path
        return tuple(f"{path}/" for path in paths if path and not f"{own}/".startswith(f"{path}/"))

    def _is_section(self, url: str) -> bool:
        parts = split(url)
        is_ours = host_of(url) != self._place.host or self._place.holds(url)
        return not (is_ours or parts.query or "." in parts.path or shapes.is_specific(url))

    def is_of_other(self, url: str) -> bool:
        """Whether an address lies under the path of another section of the menu."""
        path = split(url).path
        return path.startswith(self._other_folders) and not self._place.holds(url)

    def is_own_label(self, label: str, url: str | None) -> bool:
        """Whether a list under this label, which leads to this address, is called the section's own."""
        if url is not None and self._place.is_here(url):
            return True
        return label.casefold() in self._place.names or bool(OWN_LABEL.search(label))

    def is_other_label(self, label: str, url: str | None) -> bool:
        """Whether the label or its address is another section's."""
        if url is not None and shapes.is_day(url):
            return False
        if url is not None and (not shapes.looks_like_article(url) or self._place.is_neighbour(url)):
            return True
        if url is not None and shapes.is_folder(url) and not is_headline(label):
            return True
        return label.casefold() in self._others or self.ends_with_other(label)

    def ends_with_other(self, label: str) -> bool:
        """Whether the label ends with the name of another section: "Latest in Culture"."""
        words = label.casefold()
        ends = any(words.endswith(f" {name}") for name in self._others)
        return ends and words not in self._place.names

    def all_tell_another(self, teasers: Iterable[Anchor]) -> bool:
        """Whether every teaser says that it is of another section of the menu."""
        own = self._place.names
        return all(teaser.lines & self._others and not teaser.lines & own for teaser in teasers)

    def any_tells(self, teasers: Iterable[Anchor]) -> bool:
        """Whether a teaser says that it is of this section, or of another."""
        names = self._place.names | self._names.keys()
        return any(teaser.lines & names for teaser in teasers)
