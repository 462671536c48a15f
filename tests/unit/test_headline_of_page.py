"""Which of a page's titles is the headline, and what of it is not."""

from __future__ import annotations

import json

import pytest

from broadsheet.extraction.site_profile import SiteProfile
from broadsheet.extraction.trust import NO_TRUST, Trust
from tests.unit.reading_pages import HEADLINE, page, paragraphs, read_page

LONGER = "Harbour town: " + HEADLINE


def titled(headline: str, *, data: str | None = None, shared: str | None = None) -> str:
    """A page that shows one heading and states a headline to machines, in JSON-LD and Open Graph."""
    stated = json.dumps({"@type": "NewsArticle", "headline": data})
    head = f'<script type="application/ld+json">{stated}</script>' if data else ""
    head += f'<meta property="og:title" content="{shared}">' if shared else ""
    return page(f"<div>{paragraphs()}</div>", head, headline, title="The Courier")


@pytest.mark.parametrize(
    ("data", "shared", "chosen"),
    [
        (LONGER, LONGER, LONGER),
        (LONGER, "A second pier for the bay", "Council backs a pier on piles"),
        ("Council backs a pier on piles", LONGER, "Council backs a pier on piles"),
        (None, LONGER, "Council backs a pier on piles"),
    ],
    ids=["they agree", "they differ", "one is the heading", "one alone"],
)
def test_two_statements_that_agree_outweigh_a_heading_that_is_neither(
    data: str | None, shared: str, chosen: str
) -> None:
    """What the page shows is its headline, unless all that it tells machines is another."""
    article = read_page(titled("<h1>Council backs a pier on piles</h1>", data=data, shared=shared))
    assert article.headline == chosen


def test_a_heading_in_lines_is_the_title_that_has_marks_between_them() -> None:
    """Kicker and title are parted by a line break here, and by a colon in one line."""
    heading = f"<h2><span>Harbour town</span><div>{HEADLINE}</div></h2>"
    assert read_page(titled(heading, data="The pier", shared=LONGER)).headline == LONGER


def test_spaces_that_a_heading_lost_are_those_of_its_data() -> None:
    """Parts of a heading are set apart by a style sheet, and run together in its text."""
    glued = "Harbour town:Council backs the plan"
    article = read_page(
        titled(f"<h1>{glued}</h1>", data="Harbour town: Council backs the plan", shared="The pier")
    )
    assert article.headline == "Harbour town: Council backs the plan"


def test_microdata_of_the_heading_itself_confirms_nothing() -> None:
    """It repeats the kicker that is glued to the headline; what Open Graph states tells the two apart."""
    heading = f"<h1 itemprop=headline>Harbour town - {HEADLINE}</h1>"
    html = titled(heading, shared=HEADLINE).replace(
        "<article>", "<article itemscope itemtype='https://schema.org/NewsArticle'>"
    )
    article = read_page(html)
    assert (article.kicker, article.headline) == ("Harbour town", HEADLINE)


@pytest.mark.parametrize("name", ["breadcrumbs", "header__crumb"])
def test_a_title_in_a_wrapper_named_for_its_sidebar_is_found_by_its_own_name(name: str) -> None:
    """The main heading is a step of the breadcrumbs, written for machines; readers see another."""
    crumbs = f"<div class={name}><h1>How long piers last, explained</h1></div>"
    heading = f"{crumbs}<h2 class=entry-title>{HEADLINE}</h2>"
    html = titled(heading, data="How long piers last, explained", shared=HEADLINE)
    article = read_page(html.replace("<article>", "<div class=sidebar><article>"))
    assert article.headline == HEADLINE


@pytest.mark.parametrize(
    "row",
    [
        "<a href=/>Home</a><a href=/town>Town</a>{}",
        "<div><a href=/><svg></svg></a> | <a href=/town>Town</a> | </div>{}",
        "<div><a href='//courier.example/'>Home</a></div><div><a href=/town>Town</a></div><div>{}</div>",
    ],
    ids=["in a row", "its links in a box", "each in a box"],
)
@pytest.mark.parametrize("lines", [HEADLINE, f"<span>Harbour vote</span><div>{HEADLINE}</div>"])
def test_the_last_step_from_the_front_page_down_is_no_headline_beside_one(row: str, lines: str) -> None:
    """No name tells what the row is, and all data repeat it; what is shared as title is shown below it."""
    step = "How long piers last, explained"
    heading = f"<div><section>{row.format(f'<h1>{step}</h1>')}</section></div><h2>{lines}</h2>"
    shared = HEADLINE if lines == HEADLINE else f"Harbour vote: {HEADLINE}"
    html = titled(heading, data=step, shared=shared).replace("<title>The Courier", f"<title>{step}")
    assert read_page(html).headline == shared


