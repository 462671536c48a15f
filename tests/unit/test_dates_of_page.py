"""When a page says that it was published: which statement is taken, and what is no statement."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from broadsheet.extraction import PageContext, read
from tests.unit.reading_pages import HEADLINE, PROSE, page, paragraphs, read_page


def published(*, data: str | None = None, meta: str | None = None, line: str = "") -> str | None:
    """The time read from a page that states one in JSON-LD, in a meta tag or in a line by the headline."""
    node = json.dumps({"@type": "NewsArticle", "headline": "x", "datePublished": data})
    head = f'<script type="application/ld+json">{node}</script>' if data else ""
    head += f'<meta property="article:published_time" content="{meta}">' if meta else ""
    article = read_page(page(f"{line}<div>{paragraphs()}</div>", head))
    return article.published_at.isoformat() if article.published_at else None


@pytest.mark.parametrize("zoned", ["2024-03-27T10:15:30+02:00", "2024-03-27T08:15:30Z"])
def test_a_time_with_a_zone_outweighs_the_same_without(zoned: str) -> None:
    """It may be given as the same clock's or as another's; zones differ by quarters of an hour."""
    assert published(data="2024-03-27 10:15:30", meta=zoned) == "2024-03-27T08:15:30+00:00"


@pytest.mark.parametrize("other", ["2024-03-27T10:31:02+02:00", "2024-03-25T08:15:30Z"])
def test_another_time_says_nothing_of_the_zone(other: str) -> None:
    """Minutes or days apart they are two events, and the first statement stays, its zone assumed."""
    assert published(data="2024-03-27 10:15:30", meta=other) == "2024-03-27T10:15:30+00:00"


def test_a_dateline_may_name_its_section() -> None:
    """What is linked in it leads to sections and authors, and is no word of a sentence."""
    line = "<div class=article-meta>Published: 27 March 2024, 10:15 in: <a href=/harbour>Harbour</a> |</div>"
    assert published(line=line) == "2024-03-27T10:15:00+00:00"


@pytest.mark.parametrize(
    "line",
    [
        "<div class=article-meta>On 27 March 2024 the pier of <a href=/mill>the mill</a> was opened</div>",
        "<ul><li><a href=/fair>The fair of old</a> 6 May 2023, 09:00</li></ul>",
        "<div class=article-meta>Open since 27 March 2019 for visitors</div>",
    ],
)
def test_a_sentence_or_a_teaser_with_a_date_is_no_dateline(line: str) -> None:
    """Wherever it stands."""
    assert published(line=line) is None


def shown(language: str, line: str) -> tuple[str | None, str | None]:
    """Publication and change as read from a line between headline and text, nothing else being stated."""
    html = page(f"<div>{line}</div><div>{paragraphs()}</div>").replace("lang=en", f"lang={language}")
    article = read_page(html)
    return tuple(  # type: ignore[return-value]
        each.strftime("%Y-%m-%d %H:%M") if each else None
        for each in (article.published_at, article.modified_at)
    )


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "10:20, 5 March 2024"),
        ("en", "Posted at 10:20 AM, Mar 05, 2024"),
        ("en", "5-Mar-2024 10:20"),
        ("de", "Erschienen am Dienstag, 5. März 2024, 10:20 Uhr"),
        ("es", "Publicado el 5 de marzo de 2024, 10:20 hs"),
        ("ca", "Publicat el 5 de març del 2024 a les 10:20"),
        ("eu", "2024ko martxoaren 5a 10:20"),
        ("da", "Publiceret d. 5. mar. 2024, kl. 10:20"),
        ("pl", "Data publikacji: 5 marca 2024 10:20"),
        ("cs", "Zveřejněno 5. 3. 2024 v 10:20"),
        ("sk", "Zverejnené 5. marca 2024 o 10:20"),
        ("hu", "2024. március 5., kedd 10:20"),
        ("ro", "Publicat marți, 5 martie 2024, ora 10:20"),
        ("bg", "Публикувано: 5 март 2024 г. в 10:20 ч."),
        ("sr", "Objavljeno 5. mart 2024. u 10:20"),
        ("hr", "Objavljeno 5. ožujka 2024. u 10:20"),
        ("sl", "5. marca 2024 ob 10:20"),
        ("lt", "2024 m. kovo 5 d. 10:20"),
        ("lv", "2024. gada 5. martā, plkst. 10:20"),
        ("et", "Avaldatud 5. märts 2024 kell 10:20"),
        ("el", "Δημοσιεύθηκε Τρίτη 5 Μαρτίου 2024, 10:20 πμ"),
        ("ru", "10:20, 5 марта 2024 года"),
        ("uk", "Опубліковано 5 березня 2024 року о 10:20"),
        ("kk", "2024 жылғы 5 наурыз, 10:20"),
        ("tr", "Oluşturulma Tarihi: Mart 05, 2024 10:20"),
        ("ar", "نشر في: 05/03/2024 - 10:20"),
        ("ar", "الثلاثاء ٥ آذار ٢٠٢٤ - ١٠:٢٠"),
        ("pl", "<span>05.03.2024, 10:20</span><span>odsłon: 311</span><a href=#c>komentarze (4)</a>"),
        ("el", "Στέλιος Νικολάου, Χίος <time>5 Μαρτίου 2024 • 10:20</time>"),
        ("de", '<time datetime="2024-03-05">5. März 2024, 10:20 Uhr</time>'),
        ("fr", 'Par Ana Costa, <abbr class="published" title="2024-03-05T10:20:00Z">5 mars 2024</abbr>'),
        ("ur", "5 مارچ ، 2024 10:20"),
        ("he", "פורסם: 5 במרץ 2024, 10:20"),
        ("hi", "Published: 5 मार्च, 2024 10:20 पूर्वाह्न"),
        ("bn", "প্রকাশ: ০৫ মার্চ ২০২৪, ১০:২০"),
        ("th", "เผยแพร่ 5 มีนาคม 2567 10:20 น."),
        ("vi", "Thứ Ba, ngày 5 tháng 3, 2024 10:20"),
        ("id", "Diterbitkan Selasa, 5 Maret 2024 | 10:20"),
        ("ms", "5 Mac 2024, 10:20 pagi"),
        ("fa", "تاریخ انتشار: ۱۵ اسفند ۱۴۰۲ - ۱۰:۲۰"),
        ("fa", "۱۴۰۲/۱۲/۱۵ ۱۰:۲۰"),
        ("ja", "令和6年3月5日 10時20分"),
        ("zh-TW", "民國113年3月5日 10:20"),
        ("zh", "2024年3月5日10时20分"),
        ("zh", "发布时间：2024年03月05日 10:20 来源：海港日报"),
        ("zh", "<span>2024-03-05 10:20</span>　来源：<span>海港日报</span>　【字体：大 小】 打印"),
        ("ja", "公開日時 2024/03/05 10:20"),
        ("ko", "기사입력 2024-03-05 10:20:30"),
    ],
)
def test_the_line_that_readers_see_is_read_in_many_languages(language: str, line: str) -> None:
    """Words, order, script and era are the language's; no class calls the line a date."""
    assert shown(language, line) == ("2024-03-05 10:20", None)


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("tr", "Giriş Tarihi: 5.3.2024 10:20 Son Güncelleme: 6.3.2024 11:40"),
        ("en", "Published: 10:20, 5 March 2024 | Updated: 11:40, 6 March 2024"),
        ("ko", "입력 2024.03.05 10:20 수정 2024.03.06 11:40"),
        ("bg", "Публикувано: 5 март 2024 10:20 | Обновено: 6 март 2024 11:40"),
    ],
)
def test_each_of_two_times_belongs_to_its_own_date(language: str, line: str) -> None:
    """Behind the date or before it, the same way in all of a line."""
    assert shown(language, line) == ("2024-03-05 10:20", "2024-03-06 11:40")


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("ar", "آخر تحديث: 5 مارس 2024 10:20 صباحا"),
        ("bg", "Обновено: 5 март 2024, 10:20"),
        ("sr", "Ažurirano 5. mart 2024. u 10:20"),
        ("lt", "Atnaujinta 2024-03-05 10:20"),
        ("th", "อัปเดต 5 มีนาคม 2567 10:20 น."),
        ("vi", "Cập nhật lúc 10:20 05/03/2024"),
    ],
)
def test_an_update_is_no_publication_in_any_language(language: str, line: str) -> None:
    """A page that tells of its last change alone says nothing of when it was published."""
    assert shown(language, line) == (None, "2024-03-05 10:20")


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("fi", "Julkaistu: 5.3. 10:20"),  # no year: 10 is the hour
        ("de", "Geboren: 5. März 1984"),
        ("en", "Event date: doors open 5 March 2024"),
        ("es", "Nacido el 5 de marzo de 1984"),
        ("sv", "Matchen spelades 3-2-24 gånger"),
        ("ru", "Концерт 5 марта 2024"),
        ("ja", "締め切り 2024年3月5日"),
        ("zh", "活动日期为2024年3月5日至8日"),
        ("th", "เกิดวันที่ 5 มีนาคม 2510 ที่บ้าน"),
        ("hu", "Határidő: 2024. március 5."),
        ("lv", "Termiņš 2024. gada 5. marts"),
        ("vi", "Hạn chót 5 tháng 3, 2024"),
        ("ar", "ولد في 5 مارس 1984 بالمدينة"),
        ("he", "נולד ב-5 במרץ 1984 בעיר"),
        ("pl", "<span>Koncert:</span> <span>5.03.2024</span> <span>bilety: 20</span>"),
    ],
)
def test_other_dates_by_the_headline_are_nobodys(language: str, line: str) -> None:
    """Births, events and deadlines, scores, and dates of which the year is not said."""
    assert shown(language, line) == (None, None)


