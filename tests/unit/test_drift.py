"""Where a site's fields stand, and what of it is told when its pages no longer read as they did."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from broadsheet.extraction import PageContext, Reading, read_whole
from broadsheet.extraction.observation import is_rule
from broadsheet.extraction.site_profile import SiteProfile
from broadsheet.siteprofile.drift import Drift
from broadsheet.siteprofile.knowledge import Knowledge
from broadsheet.siteprofile.memory import Memory

_ACTS = (
    "The council of Harbour {} voted on Tuesday to rebuild the quay that a winter storm had broken in two.",
    "Engineers told the meeting at pier {} that the new wall would stand a metre higher than the old one.",
    "Fishermen of company {} said they had waited eleven months for a berth that does not flood in spring.",
    "The harbour office number {} expects the first boats to return before the herring season begins.",
)
_PEOPLE = ("Ana Costa", "Rui Alves", "Ingrid Moe", "Petra Novak")
_NOTICE = "The desk is in the old customs house at the end of the pier, and its door is open until six."
OLD, NEW = "old", "new"
_WHEN = '<time datetime="{when}">that day</time>'
_PAGES = {
    OLD: """<article class="post"><h1 class="headline">{title}</h1><p class="byline">By {who}</p>
        <p class="date">"""
    + _WHEN
    + """</p><div class="article-text">{text}</div></article>""",
    NEW: """<div class="story"><section class="story-top"><h1 class="story-title">{title}</h1></section>
        <section class="story-copy">{text}</section>
        <div class="story-foot"><p class="author">By {who}</p></div></div>""",
    "unsigned": """<article class="post"><h1 class="headline">{title}</h1>
        <p class="date">"""
    + _WHEN
    + """</p><div class="article-text">{text}</div></article>""",
    "paywalled": """<script type="application/ld+json">
        {{"@type": "NewsArticle", "isAccessibleForFree": false}}</script>
        <article class="post"><h1 class="headline">{title}</h1><p class="byline">By {who}</p>
        <p class="date">"""
    + _WHEN
    + """</p><div class="offer"><div class="taste"><p>The council of the harbour voted on Tuesday to rebuild
        the quay {build} that a winter storm had broken in two, which it had put off.</p></div></div>
        </article>""",
    "built": """<article class="Page_post__{build}"><h1 class="css-{build}">{title}</h1>
        <p class="byline sc-{build}">By {who}</p><p class="Date_date__{build}">"""
    + _WHEN
    + """</p>
        <div class="Text_text__{build} css-{build}">{text}</div></article>""",
}


def page(number: int, design: str = OLD, build: str = "x7Gh2") -> bytes:
    """An article of its own in one of the designs."""
    filled = _PAGES[design].format(
        title=f"Harbour {number} to rebuild its broken quay",
        who=_PEOPLE[number % len(_PEOPLE)],
        when=f"2026-11-{number % 20 + 1:02}T08:{number % 60:02}:00Z",
        text="".join(f"<p>{act.format(number)}</p>" for act in _ACTS),
        build=build,
    )
    title = f"<title>Harbour {number} to rebuild its broken quay</title>"
    return f'<html lang="en"><head>{title}</head><body><main>{filled}</main></body></html>'.encode()


Rules = Mapping[str, tuple[str, ...]]
_WRITERS: Rules = {"authors": (".byline",)}


def reading(
    number: int,
    design: str = OLD,
    profile: SiteProfile | None = None,
    build: str = "x7Gh2",
    rules: Rules | None = None,
) -> Reading:
    at = datetime(2026, 11, 23, tzinfo=UTC)
    context = PageContext(address(number), at, profile=profile, rules=rules or {})
    return read_whole(page(number, design, build), context)


def address(number: int) -> str:
    return f"https://coast.example/news/{number}"


def known(count: int = 12, design: str = OLD, rules: Rules | None = None) -> Memory:
    """A site of which so many articles were read in its first crawl."""
    memory = Memory()
    for number in range(count):
        memory.add(reading(number, design, rules=rules).observation)
    return memory


def crawl(
    memory: Memory,
    run_id: str,
    designs: Iterable[tuple[int, str]],
    build: str = "x7Gh2",
    rules: Rules | None = None,
) -> bool:
    """A run that reads new articles with what is known; whether the site has left it."""
    profile = memory.profile("coast")
    for number, design in designs:
        memory.add(reading(number, design, profile, build, rules).observation, run_id)
    return memory.conclude(run_id, replace(profile, version=4) if profile is not None else None)


def moves(drift: Drift | None) -> dict[str, tuple[str, str]]:
    return {each.field: (each.old, each.new) for each in drift.moves} if drift is not None else {}


def test_each_field_has_its_place() -> None:
    """An element as people find it, or the statement for machines that was taken; "" where there is none."""
    html = b"""<html><head><meta property="article:published_time" content="2026-11-20T08:00:00Z"></head>
        <body><article class="story"><div class="top"><span class="kicker">Harbour</span>
        <h1 class="story-title">The quay of Castmoor is to be rebuilt</h1></div>
        <p class="standfirst">Boats return before the herring season begins, says the harbour office.</p>
        <figure class="lead"><img src="/quay.jpg">
        <figcaption class="words">The broken quay.</figcaption></figure>
        <div id="text-4711" class="css-1q2w3e text">%s</div></article></body></html>"""
    text = "".join(f"<p>{act.format(1)}</p>" for act in _ACTS).encode()
    context = PageContext(address(1), datetime(2026, 11, 23, tzinfo=UTC))
    stood = read_whole(html % text, context).observation.stood
    assert {each.field: each.place for each in stood} == {
        "headline": "div.top > h1.story-title",
        "body_text": "article.story > div#text.text",
        "published_at": "meta article:published_time",
        "authors": "",
        "deck": "article.story > p.standfirst",
        "kicker": "div.top > span.kicker",
        "image_caption": "figure.lead > figcaption.words",
    }


def test_of_a_rule_of_the_source_file_is_watched_whether_it_finds() -> None:
    """Whoever writes or drops a rule changes where we look, not where the site has it."""
    rules = {"headline": ("h1.headline",), "body_text": ("div.none", "div.article-text"), "tags": (".tag",)}
    context = PageContext(address(1), datetime(2026, 11, 23, tzinfo=UTC), rules=rules)
    stood = read_whole(page(1), context).observation.stood
    assert {each.field for each in stood if not is_rule(each.field)} == {
        "published_at", "authors", "deck", "kicker", "image_caption",
    }  # fmt: skip
    assert {each.field: bool(each.place) for each in stood if is_rule(each.field)} == {
        "rule for headline (h1.headline)": True,
        "rule for body_text (div.none, div.article-text)": True,
        "rule for tags (.tag)": False,
    }


def test_a_redesign_is_told_with_old_and_new_places() -> None:
    """Text, headline, byline and date have left their places; the pages that show it are named."""
    memory = known()
    assert crawl(memory, "second", [(number, NEW) for number in range(20, 23)])
    assert moves(memory.drift) == {
        "body_text": ("article.post > div.article-text", "div.story > section.story-copy"),
        "headline": ("article.post > h1.headline", "section.story-top > h1.story-title"),
        "published_at": ("p.date > time", ""),
        "authors": ("article.post > p.byline", "div.story-foot > p.author"),
    }
    assert memory.drift is not None
    assert set(memory.drift.urls) == {address(number) for number in range(20, 23)}
    sentence = memory.drift.sentence
    assert sentence.startswith(
        "the site has changed its article pages: published_at is found nowhere any more, "
        "body_text, headline and authors are found elsewhere; what is found is stored"
    )
    assert 'headline stood at "article.post > h1.headline" and now stands at' in sentence
    assert 'published_at stood at "p.date > time" and now stands nowhere (3 of 3 articles)' in sentence
    assert address(21) in sentence
    assert memory.drift.is_told_by(f"{sentence}; sources/coast.yaml: timezone: got 'UTC'")
    assert not memory.drift.is_told_by("3 of 20 pages failed")


def test_after_a_redesign_the_profile_is_that_of_the_new_pages() -> None:
    """Three articles are enough to begin with; nothing of the old design is left, and no alarm follows."""
    memory = known()
    crawl(memory, "second", [(number, NEW) for number in range(20, 23)])
    memory.drift = None
    profile = memory.profile("coast")
    assert profile is not None
    assert profile.container == "main > div.story > section.story-copy"
    assert not [path for path in profile.places if "post" in path]
    assert not crawl(memory, "third", [(number, NEW) for number in range(30, 36)])
    assert memory.drift is None


def test_what_was_odd_before_a_redesign_is_no_part_of_the_new_profile() -> None:
    """Two stories in a layout of their own, and days later all in a new one: the profile is of the new."""
    memory = known()
    crawl(
        memory, "second", [(20, "built"), (21, "built"), *((number, "unsigned") for number in (22, 23, 24))]
    )
    crawl(memory, "third", [(number, NEW) for number in range(30, 34)])
    profile = memory.profile("coast")
    assert profile is not None
    assert profile.container == "main > div.story > section.story-copy"


def test_a_site_of_one_article_an_hour_is_noticed_after_three() -> None:
    """The evidence is carried from run to run, through the database, and told once."""
    memory = known()
    told = []
    for number in range(20, 30):
        told.append(crawl(memory, f"run {number}", [(number, NEW)]))
        memory = Memory.from_json(json.loads(json.dumps(memory.as_json())))
    assert told == [False, False, True, *[False] * 7]
    assert memory.drift is not None
    assert memory.drift.run_id == "run 22"


def test_a_part_of_the_site_may_keep_its_old_design() -> None:
    """Pages as they were before the redesign are no second one."""
    memory = known()
    crawl(memory, "second", [(number, NEW) for number in range(20, 23)])
    memory.drift = None
    crawl(memory, "third", [(number, OLD) for number in range(30, 36)])
    assert memory.drift is None


@pytest.mark.parametrize(
    "designs",
    [
        pytest.param([OLD, NEW, OLD, NEW, OLD, NEW, OLD, NEW], id="two designs take turns"),
        pytest.param([OLD, OLD, OLD, OLD, OLD, NEW, NEW, NEW], id="three odd pages of eight"),
        pytest.param([NEW, NEW], id="two pages"),
        pytest.param(["unsigned", "unsigned", OLD, "unsigned"], id="unsigned stories of a quiet night"),
        pytest.param([OLD] * 8, id="an ordinary day"),
    ],
)
def test_what_is_no_redesign_is_no_alarm(designs: Sequence[str]) -> None:
    """A handful of odd pages, a test on some readers, stories without a byline."""
    memory = known()
    assert not crawl(memory, "second", enumerate(designs, 20))
    assert memory.drift is None


def test_a_day_of_paid_stories_is_no_redesign() -> None:
    """What is shown of them stands in another box; all else is where it was."""
    memory = known()
    paid = reading(20, "paywalled", memory.profile("coast"))
    assert paid.article.access == "paywalled"
    assert not crawl(memory, "second", [(number, "paywalled") for number in range(20, 28)])


def test_a_few_odd_pages_now_and_then_never_add_up() -> None:
    """Between them pages are as ever: what was unlike them is one more design of the site."""
    memory = known()
    for day in range(12):
        odd = (100 + 10 * day, NEW)
        assert not crawl(memory, f"day {day}", [odd, *((odd[0] + step, OLD) for step in range(1, 4))])


def test_a_design_that_the_site_has_beside_the_other_may_come_alone() -> None:
    """Opinion or sport may look otherwise, and be all that a run finds."""
    memory = known()
    for number in range(20, 24):
        memory.add(reading(number, NEW).observation)
    assert not crawl(memory, "second", [(number, NEW) for number in range(30, 36)])


def test_a_byline_that_vanishes_is_told() -> None:
    """One field of a page is enough where its loss is no accident."""
    memory = known()
    crawl(memory, "second", [(number, "unsigned") for number in range(20, 26)])
    assert moves(memory.drift) == {"authors": ("article.post > p.byline", "")}
    profile = memory.profile("coast")
    assert profile is not None
    assert profile.article_count > 12  # the text stands where it stood, and what is known of it stays


def test_a_rule_that_finds_nothing_any_more_is_told_once() -> None:
    """With field, selector and pages; what is found without it may stand where it always did."""
    memory = known(rules=_WRITERS)
    assert crawl(memory, "second", [(number, "unsigned") for number in range(20, 26)], rules=_WRITERS)
    assert memory.drift is not None
    assert moves(memory.drift) == {"rule for authors (.byline)": (".byline", "")}
    sentence = memory.drift.sentence
    assert sentence.startswith(
        "the site has changed its article pages: the rule for authors (.byline) finds nothing any more; "
    )
    assert "; mend or end it in the source file; what is found without it is stored, and this" in sentence
    assert "the rule for authors (.byline) finds nothing (6 of 6 articles)" in sentence
    assert address(25) in sentence
    memory.drift = None
    assert not crawl(memory, "third", [(number, "unsigned") for number in range(30, 36)], rules=_WRITERS)
    assert not crawl(memory, "mended", [(number, OLD) for number in range(40, 46)], rules=_WRITERS)


def test_of_a_rule_for_text_or_headline_three_pages_are_enough() -> None:
    """As of the fields themselves."""
    rules = {"body_text": (".byline ~ .article-text",)}
    memory = known(rules=rules)
    assert not crawl(memory, "second", [(number, "unsigned") for number in (20, 21)], rules=rules)
    assert crawl(memory, "third", [(22, "unsigned")], rules=rules)
    assert moves(memory.drift).keys() == {"rule for body_text (.byline ~ .article-text)"}


def test_the_loss_of_a_rule_is_told_with_that_of_other_fields() -> None:
    memory = known(rules=_WRITERS)
    assert crawl(memory, "second", [(number, NEW) for number in range(20, 23)], rules=_WRITERS)
    assert moves(memory.drift).keys() >= {"headline", "rule for authors (.byline)"}
    assert memory.drift is not None
    assert "; ".join(map(str, memory.drift.moves)).count("rule for authors") == 1
    assert "the rule for authors (.byline) finds nothing any more; what is found" in memory.drift.sentence


@pytest.mark.parametrize(
    ("before", "rules", "designs"),
    [
        pytest.param(_WRITERS, _WRITERS, [OLD, "unsigned"] * 4, id="half of a run"),
        pytest.param(_WRITERS, _WRITERS, ["unsigned"] * 4, id="four pages"),
        pytest.param(None, _WRITERS, [OLD] * 8, id="a new rule"),
        pytest.param(None, {"authors": (".typo",)}, [OLD] * 8, id="a rule that never found anything"),
        pytest.param(_WRITERS, {"authors": (".typo",)}, [OLD] * 8, id="a changed rule that never did"),
        pytest.param({"kicker": (".none",)}, {"kicker": (".none",)}, [OLD] * 8, id="one that never does"),
    ],
)
def test_a_rule_is_no_alarm_for_less(before: Rules | None, rules: Rules, designs: Sequence[str]) -> None:
    """Whoever changes a rule changes where we look; that it never found anything the sentence says."""
    memory = known(rules=before)
    assert not crawl(memory, "second", enumerate(designs, 20), rules=rules)


def test_of_one_article_an_hour_the_loss_of_a_rule_is_told_at_the_fifth() -> None:
    """Pages of another section, for which the rule does not hold, are no witnesses."""
    memory = known(rules=_WRITERS)
    told = []
    for number in range(20, 27):
        told.append(crawl(memory, f"run {number}", [(number, "unsigned")], rules=_WRITERS))
        memory = Memory.from_json(json.loads(json.dumps(memory.as_json())))
    assert told == [False] * 4 + [True] + [False] * 2
    other = known(rules=_WRITERS)
    assert not crawl(other, "arts", [(number, "unsigned") for number in range(20, 23)], rules={})


def test_rules_that_were_tried_are_forgotten_in_the_end() -> None:
    memory = known(1)
    for number in range(60):
        memory.add(reading(number, rules={"authors": (f".who{number}",)}).observation)
    told = [name for name in memory.counts if is_rule(name)]
    assert (len(told), told[-1]) == (40, "rule for authors (.who59)")


def test_a_new_rule_of_a_well_known_site_is_looked_at_until_it_is_known() -> None:
    """Whether it finds is learned from the first pages, not from one of five."""
    memory = known()
    profile = memory.profile("coast")
    assert profile is not None
    site = Knowledge(replace(profile, article_count=100), run_id="second")
    for number in range(20, 26):
        site.look(reading(number, OLD, profile, rules=_WRITERS))
    lesson = site.take()
    assert len(lesson) == 6
    for each in lesson:
        memory.add(each, "second")
    learned = memory.profile("coast")
    assert learned is not None
    site.profile = replace(learned, article_count=100)
    site.look(reading(26, OLD, learned, rules=_WRITERS))
    assert not site.take()


@pytest.mark.parametrize(
    ("design", "fields"),
    [("unsigned", {"authors"}), (NEW, {"body_text", "headline", "published_at", "authors"})],
)
def test_however_many_pages_show_a_change_it_is_told(design: str, fields: set[str]) -> None:
    """More than are remembered of a site, and looked at before: the first of them are no new layout."""
    memory = known()
    crawl(memory, "second", [(number, OLD) for number in range(12)])
    crawl(memory, "third", [(number, design) for number in range(27)])
    assert moves(memory.drift).keys() == fields


def test_a_section_that_runs_beside_does_not_hide_a_change() -> None:
    """Its pages are as they were, and counted in between those of the run that sees the change."""
    memory = known()
    profile = memory.profile("coast")
    for number in range(20, 32):
        design, run_id = (NEW, "arts") if number % 2 else (OLD, "ports")
        memory.add(reading(number, design, profile).observation, run_id)
    assert memory.conclude("arts", profile)


def test_of_a_small_site_several_fields_at_once_are_told() -> None:
    """Five articles say little of one field; that all of their fields are elsewhere is no accident."""
    memory = known(5)
    crawl(memory, "second", [(number, NEW) for number in range(20, 23)])
    assert {"body_text", "headline", "authors"} <= moves(memory.drift).keys()


@pytest.mark.parametrize("count", [3, 4])
def test_a_profile_of_few_articles_gives_no_alarm(count: int) -> None:
    """What three articles have in common may be an accident."""
    memory = known(count)
    assert not crawl(memory, "second", [(number, NEW) for number in range(20, 23)])


def test_names_that_a_build_draws_are_no_redesign() -> None:
    """Each deployment draws other classes; the pages look the same, and nobody is called."""
    memory = known(design="built")
    for run, build in enumerate(("b8Kd1", "q2Wz9", "m4Tr7"), 2):
        designs = [(number, "built") for number in range(20 * run, 20 * run + 6)]
        crawl(memory, f"run {run}", designs, build)
        assert memory.drift is None
        profile = memory.profile("coast")
        assert profile is not None
        assert build in profile.container  # yet the profile is learned anew


def boxed(number: int, box: str, profile: SiteProfile | None = None) -> Reading:
    """A page of which the text stands in a box of an article, beside a notice that all pages have."""
    text = "".join(f"<p>{act.format(number)}</p>" for act in _ACTS)
    html = f"""<body><main><article class="post"><h1 class="headline">Quay {number} of the harbour</h1>
        <div class="{box}">{text}</div><div class="note"><p>{_NOTICE}</p></div></article></main></body>"""
    context = PageContext(address(number), datetime(2026, 11, 23, tzinfo=UTC), profile=profile)
    return read_whole(html.encode(), context)


def test_a_text_that_moves_within_its_element_is_told() -> None:
    """A reader of one page takes text and notice together; the profile knows the text's own element."""
    memory = Memory()
    for number in range(12):
        memory.add(boxed(number, "text").observation)
    profile = memory.profile("coast")
    assert profile is not None
    assert profile.container == "main > article.post > div.text"
    for number in range(20, 25):
        memory.add(boxed(number, "copy", profile).observation, "second")
    assert memory.conclude("second", profile)
    assert moves(memory.drift) == {"body_text": ("article.post > div.text", "article.post > div.copy")}


