"""Articles on several pages: which address is the next, what is of the same story, how it is joined."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from scrapy import Request, signals
from scrapy.signalmanager import SignalManager

from broadsheet.article import Article, Author, Failure, FieldValue, Image, Item, Page, Stored
from broadsheet.discovery.article_pages import course_of, first_page, next_page
from broadsheet.joining import join, why_not
from broadsheet.outcomes import Outcome, PageKind, Reason
from broadsheet.reading import read_article
from broadsheet.runs import RunStart
from broadsheet.sources import Section, Source
from broadsheet.tally import RunTally
from spiders.article_pages import ArticlePages
from spiders.following import Following
from spiders.section_run import SectionRun

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
SITE = "https://news.example"
STORY = f"{SITE}/local/bridge-shut"
HEADLINE = "The bridge over the Wend stays shut for another week"
SOURCE = Source(
    name="news",
    title="The News",
    base_url=SITE,
    timezone="Europe/London",
    language="en",
    schedule="* * * * *",
    sections=(Section(name="local", url=f"{SITE}/local/"),),
)
CRAWLER: Any = SimpleNamespace(signals=SignalManager())
URLS = (STORY, f"{STORY}?page=2")
PAGER = '<p>Pages: <strong>1</strong> <a href="?page=2">2</a></p>'


def page(html: str, url: str = STORY, headers: tuple[tuple[str, str], ...] = ()) -> Page:
    body = f"<html><head>{html if '<link' in html else ''}</head><body><h1>{HEADLINE}</h1><p>Some text.</p>"
    body += f"{'' if '<link' in html else html}</body></html>"
    return Page(
        "r", "news", "local", PageKind.ARTICLE, url, NOW, url, 200, headers=headers, body=body.encode()
    )


def next_of(html: str, url: str = STORY, headers: tuple[tuple[str, str], ...] = ()) -> str | None:
    first = page(html, url, headers)
    return next_page(first, course_of(first))


@pytest.mark.parametrize(
    ("url", "html", "expected"),
    [
        (STORY, '<link rel="next" href="/local/bridge-shut?page=2">', f"{STORY}?page=2"),
        (STORY, '<link rel="next" href="/local/bridge-shut/2">', f"{STORY}/2"),
        (f"{STORY}/", '<b>1</b> <a href="/local/bridge-shut/2/">2</a>', f"{STORY}/2/"),
        (f"{STORY}/", '<a href="page/2/">2</a><a href="page/3/">3</a>', f"{STORY}/page/2/"),
        (f"{STORY}.html", '<span>1</span><a href="bridge-shut-2.html">2</a>', f"{STORY}-2.html"),
        (f"{STORY}.html", '<a href="/local/bridge-shut.html?p=2">Next page</a>', f"{STORY}.html?p=2"),
        (f"{STORY}.html", '<a href="bridge-shut/seite-2.html">weiter</a>', f"{STORY}/seite-2.html"),
        (f"{STORY}_1.html", '<a href="bridge-shut_2.html">[2]</a>', f"{STORY}_2.html"),
        (f"{STORY}/index.html", '<a href="index-2.html">2</a>', f"{STORY}/index-2.html"),
        (f"{SITE}/story.php?id=77", '<a href="?id=77&amp;page=2">2</a>', f"{SITE}/story.php?id=77&page=2"),
        (STORY, '<a href="?page=1">2</a><a href="?page=2">3</a>', f"{STORY}?page=1"),
        (STORY, '<a href="?page=2">Page 2: What the engineers found</a>', f"{STORY}?page=2"),
        (STORY, '<a href="?page=2" aria-label="Next"><i></i></a>', f"{STORY}?page=2"),
    ],
)  # fmt: skip
def test_an_article_goes_on_where_its_own_address_and_its_pager_say_so(
    url: str, html: str, expected: str
) -> None:
    """The forms of news sites: parameters, folders, file names, counted from 0 or from 1."""
    assert next_of(html, url) == expected


@pytest.mark.parametrize(
    "html",
    [
        '<link rel="next" href="/local/mayor-resigns">',  # blog systems call the story before so
        '<link rel="next" href="/local/?page=2">',
        '<a rel="next" href="/local/mayor-resigns-2">Next story</a>',
        '<nav class="pager"><b>1</b> <a href="/local/?page=2">2</a></nav>',
        '<aside><a href="/local/bridge-shut-2">Bridge opens again, for pedestrians only</a></aside>',
        '<section id="comments"><a href="?page=2">2</a></section>',
        '<div class="comment-list"><a rel="next" href="/local/bridge-shut?page=1">next</a></div>',
        '<a href="/local/bridge-shut?cpage=2">2</a>',
        '<a href="/local/bridge-shut/comment-page-2/">2</a>',
        '<a href="/galleries/regatta/2">2</a>',
        '<a href="?page=3">3</a>',
        '<a href="https://elsewhere.example/local/bridge-shut?page=2">2</a>',
        '<a href="?page=all">Show all on one page</a>',
    ],
)
def test_what_is_not_of_the_story_is_never_its_next_page(html: str) -> None:
    """Neither the next story, nor the section's pages, comments, galleries, nor a later story's slug."""
    assert next_of(html) is None


@pytest.mark.parametrize(
    ("url", "html", "expected"),
    [
        (f"{STORY}?page=2", '<link rel="canonical" href="/local/bridge-shut">', STORY),
        (f"{STORY}/3/", '<a href="/local/bridge-shut/">1</a><a href="2/">2</a><b>3</b>', f"{STORY}/"),
        (f"{STORY}_2.html", '<a href="bridge-shut_1.html">1</a><b>2</b>', f"{STORY}_1.html"),
        (STORY, '<link rel="canonical" href="/local/bridge-shut">', None),
        (f"{STORY}-2", '<a href="/local/bridge-shut">The bridge over the Wend stays shut</a>', None),
        (f"{STORY}-2", '<link rel="canonical" href="/local/bridge-shut-2"><a href="/local/">1</a>', None),
    ],
)
def test_a_later_page_leads_back_to_the_first(url: str, html: str, expected: str | None) -> None:
    """By its canonical address or the row of pages; a later story with a number in its slug does not."""
    assert first_page(page(html, url)) == expected


def test_the_header_names_the_next_page_too() -> None:
    """`Link: <...>; rel="next"`, for the story's own address alone."""
    assert next_of("", headers=(("Link", f'<{STORY}?page=2>; rel="next"'),)) == f"{STORY}?page=2"
    assert next_of("", headers=(("Link", f'<{SITE}/local/other?page=2>; rel="next"'),)) is None


