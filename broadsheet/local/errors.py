"""What can go wrong on one machine, as sentences with a way out."""

from __future__ import annotations

from broadsheet.errors import BroadsheetError


class LocalError(BroadsheetError):
    """Something of `make run` could not be started or went away; the message says what to do."""
