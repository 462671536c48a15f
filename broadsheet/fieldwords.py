"""The words that a field of an article may hold where it holds no text of the page's."""

from __future__ import annotations

from typing import Literal

AuthorKind = Literal["person", "organisation"]
ContentType = Literal[
    "article", "live_blog", "opinion", "gallery", "video", "audio", "sponsored", "press_release", "other"
]
Access = Literal["free", "metered", "paywalled", "unknown"]
Precision = Literal["second", "minute", "hour", "day"]
Origin = Literal[
    "json_ld", "microdata", "meta", "markup", "embedded_data", "site_profile", "source_rule",
    "feed", "sitemap", "listing", "http", "inferred",
]  # fmt: skip
UrlKind = Literal["canonical", "alias", "redirect", "amp", "mobile", "print", "previous"]
LinkKind = Literal["inline", "related"]
