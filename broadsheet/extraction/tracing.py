"""Which of a page's texts became part of which block, for those who show a page with its blocks."""

from __future__ import annotations

from broadsheet.extraction.blocks import Walk
from broadsheet.extraction.tree import Element


def trace(root: Element) -> list[tuple[str, int]]:
    """The texts that blocks are made of, in order and as they stand, each with its block's number."""
    body = root.find("body")
    walk = _Tracing(root if body is None else body)
    walk.run(walk.body)
    return walk.texts


class _Tracing(Walk):
    """The same pass, noting which text became part of which block."""

    def __init__(self, body: Element) -> None:
        super().__init__(body)
        self.texts: list[tuple[str, int]] = []

    def add(self, text: str) -> None:
        if not text.isspace():
            self.texts.append((text, len(self.blocks)))
        super().add(text)
