"""Prose of our own: stories written by grammar from a seed. The languages are data: one TOML file each."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from tests.newsweb.prose.grammar import Language, load

_FILES = {"en": "english.toml", "de": "german.toml", "cs": "czech.toml", "es": "spanish.toml"}


@cache
def language(code: str) -> Language:
    """The language of that code."""
    return load(Path(__file__).with_name(_FILES[code]))
