"""`read --html`: the article beside the page, marked block by block; nothing of the page comes alive."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html

from broadsheet.cli import EXIT_CONFIG, EXIT_FAILED, main
from tests.unit.reading_pages import HEADLINE, PROSE, page, paragraphs

PAGES = Path(__file__).resolve().parents[1] / "pages"
URL = "https://news.example.org/harbour/council-backs-plan"
ATTACK = "\"'><script>top.x=1</script><img src=//evil.example/x onerror=alert(1)>"
HOSTILE = f"""<html lang="en" dir='rtl" onload="alert(1)'><head><title>{ATTACK}</title>
<meta http-equiv="refresh" content="0;url=//evil.example/"><base href="//evil.example/">
<style>@import url(//evil.example/a.css)</style><meta property="og:title" content='{HEADLINE}'>
<meta name="author" content='"><script>alert(2)</script>'></head>
<body onload="alert(3)"><main><article>
<h1 class='"><script>alert(4)</script>'
id='b1" onclick="alert(5)'>{HEADLINE}</h1>
<p>By <a href="javascript:alert(6)" ping="//evil.example/">Ana Costa</a></p>
<p dir='"><script>'>{PROSE[0]} &lt;script&gt;alert(7)&lt;/script&gt;</p>{paragraphs(*PROSE[1:5])}
<img src="//evil.example/i" alt='{ATTACK.replace("'", "")}' onerror="alert(8)">
<iframe src="//evil.example/f" srcdoc="<script>alert(9)</script>" title='"><svg onload=alert(10)>'></iframe>
<svg onload="alert(11)"><a href="//evil.example/s">x</a></svg><form action="//evil.example/"><input autofocus
onfocus="alert(12)"></form><video src="//evil.example/v" autoplay></video>
<div style="background:url(//evil.example/b)">styled</div></article></main></body></html>"""
ATTRIBUTES = {
    "class", "id", "dir", "lang", "href", "tabindex", "type", "for", "charset", "name", "content",
    "http-equiv", "aria-label", "aria-labelledby",
}  # fmt: skip


def written(tmp_path: Path, text: str, *arguments: str, code: int = 0) -> html.HtmlElement:
    """The file that is made of a page, as a browser's tree."""
    (tmp_path / "page.html").write_text(text, encoding="utf-8")
    target = tmp_path / "view.html"
    assert (
        main(["read", str(tmp_path / "page.html"), "--url", URL, "--html", str(target), *arguments]) == code
    )
    return html.fromstring(target.read_text("utf-8"))


def marks(tree: html.HtmlElement, kind: str) -> str:
    found = tree.xpath(f"//*[@class='original']//*[contains(concat(' ', @class, ' '), ' {kind} ')]")
    return " | ".join(each.text_content() for each in found)


def test_kept_and_dropped_blocks_are_told_apart_with_their_reasons(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every paragraph of the body is marked in the page, and each text beside it says why it was left."""
    byline = "<p class='byline'>By Ana Costa</p><time>12 March 2024, 14:05</time>"
    related = "<aside><p>Another story that stands in a box of its own, and is not this one's.</p></aside>"
    beside = f"<p>Subscribe to our newsletter now</p>{related}"
    nav = "<nav><a href='/'>Home</a> <a href='/x'>Harbour</a></nav>"
    tree = written(tmp_path, page(byline + paragraphs() + beside).replace("<main>", f"{nav}<main>"))
    assert "view.html, open it in a browser" in capsys.readouterr().err
    kept, dropped = marks(tree, "kept"), marks(tree, "dropped")
    assert kept.split(" | ") == list(PROSE)
    for text in ("Home", "Another story that stands", "Subscribe to our newsletter"):
        assert text in dropped
    reasons = marks(tree, "why")
    for reason in (
        "menu, share bar or footer",
        "box beside the story",
        "asks the reader",
        "headline",
        "authors",
    ):
        assert reason in reasons
    told = tree.xpath("string(//*[@class='legend'])")
    assert f"{len(PROSE)} blocks in the text of the article" in " ".join(told.split())
    assert [each.text_content().removesuffix(" →") for each in tree.cssselect(".body p")] == list(PROSE)
    for link in tree.cssselect("a"):
        assert tree.get_element_by_id(link.get("href").removeprefix("#")) is not None


def test_tags_are_marked_as_such_and_a_box_on_the_author_is_a_box(tmp_path: Path) -> None:
    """Who wrote is read above the text, not in what tells of her below it."""
    tags = "<ul class=tags><li><a href=/1>Harbour</a></li><li><a href=/2>Pilots</a></li></ul>"
    box = (
        "<div class=author-box><p>Ana Costa</p><p>Ana Costa reports on the harbour and its ferries.</p></div>"
    )
    tree = written(tmp_path, page(f"<p class=byline>By Ana Costa</p>{paragraphs()}{tags}{box}"))
    field, reasons = marks(tree, "field").split(" | "), marks(tree, "why").split(" | ")
    assert [each for each in field if each in ("Harbour", "Pilots")] == ["Harbour", "Pilots"]
    assert reasons.count("tags") == 2 and reasons.count("authors") == 1
    assert "Ana Costa reports on the harbour" in marks(tree, "dropped")


def test_a_line_is_marked_as_what_was_read_from_it(tmp_path: Path) -> None:
    """The menu and a tag say the same as the label; readers see a date that machines are told of."""
    menu = "<nav><ul><li><a href=/h>Harbour</a></li></ul></nav>"
    data = '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "%s"}</script>'
    stated = data % "2024-03-12T14:05:00+00:00"
    label = "<main><span class=kicker>Harbour</span>"
    date = '<time datetime="2024-03-12T14:05:00+00:00">12 March 2024, 14:05</time>'
    figure = (
        "<figure><img src=/pier.jpg><figcaption><p>The pier at dawn.</p><p class=credit>Photo: Eva Roth</p>"
        "</figcaption></figure>"
    )
    tags = "<ul class=tags><li><a href=/1>Harbour</a></li><li><a href=/2>Pilots</a></li></ul>"
    html = page(date + figure + paragraphs() + tags).replace("<main>", f"{stated}{menu}{label}")
    tree = written(tmp_path, html)
    found = [
        (each.text_content(), "".join(each.xpath("preceding-sibling::*[1][contains(@class, 'why')]/text()")))
        for each in tree.xpath("//*[@class='original']//*[@class='field' or @class='dropped']")
    ]
    assert [each for each in found if each[0] != HEADLINE] == [
        ("Harbour", "menu, share bar or footer"),
        ("Harbour", "kicker"),
        ("12 March 2024, 14:05", "published_at"),
        ("The pier at dawn.", "image_caption"),
        ("Photo: Eva Roth", "image_credit"),
        ("Harbour", "tags"),
        ("Pilots", "tags"),
    ]


def test_the_entries_of_a_live_blog_are_told_as_such(tmp_path: Path) -> None:
    """Their headings are text and their times none, with or without a profile of the site."""
    data = '<script type="application/ld+json">{"@type": "LiveBlogPosting", "headline": "Storm"}</script>'
    posts = "".join(
        f"<div class=post><time datetime=2024-03-12T1{n}:15:00Z>1{n}:15</time><h3>Entry {n}</h3>"
        f"<p>{text}</p></div>"
        for n, text in zip("3210", PROSE, strict=False)
    )
    tree = written(tmp_path, page(f"<div>{posts}</div>", data))
    assert marks(tree, "kept").split(" | ")[:2] == ["Entry 3", PROSE[0]]
    assert set(marks(tree, "why").split(" | ")) == {"headline", "time of an entry of the live blog"}
    (folded,) = tree.xpath("//details[summary='4 live entries']")
    assert f"2024-03-12 13:15 UTC · Entry 3 · {PROSE[0]}" in folded.text_content()


def test_links_are_shown_with_where_they_lead(tmp_path: Path) -> None:
    """As words: nothing in the file leads out of it."""
    text = paragraphs(f"{PROSE[0]} As <a href=/harbour/earlier>reported earlier</a>.", *PROSE[1:])
    tree = written(tmp_path, page(text))
    (folded,) = tree.xpath("//details[summary='1 inline link']")
    assert "reported earlier: https://news.example.org/harbour/earlier" in folded.text_content()


def test_lines_of_one_element_are_marked_one_by_one(tmp_path: Path) -> None:
    """Old pages part paragraphs by line breaks: what is kept and what is dropped share their element."""
    text = "<br><br>".join((*PROSE, "Register to receive full access to the paper.", "Donate now"))
    tree = written(tmp_path, page(f"<div>{text}</div>"))
    assert marks(tree, "kept").split(" | ") == list(PROSE)
    assert "Register to receive" in marks(tree, "field")  # it tells the story's access
    assert "Donate now" in marks(tree, "dropped")


def test_what_a_rule_drops_is_still_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A person sees what the source file's rule takes out, and that no profile could be had."""
    source = (
        "name: harbour\ntitle: The Harbour\nbase_url: https://news.example.org\ntimezone: Europe/Oslo\n"
        "language: en\nschedule: 0 4 * * *\nsections:\n"
        "  - name: all\n    url: https://news.example.org/harbour/\n"
        "rules:\n  - from: 2020-01-01\n    drop: .promo\n    deck: .none\n"
    )
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "harbour.yaml").write_text(source)
    monkeypatch.setenv("SOURCES_DIR", str(tmp_path / "sources"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    promo = (
        "<p class='promo'>This paragraph of the story's own making is a promotion of the paper itself.</p>"
    )
    tree = written(
        tmp_path, page(paragraphs() + promo + paragraphs(PROSE[0] + " Again.")), "--source", "harbour"
    )
    assert "a promotion of the paper" in marks(tree, "cut")
    assert "promotion" not in marks(tree, "kept")
    said = capsys.readouterr().err
    assert "read as a page of harbour, section all, 2 keys of its rules in force" in said
    assert "DATABASE_URL is not set" in said
    assert "nothing is found there" in tree.text_content()


def test_a_hostile_page_is_words_like_any_other(tmp_path: Path) -> None:
    """No script, no handler, no address, no style of the page is in the file; it loads nothing."""
    tree = written(tmp_path, HOSTILE)
    assert {name for each in tree.iter() for name in each.attrib} <= ATTRIBUTES
    tags = {each.tag for each in tree.iter()}
    assert not tags & {"script", "img", "iframe", "svg", "link", "form", "object", "embed", "video", "base"}
    assert [each.get("href") for each in tree.iter("a") if not re.fullmatch(r"#b\d+", each.get("href"))] == []
    assert [each.get("http-equiv") for each in tree.iter("meta") if each.get("http-equiv")] == [
        "Content-Security-Policy"
    ]
    assert "default-src 'none'" in tree.xpath("string(//meta[@http-equiv]/@content)")
    (style,) = tree.iter("style")
    assert not re.search(r"url\(|@import|evil", style.text)
    assert len(tree.xpath("//*[@id]")) == len(set(tree.xpath("//@id")))
    assert "alert(7)" in marks(tree, "kept")


@pytest.mark.parametrize(
    "folder", ["arabic", "challenge", "empty", "framework_data", "japanese_undeclared", "not_html"]
)
def test_every_page_can_be_looked_at(folder: str, tmp_path: Path) -> None:
    """Also one that is no article, with the reason; the command still fails then."""
    target = tmp_path / "view.html"
    code = main(["read", str(PAGES / folder / "page.html"), "--html", str(target)])
    assert code in {0, EXIT_FAILED}
    shown = target.read_text("utf-8")
    assert ("no article: " in shown) is (code == EXIT_FAILED)


def test_without_a_file_the_page_goes_to_stdout(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As `--json` does, and wherever the option stands."""
    saved = tmp_path / "page.html"
    saved.write_text(page(paragraphs()), encoding="utf-8")
    assert main(["read", str(saved), "--html"]) == 0
    first = capsys.readouterr().out
    assert main(["read", "--html", str(saved)]) == 0
    assert capsys.readouterr().out == first
    assert first.startswith("<!DOCTYPE html>")


def test_the_page_that_is_read_is_not_written_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A saved page is kept; so is one where no file can be written."""
    saved = tmp_path / "page.html"
    saved.write_text(page(paragraphs()), encoding="utf-8")
    assert main(["read", str(saved), "--html", str(saved)]) == EXIT_CONFIG
    assert "expected another file" in capsys.readouterr().err
    assert saved.read_text("utf-8") == page(paragraphs())
    assert main(["read", str(saved), "--html", str(tmp_path / "no" / "view.html")]) == EXIT_CONFIG
    assert "cannot be written" in capsys.readouterr().err
    assert main(["read"]) == EXIT_CONFIG
    assert "no page given" in capsys.readouterr().err
