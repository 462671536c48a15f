"""Template families: what pages of a publisher look like, and which facts they state."""

from __future__ import annotations

from tests.newsweb.publishers import Publisher
from tests.newsweb.templates.base import Family
from tests.newsweb.templates.composed import Composed
from tests.newsweb.templates.courier import Courier
from tests.newsweb.templates.courier_redesigned import RedesignedCourier
from tests.newsweb.templates.framework import Framework
from tests.newsweb.templates.modern import Modern
from tests.newsweb.templates.oldfashioned import OldFashioned

FAMILIES: dict[str, type[Family]] = {
    "courier": Courier,
    "framework": Framework,
    "oldfashioned": OldFashioned,
    "modern": Modern,
    "composed": Composed,
}

REDESIGNED: dict[str, type[Family]] = {"courier": RedesignedCourier}


def family_of(publisher: Publisher, base_url: str) -> Family:
    """The templates of a publisher that lives at that address."""
    return FAMILIES[publisher.family](publisher, base_url)
