"""Portals as they look in Asia."""

from __future__ import annotations

from tests.anatomies.sheet import Sheet, links, sheet


def indian() -> Sheet:
    """Addresses that end in a number and `.cms`, adverts between, photo stories, videos, trending topics."""
    s = sheet("subcontinent", "/india")
    rows = ""
    for n in range(28):
        url = s.take(
            f"https://www.subcontinent.example/india/{s.slug(8)}/articleshow/{125_400_000 + n * 1171}.cms"
        )
        rows += f'<figure class="_YVis"><a href="{url}"><img alt=""></a><figcaption><a class="VeCXM" href="{url}">{s.title(10)}</a><p>{s.title(20)}.</p></figcaption></figure>'
        if n % 7 == 3:
            rows += f'<div class="paisa-wrapper"><div id="div-ad-{n}"></div><a href="https://ads.example.org/c?x={n}">{s.title(8)}</a></div>'
    photos = "".join(
        f'<li><a href="/etimes/photo-features/{s.slug(6)}/photostory/{125_000_000 + n}.cms">{s.title(8)}</a></li>'
        for n in range(6)
    )
    videos = "".join(
        f'<li><a href="/videos/news/{s.slug(6)}/videoshow/{125_100_000 + n}.cms">{s.title(8)}</a></li>'
        for n in range(6)
    )
    trend = links([(f"/topic/{s.slug(2)}", s.title(2)) for _ in range(9)], "<li>{}</li>")
    stars = links([("/astrology/horoscope/aries-horoscope-today", "Aries horoscope today, your day in detail"), ("/games/daily-mini-crossword", "Play the daily mini crossword here"),
                   ("/elections/results/live-map-of-seats", "Live map of seats in the assembly election")], "<li>{}</li>")  # fmt: skip
    nav = links(
        [
            ("/india", "India"),
            ("/world", "World"),
            ("/city/harbour-town", "Harbour Town"),
            ("/business", "Business"),
            ("/epaper", "ePaper"),
            ("/astrology", "Astrology"),
        ]
    )
    return s.write(
        f'<div id="app"><nav>{nav}</nav><ul class="crumb"><li><a href="/">Home</a></li><li><a href="/india">India</a></li></ul><div class="main-content"><h1>India News</h1>{rows}</div>'
        f'<div class="rhs"><div class="w"><h3>Photostories</h3><ul>{photos}</ul></div><div class="w"><h3>Visual Stories and Videos</h3><ul>{videos}</ul></div><div><ul>{stars}</ul></div></div>'
        f'<div class="ft"><h4>Trending Topics</h4><ul>{trend}</ul><a href="/terms-and-conditions/termsofuse.cms">Terms of use and grievance redressal policy</a></div></div>',
        "India News",
    )


def chinese() -> Sheet:
    """Dated folders with numbers, the desk before and the minute after each headline, pages `index_2`."""
    s = sheet("xinwen", "/guonei/", "zh")
    rows = "".join(
        f'<li><div class="dd_lm">[<a href="/guonei/">国内</a>]</div><div class="dd_bt"><a href="{s.take(f"/guonei/2026/11-{22 - n // 12}/{10_400_000 - n * 3}.shtml")}">{s.title(8)}</a></div>'
        f'<div class="dd_time">11-{22 - n // 12} {23 - n % 12}:14</div></li>'
        for n in range(40)
    )
    hot = "".join(
        f'<li><em>{n}</em><a href="/{d}/2026/11-21/{10_390_000 + n}.shtml">{s.title(7)}</a></li>'
        for n, d in enumerate(["shehui", "caijing", "tiyu", "yule", "guoji"])
    )
    nav = links(
        [
            ("/", "首页"),
            ("/guonei/", "国内"),
            ("/guoji/", "国际"),
            ("/caijing/", "财经"),
            ("/tiyu/", "体育"),
            ("/tupian/", "图片"),
            ("/shipin/", "视频"),
            ("/z/2026huiyi/", "聚焦二〇二六年全国会议专题报道"),
        ]
    )
    foot = links(
        [
            ("/common/about.shtml", "关于我们"),
            ("/common/copyright.shtml", "本网站所刊载信息不代表本社观点刊用须授权"),
            ("https://beian.example.cn/", "备案号一二三四五六七八"),
        ]
    )
    s.next_path = "/guonei/index_2.shtml"
    return s.write(
        f'<div id="nav">{nav}</div><div class="content_list"><ul>{rows}</ul></div><div class="pagebox"><span>1</span><a href="/guonei/index_2.shtml">2</a><a href="/guonei/index_3.shtml">3</a>'
        f'<a href="/guonei/index_2.shtml">下一页</a></div><div class="right"><div class="title">热点排行</div><ul>{hot}</ul></div><div class="foot">{foot}</div>',
        "国内新闻",
    )


