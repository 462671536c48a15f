"""Where a publisher keeps its past: sitemaps by day or month, archive pages. Installed on a running one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta
from html import escape

from tests.newsweb.behaviours import Behaviour, Exchange
from tests.newsweb.messages import Response
from tests.newsweb.site import Site
from tests.newsweb.stories import Story
from tests.newsweb.truth import Truth
from tests.newsweb.web import RunningPublisher

_SITEMAPS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_ONE_DAY = timedelta(days=1)


def stories_of(site: Site, day: date) -> list[Story]:
    """What came out on that day, by the publisher's own clock, newest first."""
    start = datetime.combine(day, time(), site.publisher.zone).astimezone(UTC)
    end = datetime.combine(day + _ONE_DAY, time(), site.publisher.zone).astimezone(UTC)
    return site.catalogue.published(start, end - timedelta(microseconds=1))


def truth_of(
    publisher: RunningPublisher, section: str, days: Iterable[date], *, also_listed: bool = False
) -> list[Truth]:
    """What the pages of a section's stories of those days state; with those of others that it lists too."""
    site = publisher.site
    stories = (story for day in days for story in stories_of(site, day))
    places = None if also_listed else 1
    return [site.catalogue.truth(story) for story in stories if section in story.sections[:places]]


def days_between(first: date, last: date) -> list[date]:
    """Both included."""
    return [first + number * _ONE_DAY for number in range((last - first).days + 1)]


def keep_sitemaps(
    publisher: RunningPublisher,
    days: Iterable[date],
    *,
    name: str = "/sitemaps/{day}.xml",
    changed: Callable[[Story], datetime | None] = lambda story: story.published_at,
    listed_changed: Callable[[date], date | None] = lambda day: day,
) -> None:
    """robots.txt names an index with one sitemap a day; `changed` is an entry's `lastmod`, None for none."""
    kept = list(days)

    def index(exchange: Exchange) -> Response:
        entries = ((exchange.site.family.absolute(name.format(day=day)), listed_changed(day)) for day in kept)
        return _xml("sitemapindex", "sitemap", entries)

    def sitemap(day: date) -> Behaviour:
        def answer(exchange: Exchange) -> Response:
            site = exchange.site
            entries = (
                (site.family.absolute(site.family.article_target(story)), changed(story))
                for story in stories_of(site, day)
            )
            return _xml("urlset", "url", entries)

        return answer

    publisher.misbehave(_robots("/sitemap-index.xml"), path="/robots.txt")
    publisher.misbehave(index, path="/sitemap-index.xml")
    for day in kept:
        publisher.misbehave(sitemap(day), path=name.format(day=day))


def keep_archive_pages(
    publisher: RunningPublisher, days: Iterable[date], *, linked: str = "/archive/", kind: str = "section"
) -> None:
    """No sitemap; a page for every day and month; `linked` is what pages of that kind link to."""
    kept = list(days)
    months = sorted({(day.year, day.month) for day in kept})

    def link_to_archive(exchange: Exchange) -> Response:
        return _with(exchange.response, b"</body>", f'<a href="{linked}">Archive</a></body>'.encode())

    def overview(exchange: Exchange) -> Response:
        links = (f'<li><a href="/archive/{y}/{m:02}/">{y}-{m:02}</a></li>' for y, m in months)
        return _page(exchange.site, "Archive", "".join(links))

    def month(year: int, number: int) -> Behaviour:
        of_month = [day for day in kept if (day.year, day.month) == (year, number)]
        links = "".join(f'<li><a href="/archive/{d:%Y/%m/%d}/">{d}</a></li>' for d in of_month)
        return lambda exchange: _page(exchange.site, f"{year}-{number:02}", links)

    def day_page(day: date) -> Behaviour:
        def answer(exchange: Exchange) -> Response:
            site = exchange.site
            links = (_teaser(site, story) for story in stories_of(site, day))
            return _page(site, f"{day}", "".join(links))

        return answer

    publisher.misbehave(_robots(None), path="/robots.txt")
    publisher.misbehave(link_to_archive, kind=kind)
    publisher.misbehave(overview, path="/archive/")
    for year, number in months:
        publisher.misbehave(month(year, number), path=f"/archive/{year}/{number:02}/")
    for day in kept:
        publisher.misbehave(day_page(day), path=f"/archive/{day:%Y/%m/%d}/")


def _robots(sitemap: str | None) -> Behaviour:
    def answer(exchange: Exchange) -> Response:
        line = f"Sitemap: {exchange.site.family.absolute(sitemap)}\n" if sitemap else ""
        return Response(200, f"User-agent: *\nDisallow:\n{line}".encode(), "text/plain", kind="robots")

    return answer


def _teaser(site: Site, story: Story) -> str:
    headline = escape(site.catalogue.truth(story).headline)
    return f'<li><a href="{site.family.article_target(story)}">{headline}</a></li>'


def _page(site: Site, title: str, items: str) -> Response:
    text = f"<!DOCTYPE html><html><head><title>{title}</title></head><body><main><h1>{title}</h1><ul>{items}"
    return Response(200, f"{text}</ul></main></body></html>".encode(), kind="archive")


def _xml(root: str, each: str, entries: Iterable[tuple[str, date | datetime | None]]) -> Response:
    parts = [f"{_XML}<{root} {_SITEMAPS}>"]
    for address, changed in entries:
        stated = f"<lastmod>{changed.isoformat()}</lastmod>" if changed else ""
        parts.append(f"<{each}><loc>{escape(address)}</loc>{stated}</{each}>")
    return Response(200, "".join([*parts, f"</{root}>"]).encode(), "application/xml", kind="sitemap")


def _with(response: Response, mark: bytes, replacement: bytes) -> Response:
    return Response(
        response.status, response.body.replace(mark, replacement), response.content_type, response.kind
    )