def test_pages_are_followed_one_after_the_other() -> None:
    """From the second page on only the page after it is next, not the first and not the second again."""
    pager = '<a href="?page=1">1</a><a href="?page=2">2</a><a href="?page=3">3</a>'
    first = page(pager)
    course = course_of(first).after(f"{STORY}?page=2")
    assert next_page(page(pager, f"{STORY}?page=2"), course) == f"{STORY}?page=3"
    assert next_page(page(pager, f"{STORY}?page=3"), course.after(f"{STORY}?page=3")) is None
    from_zero = '<a href="?page=0">1</a><a href="?page=1">2</a><a href="?page=2">3</a>'
    second = course_of(page(from_zero)).after(f"{STORY}?page=1")
    assert next_page(page(from_zero, f"{STORY}?page=1"), second) == f"{STORY}?page=2"


LINES = [
    f"Paragraph {number} of the story says {word} about the piers of the old bridge and its keepers, "
    "who were all asked at once."
    for number, word in enumerate(["something", "much", "nothing", "enough", "little", "plenty"])
]


def article(*paragraphs: str, url: str = STORY, **values: object) -> Article:
    return replace(Article(url, HEADLINE, "\n\n".join(paragraphs)), **values)


def test_the_text_is_joined_in_order_and_what_stands_on_every_page_stands_once() -> None:
    """The line over each page, the note under each, and the words about pages are no story."""
    lead, note = "What happened so far.", "The author has written on bridges since 1998, and on little else."
    pages = [
        article(lead, *LINES[:2], "Continued on page 2", note, images=(Image("a"),)),
        article(lead, "Page 2 of 3", *LINES[2:4], note, images=(Image("b"), Image("a"))),
        article(
            lead,
            *LINES[4:],
            "« Previous | 1 2 3",
            note,
            authors=(Author("Ann Marsh"),),
            correction_text="Corrected.",
        ),
    ]
    joined = join(pages, [f"{STORY}/2", f"{STORY}/3"])
    assert joined.body_text.split("\n\n") == [lead, *LINES, note]
    assert joined.page_count == 3
    assert [image.url for image in joined.images] == ["a", "b"]
    assert joined.author_names == ("Ann Marsh",)
    assert joined.correction_text == "Corrected."
    assert joined.aliases == ((f"{STORY}/2", "alias"), (f"{STORY}/3", "alias"))
    stated = [(each.value, each.raw_value, each.is_chosen) for each in joined.fields]
    assert stated == [("2", f"{STORY}/2", False), ("3", f"{STORY}/3", True)]


