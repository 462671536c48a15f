"""Which of a site's statements on headline, authors and date are believed, learned from its own pages."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime

import pytest

from broadsheet.article import Article
from broadsheet.extraction import PageContext, Reading, read_whole
from broadsheet.extraction.site_profile import SiteProfile
from broadsheet.siteprofile.claims import Claims
from broadsheet.siteprofile.evidence import Evidence
from broadsheet.siteprofile.learning import learn, profile_of

_TOWNS = ("Aldery", "Brookfen", "Castmoor", "Dunwick", "Elmstow", "Farholm", "Gorsley", "Hartmere")
_WRITERS = ("Ana Costa", "Rui Alves", "Ines Faro", "Tom Hale", "Mia Berg", "Jo Lind", "Eva Roth", "Max Oder")
_ACTS = (
    "The council of {} voted on Tuesday to rebuild the quay that last winter's storm had broken in two.",
    "Engineers told the meeting in {} that the new wall would stand a metre higher than the old one.",
    "Fishermen from {} said they had waited eleven months for a berth that does not flood at spring tide.",
)
_FETCHED = datetime(2026, 11, 20, 9, tzinfo=UTC)
_DESK = "2019-05-02T10:20:00+00:00"  # the day on which a template was made


def headline(number: int) -> str:
    return f"{_TOWNS[number]} is to rebuild its quay after the storm"


def page(
    number: int, *, title: str = "", head: str = "", heading: str | None = None, line: str = ""
) -> bytes:
    """An article of one template: its heading, the line below it, its text."""
    shown = f'<h1 class="title">{headline(number)}</h1>' if heading is None else heading
    text = "".join(f"<p>{act.format(_TOWNS[number])}</p>" for act in _ACTS)
    return (
        f"<html lang=en><head><title>{title or headline(number)}</title>{head}</head><body><main>"
        f'<header class="top">{shown}{line}</header><div class="text">{text}</div></main></body></html>'
    ).encode()


def linked(**stated: object) -> str:
    """JSON-LD of a story."""
    data = json.dumps({"@type": "NewsArticle", **stated})
    return f'<script type="application/ld+json">{data}</script>'


def reading(html: bytes, number: int, profile: SiteProfile | None = None) -> Reading:
    url = f"https://coast.example/news/{number}"
    return read_whole(html, PageContext(url, _FETCHED, profile=profile))


def learned(pages: Iterable[bytes]) -> SiteProfile:
    profile = learn((reading(html, n).observation for n, html in enumerate(pages)), "coast")
    assert profile is not None
    return profile


def names(article: Article) -> list[str]:
    return [each.name for each in article.authors]


def test_the_heading_where_the_headlines_of_a_site_stand_is_believed_against_all_statements() -> None:
    """Alone, a page whose data agree on another title is believed; on the site, readers see the heading."""
    pages = [page(n, head=linked(headline=headline(n))) for n in range(4)]
    other = "What the storm cost the ports, and who pays"
    contrary = page(
        5, title=other, head=linked(headline=other) + f'<meta property="og:title" content="{other}">'
    )
    assert reading(contrary, 5).article.headline == other
    article = reading(contrary, 5, learned(pages)).article
    assert article.headline == headline(5)
    stated = {
        (each.value, each.origin, each.is_chosen) for each in article.fields if each.field == "headline"
    }
    assert (headline(5), "site_profile", True) in stated
    assert (other, "json_ld", False) in stated


def test_what_the_titles_of_a_site_add_to_its_headlines_is_cut() -> None:
    """Neither section nor site is named anywhere; other pages show where the headline ends."""
    pages = [page(n, title=f"{headline(n)} – Ports – Coast online") for n in range(4)]
    bare = page(5, title=f"{headline(5)} – Ports – Coast online", heading="")
    assert reading(bare, 5).article.headline != headline(5)
    assert reading(bare, 5, learned(pages)).article.headline == headline(5)


def test_a_headline_keeps_the_marks_that_only_its_own_title_has() -> None:
    """What one title adds is no habit of the site."""
    pages = [page(n, title=f"{headline(n)} – Coast online") for n in range(4)]
    own = page(5, title="Ports – piers – tides – Coast online", heading="")
    assert reading(own, 5, learned(pages)).article.headline == "Ports – piers – tides"


def test_a_title_that_all_articles_share_is_no_headline() -> None:
    """A template that gives every page the site's slogan for Open Graph."""
    slogan = '<meta property="og:title" content="Coast, the news of the shore every day">'
    profile = learned(page(n, head=slogan) for n in range(4))
    bare = page(5, head=slogan, heading="")
    assert reading(bare, 5).article.headline == "Coast, the news of the shore every day"
    assert reading(bare, 5, profile).article.headline == headline(5)


