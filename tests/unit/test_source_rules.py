"""Rules of a source file: they stand over what is found out, from their day on, and are told of by field."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from broadsheet.article import Article, Image, Page
from broadsheet.discovery import read_listing
from broadsheet.errors import PageRejected
from broadsheet.extraction.observation import is_rule
from broadsheet.outcomes import PageKind, Way
from broadsheet.reading import read_article, read_page
from broadsheet.sources import Source, load_file
from broadsheet.sources.rules import matches
from tests.unit.test_sources import MINIMAL, errors

URL = "https://www.example.com/politics/2026/pier"
TODAY = datetime(2026, 11, 20, 12, tzinfo=UTC)
TEXT = [
    f"The council heard the {number} report on the pier, which the harbour master had asked for in spring."
    for number in ("first", "second", "third", "fourth")
]
HTML = f"""<html lang="en"><head><title>What the head says - The Example</title>
<meta property="og:title" content="What the head says">
<meta property="article:published_time" content="2026-11-01T08:00:00Z"></head><body>
<header><a href="/politics/">Politics</a></header><main>
<div><div class="over"><b class="topic">Harbour</b></div></div><h1>What the heading says</h1>
<div class="sum">A sum of it, which is no part of the text at all.</div>
<div class="who"><a>Ana Costa</a> <a>Rui Alves</a></div>
<time class="pub" datetime="2026-11-19 09:30">yesterday</time>
<figure><img src="/pier.jpg"><figcaption>The pier at dawn. Credit: Eva Roth</figcaption></figure>
<div class="text"><p>{TEXT[0]}</p><p>{TEXT[1]}</p><div class="promo"><p>{TEXT[2]}</p></div></div>
<div class="more"><p>{TEXT[3]}</p></div></main></body></html>"""
OLD = "  - from: 2026-11-01\n"
RULES = f"""
rules:
{OLD}    kicker: .over b
    deck: .sum
    headline: ["h1.none", "meta[property='og:title']"]
    body_text: [.text, .more]
    drop: .promo
    authors: .who a
    published_at: time.pub@datetime
    image_caption: figcaption
    tags: [.topic]
    content_type: opinion
    access: metered
"""


def source(tmp_path: Path, rules: str) -> Source:
    path = tmp_path / "example.yaml"
    path.write_text(MINIMAL + rules, encoding="utf-8")
    file = load_file(path)
    assert file.source is not None, file.errors
    return file.source


def fetched(html: str = HTML, at: datetime = TODAY) -> Page:
    return Page("run", "example", "politics", PageKind.ARTICLE, URL, at, URL, 200, body=html.encode())


def origins(article: Article, field: str) -> dict[str, bool]:
    return {f"{each.origin} {each.locator}": each.is_chosen for each in article.fields if each.field == field}


def test_a_rule_decides_its_field(tmp_path: Path) -> None:
    """Each field is what its selector finds, in the page's own words; dates are read, never copied."""
    article = read_page(fetched(), source(tmp_path, RULES))
    assert (article.headline, article.kicker) == ("What the head says", "Harbour")
    assert article.deck == "A sum of it, which is no part of the text at all."
    assert article.body_text.split("\n\n") == TEXT[:2]  # the first selector with elements decides
    assert article.author_names == ("Ana Costa", "Rui Alves")
    assert article.published_at == datetime(2026, 11, 19, 14, 30, tzinfo=UTC)  # New York's time
    assert article.is_zone_assumed
    assert article.images == (Image("https://www.example.com/pier.jpg", "The pier at dawn.", "Eva Roth"),)
    assert article.tags == ("Harbour",)
    assert (article.content_type, article.access) == ("opinion", "metered")


