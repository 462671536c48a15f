"""What is learned of a site from its own pages, and what it does to the text of one of them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime

import pytest

from broadsheet.extraction import PageContext, Reading, read_whole
from broadsheet.extraction.observation import Observation, Sighting
from broadsheet.extraction.site_profile import Part, SiteProfile
from broadsheet.siteprofile.evidence import Evidence
from broadsheet.siteprofile.learning import learn, profile_of
from broadsheet.siteprofile.memory import Memory

_TOWNS = ("Aldery", "Brookfen", "Castmoor", "Dunwick", "Elmstow", "Farholm", "Gorsley", "Hartmere")
_ACTS = (
    "The council of {} voted on Tuesday to rebuild the quay that last winter's storm had broken in two.",
    "Engineers told the meeting in {} that the new wall would stand a metre higher than the old one.",
    "Fishermen from {} said they had waited eleven months for a berth that does not flood at spring tide.",
    "The harbour office of {} expects the first boats to return before the herring season begins.",
)
_BACKGROUND = "The storm of last January was the worst on this coast since records began a century ago."
_DESK = "The desk is in the old customs house at the end of the pier, and its door is open until six."


def story(town: str) -> list[str]:
    return [act.format(town) for act in _ACTS]


def page(number: int, paragraphs: list[str] | None = None, *, design: str = "first") -> bytes:
    """A page of one template: story, a promotion inside it, and summaries of two other stories below it."""
    town = _TOWNS[number % len(_TOWNS)] + (f" {number}" if number >= len(_TOWNS) else "")
    text = [f"<p>{each}</p>" for each in (paragraphs or story(town))]
    others = (_TOWNS[(number + step) % len(_TOWNS)] for step in (1, 2))
    more = "".join(
        f'<div class="card"><h3>How {each} rebuilds</h3><p class="dek">A report from the quays of {each}, '
        "where the works have begun and the money has not yet come.</p></div>"
        for each in others
    )
    promotion = '<div class="promo">This week\'s paper</div>'
    return f"""<html><head><title>{town} quay</title></head><body><main class="{design}">
        <h1 class="{design}-title">{town} to rebuild its quay</h1>
        <div class="{design}-text">{text[0]}{promotion}{"".join(text[1:])}</div>
        <section class="{design}-more"><p class="desk">{_DESK}</p>{more}</section>
        </main></body></html>""".encode()


def reading(html: bytes, number: int, profile: SiteProfile | None = None) -> Reading:
    url = f"https://coast.example/news/{number}"
    return read_whole(html, PageContext(url, datetime(2026, 11, 20, tzinfo=UTC), profile=profile))


def learned(pages: Iterable[bytes]) -> SiteProfile | None:
    return learn((reading(html, n).observation for n, html in enumerate(pages)), "coast")


def test_furniture_that_a_single_page_cannot_tell_is_left_out() -> None:
    """A promotion within the text, a notice and the summaries below it go; the story stays, whole."""
    pages = [page(number) for number in range(6)]
    profile = learned(pages)
    assert _DESK in reading(pages[0], 0).article.body_text  # what one page alone makes of it
    bodies = [reading(html, n, profile).article.body_text for n, html in enumerate(pages)]
    assert bodies == ["\n\n".join(story(town)) for town in _TOWNS[:6]]


def test_a_page_that_was_not_learned_from_profits_too() -> None:
    """The profile is of the site, not of its pages."""
    profile = learned(page(number) for number in range(5))
    assert reading(page(7), 7, profile).article.body_text == "\n\n".join(story(_TOWNS[7]))


@pytest.mark.parametrize("numbers", [[0, 1], [0, 0, 0, 0], [0, 1, 1, 0]])
def test_too_few_different_articles_are_no_template(numbers: list[int]) -> None:
    """Two articles may be two templates, and captures of one article share all of its text."""
    assert learned(page(number) for number in numbers) is None


def test_captures_of_one_article_do_not_make_its_text_furniture() -> None:
    """An article that is read again each hour stays a story."""
    pages = [page(number) for number in range(4)] + [page(0)] * 10
    assert reading(page(0), 0, learned(pages)).article.body_text == "\n\n".join(story(_TOWNS[0]))


def test_a_paragraph_of_background_that_sequels_repeat_stays() -> None:
    """Newsrooms tell again what happened before; two reports of eight share such a paragraph."""
    pages = [page(number) for number in range(8)]
    for number in (2, 3):
        pages[number] = page(number, [*story(_TOWNS[number])[:2], _BACKGROUND, *story(_TOWNS[number])[2:]])
    body = reading(pages[2], 2, learned(pages)).article.body_text
    assert _BACKGROUND in body
    assert _DESK not in body


def test_a_page_of_another_template_is_read_as_if_alone() -> None:
    """What the site shows elsewhere says nothing of a page that has none of its places."""
    profile = learned(page(number) for number in range(5))
    other = page(6, design="second").replace(
        _DESK.encode(), b"Write to us about the harbour of your own town."
    )
    alone, helped = reading(other, 6), reading(other, 6, profile)
    assert set(story(_TOWNS[6])) <= set(helped.article.body_text.split("\n\n"))
    assert len(helped.article.body_text) <= len(alone.article.body_text)


def test_evidence_that_was_stored_goes_on_as_if_it_never_had_been() -> None:
    """A profile grows from crawl to crawl: stored after three pages and loaded, it learns the same."""
    observations = [reading(page(number), number).observation for number in range(6)]
    stored = Memory()
    for each in observations[:3]:
        stored.add(each)
    loaded = Memory.from_json(json.loads(json.dumps(stored.as_json())))
    for each in observations[3:]:
        loaded.add(each)
    assert loaded.profile("coast") == learned(page(number) for number in range(6))


def test_a_profile_that_was_stored_is_the_same() -> None:
    """What is kept as JSON is all there is of it."""
    profile = learned(page(number) for number in range(6))
    assert profile is not None
    stored = json.loads(json.dumps(profile.as_json()))
    assert SiteProfile.from_json("coast", None, profile.article_count, stored) == profile


def test_what_a_site_no_longer_shows_is_forgotten() -> None:
    """After a redesign and two hundred articles the old places are no part of the profile."""
    old = [page(number) for number in range(20)]
    new = [page(number, design="second") for number in range(20, 220)]
    profile = learned([*old, *new])
    assert profile is not None
    assert not [path for path in profile.places if "first" in path]
    assert profile.container.endswith("div.second-text")


def test_lists_of_stories_of_which_some_lines_recur_stay_whole() -> None:
    """Prices stand in many stories, and now and then one says what another said: that is no template."""
    lists = [(f"Berth: {30 + number} euros", f"Diesel, pier {number % 4}: no change") for number in range(8)]
    pages = []
    for number, lines in enumerate(lists):
        text, items = page(number), "".join(f"<li>{line}</li>" for line in lines)
        pages.append(text.replace(b'<div class="promo">', f'<ul>{items}</ul><div class="promo">'.encode()))
    for count in (5, 8):  # the first profile and a later one
        profile = learned(pages[:count])
        bodies = [reading(html, n, profile).article.body_text.split("\n\n") for n, html in enumerate(pages)]
        assert [tuple(body[1:3]) for body in bodies] == lists
        assert not any("paper" in text for body in bodies for text in body)


def test_lists_stay_whole_where_each_part_of_a_story_has_a_box_of_its_own() -> None:
    """The paragraphs then share a path, and no other part of the story stands within it."""
    pages, lists = [], []
    for number, town in enumerate(_TOWNS):
        lines = (f"Berths in {town}: {30 + number}", f"Diesel, pier {number % 4}: no change")
        parts = [f'<div class="card"><div class="words"><p>{each}</p></div></div>' for each in story(town)]
        items = "".join(f"<li>{line}</li>" for line in lines)
        parts.insert(2, f'<div class="card"><div class="list"><ul>{items}</ul></div></div>')
        whole = f"<h1>{town} to rebuild its quay</h1><div class=story>{''.join(parts)}</div>"
        pages.append(
            f"<html><head><title>{town}</title></head><body><main>{whole}</main></body></html>".encode()
        )
        lists.append(lines)
    profile = learned(pages)
    bodies = [reading(html, n, profile).article.body_text.split("\n\n") for n, html in enumerate(pages)]
    assert [tuple(body[2:4]) for body in bodies] == lists


_RECURRING = ("What the council said", "What it will cost", "Who has to wait now", "What comes next")


def test_sub_headlines_in_boxes_of_their_own_stay_where_others_have_the_same() -> None:
    """Each recurs in a quarter of the stories; the line above a form that all have is the template's."""
    pages, wanted = [], []
    for number, town in enumerate(_TOWNS):
        heading, text = _RECURRING[number % len(_RECURRING)], story(town)
        first, second, *others = [(each, "p") for each in text]
        lines = [first, ("Your harbour, each morning", "h2"), second, (heading, "h2"), *others]
        parts = [
            f'<div class="card"><div class="of-{tag}"><{tag}>{words}</{tag}></div></div>'
            for words, tag in lines
        ]
        whole = f"<h1>{town} to rebuild its quay</h1><div class=story>{''.join(parts)}</div>"
        pages.append(
            f"<html><head><title>{town}</title></head><body><main>{whole}</main></body></html>".encode()
        )
        wanted.append([*text[:2], heading, *text[2:]])
    profile = learned(pages)
    bodies = [reading(html, n, profile).article.body_text.split("\n\n") for n, html in enumerate(pages)]
    assert bodies == wanted


