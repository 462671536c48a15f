"""The edge to the database: text that PostgreSQL cannot hold is mended here, so that no row fails for it.

NUL does not exist in its text, and a lone surrogate is no character in any encoding. The usual case
costs one look at the whole batch; only a batch that holds such text is walked.
"""

from __future__ import annotations

import re
from typing import Any

from pydantic_core import PydanticSerializationError, to_json  # several times quicker than json

_UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")


def clean_text(text: str) -> str:
    """The text without NUL, each lone surrogate a replacement character."""
    if text.isascii() and "\x00" not in text:
        return text
    return _UNSTORABLE.sub(lambda found: "" if found.group() == "\x00" else "\ufffd", text)


def as_json(rows: list[dict[str, Any]] | dict[str, Any]) -> str:
    """JSON that PostgreSQL takes; instants become ISO 8601. ValueError for what JSON cannot hold."""
    try:
        text = to_json(rows).decode()
    except PydanticSerializationError:  # a lone surrogate, or something that cleaning leaves as it is
        text = to_json(_cleaned(rows)).decode()
    return to_json(_cleaned(rows)).decode() if "\\u0000" in text else text


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, list | tuple):
        return [_cleaned(part) for part in value]
    if isinstance(value, dict):
        return {key: _cleaned(part) for key, part in value.items()}
    return value