def test_what_a_rule_decides_names_it_and_keeps_the_rest(tmp_path: Path) -> None:
    """The origin is the rule, the place its selector; what stood there before is a candidate still."""
    article = read_page(fetched(), source(tmp_path, RULES))
    dates = origins(article, "published_at")
    assert dates["source_rule time.pub@datetime"] is True
    assert dates["meta meta article:published_time"] is False
    headlines = origins(article, "headline")
    assert headlines["source_rule meta[property='og:title']"] is True
    assert headlines["markup main > h1"] is False
    assert origins(article, "body_text") == {"source_rule .text": True}
    assert origins(article, "access")["source_rule access: metered"] is True


def test_a_field_with_a_rule_is_not_watched_for_drift(tmp_path: Path) -> None:
    """Who wrote the rule said where it stands; that it stands elsewhere than on other pages is no news."""
    plain = read_article(fetched(), source(tmp_path, "")).standing.stood
    ruled = read_article(fetched(), source(tmp_path, RULES)).standing.stood
    watched = {each.field for each in ruled if not is_rule(each.field)}
    assert {each.field for each in plain} - watched >= {"headline", "authors", "published_at", "body_text"}


def test_a_rule_holds_from_its_day_on_in_the_zone_of_the_source(tmp_path: Path) -> None:
    """Pages fetched before are read as they were on their day, however late they are read again."""
    ruled = source(tmp_path, RULES)
    first = datetime(2026, 11, 1, 4, tzinfo=UTC)  # midnight in New York
    assert read_page(fetched(at=first), ruled).kicker == "Harbour"
    before = read_page(fetched(at=first - timedelta(seconds=1)), ruled)
    assert before.kicker is None
    assert not any(each.origin == "source_rule" for each in before.fields)


def test_of_two_rules_for_a_field_the_newer_counts(tmp_path: Path) -> None:
    """Field by field; an empty list ends an earlier rule; other sections have rules of their own."""
    newer = """
  - from: 2026-11-10
    kicker: []
    deck: .who
  - from: 2026-11-10
    sections: [politics]
    deck: .topic
  - from: 2027-01-01
    deck: .more
"""
    article = read_page(fetched(), source(tmp_path, RULES.rstrip("\n") + newer))
    assert article.kicker is None
    assert article.deck == "Harbour"
    assert article.author_names == ("Ana Costa", "Rui Alves")
    assert read_page(fetched(at=datetime(2026, 11, 5, tzinfo=UTC)), source(tmp_path, RULES)).deck


def test_a_rule_that_finds_nothing_leaves_what_is_found_out(tmp_path: Path) -> None:
    """Nothing is invented and nothing lost; the row says which rule found nothing."""
    rules = f"""
rules:
{OLD}    headline: h1.story
    body_text: [.gone, .text img]
    published_at: .who
    authors: time@datetime
    image_url: .gone@src
"""
    article, plain = read_page(fetched(), source(tmp_path, rules)), read_page(fetched(), source(tmp_path, ""))
    assert article.headline == plain.headline
    assert article.body_text == plain.body_text
    assert article.published_at == plain.published_at == datetime(2026, 11, 1, 8, tzinfo=UTC)
    assert article.authors == plain.authors
    assert article.images == plain.images
    missed = {each.field: each.locator for each in article.fields if each.origin == "source_rule"}
    assert missed == {
        "headline": "h1.story",
        "body_text": ".gone, .text img",
        "published_at": ".who",
        "authors": "time@datetime",
        "image_url": ".gone",
    } | {"image_url": ".gone@src"}
    assert not any(each.is_chosen for each in article.fields if each.origin == "source_rule")


def test_what_a_rule_found_and_could_not_be_believed_is_kept_as_it_stood(tmp_path: Path) -> None:
    """Who wrote the rule sees what it took for a date; one that found no element has nothing to show."""
    article = read_page(
        fetched(), source(tmp_path, f"\nrules:\n{OLD}    published_at: .sum\n    deck: .gone\n")
    )
    missed = {each.field: each.raw_value for each in article.fields if each.origin == "source_rule"}
    assert missed == {"published_at": "A sum of it, which is no part of the text at all.", "deck": None}