def test_the_last_step_names_no_section_though_a_link_repeats_it() -> None:
    """It says what the headline below it says, without its kicker; sections are named in such places."""
    row = f"<div><a href=/>Home</a><a href=/town>Town</a><h1>{HEADLINE}</h1></div>"
    heading = f"{row}<h2><span>Harbour vote</span> {HEADLINE}</h2>"
    article = read_page(titled(f"<a href=/here>{HEADLINE}</a>{heading}", data=HEADLINE))
    assert (article.section_label, article.kicker, article.headline) == (None, "Harbour vote", HEADLINE)


@pytest.mark.parametrize(
    "heading",
    [
        "<section><a href=/>Home</a><a href=/town>Town</a><h1>{}</h1></section><h2>Why it matters</h2>",
        "<section><a href=/town>Town</a><h1>{}</h1></section><h2>A second pier for the bay</h2>",
        "<section><a href=/>Home</a><a href=/town>Town</a><h1>{}</h1><p>By Ana Costa</p></section>"
        "<h2>A second pier for the bay</h2>",
    ],
    ids=["no other title", "below its section", "with its byline"],
)
def test_a_heading_below_links_that_is_no_step_is_the_headline(heading: str) -> None:
    """Nothing else shown is stated, or it heads more than a row of steps."""
    html = titled(heading.format(HEADLINE), data=HEADLINE, shared="A second pier for the bay")
    assert read_page(html).headline == HEADLINE


def test_a_heading_that_no_statement_repeats_is_the_headline_of_its_article() -> None:
    """All that machines are told is written for search engines; the heading of a list below is no rival."""
    below = "<section><h1><a href=/harbour>More from the harbour</a></h1></section>"
    html = titled(f"<h1>{HEADLINE}</h1>", data="Ferry times: new berths by spring", shared="Ferries late")
    html = html.replace("<title>The Courier", "<title>Ferries late").replace("</main>", f"{below}</main>")
    assert read_page(html).headline == HEADLINE


def test_a_heading_of_one_word_is_no_headline_against_all_statements() -> None:
    """Sections and sites put their names in main headings."""
    html = titled("<h1>Harbour</h1>", data=HEADLINE, shared="A second pier for the bay")
    assert read_page(html).headline == HEADLINE


def test_a_kicker_in_an_element_of_its_own_is_no_part_of_the_headline() -> None:
    """Statements put another kicker before the same headline."""
    heading = f"<h1><span class=overline>Harbour vote</span><span> - </span><span>{HEADLINE}</span></h1>"
    article = read_page(titled(heading, shared=LONGER))
    assert (article.kicker, article.headline) == ("Harbour vote", HEADLINE)


def test_marks_between_the_lines_of_a_heading_are_those_of_most_statements() -> None:
    """One of them joins kicker and headline with a dash, the others with a colon."""
    heading = f"<h2><span>Harbour town</span><div>{HEADLINE}</div></h2>"
    html = titled(heading, data=f"Harbour town - {HEADLINE}", shared=LONGER)
    article = read_page(html.replace("<title>The Courier", f"<title>{LONGER} - Trade"))
    assert article.headline == LONGER


def test_a_label_in_an_element_of_its_own_behind_the_headline_is_no_part_of_it() -> None:
    """Marks for subscribers, films and exclusives stand there."""
    heading = f"<h1>{HEADLINE} <span class=badge>Plus</span></h1>"
    assert read_page(titled(heading, shared=HEADLINE)).headline == HEADLINE


@pytest.mark.parametrize("mark", ["…", "...", ""])
def test_a_title_that_was_cut_for_its_length_gives_way_to_the_whole_one(mark: str) -> None:
    """Search engines show the first 110 characters, so that data hold no more."""
    whole = f"{HEADLINE}, which fishermen had asked for since the winter storm of the year before last"
    html = titled("", data=whole[:95] + mark, shared=whole)
    assert read_page(html).headline == whole