def hebrew() -> Sheet:
    """From right to left: opaque ids, a band of flashes, marketing content with its label."""
    s = sheet("iton", "/news/category/185", "he")
    slots = "".join(
        f'<div class="slotView"><div class="mediaArea"><a href="{url}"><img alt=""></a></div><div class="textDiv"><div class="slotTitle"><a href="{url}"><span>{s.title()}</span></a></div>'
        f'<div class="slotSubTitle"><a href="{url}">{s.title(14)}</a></div><div class="moreDetails"><span class="authorField">דנה כהן</span> | <span>10:4{n % 10}</span></div></div></div>'
        for n, url in enumerate(s.take(f"/news/article/{s.code(9)}") for _ in range(20))
    )
    paid = "".join(
        f'<div class="slotView promo"><span class="label">תוכן שיווקי</span><div class="slotTitle"><a href="/promo/article/{s.code(9)}"><span>{s.title()}</span></a></div></div>'
        for _ in range(3)
    )
    flash = "".join(
        f'<div class="flash"><span>1{n}:02</span><a href="/news/article/{s.code(9)}">{s.title(6)}</a></div>'
        for n in range(8)
    )
    nav = links(
        [
            ("/news/category/184", "חדשות"),
            ("/news/category/185", "פוליטיקה"),
            ("/sport", "ספורט"),
            ("/economy", "כלכלה"),
            ("/horoscope/weekly-forecast", "התחזית האסטרולוגית השבועית המלאה שלכם"),
        ]
    )
    return s.write(
        f'<header>{nav}</header><main><h1>פוליטיקה</h1><section class="slots">{slots}</section><section class="promoted"><h3>בשיתוף גורמים מסחריים</h3>{paid}</section></main>'
        f'<div class="side"><div class="box"><h3>מבזקים</h3>{flash}</div></div><footer><a href="/article/terms-of-use-and-privacy">תנאי השימוש ומדיניות הפרטיות באתר</a></footer>',
        "פוליטיקה",
        "rtl",
    )


def korean() -> Sheet:
    """The article's number in the query, the section's code too; popular stories of all sections at the side."""
    s = sheet("sinmun", "/news/articleList.html?sc_section_code=S1N1", "ko")
    rows = "".join(
        f'<li class="item"><a href="{url}" class="thumb"><img alt=""></a><div class="view-cont"><h4 class="titles"><a href="{url}" target="_top">{s.title()}</a></h4>'
        f'<p class="lead"><a href="{url}">{s.title(15)}</a></p><span class="byline"><em>정치</em><em>김기자</em><em>2026.11.22 1{n % 10}:20</em></span></div></li>'
        for n, url in enumerate(s.take(f"/news/articleView.html?idxno={330_400 - n * 2}") for n in range(20))
    )
    best = "".join(
        f'<li><a href="/news/articleView.html?idxno={329_000 + n * 3}"><i>{n + 1}</i>{s.title()}</a></li>'
        for n in range(10)
    )
    nav = links([("/", "홈"), ("/news/articleList.html?sc_section_code=S1N1", "정치"), ("/news/articleList.html?sc_section_code=S1N2", "경제"), ("/news/articleList.html?sc_section_code=S1N3", "사회"),
                 ("/news/articleList.html?sc_sub_section_code=S2N11", "국회 정당 소식 모음"), ("/com/jb.html", "제보하기"), ("/pdf/list.html", "지면보기")])  # fmt: skip
    pages = links(
        [(f"/news/articleList.html?page={n}&amp;sc_section_code=S1N1", str(n)) for n in (2, 3, 4)],
        "<li>{}</li>",
    )
    s.next_path = "/news/articleList.html?page=2&sc_section_code=S1N1"
    return s.write(
        f'<header id="user-header"><ul>{nav}</ul></header><div id="user-container"><section id="section-list"><ul class="type2">{rows}</ul></section><nav class="pagination"><ul>{pages}</ul></nav>'
        f'<aside><div class="auto-article"><div class="header">많이 본 뉴스</div><ol>{best}</ol></div></aside></div><footer><a href="/com/emailcheck.html">이메일 무단수집 거부 안내 말씀</a><a href="/com/kd.html">구독 신청과 불편 신고 안내</a></footer>',
        "정치",
    )