def times(stated: str, line: str) -> tuple[str | None, str | None, str | None]:
    """Publication, its precision and the change, where one time is stated for machines and a line shown."""
    head = f'<meta property="article:published_time" content="{stated}">'
    article = read_page(page(f"<div>{line}</div><div>{paragraphs()}</div>", head))
    at, changed = article.published_at, article.modified_at
    told = [each.strftime("%Y-%m-%d %H:%M") if each else None for each in (at, changed)]
    return told[0], article.published_precision, told[1]


def test_a_change_that_only_readers_are_told_of_is_read() -> None:
    """Though machines are told when the story was published."""
    line = "Published 5 March 2024 10:20 | Updated 6 March 2024 11:40"
    assert times("2024-03-05T10:20:31Z", line) == ("2024-03-05 10:20", "second", "2024-03-06 11:40")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("5 March 2024", ("2024-03-05 00:00", "day", None)),
        ("5 March 2024 10:20", ("2024-03-05 10:20", "minute", None)),
        ("5 March 2024 00:00", ("2024-03-05 00:00", "second", None)),
        ("", ("2024-03-05 00:00", "second", None)),
    ],
)
def test_a_midnight_is_no_time_where_readers_see_the_day(line: str, told: tuple[str, ...]) -> None:
    """Systems fill in what they do not know; where readers see midnight, or nothing, it may be meant."""
    assert times("2024-03-05T00:00:00Z", line) == told


