"""Template families: what pages of a publisher look like, and which facts they state."""

from __future__ import annotations

from tests.newsweb.publishers import Publisher
from tests.newsweb.templates.base import Family
from tests.newsweb.templates.courier import Courier

FAMILIES: dict[str, type[Family]] = {"courier": Courier}


def family_of(publisher: Publisher, base_url: str) -> Family:
    """The templates of a publisher that lives at that address."""
    return FAMILIES[publisher.family](publisher, base_url)
