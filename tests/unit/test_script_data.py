"""Data in a page's scripts, in the ways that frameworks and hand-made pages write it."""

from __future__ import annotations

import json

import pytest
from lxml import html as lxml_html

from broadsheet.discovery.data import data_anchors
from broadsheet.discovery.scripts import page_data
from broadsheet.errors import PageRejected
from broadsheet.extraction.literals import read_literal
from tests.unit.reading_pages import HEADLINE, PROSE, read_page

TITLE = "The ferry stops for a week of repairs"
ROW = f'{{"title":"{TITLE}","url":"/news/the-ferry-stops-4411"}}'
WRITTEN = {
    "json element": f'<script type="application/json">{{"list":[{ROW}]}}</script>',
    "assigned": f'<script>window.__STATE__ = {{"list":[{ROW}]}};</script>',
    "after other statements": f'<script>if (a) {{ b(); }} site["page"]={{"list":[{ROW}]}}; c()</script>',
    "parsed from text": f"<script>window.data = JSON.parse('{{\"list\":[{ROW}]}}')</script>",
    "as JavaScript": (
        f"<script>var page = {{list:[{{title:'{TITLE}',url:'/news/the-ferry-stops-4411',}}]}}</script>"
    ),
    "function called at once": (
        "<script>window.__NUXT__=(function(a,b){a.x=1;return {list:[{title:a,url:b,old:!1,no:void 0}]}}"
        f'("{TITLE}","\\u002Fnews\\u002Fthe-ferry-stops-4411"));</script>'
    ),
    "pushed in pieces": (
        '<script>self.__next_f.push([1,"3:I[\\"x\\"]\\n4:{\\"list\\":[{\\"title\\":\\"'
        + TITLE
        + '\\","])</script>'
        '<script>self.__next_f.push([1,"\\"url\\":\\"/news/the-ferry-stops-4411\\"}]}\\n"])</script>'
    ),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_a_list_is_read_however_the_script_writes_it(name: str) -> None:
    """The same list with headline and address, whichever way it stands in the page."""
    root = lxml_html.document_fromstring(f"<html><body>{WRITTEN[name]}</body></html>")
    lists = [data["list"] for data in page_data(root) if isinstance(data, dict) and "list" in data]
    assert [(row["title"], row["url"]) for (row,) in lists] == [(TITLE, "/news/the-ferry-stops-4411")]


STORY = json.dumps({"title": HEADLINE, "author": "Ana Costa", "body": list(PROSE)})
STORIES = {
    "assigned": f"window.__STATE__ = {{}}; window.page={STORY};",
    "parsed from text": f"window.page = JSON.parse({json.dumps(STORY)})",
    "as JavaScript": f"window.page = {{id:1,story:{STORY},}};",
    "function called at once": (
        "window.__NUXT__=(function(a,b){return {story:{title:a,body:b,author:'Ana Costa',old:!1}}}"
        f"({json.dumps(HEADLINE)},{json.dumps(list(PROSE))}));"
    ),
}


@pytest.mark.parametrize("name", STORIES)
def test_a_story_is_read_however_the_script_writes_it(name: str) -> None:
    """Of a page whose markup holds no word of it: lists and stories are read in the same ways."""
    head = f"<html><head><title>{HEADLINE}</title></head><body><div id=root></div>"
    article = read_page(f"{head}<script>{STORIES[name]}</script>")
    assert (article.headline, article.author_names) == (HEADLINE, ("Ana Costa",))
    assert article.body_text.split("\n\n") == [*PROSE]


def test_whose_the_story_is_may_be_told_among_its_credits() -> None:
    """As large publishing systems keep them: by whom, in objects beside pictures' and editors' credits."""
    named = {"type": "author", "name": "Ana Costa"}, {"type": "author", "name": "Jonas Weber"}
    told = {"headlines": {"basic": HEADLINE}, "credits": {"by": named, "photos_by": [{"name": "Ove Lind"}]}}
    text = "".join(f"<p>{each}</p>" for each in PROSE)
    script = f"<script>window.story={json.dumps(told)};story.id=4;</script>"
    html = f"<html><body><article><h1>{HEADLINE}</h1><div>{text}</div></article>{script}</body></html>"
    assert read_page(html).author_names == ("Ana Costa", "Jonas Weber")


@pytest.mark.parametrize(
    "text", ["{a:", "{a:f(1)}", "{a:1 b:2}", "[" * 5000, "{a:new Date()}", "'no end", "", "!" * 5000, "{:1}"]
)
def test_what_is_no_plain_data_is_none(text: str) -> None:
    """Code, half a literal and endless nesting give nothing, and no exception."""
    assert read_literal(text, 0, {}) == (None, 0)


def test_long_scripts_without_data_take_linear_time() -> None:
    """A megabyte of code that looks like the beginning of data is given up after some tries."""
    script = "x = {a:" * 150_000
    assert page_data(lxml_html.document_fromstring(f"<script>{script}</script><p>x</p>")) == []


def test_lists_beyond_the_most_that_are_read_are_counted() -> None:
    """Of 203 lists of two stories 200 are read, and the six stories of the others are not forgotten."""
    story = "The ferry stops for a week of repairs, part"
    lists = {
        f"list{n}": [{"title": f"{story} {n}-{k}", "url": f"/news/ferry-{n}-{k}"} for k in range(2)]
        for n in range(203)
    }
    anchors, unread_count = data_anchors(lists, "https://www.gazette.example/county/")
    assert (len(anchors), unread_count) == (400, 6)


@pytest.mark.parametrize(
    ("title", "is_read"),
    [
        ("Council backs the plan", True),
        ("Council backs the plan | The Gazette", True),
        ("Council backs", False),  # which other headlines begin with, too
        ("The ferry stops for a week of repairs", False),
    ],
)
def test_data_are_the_page_s_where_its_title_is_their_headline_s_beginning(title: str, is_read: bool) -> None:
    """Windows are given short titles; another story's data are not the page's."""
    story = json.dumps({"article": {"headline": HEADLINE, "body": [{"text": text} for text in PROSE]}})
    data = f"<script id=__NEXT_DATA__ type='application/json'>{story}</script>"
    html = f"<html lang=en><head><title>{title}</title></head><body><div id=__next></div>{data}</body></html>"
    if is_read:
        assert read_page(html).body_text.split("\n\n") == [*PROSE]
    else:
        with pytest.raises(PageRejected):
            read_page(html)