@pytest.mark.parametrize("is_list", [False, True])
def test_a_sub_headline_of_every_story_stays_in_another_design_too(*, is_list: bool) -> None:
    """A redesign, or one taken back, makes no edit of it; what was furniture is known again by its text."""
    heading = "What comes next"

    def headed(number: int, design: str) -> bytes:
        third = story(_TOWNS[number])[2]
        below = f"<ul><li>{third}</li></ul>" if is_list else f"<p>{third}</p>"
        html = page(number, design=design).decode().replace("promo", f"{design}-promo")
        return html.replace(f"<p>{third}</p>", f"<h2>{heading}</h2>{below}").encode()

    profile = learned(headed(number, "first") for number in range(8))
    assert profile is not None and profile.repeats(heading)
    for design in ("first", "second"):
        for number, town in enumerate(_TOWNS):
            text = story(town)
            body = reading(headed(number, design), number, profile).article.body_text
            assert body.split("\n\n")[:5] == [*text[:2], heading, *text[2:]]


def test_what_stands_behind_a_wall_is_left_out_where_the_wall_is_known_to_be_furniture() -> None:
    """The wall says that the text ends there; offers behind it name sums of their own."""
    pages = []
    for number in range(8):
        offer = f"With a free account you may read {number} reports of this paper each month, and all tides."
        walled = [*story(_TOWNS[number]), "Continue reading with Courier Plus", offer]
        pages.append(page(number, walled))
    profile = learned(pages)
    bodies = [reading(html, n, profile).article.body_text for n, html in enumerate(pages)]
    assert bodies == ["\n\n".join(story(town)) for town in _TOWNS]


