"""Which lists of a page's data are the section's, where the markup shows stories, too. Our own pages."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from html import escape

from broadsheet.article import Page
from broadsheet.discovery import read_listing
from broadsheet.discovery.section_page import parse_section_data
from broadsheet.outcomes import Outcome, PageKind, Way
from broadsheet.sources import Section, Source

BASE = "https://news.example"
SOURCE = Source(
    name="news", title="News", base_url=BASE, timezone="UTC", language="en", schedule="0 * * * *",
    sections=(Section(name="culture", url=f"{BASE}/all/culture"),),
)  # fmt: skip
LEADS = "".join(
    f"<div><h3><a href='/text/{n}'>A lead story of the stage in {n} acts</a></h3><p>Words.</p></div>"
    for n in range(10_001, 10_005)
)


def taken(component: str) -> list[str]:
    page = Page(
        run_id="run", source="news", section="culture", kind=PageKind.LISTING, url=f"{BASE}/all/culture",
        fetched_at=datetime(2026, 11, 2, tzinfo=UTC), final_url=f"{BASE}/all/culture", status_code=200,
        body=f"<html><body><h1>Culture</h1>{LEADS}{component}</body></html>".encode(),
        headers=(("Content-Type", "text/html"),),
    )  # fmt: skip
    found = read_listing(page, SOURCE, SOURCE.sections[0], Way.SECTION_PAGE)
    return [link.url.removeprefix(BASE) for link in found.links if link.outcome is Outcome.PENDING]


def component(first: int, section: str) -> str:
    rows = [
        {
            "n_url": f"/text/{n}",
            "n_head": f"The rest of the list, the story numbered {n}",
            "cat_name": section,
        }
        for n in range(first, first + 3)
    ]
    return f'<rows-of-news :initial="{escape(json.dumps(rows))}"></rows-of-news>'


def test_a_list_whose_every_story_names_the_section_goes_on_from_the_markup() -> None:
    """In an attribute of a component, under fields of any name."""
    leads = [f"/text/{n}" for n in range(10_001, 10_005)]
    assert taken(component(10_101, "Culture")) == [*leads, *(f"/text/{n}" for n in range(10_101, 10_104))]


def test_an_answer_may_hold_its_stories_by_their_numbers() -> None:
    """As PHP writes a list that does not begin with 0, or by ids; a menu by its words is no list."""
    story = {"url": "/text/10077", "title": "A story of the stage in three acts"}
    menu = {"url": "/all/sport", "title": "What the town has of sport and games"}
    for data in ({"12": story, "13": {"no": 3}}, {"n10077": story}, {"rows": {"7": {"items": {"1": story}}}}):
        found = parse_section_data(
            json.dumps({"code": 200, "data": data, "menu": {"sport": menu}}).encode(), BASE
        )
        assert found is not None
        assert [(each.url, each.text) for each in found.anchors] == [(f"{BASE}/text/10077", story["title"])]
    found = parse_section_data(b'{"code": 404, "data": []}', BASE)
    assert found is not None
    assert not found.anchors


def test_a_list_of_another_section_is_a_box() -> None:
    assert taken(component(10_101, "Sport")) == [f"/text/{n}" for n in range(10_001, 10_005)]