def test_a_name_that_stands_for_all_articles_gives_way_to_the_byline() -> None:
    """The account that publishes is stated for machines; readers see who wrote."""

    def told(number: int) -> bytes:
        return page(
            number, head=linked(author={"@type": "Person", "name": "Carl Desker"}),
            line=f'<p class="byline">By {_WRITERS[number]}</p>',
        )  # fmt: skip

    assert names(reading(told(5), 5).article) == ["Carl Desker"]
    article = reading(told(5), 5, learned(map(told, range(4)))).article
    assert names(article) == [_WRITERS[5]]
    origins = {each.origin: each.is_chosen for each in article.fields if each.field == "authors"}
    assert origins == {"site_profile": True, "markup": False, "json_ld": False}


@pytest.mark.parametrize(("count", "kept"), [(4, ["Carl Desker"]), (6, [])])
def test_one_name_that_no_reader_sees_is_doubted_once_enough_articles_have_it(
    count: int, kept: list[str]
) -> None:
    """Four stories may be one reporter's; six without a byline say nothing of who wrote them."""
    head = linked(author={"@type": "Person", "name": "Carl Desker"})
    profile = learned(page(n, head=head) for n in range(count))
    assert names(reading(page(7, head=head), 7, profile).article) == kept


def test_the_one_author_of_a_site_stays_its_author() -> None:
    """All articles name the same person, and each shows the name."""
    head = linked(author={"@type": "Person", "name": "Ana Costa"})
    pages = [page(n, head=head, line='<p class="byline">By Ana Costa</p>') for n in range(7)]
    assert names(reading(pages[6], 6, learned(pages[:6])).article) == ["Ana Costa"]


def test_one_date_on_all_articles_gives_way_to_the_day_they_show() -> None:
    """The moment at which a template was made, or at which the page is built, is no story's."""

    def told(number: int, stated: str = _DESK) -> bytes:
        line = f'<p class="byline">Published: {number + 2} November 2026</p>'
        return page(number, head=linked(datePublished=stated), line=line)

    assert reading(told(5), 5).article.published_at == datetime.fromisoformat(_DESK)
    for stated in (_DESK, _FETCHED.isoformat()):
        profile = learned(told(number, stated) for number in range(4))
        article = reading(told(5, stated), 5, profile).article
        assert article.published_at == datetime(2026, 11, 7, tzinfo=UTC)
        dates = [each for each in article.fields if each.field == "published_at"]
        assert [each.origin for each in dates if each.is_chosen] == ["site_profile"]
        assert [each.value for each in dates if each.origin == "json_ld"] == [None]


def test_stories_that_came_out_together_keep_their_time() -> None:
    """An issue of a weekly: one moment for all, and the day that is shown agrees with it."""
    stated, line = "2026-11-18T05:00:00+00:00", '<p class="byline">18 November 2026</p>'
    pages = [page(n, head=linked(datePublished=stated), line=line) for n in range(6)]
    article = reading(pages[5], 5, learned(pages[:5])).article
    assert article.published_at == datetime.fromisoformat(stated)


def test_what_is_believed_outlives_storing_and_ageing() -> None:
    """Evidence and profile come back from storage as they went; what was counted halves with the rest."""
    evidence = Evidence()
    for number in range(4):
        html = page(number, title=f"{headline(number)} | Coast", head=linked(headline=headline(number)))
        evidence.add(reading(html, number).observation)
    stored = json.loads(json.dumps(evidence.as_json()))
    profile = profile_of(Evidence.from_json(stored), "coast")
    assert profile is not None
    assert profile.trust.affixes == {"coast"}
    assert profile.trust.headings == ("main > header.top > h1.title",)
    assert (
        SiteProfile.from_json("coast", 1, 4, json.loads(json.dumps(profile.as_json()))).trust == profile.trust
    )
    evidence.claims.halve()
    assert profile_of(evidence).trust.affixes == frozenset()  # type: ignore[union-attr]


def test_what_was_stored_before_statements_were_counted_can_be_read() -> None:
    """Evidence and profiles of an earlier version lack them."""
    evidence = Evidence().as_json()
    del evidence["claims"]
    assert Evidence.from_json(evidence).claims == Claims()
    profile = SiteProfile("coast").as_json()
    del profile["trust"]
    assert SiteProfile.from_json("coast", 1, 4, profile) == SiteProfile("coast", 1, 4)


def test_a_form_below_the_story_that_repeats_the_headline_is_not_where_it_stands() -> None:
    """Most pages set it with a deck; for the others the form's place is the surest, and not the first."""
    form = '<section class="republish"><h1 class="form-title">{}</h1><p>Take this text.</p></section></main>'
    pages = []
    for number in range(8):
        heading = f'<h1 class="{"short" if number % 4 == 0 else "tall"}">{headline(number)}</h1>'
        html = page(number, line=f"<p>By {_WRITERS[number]}</p>", heading=heading)
        pages.append(html.replace(b"</main>", form.format(headline(number)).encode()))
    profile = learned(pages)
    readings = [reading(html, number, profile) for number, html in enumerate(pages)]
    shown = [each.page.headline_block for each in readings]
    assert [block.element.getparent().get("class") for block in shown if block] == ["top"] * 8
    assert [names(each.article) for each in readings] == [[writer] for writer in _WRITERS]
