"""The text of the story, by trafilatura's fast mode on a tree that is parsed once."""

from __future__ import annotations

from typing import Any

import trafilatura


def extract(root: Any) -> str:
    """Paragraphs separated by a blank line; empty when there is no story."""
    found = trafilatura.bare_extraction(root, fast=True, include_comments=False, with_metadata=False)
    text = str(found.text) if found is not None and not isinstance(found, dict) else ""
    return "\n\n".join(line for line in text.split("\n") if line.strip())
