"""What a parser must not be given is found wherever it stands, and ordinary pages are not taken for it."""

from __future__ import annotations

import json

import pytest

from broadsheet.errors import PageRejected
from broadsheet.extraction.limits import MAX_ATTRIBUTES, refuse_hostile_markup
from broadsheet.extraction.tree import parse
from tests.fuzz.attempts import attempt
from tests.newsweb.large_pages import large_pages

MANY = " ".join(f"a{number}" for number in range(60_000))
HIDDEN = {
    "comment": f'<!-- <a x=" --><p {MANY}>x</p><p title="">',
    "single quote": f"<!-- <a x=' --><p {MANY}>x</p><p title=''>",
    "script": f'<script>if (a<b =" )</script><p {MANY}>x</p><p title="">',
    "textarea": f"<textarea><a x='</textarea><p {MANY}>x</p><p title=''>",
    "cdata": f'<![CDATA[<a x="]]><p {MANY}>x</p><p title="">',
    "value": f"<p title='<a x=\"'><p {MANY}>x</p><p title=\"\">",
    "open comment": f'<!-- <a x=" > <p {MANY}>x</p><p title="">',
    "quote in name": f'<p x" {MANY} " y>z',
    "quote first": f'<p " {MANY} " y>z',
    "equals first": f'<p =" {MANY} " y>z',
    "two equals": f'<p x==" {MANY} " y>z',
    "behind a slash": f'<p x/=" {MANY} " y>z',
    "behind a value": f'<p x="a"="{MANY} " y>z',
    "in tag name": f'<p="{MANY}" y>z',
    "no space": f'<p x=\v" {MANY} " y>z',
    "unquoted": f'<p x=y=" {MANY} " y>z',
    "slashes": f'<!-- <a x=" --><p/{MANY.replace(" ", "/")}>x</p>',
    "values": f"""<!-- <a x=" --><p {MANY.replace(" ", "='>' ")}>x</p>""",
    "values in a row": f"""<!-- <a x=' --><p {MANY.replace(" ", '=""')}>x</p>""",
    "NULs": f'<!-- <a x=" --><p {MANY.replace(" ", chr(0) + " ")}>x</p>',
}  # fmt: skip
# Each of these would take a search that goes back, or reads what it has read, minutes.
ENDLESS = {
    "begun tags": b"<a x='" * 70_000,
    "begun in both quotes": b"<a x=\"<a x='" * 35_000,
    "begun in one word": b"<a/a=x" * 70_000,
    "many to one value": b"<a <a <a <a <a <a <a <a <a <a x=\"bbbbbbbbbbbbbbbbbbbb\" " * 7_000,
    "names": b"<a" * 70_000,
    "no sure end": b"<a " + b'=">' * 300_000,
    "quoted ends": b"<a ='" + b'x">' * 300_000,
    "separators": b"<a " + b"/" * 900_000,
    "equals": b"<a " + b"= " * 400_000,
}  # fmt: skip


@pytest.mark.parametrize("name", HIDDEN)
def test_a_tag_of_too_many_attributes_is_found_whatever_stands_before_it_or_in_it(name: str) -> None:
    """The parser takes quadratic time for it: half a minute for these."""
    page = f"<html><body>{HIDDEN[name]}"
    with pytest.raises(PageRejected, match="attributes"):
        parse(page)
    attempt("section_page", page.encode())


@pytest.mark.parametrize("name", ENDLESS)
def test_the_search_takes_linear_time_itself(name: str) -> None:
    """Tags that may begin within others are many; where they go on alike they are read once."""
    attempt("page", b"<html><body>" + ENDLESS[name])


def test_what_pages_hold_is_no_tag_of_many_attributes() -> None:
    """Words in values, scripts with markup and quotes of their own, drawings: as large as pages have them."""
    data = json.dumps([{"id": number, "text": "it's a <p class='x'>word</p>"} for number in range(9000)])
    quoted = data.replace("&", "&amp;").replace('"', "&quot;")
    script = "".join(f"if (a<b && c>'{n}') x += '<a class=\"y\" href='; \n" for n in range(5000))
    drawing = "<svg viewBox='0 0 9 9'>" + f"<path d='{'M0 1 2,3 ' * 30_000}'/>" + "</svg>"
    text = "<p>It is \"so\" = 'said' of a < b.</p>\n" * 5000
    page = f'<div data-a="{quoted}"></div><script>{script}{data}</script>{drawing}{text}<!-- {text} -->'
    refuse_hostile_markup(f"<html><body>{page}</body></html>".encode())
    for large in large_pages(1):
        refuse_hostile_markup(large.body)


def test_as_many_attributes_as_are_allowed_pass() -> None:
    """The bound is that of the parser's own count."""
    most = " ".join(f"a{number}='>'" for number in range(MAX_ATTRIBUTES))
    refuse_hostile_markup(f"<!-- <b --><p {most}>x</p>".encode())
    with pytest.raises(PageRejected, match="attributes"):
        refuse_hostile_markup(f"<!-- <b --><p {most} x>x</p>".encode())


def test_attributes_of_all_tags_are_counted_where_a_comment_seems_to_hold_them() -> None:
    """Each takes as much memory as an element."""
    tag = f"<p {' '.join(f'a{number}' for number in range(1900))}>"
    with pytest.raises(PageRejected, match="attributes"):
        refuse_hostile_markup(f'<!-- <a x=" -->{tag * 100}'.encode())