def test_the_place_of_the_text_itself_is_never_furniture() -> None:
    """Short reports that end with lines that each has: they go, and the text above them stays."""
    notices = [
        "The harbour desk wrote this report.",
        "Tides are given in the local time of the quay.",
    ]
    notices += ["All sums in this report are in euros, and were so at the time."]
    pages = [page(number, [*story(_TOWNS[number]), *notices]) for number in range(8)]
    profile = learned(pages)
    bodies = [reading(html, n, profile).article.body_text for n, html in enumerate(pages)]
    assert bodies == ["\n\n".join(story(town)) for town in _TOWNS]


def test_a_line_counts_by_the_articles_of_late_that_have_it() -> None:
    """In a long life a site repeats many a line; what one story in seven has is no template of its."""
    evidence = Evidence()
    for number in range(200):
        lines = [
            (f"story {number}", True),
            ("paper", False),
            *([("works", False)] if number % 7 == 0 else []),
        ]
        evidence.add(Observation(tuple(Sighting("text > p", key, 60, True, prose) for key, prose in lines)))
    profile = profile_of(evidence)
    assert profile is not None
    assert profile.labels == {"paper"}


@pytest.mark.parametrize("own", [1, 2])
def test_a_line_of_some_stories_that_all_show_in_their_lists_stays(own: int) -> None:
    """What is read most is shown beside every story, by a line that two of one matter may have in common."""
    first = "Nobody sleeps in Aldery."
    pages, told = [], []
    for number in range(8):
        told.append([first, *story(_TOWNS[number])] if number < own else story(_TOWNS[number]))
        most_read = f'<section class="read-most"><p class="dek">{first}</p></section>'
        pages.append(page(number, told[-1]).replace(b"</main>", f"{most_read}</main>".encode()))
    profile = learned(pages)
    bodies = [reading(html, n, profile).article.body_text.split("\n\n") for n, html in enumerate(pages)]
    assert bodies == told


