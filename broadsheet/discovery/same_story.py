"""One story under several addresses of one page, which differ in what their query says of the link."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from broadsheet.discovery.shapes import looks_like_article

_SEVERAL = 3  # paths with the same parameters: then the path tells the story, and they where the link stood


def other_spellings(urls: Collection[str]) -> frozenset[str]:
    """Those of a page's stories that another of them stands for: the address without a query, else the first.

    `story.html?pos=top` and `story.html?pos=list` are one story; `story.php?id=1` and `?id=2` are two, which
    shows in that no other path carries an `id`. Pages that say their canonical address settle the rest.
    """
    paths: dict[str, set[str]] = defaultdict(set)
    for url in urls:
        paths[_keys(url)].add(_path(url))
    kept: set[str] = set()
    others = set()
    for url in sorted(urls, key=lambda each: "?" in each):  # stable: in page order otherwise
        path = _path(url)
        is_told_by_path = "?" not in url or (
            looks_like_article(path) and (path in kept or len(paths[_keys(url)]) >= _SEVERAL)
        )
        if is_told_by_path and path in kept:
            others.add(url)
        if is_told_by_path:
            kept.add(path)
    return frozenset(others)


def _path(url: str) -> str:
    return url.partition("?")[0]


def _keys(url: str) -> str:
    pairs: Iterable[str] = url.partition("?")[2].split("&")
    return "&".join(sorted(pair.partition("=")[0] for pair in pairs))
