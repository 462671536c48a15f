"""Bylines that name places, other work, desks and papers, in scripts with capitals and without."""

from __future__ import annotations

import pytest

from broadsheet.extraction.byline import author, parse_byline
from broadsheet.extraction.jsonld import plain
from tests.unit.reading_pages import page, paragraphs, read_page


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("By Ana Costa with Rui Alves in Porto", ["Ana Costa", "Rui Alves"]),
        ("By Ana Costa. Photography by Rui Alves", ["Ana Costa"]),
        ("Words: Ana Costa. Pictures: Rui Alves", ["Ana Costa"]),
        ("Von Ana Costa (Text) und Rui Alves (Fotos)", ["Ana Costa"]),
        ("Guest column by Ana Costa, mayor of Porto", ["Ana Costa"]),
        ("Von unserem Redaktionsmitglied Ana Costa", ["Ana Costa"]),
        ("dal nostro inviato Ana Costa", ["Ana Costa"]),
        ("作者：王小明 李丽", ["王小明", "李丽"]),
        ("文/王小明 图/李丽", ["王小明"]),
        ("責任編輯：李丽", []),
        ("記者 王小明 報導", ["王小明"]),
        ("編集委員・山田太郎", ["山田太郎"]),
        ("翻訳＝佐藤花子", []),
        ("글 홍길동 사진 김철수", ["홍길동"]),
        ("Հեղինակ՝ Արամ Սարգսյան", ["Արամ Սարգսյան"]),
        ("ليلى حداد، سامر نجار، هند العياري", ["ليلى حداد", "سامر نجار", "هند العياري"]),
        ("城南日報／ 記者林志明／高雄即時報導", ["林志明"]),
        ("城南日報／ 編譯陳美玲／綜合報導", ["陳美玲"]),
        ("Berättat för Ana Costa", ["Ana Costa"]),
        ("As told to Ana Costa", ["Ana Costa"]),
        ("By Ana Costa Associated Press", ["Ana Costa", "Associated Press"]),
        ("«رويترز»", ["رويترز"]),
        ("记者手记：山中“小课堂”", []),
        ("सागर समाचार एजेंसी, आगरा Published by: मीरा वर्मा, राहुल मेहता", ["मीरा वर्मा", "राहुल मेहता"]),
        ("News Desk, Agra Published By: Ana Costa", ["Ana Costa"]),
        ("एएनआई, आगरा", ["एएनआई"]),
        ("सागर नेटवर्क, आगरा", ["सागर नेटवर्क"]),
        ("رويترز، صفاقس", ["رويترز"]),
        ("홍길동 시인", ["홍길동"]),
        ("報道部　山田太郎、小野花", ["山田太郎", "小野花"]),
        ("経済部・山田太郎", ["山田太郎"]),
        ("料理・文　小野花", ["小野花"]),
        ("文　小野花子", ["小野花子"]),
        ("服部 花子", ["服部 花子"]),
        ("長谷部　花子", ["長谷部 花子"]),
        ("小室 花子", ["小室 花子"]),
        ("De notre correspondant Ana Costa", ["Ana Costa"]),
        ("De nuestra enviada especial Ana Costa", ["Ana Costa"]),
        ("Van onze verslaggever Ana Costa", ["Ana Costa"]),
        ("홍길동 항구대 교수", ["홍길동"]),
        ("항구일보 논설위원", ["항구일보 논설위원"]),
    ],
)
def test_who_wrote_is_told_from_who_did_other_work(line: str, people: list[str]) -> None:
    """And the words that announce somebody are no part of the name."""
    assert [each.name for each in parse_byline(line).authors] == people


@pytest.mark.parametrize(
    ("line", "person", "place"),
    [
        ("القاهرة - محمد أحمد", "محمد أحمد", "القاهرة"),
        ("【ロンドン＝山田太郎】", "山田太郎", "ロンドン"),
        ("파리=홍길동 특파원", "홍길동", "파리"),
        ("(서울=연합뉴스) 홍길동 기자", "홍길동", "서울"),
        ("〔記者王小明／台北報導〕", "王小明", "台北"),
    ],
)
def test_a_place_before_a_name_is_nobody(line: str, person: str, place: str) -> None:
    """Though such scripts have no capitals to tell."""
    byline = parse_byline(line)
    assert ([each.name for each in byline.authors if each.kind == "person"], byline.location) == (
        [person],
        place,
    )


@pytest.mark.parametrize(
    "name",
    [
        "هيئة التحرير", "خبرگزاری ایسنا", "নিজস্ব প্রতিবেদক", "রয়টার্স", "สำนักข่าวไทย", "편집국", "디지털뉴스팀",
        "Արմենպրես", "Le Courrier", "The Harbour Herald", "एजेंसी",
    ],
)  # fmt: skip
def test_desks_agencies_and_papers_are_organisations(name: str) -> None:
    """In all scripts."""
    assert [each.kind for each in parse_byline(name).authors] == ["organisation"]


@pytest.mark.parametrize(
    "name", ["Le Van An", "La Toya", "홍길동", "이정국", "محمد أحمد", "রহিম উদ্দিন", "สมชาย ใจดี"]
)
def test_people_whose_names_begin_or_end_so_are_people(name: str) -> None:
    """In all scripts."""
    assert [each.kind for each in parse_byline(name).authors] == ["person"]


def test_an_agency_glued_to_the_word_for_reporters_is_named() -> None:
    """As in 新华社记者王小明、李丽."""
    byline = parse_byline("新华社记者王小明、李丽")
    assert ([each.name for each in byline.authors], byline.agencies) == (["王小明", "李丽"], ("新华社",))


