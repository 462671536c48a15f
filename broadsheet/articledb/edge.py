"""The edge to the database: text that PostgreSQL cannot hold is mended here, so that no row fails for it.

NUL does not exist in its text, and a lone surrogate is no character in any encoding. The usual case
costs one look at the whole batch; only a batch that holds such text is walked.
"""

from __future__ import annotations

import json
import re
from typing import Any

_ENCODE = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, allow_nan=False, separators=(",", ":")
).encode
_UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")


def clean_text(text: str) -> str:
    """The text without NUL, each lone surrogate a replacement character."""
    if _is_storable(text):
        return text
    return _UNSTORABLE.sub(lambda found: "" if found.group() == "\x00" else "\ufffd", text)


def as_json(rows: list[dict[str, Any]]) -> str:
    """JSON that PostgreSQL takes. ValueError for a number that JSON cannot hold."""
    text = _ENCODE(rows)
    if "\\u0000" in text or not _is_encodable(text):
        text = _ENCODE(_cleaned(rows))
    return text


def _is_storable(text: str) -> bool:
    return "\x00" not in text and _is_encodable(text)


def _is_encodable(text: str) -> bool:
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, list | tuple):
        return [_cleaned(part) for part in value]
    if isinstance(value, dict):
        return {key: _cleaned(part) for key, part in value.items()}
    return value