def test_a_section_whose_name_its_pages_bear_is_no_redesign() -> None:
    """A run may find articles of a small section alone, known by its first crawl: nothing is forgotten."""
    memory = Memory()
    for number in range(33):
        memory.add(boxed(number, "category-ports" if number < 30 else "category-arts").observation)
    profile = memory.profile("coast")
    assert profile is not None
    assert profile.container.endswith("div.category-ports")
    for number in range(40, 46):
        memory.add(boxed(number, "category-arts", profile).observation, "second")
    assert not memory.conclude("second", profile)


def test_further_looks_at_one_article_are_one() -> None:
    """A live story that is read each hour is no third witness."""
    memory = known()
    for hour in range(6):
        assert not crawl(memory, f"hour {hour}", [(20, NEW), (21, NEW)])


def test_what_another_reader_chose_is_no_measure() -> None:
    """A new version of the reader finds values elsewhere: that is no change of the site."""
    stored = json.loads(json.dumps(known().as_json()))
    stored["fields"]["counts"]["headline"]["places"] = {"head > title": 12.0}
    by_another = stored | {"fields": stored["fields"] | {"reader": "0"}}
    same, another = Memory.from_json(stored), Memory.from_json(by_another)
    for memory in (same, another):
        crawl(memory, "second", [(number, OLD) for number in range(20, 26)])
    assert moves(same.drift) == {"headline": ("head > title", "article.post > h1.headline")}
    assert another.drift is None


def test_a_page_of_another_design_is_read_as_if_alone() -> None:
    """What is known of the old places does no harm to the pages of the new ones."""
    profile = known().profile("coast")
    assert profile is not None
    helped = reading(20, NEW, profile)
    assert helped.page.is_outside
    assert helped.article.body_text == reading(20, NEW).article.body_text


def test_of_a_well_known_site_only_what_is_odd_is_looked_at() -> None:
    """Of pages as ever nothing is written; one that is unlike them is kept whole, whatever its turn."""
    profile = known().profile("coast")
    assert profile is not None
    site = Knowledge(replace(profile, article_count=100), run_id="second")
    for number in range(20, 24):
        site.look(reading(number, OLD, profile))
    assert site.take() == []
    site.look(reading(24, OLD, profile))  # every fifth is looked at in any case
    site.look(reading(25, NEW, profile))
    site.look(reading(26, OLD, profile))
    assert [bool(each.sightings) for each in site.take()] == [True, True, False]
