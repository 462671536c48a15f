"""Numbers with their nouns, for sentences that people read. Pure."""

from __future__ import annotations


def counted(count: int, one: str, many: str | None = None) -> str:
    """The number and its noun; `many` where that is not `one` with an s.

    >>> counted(1, "page"), counted(0, "page"), counted(2, "copy", "copies")
    ('1 page', '0 pages', '2 copies')
    """
    return f"{count} {one if count == 1 else many or f'{one}s'}"