def test_a_midnight_that_readers_see_without_its_zone_is_the_one_that_machines_are_told() -> None:
    """It is no other time because the source's zone is not known."""
    told = ("2024-03-04 23:00", "second", None)
    assert times("2024-03-05T00:00:00+01:00", "5 March 2024 0:00") == told


@pytest.mark.parametrize(
    ("stated", "line", "told"),
    [
        ("2024-03-04T23:00:00.000Z", "5 March 2024", ("2024-03-05 00:00", "day", None)),
        ("2024-03-04T21:00Z", "5 March 2024", ("2024-03-05 00:00", "day", None)),
        ("2024-03-04T23:00:00Z", "4 March 2024", ("2024-03-04 23:00", "second", None)),
        ("2024-03-04T23:00:00Z", "5 March 2024 00:00", ("2024-03-04 23:00", "second", None)),
        ("2024-03-04T19:00:00Z", "5 March 2024", ("2024-03-04 19:00", "second", None)),
        ("2024-03-04T23:00:00Z", "5 March 2024 00.00 BST", ("2024-03-04 23:00", "second", None)),
        ("2024-03-04T23:10:00Z", "5 March 2024", ("2024-03-04 23:10", "second", None)),
    ],
)
def test_a_midnight_of_the_site_s_own_zone_in_utc_is_the_day_that_readers_see(
    stated: str, line: str, told: tuple[str, ...]
) -> None:
    """Of old stories systems know the day alone, and write when it began where they are."""
    assert times(stated, line) == told


_BOTH = [
    ("en", "By Ana Costa, 5 March 2024 10:20"),
    ("en", "By Ana Costa on March 5, 2024 at 10:20 am"),
    ("en", "By ANA COSTA Mar 5, 2024, 10:20"),
    ("en", "By Ana Costa (5 March 2024 10:20)"),
    ("en", "By Ana Costa, Political Editor, Tuesday 5 March 2024 10:20"),
    ("en", "Published by Ana Costa on 5 March 2024, 10:20"),
    ("en", "Published on 5 March 2024 10:20 by Ana Costa"),
    ("en", "<span>5 March 2024 10:20</span> <span>By Ana Costa</span>"),
    ("en", "5 March 2024 10:20 (By Ana Costa)"),
    ("de", "Veröffentlicht von Ana Costa am 5. März 2024 um 10:20 Uhr"),
    ("de", "05.03.2024, 10:20 Uhr Von Ana Costa"),
    ("fr", "Par Ana Costa, le 5 mars 2024 à 10h20"),
    ("fr", "Publié le 5 mars 2024 à 10h20 par Ana Costa"),
    ("es", "Publicado por Ana Costa el 5 de marzo de 2024, 10:20 h"),
    ("it", "Pubblicato il 5 marzo 2024 alle 10:20 da Ana Costa"),
    ("nl", "Door Ana Costa op 5 maart 2024 om 10:20"),
    ("pl", "Opublikowano 5 marca 2024 10:20 przez Ana Costa"),
    ("id", "Oleh Ana Costa pada 5 Maret 2024 10:20"),
]