def test_a_short_line_that_is_said_twice_stays() -> None:
    """Only at the beginning of a page is it a repeated line over it."""
    joined = join([article("No.", LINES[0]), article(LINES[1], "No.", LINES[2])], [f"{STORY}/2"])
    assert joined.body_text.split("\n\n") == ["No.", LINES[0], LINES[1], "No.", LINES[2]]


def test_a_page_that_is_missing_is_named_and_nothing_stands_for_it() -> None:
    """What was had is the text; the count is of pages joined."""
    joined = join([article(*LINES)], [], (f"{STORY}/2", Failure(Reason.SERVER_ERROR, "HTTP 500")))
    assert (joined.page_count, joined.body_text) == (1, "\n\n".join(LINES))
    (said,) = joined.fields
    assert (said.value, said.raw_value, said.is_chosen) == (None, f"{STORY}/2", False)
    assert said.locator == "page 2 is missing: server_error, HTTP 500"


@pytest.mark.parametrize(
    "headline",
    [
        HEADLINE,
        f"{HEADLINE} - Page 2",
        f"{HEADLINE} (2/3)",
        f"Page 2: {HEADLINE}",
        f"{HEADLINE}: what the engineers found",
    ],
)
def test_a_page_of_the_same_story_is_known_by_its_headline(headline: str) -> None:
    """With or without its number."""
    first, part = article(*LINES[:3]), article(*LINES[3:], url=f"{STORY}/2", headline=headline)
    assert why_not(first, [first], part) is None


def test_another_headline_is_no_objection_where_the_page_names_the_story_or_its_headline() -> None:
    """Some sites give each page a title of its own."""
    first = article(*LINES[:3])
    same_address = article(*LINES[3:], headline="What the engineers found")
    said = (FieldValue("headline", HEADLINE, None, "meta", "og:title", is_chosen=False),)
    assert why_not(first, [first], same_address) is None
    assert why_not(first, [first], replace(same_address, url=f"{STORY}/2", fields=said)) is None


LATER = [f"{line} So it was said when the tide was out, and nobody said otherwise." for line in LINES]
WHOLE = [f"{line} The council heard it in March and again in June." for line in LINES * 3]


@pytest.mark.parametrize(
    ("part", "why"),
    [
        (article(*LATER, url=f"{STORY}-2", headline="The bridge opens again, to walkers"), "headline"),
        (article(*LATER, url=f"{STORY}-2", published_at=NOW + timedelta(days=1)), "another time"),
        (article(*LINES), "no text that the pages before it do not"),
        (article(*LINES, LATER[0]), "most of it"),
        (article(*LINES, *LATER, *WHOLE), "most of it"),
    ],
)
def test_what_is_no_further_page_is_told(part: Article, why: str) -> None:
    """Another story, the same page again, the same text with other comments, the whole story at once."""
    first = article(*LINES, published_at=NOW)
    assert why in (why_not(first, [first], part) or "")


@pytest.mark.parametrize(
    ("reason", "count"),
    [(Reason.SERVER_ERROR, 1), (Reason.TIMEOUT, 1), (Reason.GONE, 0), (Reason.ROBOTS, 0), (Reason.BUDGET, 0)],
)
def test_a_missing_page_counts_as_failed_where_it_should_have_come(reason: Reason, count: int) -> None:
    """Sites that forbid `?page=` in robots.txt, or have lost a page, make no run red."""
    tally = RunTally()
    first = page("")
    lost = replace(first, url=f"{STORY}?page=2", failure=Failure(reason))
    tally.add_item(Item(replace(first, parts=(lost,)), stored=Stored(Outcome.NEW, 1, 1)))
    assert tally.failures.total() == count
    assert tally.outcomes == {Outcome.NEW: 1}


