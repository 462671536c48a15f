"""What the address of an article looks like, and what the address of anything else does."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urlsplit

# Path words that name a kind of index page in the languages news sites use most. Only a whole path segment
# counts, and only as the last one or as the parent of the last: "/tags/budget", "/author/a-b".
# fmt: off
_INDEX_WORDS = frozenset(
    {
        "tag", "tags", "topic", "topics", "thema", "themen", "tema", "temas",
        "temata", "category", "categories", "categoria", "author", "authors", "autor", "autoren",
        "autores", "auteur", "auteurs", "autori", "profile", "profiles", "people", "staff",
        "contributors", "search", "suche", "recherche", "hledat", "buscar", "archive", "archives",
        "archiv", "archivo",
    }
)
# fmt: on
# fmt: off
_SERVICE_WORDS = frozenset(
    {
        "login", "signin", "register", "subscribe", "subscription", "newsletter", "newsletters", "about",
        "contact", "kontakt", "contacto", "impressum", "privacy", "terms", "cookies", "help",
        "faq", "jobs", "advertise", "shop", "rss", "feed", "feeds", "sitemap",
        "live-tv", "weather", "account", "donate", "podcasts", "video", "videos", "photos",
        "galleries",
    }
)
# fmt: on
_FILE_ENDINGS = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|ico|css|js|json|xml|rss|atom|pdf|zip|gz|mp[34]|m4a|webm|docx?|xlsx?|ics)$",
    re.IGNORECASE,
)
_DATE = re.compile(r"/(?:19|20)\d\d[/-]?(?:0?[1-9]|1[0-2])(?:[/-]?(?:0?[1-9]|[12]\d|3[01]))?(?:/|-|$)")
_PAGE_NUMBER = re.compile(r"/(?:page|seite|pagina|strana|p)[/-]?(\d{1,4})/?$", re.IGNORECASE)
_PAGE_KEYS = frozenset({"page", "p", "seite", "pagina", "strana", "paged", "pg"})
_MIN_SLUG_WORDS = 3
_MIN_ID_DIGITS = 4


def is_file(url: str) -> bool:
    """Whether the address names an image, a script, a feed: no page to read."""
    return bool(_FILE_ENDINGS.search(urlsplit(url).path))


def is_index(url: str) -> bool:
    """Whether the address names a tag, author, topic or search page."""
    segments = _segments(url)
    return bool(_INDEX_WORDS.intersection(segments[-2:]))


def is_service(url: str) -> bool:
    """Whether the address names a page about the site and not a story: contact, login, video hub."""
    segments = _segments(url)
    return bool(segments) and segments[-1] in _SERVICE_WORDS


def looks_like_article(url: str) -> bool:
    """Whether the address alone speaks for a story: a date, a long slug, an id."""
    if is_index(url) or is_file(url) or page_number(url) is not None:
        return False
    segments = _segments(url)
    if not segments:
        return False
    last = re.sub(r"\.\w{2,5}$", "", segments[-1])
    return bool(
        _DATE.search(urlsplit(url).path)
        or len([word for word in re.split(r"[-_+ ]", last) if word]) >= _MIN_SLUG_WORDS
        or re.search(rf"\d{{{_MIN_ID_DIGITS},}}", last)
        or _has_id(url)
    )


def page_number(url: str) -> int | None:
    """The page of a listing that the address asks for, or None when it names no page."""
    parts = urlsplit(url)
    for key, value in parse_qsl(parts.query):
        if key.lower() in _PAGE_KEYS and value.isdecimal() and len(value) < _MIN_ID_DIGITS:
            return int(value)
    match = _PAGE_NUMBER.search(parts.path)
    return int(match.group(1)) if match else None


def without_page(url: str) -> str:
    """The address with its page number taken out: what all pages of one listing share."""
    parts = urlsplit(url)
    kept = [f"{key}={value}" for key, value in parse_qsl(parts.query) if key.lower() not in _PAGE_KEYS]
    path = _PAGE_NUMBER.sub("", parts.path).rstrip("/")
    return f"{parts.netloc}{path}?{'&'.join(kept)}"


def shape(url: str) -> str:
    """The form of an address: `/news/slug-of-a-story-123` and its neighbours share one."""
    parts = urlsplit(url)
    path = "/".join(_segment_form(segment) for segment in parts.path.split("/"))
    keys = ",".join(sorted(key for key, _ in parse_qsl(parts.query)))
    return f"{path}?{keys}"


def _segment_form(segment: str) -> str:
    if not segment:
        return ""
    if segment.isdecimal():
        return "#"
    ending = re.search(r"\.\w{2,5}$", segment)
    form = (
        "slug" if len(re.split(r"[-_]", segment)) >= _MIN_SLUG_WORDS or re.search(r"\d", segment) else "word"
    )
    return form + (ending.group(0) if ending else "")


def _segments(url: str) -> list[str]:
    return [unquote(part).lower() for part in urlsplit(url).path.split("/") if part]


def _has_id(url: str) -> bool:
    """`story.php?id=123`: a query with a number of its own that is no page number."""
    pairs = parse_qsl(urlsplit(url).query)
    return any(value.isdecimal() and key.lower() not in _PAGE_KEYS for key, value in pairs)