def test_figures_that_recur_in_tables_stay_in_their_rows() -> None:
    """A nought, a town and a heading of a column are the same in many a table, each time another story's."""
    pages, rows = [], []
    for number, town in enumerate(_TOWNS):
        told = [f"{town} {number} 0", f"Pier {number % 2} 12 0"]
        cells = "".join(
            f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>"
            for row in ([town, number, 0], [f"Pier {number % 2}", 12, 0])
        )
        text = page(number).decode()
        last = text.index("</p></div>") + len("</p>")
        pages.append(f"{text[:last]}<table>{cells}</table>{text[last:]}".encode())
        rows.append(told)
    profile = learned(pages)
    bodies = [reading(html, n, profile).article.body_text for n, html in enumerate(pages)]
    assert [[row for row in told if row in body] for told, body in zip(rows, bodies, strict=True)] == rows


def test_a_deck_set_as_the_text_below_it_stays_a_deck() -> None:
    """The profile knows where paragraphs stand; what the page gives as its summary is no first paragraph."""
    pages, decks = [], []
    for number, town in enumerate(_TOWNS):
        deck = f"After the storm {town} builds its quay anew, and for boats that nobody has built."
        said = f'<meta name="description" content="{deck}"></head>'
        text = page(number).decode().replace("</head>", said)
        above = f'<time>3 May 2026</time><div class="css-777777"><p>{deck}</p></div>'
        text = text.replace("</h1>", f"</h1>{above}")
        pages.append(text.replace('class="first-text"', 'class="css-555555" itemprop="articleBody"').encode())
        decks.append(deck)
    profile = learned(pages)
    articles = [reading(html, n, profile).article for n, html in enumerate(pages)]
    assert [each.deck for each in articles] == decks
    assert [each.body_text for each in articles] == ["\n\n".join(story(town)) for town in _TOWNS]


def test_evidence_stored_without_what_stories_told_goes_on() -> None:
    """Older evidence counts articles by text alone: what repeats then counts as every story's."""
    evidence = Evidence()
    for number in range(6):
        evidence.add(reading(page(number), number).observation)
    stored = json.loads(json.dumps(evidence.as_json()))
    stored["texts"] = [each[:2] for each in stored["texts"]]
    profile = profile_of(Evidence.from_json(stored))
    assert profile is not None
    assert reading(page(0), 0, profile).article.body_text == "\n\n".join(story(_TOWNS[0]))


def test_the_text_of_each_of_several_designs_is_never_furniture() -> None:
    """Short reports of a design end alike now and then; no design has most of the site's articles."""
    pages, closing = [], "The harbour is open to all, and the ferry runs as ever."
    for number in range(12):
        town, design = f"{_TOWNS[number % 8]} {number}", ("web", "print", "wire")[number % 3]
        text = "".join(f"<p>{act.format(town)}</p>" for act in _ACTS[:2])
        whole = f"<h1>{town} rebuilds</h1><div class={design}><div>{text}<p>{closing}</p></div></div>"
        pages.append(f"<html><title>{town}</title><body><main>{whole}</main></body></html>".encode())
    profile = learned(pages)
    assert profile is not None
    assert not [path for path, part in profile.places.items() if part is Part.FURNITURE]