@pytest.mark.parametrize(("language", "line"), _BOTH)
def test_a_line_may_say_who_and_when(language: str, line: str) -> None:
    """In either order, with any of the usual signs or words between, or none; over the text, or its first."""
    assert shown(language, f"<p>{line}</p>") == ("2024-03-05 10:20", None)
    html = page(f"<div><p>{line}</p>{paragraphs()}</div>").replace("lang=en", f"lang={language}")
    article = read_page(html)
    assert [each.name.title() for each in article.authors] == ["Ana Costa"]
    assert "2024" not in article.body_text


def test_such_a_line_below_a_summary_is_no_text() -> None:
    """Where both are set as the paragraphs of the story are."""
    line = "<p>By Ana Costa, 5 March 2024</p>"
    article = read_page(page(f"<div>{paragraphs(PROSE[0])}{line}{paragraphs(*PROSE[1:])}</div>"))
    assert article.body_text == "\n\n".join(PROSE)


@pytest.mark.parametrize(
    "line",
    [
        "By Ana Costa, who was at the pier on 5 March 2024",
        "By Tuesday 5 March 2024 the pier had been open to all",
        "The pier was opened by Ana Costa on 5 March 2024",
        "On 5 March 2024, Ana Costa opened the pier",
        "Source: Harbour Office, 5 March 2024",
        "Reviewed by Ana Costa on 5 March 2024",
    ],
)
def test_a_sentence_with_a_name_and_a_date_says_not_when(line: str) -> None:
    """Nor does what names a source, or who looked at it later."""
    assert shown("en", f"<p>{line}</p>") == (None, None)


def test_a_change_signed_by_its_author_is_no_publication() -> None:
    """The word beside the date says what it is of; a name is none of its words."""
    assert shown("en", "<p>Updated 5 March 2024 10:20 by Ana Costa</p>") == (None, "2024-03-05 10:20")
    assert shown("sv", "<p>Av Maj Berg 5 mars 2024 10:20</p>") == ("2024-03-05 10:20", None)


@pytest.mark.parametrize(
    "line",
    [
        'Objections may be filed until <time datetime="2024-03-12">12 March</time>, the council said.',
        'On <time datetime="2024-03-12">12 March</time> the council meets.',
        '港では<time datetime="2024-03-12">３月１２日</time>に祭りがある。',
    ],
)
def test_a_day_that_a_sentence_tells_is_not_that_of_the_story(line: str) -> None:
    """However it is marked: in a deck and in the first paragraphs."""
    for html in (f"<p class=deck>{line}</p>{paragraphs()}", paragraphs(PROSE[0], line, *PROSE[1:])):
        article = read_page(page(html))
        assert (article.published_at, article.modified_at) == (None, None)


@pytest.mark.parametrize("line", ["2 hours ago", "Published 2 hours ago", "Ana Costa · 2 hours ago"])
def test_hours_ago_are_a_line_of_their_own(line: str) -> None:
    """In whatever element; what happened two hours ago is an event."""
    for html in (f"<div>{line}</div>", f"<p class=meta>{line}</p>"):
        article = read_page(page(html + paragraphs()))
        assert article.published_at == datetime(2024, 3, 31, 10, tzinfo=UTC)
        assert article.published_precision == "hour"
    assert read_page(page(f"<div>Updated {line}</div>{paragraphs()}")).published_at is None
    assert read_page(page(f"<div>The pier fell 2 hours ago</div>{paragraphs()}")).published_at is None


def test_times_and_authors_of_entries_are_not_those_of_the_page() -> None:
    """Each entry of a live blog has its own."""
    entries = "".join(
        f"<article><time datetime=2024-03-31T{hour}:00Z>{hour}:00</time><h3>News of the pier</h3>"
        f"<span class=author>Ana Costa</span><p>{text}</p></article>"
        for hour, text in zip(("11", "10", "09"), PROSE, strict=False)
    )
    article = read_page(page(f"<p class=intro>All that happens today.</p><div>{entries}</div>"))
    assert article.published_at is None
    assert article.authors == ()