@pytest.mark.parametrize("selector", [".who", ".sum", "figure", "figcaption", "time@datetime", "html@lang"])
def test_words_make_no_address_of_a_picture(tmp_path: Path, selector: str) -> None:
    """A rule that finds a name or a caption in its place has found nothing: no address is invented."""
    ruled = read_page(fetched(), source(tmp_path, f"\nrules:\n{OLD}    image_url: {selector}\n"))
    assert ruled.images == read_page(fetched(), source(tmp_path, "")).images
    assert not any(each.is_chosen for each in ruled.fields if each.origin == "source_rule")


def test_the_authors_of_a_rule_are_told_as_names(tmp_path: Path) -> None:
    """As of any other place: the names joined by commas, beside them each line as it stood."""
    html = HTML.replace(
        "<a>Ana Costa</a> <a>Rui Alves</a>", "<b>By Ana Costa and Rui Alves</b><i>Eva Roth</i>"
    )
    article = read_page(fetched(html), source(tmp_path, f"\nrules:\n{OLD}    authors: [.who *]\n"))
    told = {each.value: each.raw_value for each in article.fields if each.origin == "source_rule"}
    assert told == {"Ana Costa, Rui Alves": "By Ana Costa and Rui Alves", "Eva Roth": "Eva Roth"}


def test_what_is_dropped_is_told_by_selector(tmp_path: Path) -> None:
    """Of how many elements each took out, and of one that found none."""
    article = read_page(fetched(), source(tmp_path, f"\nrules:\n{OLD}    drop: [.who, .gone]\n"))
    drops = {each.locator: (each.value, each.is_chosen) for each in article.fields if each.field == "drop"}
    assert drops[".gone"] == (None, False)
    assert drops[".who"][0] in {"1 element", "2 elements"} and drops[".who"][1]


def test_what_is_dropped_comes_back_on_no_other_way(tmp_path: Path) -> None:
    """Not by what reads a page whose text the reader does not find; what data state is theirs."""
    rule, linked = (
        f"\nrules:\n{OLD}    drop: [.sum, .text, .more]\n",
        '<script type="application/ld+json">{}</script>',
    )
    told = '{"@type": "NewsArticle", "headline": "What the heading says", "datePublished": "2026-11-19"'
    silent = HTML.replace("</head>", linked.format(told + "}") + "</head>")
    body = read_page(fetched(silent), source(tmp_path, rule)).body_text
    assert not body
    stated = linked.format(f'{told}, "articleBody": "{TEXT[0]}"}}')
    stating = HTML.replace("</head>", stated + "</head>")
    assert read_page(fetched(stating), source(tmp_path, rule)).body_text == TEXT[0]
    both = rule.replace(".more]", ".more, script]")
    with pytest.raises(PageRejected, match="no running text"):
        read_page(fetched(stating), source(tmp_path, both))


@pytest.mark.parametrize(
    ("selector", "told"), [("main", "took out 1 element"), ("h1, title, meta, main", "took out")]
)
def test_a_page_that_a_rule_left_nothing_of_says_so(tmp_path: Path, selector: str, told: str) -> None:
    """It is the rule that is to be mended, and neither the site nor the reader."""
    with pytest.raises(PageRejected, match=f"the source file's rule for drop {told}"):
        read_page(fetched(), source(tmp_path, f"\nrules:\n{OLD}    drop: '{selector}'\n"))


def test_a_body_of_many_paragraphs_is_read_whole(tmp_path: Path) -> None:
    """However many elements the rule finds, and however many it drops."""
    lines = [
        f"The council heard report {number} on the pier, which nobody had asked for." for number in range(500)
    ]
    html = "".join(f"<p class='t'>{line}</p><p class='t ad'>An advertisement {line}</p>" for line in lines)
    rules = f"rules:\n{OLD}    body_text: [h1 b, hr, p.t]\n    drop: .ad\n"
    article = read_page(
        fetched(f"<html><body><h1>Reports heard</h1><hr>{html}</body></html>"), source(tmp_path, rules)
    )
    assert article.body_text.split("\n\n") == lines