def test_the_site_is_known_by_its_address_with_a_space_in_its_name_too() -> None:
    """The name of a site beside a person's is nobody's."""
    kinds = [each.kind for each in parse_byline("By Ana Costa, Harbour Daybook", ["harbourdaybook"]).authors]
    assert kinds == ["person", "organisation"]


def test_an_address_for_mail_is_no_name() -> None:
    """Though data give it as one."""
    assert author("ana.costa@news.example") is None


def test_entities_escaped_twice_are_read() -> None:
    """As systems do that escape what comes to them escaped."""
    assert plain("Se&amp;aacute;n O&amp;#8217;Brien &amp;amp; Co") == "Seán O’Brien & Co"


def test_data_tell_roles_and_readers_see_capitals_where_they_belong() -> None:
    """A name that data shout is taken as it is shown."""
    node = (
        '{"@type":"NewsArticle","headline":"x","author":'
        '{"@type":"Person","name":"ANA COSTA","jobTitle":"Health editor"}}'
    )
    head = f'<script type="application/ld+json">{node}</script>'
    article = read_page(page(f"<div class=byline>By Ana Costa</div><div>{paragraphs()}</div>", head))
    assert [(each.name, each.role) for each in article.authors] == [("Ana Costa", "Health editor")]


@pytest.mark.parametrize(
    "line",
    [
        "Share Tweet Email",
        "シェアする 印刷",
        "شارك",
        "שתף",
        "शेयर करें",
        "แชร์พิมพ์",
        "Paylaş Yazdır",
        "Κοινοποίηση",
        "გაზიარება",
    ],
)
def test_what_stands_on_buttons_is_nobody(line: str) -> None:
    """In all languages read."""
    assert parse_byline(line).authors == ()


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("By Ana Costa Share Save", ["Ana Costa"]),
        ("By Ana Costa. Fact-checked by Rui Alves", ["Ana Costa"]),
        ("Topic: Water Supply", []),
        ("Nguyễn Văn Lưu", ["Nguyễn Văn Lưu"]),
    ],
)
def test_buttons_and_topics_beside_a_name_are_no_part_of_it(line: str, people: list[str]) -> None:
    """One such word may be a name."""
    assert [each.name for each in parse_byline(line).authors] == people


def test_a_correspondent_who_is_not_named_is_no_person() -> None:
    """But the paper's."""
    assert [each.kind for each in parse_byline("Health Correspondent").authors] == ["organisation"]


def test_a_byline_behind_the_title_of_another_story_is_not_this_one_s() -> None:
    """As in cards right below the text."""
    cards = "".join(
        f"<article><h2><a href=/town/{each}>The boat</a></h2><span class=byline>By {each}</span></article>"
        for each in ("Ana Costa", "Rui Alves")
    )
    assert read_page(page(f"<div>{paragraphs()}</div></article><div>{cards}</div><article>")).authors == ()


def test_who_checked_a_story_did_not_write_it_though_linked_alike() -> None:
    """Medical pages name both in one line."""
    line = (
        "<div class=byline>Written by <a href=/author/ana>Ana Costa</a> | "
        "Medically reviewed by <a href=/author/rui>Rui Alves</a></div>"
    )
    assert [each.name for each in read_page(page(f"{line}<div>{paragraphs()}</div>")).authors] == [
        "Ana Costa"
    ]


def test_who_published_is_linked_behind_a_desk() -> None:
    """The desk and its place lead somewhere, too; who is named behind the label wrote it."""
    line = (
        "<div class=meta><a href=/author/desk>सागर समाचार एजेंसी, आगरा</a> Published by: "
        "<a href=/author/7>मीरा वर्मा</a></div>"
    )
    article = read_page(page(f"{line}<div>{paragraphs()}</div>"))
    assert [each.name for each in article.authors] == ["मीरा वर्मा"]


@pytest.mark.parametrize(
    "bar",
    [
        "<div class=toolbar><div>By <a rel=author href=/a/1>Ana Costa</a></div>{time}<b>Save</b></div>",
        "<div><article class=item><ul><li>By Ana Costa</li><li>{time}</li></ul></article><article class=item>"
        "<ul><li>Share</li></ul></article></div>",
    ],
)
def test_author_and_date_in_a_bar_below_the_headline(bar: str) -> None:
    """With the buttons, or in elements for articles: no menu, and no entry of a live blog."""
    time = "<div class=when><time datetime=2024-03-27T10:15:00Z>27 March 2024, 10:15</time></div>"
    article = read_page(page(f"{bar.format(time=time)}<div>{paragraphs()}</div>"))
    assert [each.name for each in article.authors] == ["Ana Costa"]
    assert article.published_at is not None
    assert article.published_at.isoformat() == "2024-03-27T10:15:00+00:00"


@pytest.mark.parametrize("line", ["LISBON", "By PARIS", "Von ATHEN"])
def test_a_longer_word_in_capitals_alone_is_nobody(line: str) -> None:
    """Agencies that are not known by name have shorter ones; cities stand so before what came from there."""
    assert parse_byline(line, ()).authors == ()


@pytest.mark.parametrize(
    "box",
    [
        "<div class=post-navigation><div>{title}</div><div>{who}</div><div>{time}</div></div>",
        "<div><article>{title} {who} {time}</article><article>{title}</article></div>",
    ],
)
def test_author_and_date_of_another_story_below_the_headline(box: str) -> None:
    """A link as long as a title tells that the bar is no line of this page."""
    box = box.format(
        title="<a href=/other>Mayor resigns after a long quarrel</a>",
        who="<a rel=author href=/b>Bob Other</a>",
        time="<time datetime=2020-01-01>1 January 2020</time>",
    )
    article = read_page(page(f"{box}<div>{paragraphs()}</div>"))
    assert (article.authors, article.published_at) == ((), None)
