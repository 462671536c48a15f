"""Linked data of an article, for the families that publish it."""

from __future__ import annotations

from typing import Any

from tests.newsweb.publishers import Publisher
from tests.newsweb.templates import dates
from tests.newsweb.templates.markup import script_json
from tests.newsweb.truth import Truth


def news_article(truth: Truth, publisher: Publisher, kind: str = "NewsArticle") -> dict[str, Any]:
    """The article's node; what the truth does not hold is left out."""
    zone = publisher.zone
    author_kind = "Organization" if truth.agencies else "Person"
    values = {
        "@type": kind,
        "mainEntityOfPage": truth.url,
        "headline": truth.headline,
        "datePublished": dates.stated_if(truth.published_at, zone),
        "dateModified": dates.stated_if(truth.modified_at, zone),
        "author": [{"@type": author_kind, "name": name} for name in truth.authors],
        "publisher": {"@type": "NewsMediaOrganization", "name": publisher.title},
        "keywords": list(truth.tags),
        "image": [truth.image_url] if truth.image_url else None,
    }
    return {name: value for name, value in values.items() if value is not None}


def as_script(data: dict[str, Any]) -> str:
    """A node (or a graph of them) as it stands in a page."""
    node = {"@context": "https://schema.org"} | data
    return f'<script type="application/ld+json">{script_json(node)}</script>'
