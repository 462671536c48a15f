"""What a site may do wrong. Every name here is a behaviour or makes one; they can be stacked.

`answers`: another status or address. `pages`: another page under status 200. `wire`: a broken transfer.
`hostile`: answers made to hurt.
"""

from tests.newsweb.behaviours.answers import (
    by_date_alone,
    by_tag_alone,
    moved,
    redirect_home,
    redirect_in_circles,
    redirect_to,
    redirect_to_https,
    redirect_to_section,
    status,
)
from tests.newsweb.behaviours.exchange import Behaviour, Exchange
from tests.newsweb.behaviours.hostile import altered, coded, dripping, endless_head, verbatim, with_headers
from tests.newsweb.behaviours.pages import (
    body,
    broken_encoding,
    challenge,
    consent_wall,
    control_characters,
    empty_listing,
    error_page,
    huge,
    malformed_xml,
    soft_404,
    wrong_canonical,
)
from tests.newsweb.behaviours.wire import (
    broken_chunks,
    broken_gzip,
    endless,
    hang,
    late,
    no_answer,
    not_http,
    slow,
    truncated,
)

__all__ = [
    "Behaviour",
    "Exchange",
    "altered",
    "body",
    "broken_chunks",
    "broken_encoding",
    "broken_gzip",
    "by_date_alone",
    "by_tag_alone",
    "challenge",
    "coded",
    "consent_wall",
    "control_characters",
    "dripping",
    "empty_listing",
    "endless",
    "endless_head",
    "error_page",
    "hang",
    "huge",
    "late",
    "malformed_xml",
    "moved",
    "no_answer",
    "not_http",
    "redirect_home",
    "redirect_in_circles",
    "redirect_to",
    "redirect_to_https",
    "redirect_to_section",
    "slow",
    "soft_404",
    "status",
    "truncated",
    "verbatim",
    "with_headers",
    "wrong_canonical",
]