def test_a_page_with_parts_is_read_as_one_article() -> None:
    """From the bytes of each, as they were fetched."""

    def html(lines: list[str]) -> str:
        return "".join(f"<p>{line}</p>" for line in lines)

    def fetched(url: str, lines: list[str]) -> Page:
        head = '<meta property="og:type" content="article">'
        body = f"<html><head>{head}</head><body><h1>{HEADLINE}</h1>{html(lines)}</body></html>"
        return Page("r", "news", "local", PageKind.ARTICLE, url, NOW, url, 200, body=body.encode())

    lost = replace(fetched(f"{STORY}?page=3", []), failure=Failure(Reason.TIMEOUT, "after 30 s"))
    first = replace(fetched(STORY, LINES[:3]), parts=(fetched(f"{STORY}?page=2", LINES[3:]), lost))
    read = read_article(first, SOURCE).article
    assert read.body_text.split("\n\n") == LINES
    assert (read.url, read.page_count) == (STORY, 2)
    assert (f"{STORY}?page=2", "alias") in read.aliases
    assert "page 3 is missing: timeout, after 30 s" in {each.locator for each in read.fields}


@pytest.mark.parametrize(("is_in_parts", "count"), [(True, 1), (False, 0)])
def test_a_story_held_in_parts_is_followed_whatever_other_links_led_to(is_in_parts: bool, count: int) -> None:
    """Else a revision would cut it down to its first page, because other stories' links had led nowhere.

    Of any other story what was not followed is said, and its page count not believed to be more.
    """
    run = SectionRun(RunStart("r", "news", "local", NOW), SOURCE.sections[0], RunTally(), misled_count=3)
    lines = ["The council said the bridge stays shut until its piers are mended." * 9, "Buses go round." * 30]
    first, second = (page(f"<p>{line}</p>{PAGER}", url) for line, url in zip(lines, URLS, strict=True))

    async def download(_: Request) -> None:
        return None

    spider: Any = SimpleNamespace(
        source=SOURCE,
        following=Following(CRAWLER),
        crawler=SimpleNamespace(engine=SimpleNamespace(download_async=download)),
        request=lambda _, url, *__, **___: Request(url),
        arrived=lambda _: (run, second),
    )
    item = asyncio.run(ArticlePages(spider).whole(run, first, is_held=True, is_in_parts=is_in_parts))
    assert item is not None
    assert len(item.page.parts) == count
    read = read_article(item.page, SOURCE).article
    (told, *_) = [each for each in read.fields if each.field == "page_count"]
    assert (read.page_count, told.raw_value) == (1 + count, URLS[1])
    assert ("was not asked for" in told.locator) == (not is_in_parts)


@pytest.mark.parametrize("end", [signals.item_scraped, signals.item_dropped, signals.item_error])
def test_only_so_many_stories_are_held_with_their_pages(end: object) -> None:
    """Each keeps its place until it has left the stages, however that ends; after an error none."""
    following = Following(CRAWLER)
    stories = [page("", f"{STORY}-{number}") for number in range(9)]

    async def follow() -> int:
        held: list[Page] = []

        async def one(story: Page) -> None:
            async with following.held(story):
                held.append(story)

        waiting = [asyncio.ensure_future(one(story)) for story in stories]
        while not all(each.done() for each in waiting):
            await asyncio.sleep(0)
            most.append(len(held))
            for story in held:
                CRAWLER.signals.send_catch_log(end, item=Item(story))
            held.clear()
        return sum(most)

    async def fail() -> None:
        for story in stories:
            with pytest.raises(ValueError, match="of ours"):
                async with following.held(story):
                    raise ValueError("of ours")

    most: list[int] = []
    assert asyncio.run(asyncio.wait_for(follow(), 60)) == len(stories)
    assert max(most) == 4
    asyncio.run(asyncio.wait_for(fail(), 60))