def test_a_headline_that_ends_in_an_ellipsis_keeps_it() -> None:
    """It is the author's, and other statements have it, too."""
    told = f"{HEADLINE}…"
    html = titled("", data=told, shared=f"{told} | Trade").replace("The Courier", f"{told} | Trade")
    assert read_page(html).headline == told


def test_what_was_escaped_twice_is_read() -> None:
    """A template escapes what the system before it had escaped."""
    told = "Mayor&amp;#039;s plan for a &amp;quot;second pier&amp;quot; is backed"
    assert read_page(titled("", shared=told)).headline == 'Mayor\'s plan for a "second pier" is backed'


def test_statements_that_are_cut_alike_do_not_outweigh_the_heading() -> None:
    """Data and shares hold the same beginning of what readers see whole, and both are kept beside it."""
    whole = f"{HEADLINE}, which fishermen had asked for since the winter storm of the year before last"
    article = read_page(titled(f"<h1>{whole}</h1>", data=f"{whole[:80]}…", shared=f"{whole[:80]}…"))
    assert article.headline == whole
    assert f"{whole[:80]}…" in {each.value for each in article.fields if each.field == "headline"}


@pytest.mark.parametrize("agreed", [HEADLINE[:25], "Причал в гавани: совет одобрил план"])
def test_what_all_statements_share_does_not_outweigh_the_whole_heading_in_its_own_script(agreed: str) -> None:
    """Some systems cut every title at so many letters; others write a second one in the letters of search."""
    html = titled(f"<h1>{HEADLINE}</h1>", data=agreed, shared=agreed)
    assert read_page(html).headline == HEADLINE


def test_a_long_heading_is_where_names_and_dates_are_looked_for_though_machines_are_told_another_title() -> (
    None
):
    """A title for search engines shares no word with what readers see, whose byline stands below it."""
    other = "Ferries late: what visitors need to know"
    below = "<p class=byline>By Ana Costa</p><p class=date>March 9, 2024</p>"
    html = titled(f"<div><h1>{HEADLINE}</h1>{below}</div>", data=other, shared=other)
    article = read_page(html.replace("<article>", "<div>").replace("</article>", "</div>"))
    assert [each.name for each in article.authors] == ["Ana Costa"]
    assert article.published_at is not None


@pytest.mark.parametrize("glue", ["", " ", ": "])
def test_what_the_heading_calls_its_kicker_is_none_of_the_headline(glue: str) -> None:
    """No statement tells the two apart; their classes do, glued as they stand."""
    heading = f"<h1><span class=article-kicker>Harbour vote</span>{glue}<span>{HEADLINE}</span></h1>"
    article = read_page(titled(heading, shared="Ferries late").replace("<title>The Courier", "<title>x"))
    assert (article.kicker, article.headline) == ("Harbour vote", HEADLINE)


def test_a_kicker_that_all_statements_have_in_the_headline_stays() -> None:
    """The site writes both as one."""
    heading = f"<h1><span class=article-kicker>Harbour town</span>: <span>{HEADLINE}</span></h1>"
    assert read_page(titled(heading, data=LONGER, shared=LONGER)).headline == LONGER


def test_a_kicker_behind_which_a_bar_stands_is_none_of_the_headline() -> None:
    """However many statements hold both: a bar parts what a colon joins."""
    heading = f"<h1><b class=text-kicker>Harbour vote</b><span> | </span>{HEADLINE}</h1>"
    told = f"Harbour vote | {HEADLINE}"
    article = read_page(titled(heading, data=told, shared=told))
    assert (article.kicker, article.headline) == ("Harbour vote", HEADLINE)


@pytest.mark.parametrize("told", [f"{HEADLINE} | Trade", f"Trade ｜ {HEADLINE}", f"{HEADLINE}｜貿易"])
def test_the_name_of_a_section_that_statements_add_behind_a_bar_is_none_of_the_headline(told: str) -> None:
    """Two statements alike outweigh a heading; not where they are the heading and its section."""
    assert read_page(titled(f"<h1>{HEADLINE}</h1>", data=told, shared=told)).headline == HEADLINE