def test_the_reader_is_named_with_its_rules(tmp_path: Path) -> None:
    """What other rules read otherwise from the same bytes is known to be no edit of the publisher's."""
    plain = read_page(fetched(), source(tmp_path, "")).extractor_version
    one = read_page(fetched(), source(tmp_path, RULES)).extractor_version
    other = read_page(fetched(), source(tmp_path, RULES.replace(".sum", ".who"))).extractor_version
    assert len({plain, one, other}) == 3
    assert one.startswith(f"{plain}+rules.")


def test_a_rule_finds_what_a_page_without_any_hint_holds(tmp_path: Path) -> None:
    """A headline that is no heading, a text too short to be believed without it."""
    html = "<html><body><div class='t'>Pier closed</div><div class='b'>Closed until May.</div></body></html>"
    article = read_page(
        fetched(html), source(tmp_path, f"rules:\n{OLD}    headline: .t\n    body_text: .b\n")
    )
    assert (article.headline, article.body_text) == ("Pier closed", "Closed until May.")


@pytest.mark.parametrize(
    ("rule", "key", "value", "expected"),
    [
        ("{from: 2026-11-01, headlin: h1}", "headlin", "h1", "no such key; did you mean headline?"),
        ("{headline: h1}", "rules[0].from", "is missing", "required"),
        ("{from: yesterday, headline: h1}", "rules[0].from", "yesterday", "a day such as 2026-11-01"),
        ("{from: 20261101, headline: h1}", "rules[0].from", "20261101", "a day such as 2026-11-01"),
        ("{from: 2026-11-01}", "rules[0]", "2026", "what holds from that day on"),
        ("{from: 2026-11-01, headline: 'h1['}", "headline[0]", "h1[", "a CSS selector such as"),
        ("{from: 2026-11-01, headline: }", "headline", "nothing", "in quotes where one begins with #"),
        ("{from: 2026-11-01, headline: '//h1'}", "headline[0]", "//h1", "XPath is not read"),
        ("{from: 2026-11-01, headline: 'h1::text'}", "headline[0]", "h1::text", "write h1 alone"),
        (
            "{from: 2026-11-01, deck: '::text'}",
            "deck[0]",
            "::text",
            "write the selector of its elements alone",
        ),
        (
            "{from: 2026-11-01, sections: [a, b]}",
            "rules[0]",
            "{from: 2026-11-01, sections: [a, b]}",
            "what holds",
        ),
        ("{from: 2026-11-01, published_at: 'b::attr(x)'}", "published_at[0]", "attr", "write b@x"),
        ("{from: 2026-11-01, body_text: 'p@x'}", "body_text[0]", "p@x", "of elements such as p, without @x"),
        ("{from: 2026-11-01, sections: [sport], deck: p}", "rules[0].sections", "sport", "politics"),
        ("{from: 2026-11-01, sections: [], deck: p}", "rules[0].sections", "got []", "without the key"),
        ("{from: 2026-11-01, deny_links: ['*']}", "deny_links[0]", "'*'", "beside which something"),
        ("{from: 2026-11-01, allow_links: [news]}", "allow_links[0]", "news", "a path such as /news/*"),
        ("{from: 2026-11-01, feeds: [/feed]}", "feeds[0]", "/feed", "an absolute http or https address"),
        (f"{{from: 2026-11-01, deck: '{'a ' * 200}'}}", "deck[0]", "a a", "300 characters at most"),
        ("{from: 2026-11-01, access: none}", "access[0]", "none", "one of free, metered, paywalled"),
        ("headline", "rules[0]", "headline", "a rule: '- from: 2026-11-01'"),
    ],
)
def test_a_rule_that_cannot_be_is_refused(
    tmp_path: Path, rule: str, key: str, value: str, expected: str
) -> None:
    """With file, key, value and the way out, before any page is asked for."""
    (told,) = errors(tmp_path, f"{MINIMAL}rules:\n  - {rule}\n")
    for part in ("example.yaml", key, value, expected):
        assert part in told


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("/news/*", "/news/2026/pier", True),
        ("/news/*", "/video/news/", False),
        ("/*/pier", "/a/b/pier", True),
        ("/a*a", "/a", False),
        ("/news", "/news/", False),
        ("*.html", "/x.html", True),
        ("/x*?page=*", "/x/y?page=2", True),
        ("/" + "*a" * 9, "/" + "b" * 100_000, False),
    ],
)
def test_patterns_of_addresses(pattern: str, path: str, expected: bool) -> None:
    """A star is any characters; the whole path must fit, and no pattern takes long."""
    assert matches(pattern, path) is expected