@pytest.mark.parametrize(
    ("line", "begins", "language", "day"),
    [
        ("01/02/2024 8:30 p.m. EST", "", "en", "2024-01-03T01:30:00+00:00"),
        ("01/02/2024 8:30 p.m.", "HALIFAX, Nova Scotia (AP) — ", "en", "2024-01-02T20:30:00+00:00"),
        ("01/02/2024 8:30 p.m.", "", "en-US", "2024-01-02T20:30:00+00:00"),
        ("01/02/2024 8:30 p.m.", "", "en-GB", "2024-02-01T20:30:00+00:00"),
        ("01/02/2024 8:30 p.m.", "", "en-CA", None),  # where both are in use
        ("01/02/2024 8:30 p.m.", "", "en", None),  # two days, and nothing tells which
        ("03/12/2024 8:30 p.m.", "", "en", "2024-03-12T20:30:00+00:00"),  # the other is still to come
        ("01/22/2024 8:30 p.m.", "", "en", "2024-01-22T20:30:00+00:00"),
    ],
)
def test_the_month_is_first_where_the_country_says_so(
    line: str, begins: str, language: str, day: str | None
) -> None:
    """By the tag, a zone or an agency of the country; the other is kept; of two none is invented."""
    body = f"<div class=date>{line}</div><div>{paragraphs(begins + PROSE[0], *PROSE[1:])}</div>"
    article = read_page(page(body).replace("lang=en", f"lang={language}"))
    assert (article.published_at.isoformat() if article.published_at else None) == day
    assert any(each.raw_value and each.raw_value[:5] == line[:5] for each in article.fields)


@pytest.mark.parametrize(
    ("host", "zone", "line", "day"),
    [
        ("www.gazette.co.uk", None, "01/02/2024 8:30 p.m.", "2024-02-01T20:30:00+00:00"),
        ("gazette.example.ie", None, "01/02/2024 8:30 p.m.", "2024-02-01T20:30:00+00:00"),
        ("gazette.example.us", None, "01/02/2024 8:30 p.m.", "2024-01-02T20:30:00+00:00"),
        ("gazette.example.tv", None, "01/02/2024 8:30 p.m.", None),  # of whatever country
        ("gazette.example.uk", "America/New_York", "01/02/2024 8:30 p.m.", "2024-01-03T01:30:00+00:00"),
        ("www.gazette.co.uk", None, "12 Jun 2023 10:15 BST", "2023-06-12T09:15:00+00:00"),
        ("gazette.example.in", None, "12 Jun 2023 10:15 IST", "2023-06-12T04:45:00+00:00"),
    ],
)
def test_a_page_in_english_writes_dates_as_the_country_of_its_address_does(
    host: str, zone: str | None, line: str, day: str | None
) -> None:
    """Where its language tag names no region; what the source's zone says outweighs it."""
    html = page(f"<div class=date>{line}</div><div>{paragraphs()}</div>")
    context = PageContext(f"https://{host}/a", datetime(2024, 3, 31, 12, tzinfo=UTC), timezone=zone)
    article = read(html.encode(), context)
    assert (article.published_at.isoformat() if article.published_at else None) == day


def test_a_change_whose_zone_is_assumed_says_so() -> None:
    """No field of the article has it; the place of the value does."""
    lines = "<div class=date>Updated: 27 March 2024, 10:15{}</div>"
    for zone, is_assumed in (("", True), (" GMT", False)):
        article = read_page(page(f"{lines.format(zone)}<div>{paragraphs()}</div>"))
        (told,) = (each for each in article.fields if each.field == "modified_at" and each.is_chosen)
        assert told.locator.endswith(" (zone assumed)") is is_assumed


@pytest.mark.parametrize(
    ("name", "told"), [(HEADLINE, "2024-03-27T10:15:00+00:00"), ("The ferries of the old days", None)]
)
def test_a_film_of_the_page_s_name_was_put_up_when_the_page_was(name: str, told: str | None) -> None:
    """Another film beside the text says nothing of when it was published, nor what the page is."""
    film = {"@type": "VideoObject", "name": name, "uploadDate": "2024-03-27T10:15:00Z"}
    head = f'<script type="application/ld+json">{json.dumps(film)}</script>'
    article = read_page(page(f"<video src=/v.mp4></video><p>{PROSE[0]}</p>", head))
    assert article.body_text == PROSE[0]
    assert (article.published_at.isoformat() if article.published_at else None) == told
    assert article.content_type == ("video" if told else "article")