@pytest.mark.parametrize(
    "line",
    [f"<font size=5 class=tytul><b>{HEADLINE}</b></font><br>", f"<div role=heading>{HEADLINE}</div>"],
)
def test_a_headline_that_is_no_heading_is_found_by_the_title_that_repeats_it(line: str) -> None:
    """Without the name of a site that says it nowhere else; names and dates are looked for below it."""
    html = page(
        f"{line}<p class=date>9 March 2024</p>{paragraphs()}", "", "", title=f"The Courier - {HEADLINE}"
    )
    article = read_page(html)
    assert article.headline == HEADLINE
    assert article.published_at is not None


def test_a_short_headline_in_han_is_found_in_its_line() -> None:
    """Eight letters are a title where each is a word; names of section and site follow it."""
    line = "<table><tr><td><b><font size=5>春天的红烧鱼做法</font></b></td></tr></table>"
    html = page(f"{line}{paragraphs()}", "", "", title="春天的红烧鱼做法--生活--海角网")
    assert read_page(html).headline == "春天的红烧鱼做法"


def test_what_a_colon_parts_in_a_title_stays_together() -> None:
    """A line that shows the end of it alone is another headline's, or a part of this one."""
    whole = f"Harbour town: {HEADLINE}"
    assert read_page(page(f"<div>{HEADLINE}</div>{paragraphs()}", "", "", title=whole)).headline == whole


@pytest.mark.parametrize("tag", ["h3", "div"])
@pytest.mark.parametrize("logo", ["<h1 class=logo><a href=/>The Courier</a></h1>", "<p>The Courier</p>"])
def test_the_name_of_the_site_is_no_headline_though_it_alone_is_a_main_heading(logo: str, tag: str) -> None:
    """A heading that leads to the front page is the logo; its name ends the title of every page."""
    html = page(f"<{tag} class=hd>{HEADLINE}</{tag}><div>{paragraphs()}</div>", headline=logo)
    suffix = "_Town_The Courier" if tag == "div" else " - The Courier"
    assert read_page(html.replace("</title>", f"{suffix}</title>")).headline == HEADLINE


def test_a_kicker_that_the_title_of_the_page_lacks_is_none_of_the_headline_though_data_glue_it() -> None:
    """Some systems state both with a colon between them; the page shows them apart, as its title does."""
    told = "Second pier: Fishermen want more berths by spring"
    data = json.dumps({"@type": "NewsArticle", "headline": told})
    head = f'<script type="application/ld+json">{data}</script><meta property="og:title" content="{told}">'
    head += "<meta property='og:site_name' content='The Courier'>"
    parts = "<h1><span class=x1>Second pier</span><span>Fishermen want more berths by spring</span></h1>"
    title = "Fishermen want more berths by spring | The Courier"
    article = read_page(page(f"<div>{paragraphs()}</div>", head, parts, title=title))
    assert (article.headline, article.kicker) == ("Fishermen want more berths by spring", "Second pier")


@pytest.mark.parametrize("trust", [NO_TRUST, Trust(headings=("main > article > h1",))], ids=["alone", "site"])
def test_a_part_of_the_heading_that_data_and_open_graph_give_is_the_headline(trust: Trust) -> None:
    """Though the browser's title repeats the heading whole, and the site's headlines stand there."""
    heading = f"<h1><span>Harbour town.</span> <span>{HEADLINE}</span></h1>"
    html = titled(heading, data=HEADLINE, shared=HEADLINE)
    html = html.replace("<title>The Courier", f"<title>Harbour town. {HEADLINE}")
    article = read_page(html, profile=SiteProfile(trust=trust))
    assert (article.kicker, article.headline) == ("Harbour town", HEADLINE)


def test_what_is_called_a_kicker_and_left_out_by_one_title_is_none_of_the_headline() -> None:
    """Old pages of some sites have Open Graph alone beside the title that repeats the heading."""
    heading = f"<h1><span class=surtitle>Harbour town.</span> <span>{HEADLINE}</span></h1>"
    html = titled(heading, shared=HEADLINE).replace("The Courier", f"Harbour town. {HEADLINE}")
    assert read_page(html).headline == HEADLINE
