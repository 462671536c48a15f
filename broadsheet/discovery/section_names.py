"""What the menu of a page calls the site's sections, and which of them a label or a teaser names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

from broadsheet.discovery import shapes
from broadsheet.discovery.address import host_of, split
from broadsheet.discovery.anchors import Anchor
from broadsheet.discovery.place import Place
from broadsheet.discovery.texts import is_headline
from broadsheet.discovery.vocabulary import NEWS_NAMES, OWN_LABEL

_SHORTEST_NAME, _LONGEST_NAME = 2, 30
_SHORTEST_BEGINNING = 3  # letters of a name that words begin with
_SIGNS = re.compile(r"[\u3005\u3400-\u9fff\uac00-\ud7af]{2,}")  # scripts in which two make a word


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

    def names_this(self, label: str, url: str | None) -> bool:
        """Whether the label or its address is this section's."""
        leads_here = url is not None and self._place.is_here(url)
        return leads_here or label.casefold() in self._place.names or self._ends_with_own(label)

    def is_own_label(self, label: str, url: str | None) -> bool:
        """Whether a list under this label, which leads to this address, is called the section's own."""
        if self.names_this(label, url):
            return True
        is_elsewhere = self.is_latest_elsewhere(label) or self._leads_elsewhere(url)
        return bool(OWN_LABEL.search(label)) and not is_elsewhere

    def _leads_elsewhere(self, url: str | None) -> bool:
        """Whether an address is that of another section of the menu, and of none that holds this one."""
        is_of_menu = url is not None and any(self._names[name] == url for name in self._others)
        return is_of_menu and not self._place.is_way_up(url or "")

    def _is_within(self, url: str) -> bool:
        """Whether an address is that of a section which lies in this one: "Cricket" on the page of sport."""
        return self._place.has_folder and self._place.holds(url)

    def _ends_with_own(self, label: str) -> bool:
        """Whether it ends with this section's name, and with no longer one: "More Local News" of "News"."""
        own = self._longest_end(label, self._place.names)
        return bool(own) and len(own) >= len(self._longest_end(label, self._others))

    def is_other_label(self, label: str, url: str | None) -> bool:
        """Whether the label or its address is another section's."""
        if url is not None and (shapes.is_day(url) or self._is_within(url)):
            return False
        if url is not None and (not shapes.looks_like_article(url) or self._place.is_neighbour(url)):
            return True
        if url is not None and shapes.is_folder(url) and not is_headline(label):
            return True
        return label.casefold() in self._others or self.ends_with_other(label)

    def ends_with_other(self, label: str) -> bool:
        """Whether the label ends with the name of another section: "Latest in Culture"."""
        is_own = label.casefold() in self._place.names or self._ends_with_own(label)
        return not is_own and bool(self._longest_end(label, self._others))

    def ends_with_news(self, label: str) -> bool:
        """Whether the other section whose name the label is, or ends with, is all news or holds this one."""
        words = label.casefold()
        name = words if words in self._others else self._longest_end(label, self._others)
        return name in NEWS_NAMES or (name in self._others and self._place.is_way_up(self._names[name]))

    def is_latest_elsewhere(self, label: str) -> bool:
        """Whether a label for the latest of a section has a word of another's name: "Latest sports news"."""
        if self.ends_with_other(label):
            return True
        named = OWN_LABEL.sub(" ", label.casefold(), count=1)
        is_own = any(map(named.__contains__, self._place.names))
        return not is_own and any(_begins_word(name, named) for name in self._others)

    @staticmethod
    def _longest_end(label: str, names: Iterable[str]) -> str:
        words = label.casefold()
        return max((name for name in names if words.endswith(f" {name}")), key=len, default="")

    def all_tell_another(self, teasers: Iterable[Anchor]) -> bool:
        """Whether every teaser says that it is of another section of the menu."""
        own, others = self._place.names, self.others
        return all(teaser.lines & others and not teaser.lines & own for teaser in teasers)

    def are_told_apart(self, teasers: Sequence[Anchor]) -> bool:
        """Whether every teaser names a section of the menu, one this section, and one another."""
        own = [bool(teaser.lines & self._place.names) for teaser in teasers]
        return 0 < sum(own) < len(own) and all(
            is_own or teaser.lines & self._others for is_own, teaser in zip(own, teasers, strict=True)
        )

    def any_tells(self, teasers: Iterable[Anchor]) -> bool:
        """Whether a teaser says that it is of this section, or of another."""
        names = self._place.names | self._names.keys()
        return any(teaser.lines & names for teaser in teasers)


def _begins_word(name: str, words: str) -> bool:
    """Whether a word begins with the name, as those of compounds do: "sportnieuws", "112-nieuws"."""
    is_name = len(name) >= _SHORTEST_BEGINNING or _SIGNS.fullmatch(name) is not None
    return is_name and re.search(rf"(?<![^\W_]){re.escape(name)}", words) is not None
