"""What of a robots.txt is read (RFC 9309, 2.5)."""

from __future__ import annotations

MOST_BYTES = 500 * 1024  # so many at least must be parsed; what lies beyond is not read


def text_of_rules(body: bytes) -> str:
    """The file's text, or of a longer one its first whole lines: the half of a rule is another rule.

    >>> len(text_of_rules(b"#" * (MOST_BYTES - 12) + b"\\nDisallow: /private"))
    511989
    """
    read = body[:MOST_BYTES]
    if len(body) > MOST_BYTES:
        read = read[: max(read.rfind(b"\n"), read.rfind(b"\r")) + 1]
    return read.decode("utf-8-sig", "replace")