LIST = "".join(
    f"<li><h2><a href='/politics/2026/{slug}'>{slug.replace('-', ' ').title()} Today</a></h2></li>"
    for slug in ("council-backs-a-ferry", "mayor-to-face-a-vote", "tolls-are-to-rise-again")
)
SECTION_PAGE = f"""<html><body><main><ul>{LIST}
<li><h2><a href='/politics/live-2026-council'>The council, minute by minute</a></h2></li></ul></main>
<footer><a href='/notes/88'>Note 88</a><a href='/about/who-we-are'>Who we are</a></footer></body></html>"""
SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>https://www.example.com/notes/89</loc><lastmod>2026-11-20</lastmod></url>
<url><loc>https://www.example.com/sport/the-harbour-cup-is-won</loc><lastmod>2026-11-20</lastmod></url></urlset>"""


def listed(source: Source, body: str, kind: PageKind = PageKind.LISTING) -> dict[str, str]:
    address = source.sections[0].url
    page = Page("run", "example", "politics", kind, address, TODAY, address, 200, body=body.encode())
    way = Way.SITEMAP if kind is PageKind.SITEMAP else Way.SECTION_PAGE
    links = read_listing(page, source, source.sections[0], way).links
    return {urlsplit(link.url).path: str(link.reason or link.outcome) for link in links}


def test_rules_say_which_addresses_are_stories(tmp_path: Path) -> None:
    """Whatever a list looks like; nothing else is taken then, and what is denied is never taken."""
    rules = f"rules:\n{OLD}    allow_links: ['/politics/2026/*', '/notes/*']\n    deny_links: '*tolls*'\n"
    plain, ruled = source(tmp_path, ""), source(tmp_path, rules)
    before, after = listed(plain, SECTION_PAGE), listed(ruled, SECTION_PAGE)
    assert before["/notes/88"] == "navigation"
    assert before["/politics/live-2026-council"] == "pending"
    assert after["/notes/88"] == after["/politics/2026/mayor-to-face-a-vote"] == "pending"
    assert after["/politics/live-2026-council"] == after["/about/who-we-are"] == "navigation"
    assert after["/politics/2026/tolls-are-to-rise-again"] == "navigation"
    assert listed(plain, SITEMAP, PageKind.SITEMAP) == {}
    assert listed(ruled, SITEMAP, PageKind.SITEMAP) == {"/notes/89": "pending"}


def test_rules_give_a_section_feeds_and_sitemaps_from_their_day_on(tmp_path: Path) -> None:
    """The section's own keys hold until then."""
    feed, old = "https://www.example.com/new.xml", "https://www.example.com/old.xml"
    rules = f"    feeds: [{old}]\nrules:\n{OLD}    feeds: [{feed}]\n    sitemaps: []\n"
    ruled = source(tmp_path, rules)
    section = ruled.sections[0]
    before = ruled.section_on(section, datetime(2026, 10, 31, tzinfo=UTC))
    assert (before.feeds, before.sitemaps) == ((old,), None)
    now = ruled.section_on(section, TODAY)
    assert (now.feeds, now.sitemaps) == ((feed,), ())
