"""Portals as they look in Europe."""

from __future__ import annotations

from tests.anatomies.sheet import Sheet, links, sheet


def public_broadcaster() -> Sheet:
    """Swedish: teasers without classes that mean anything, a column of latest news of all desks, weather, radio."""
    s = sheet("rundradio", "/nyheter/inrikes", "sv")
    cards = "".join(
        f'<li class="_1x{n}"><a class="c8" href="{s.take(f"/nyheter/inrikes/{s.slug()}")}"><div class="p1"><img alt="" src="/b/{n}.jpg">'
        f'</div><div class="p2"><span class="k">{s.title(2)}</span><h2>{s.title()}</h2><p>{s.title(16)}.</p>'
        f'<time datetime="2026-11-22T0{n % 10}:10:00+01:00">08.{n + 10}</time></div></a></li>'
        for n in range(18)
    )
    latest = "".join(
        f'<li><time>0{n}.12</time> <a href="/nyheter/{desk}/{s.slug()}">{s.title()}</a></li>'
        for n, desk in enumerate(["utrikes", "ekonomi", "kultur", "sport", "utrikes", "vetenskap"])
    )
    nav = [("/", "Start"), ("/nyheter/inrikes", "Inrikes"), ("/nyheter/utrikes", "Utrikes"), ("/nyheter/lokalt/norra-kusten", "Norra kusten"),
           ("/play", "Play"), ("/radio/program/morgonstudion", "Morgonstudion i radion varje dag"), ("/vader", "Väder"), ("/barn", "Barn")]  # fmt: skip
    foot = [("/om/sa-arbetar-vi-med-nyheter", "Så arbetar vi med nyheter och fakta"), ("/om/kontakt", "Kontakta oss på redaktionen"),
            ("/om/tillganglighet", "Om tillgänglighet på våra sidor"), ("/om/jobb", "Lediga jobb hos oss just nu")]  # fmt: skip
    return s.write(
        f'<div id="root"><div><nav><ul>{links(nav, "<li>{}</li>")}</ul></nav></div><div role="main"><h1>Inrikes</h1><ul>{cards}</ul>'
        f'<button>Visa fler</button></div><div role="complementary"><h2>Senaste nytt</h2><ol>{latest}</ol></div>'
        f'<div role="contentinfo">{links(foot, "<p>{}</p>")}</div></div>',
        "Inrikes",
    )


def tabloid() -> Sheet:
    """Large teasers with share and comment links, pink boxes at the side, games and vouchers everywhere."""
    s = sheet("dailyshout", "/news/index.html")
    teasers = ""
    for n in range(26):
        url = s.take(f"/news/article-{15_300_000 + n * 317}/{s.slug(9)}.html")
        teasers += (
            f'<div class="article article-large"><h2 class="linkro-darkred"><a href="{url}">{s.title(12)}</a></h2><div class="articletext">'
            f'<a href="{url}"><img class="blkBorder" alt="{s.title(5)}"></a><p><strong>{s.title(30)}.</strong></p><ul class="article-icons">'
            f'<li><a class="comments-link" href="{url}#comments">{n * 7} comments</a></li><li><a href="{url}#video">1 video</a></li>'
            f'<li><a href="https://social.example/share?u={url}">share this story now</a></li></ul></div></div>'
        )
        if n % 9 == 4:
            teasers += f'<div class="puff"><a href="/vouchers/{s.slug(3)}">Save money with {s.title(4)} vouchers</a></div>'
    pink = "".join(
        f'<li class="femail"><a href="/{desk}/article-{15_200_000 + n}/{s.slug(8)}.html"><img alt=""><span class="pufftext">{s.title(9)}</span></a></li>'
        for n, desk in enumerate(
            ["tvshowbiz", "femail", "tvshowbiz", "sport", "femail", "tvshowbiz", "health"] * 3
        )
    )
    games = [("/coffeebreak/horoscopes.html", "What do the stars say about your week?"), ("/puzzles/sudoku-of-the-day.html", "Play the sudoku of the day now"),
             ("/weather/index.html", "Weather"), ("/mailbingo/win-a-holiday", "Win a holiday with our bingo today")]  # fmt: skip
    nav = [
        ("/home/index.html", "Home"),
        ("/news/index.html", "News"),
        ("/sport/index.html", "Sport"),
        ("/tvshowbiz/index.html", "Showbiz"),
        ("/news/royals/index.html", "Royals"),
    ]
    return s.write(
        f'<div class="page-header">{links(nav)}</div><div class="alpha">{teasers}</div><div class="beta"><div class="puff femail-box">'
        f'<h3>DON\'T MISS</h3><ul>{pink}</ul></div><div class="games">{links(games)}</div></div>'
        f'<div class="page-footer"><a href="/home/sitemap.html">Sitemap and archive</a><a href="/home/contactus/index.html">Contact the newsroom and its desks</a></div>',
        "News",
    )


def greek() -> Sheet:
    """A hero, a list, a stream of all desks with times, an opinion column with pictures of its writers."""
    s = sheet("efimerida", "/politics/", "el")

    def item(kind: str) -> str:
        url = s.take(f"/politics/article/{s.rng.randrange(5_000_000, 5_900_000)}/{s.slug()}/")
        return (
            f'<article class="{kind}"><a href="{url}"><figure><img alt=""></figure></a><div class="info"><a href="/politics/">Πολιτική</a>'
            f'<h3><a href="{url}">{s.title()}</a></h3><span>22.11.2026</span></div></article>'
        )

    hero = "".join(f'<div class="swiper-slide">{item("hero")}</div>' for _ in range(4))
    rows = "".join(item("row") for _ in range(16))
    stream = "".join(
        f'<li><span class="time">1{n}:05</span><a href="/{desk}/article/{4_900_000 + n}/{s.slug()}/">{s.title()}</a></li>'
        for n, desk in enumerate(
            ["sports", "world", "economy", "culture", "world", "society", "sports", "life"]
        )
    )
    opinion = "".join(
        f'<div class="op"><a href="/authors/{name}/"><img alt=""></a><a href="/authors/{name}/">{name.replace("-", " ").title()}</a>'
        f'<a href="/opinion/article/{4_800_000 + n}/{s.slug()}/">{s.title(6)}</a></div>'
        for n, name in enumerate(["maria-papa-grigoriou", "nikos-dimas", "eleni-karra-vasileiou"])
    )
    s.next_path = "/politics/?page=2"
    return s.write(
        f'<header><nav><a href="/politics/">Πολιτική</a><a href="/world/">Κόσμος</a><a href="/economy/">Οικονομία</a><a href="/efimerides/">Πρωτοσέλιδα των εφημερίδων σήμερα</a></nav></header>'
        f'<main><div class="swiper">{hero}</div><div class="list">{rows}</div><ul class="pager"><li><a href="/politics/?page=2">2</a></li><li><a href="/politics/?page=3">3</a></li>'
        f'<li><a rel="next" href="/politics/?page=2">Επόμενη</a></li></ul></main><aside><h4>Ροή ειδήσεων</h4><ul>{stream}</ul><h4>Απόψεις</h4>{opinion}</aside>'
        f'<footer><a href="/terms-of-use/">Όροι χρήσης και προστασία δεδομένων</a></footer>',
        "Πολιτική",
    )


def polish() -> Sheet:
    """Addresses with commas, adverts and partners' stories between the teasers, galleries and quizzes."""
    s = sheet("wiadomosci", "/polska/0,0.html", "pl")
    tiles = ""
    for n in range(20):
        url = s.take(f"/polska/{s.slug()},{7_100_000 + n * 13},artykul.html")
        tiles += (
            f'<div class="stream-item"><a class="stream-item__link" href="{url}" title=""><span class="stream-item__img"></span>'
            f'<span class="stream-item__title">{s.title()}</span></a><span class="stream-item__meta">{n} godz. temu</span></div>'
        )
        if n % 6 == 3:
            tiles += '<div class="ad-slot"><span>REKLAMA</span></div>'
        if n in {5, 11}:
            tiles += (
                f'<div class="stream-item stream-item--native"><span class="label">Materiał partnera</span><a class="stream-item__link" '
                f'href="/partner/{s.slug()},{7_000_000 + n},artykul.html"><span class="stream-item__title">{s.title()}</span></a></div>'
            )
    picks = "".join(
        f'<li><a href="/{desk}/{s.slug()},{6_900_000 + n},{kind}.html">{s.title()}</a></li>'
        for n, (desk, kind) in enumerate(
            [
                ("swiat", "artykul"),
                ("galeria", "galeria"),
                ("quizy", "quiz"),
                ("pogoda", "artykul"),
                ("sport", "artykul"),
            ]
        )
    )
    nav = [
        ("/polska/0,0.html", "Polska"),
        ("/swiat/0,0.html", "Świat"),
        ("/pogoda/0,0.html", "Pogoda na dziś"),
        ("/program-tv/0,0.html", "Program telewizyjny na dziś"),
    ]
    s.next_path = "/polska/0,1.html"
    return s.write(
        f'<header>{links(nav)}</header><section class="stream"><h1>Polska</h1>{tiles}<div class="pagination"><a href="/polska/0,1.html">2</a>'
        f'<a href="/polska/0,2.html">3</a><a class="next" href="/polska/0,1.html">Następna</a></div></section>'
        f'<section class="box"><h2>Polecane</h2><ul>{picks}</ul></section><footer><a href="/regulamin-serwisu,1.html">Regulamin serwisu i polityka prywatności</a></footer>',
        "Polska",
    )


def turkish() -> Sheet:
    """Slugs at the root with a number, galleries, columnists and a breaking-news band."""
    s = sheet("gunluk", "/gundem/", "tr")
    cards = "".join(
        f'<div class="col-4"><div class="news-card"><a href="{url}" title="{text}" target="_blank"><img alt="{text}"><div class="caption"><h3>{text}</h3></div></a></div></div>'
        for url, text in [
            (s.take(f"/{s.slug(7)}-haberi-{42_100_000 + n * 91}"), s.title()) for n in range(24)
        ]
    )
    band = "".join(
        f'<a class="tick" href="/{s.slug(7)}-haberi-{42_000_000 + n}">{s.title(6)}</a>' for n in range(6)
    )
    writers = "".join(
        f'<div class="writer"><a href="/yazarlar/{w}/"><img alt=""></a><a href="/yazarlar/{w}/{s.slug(4)}-{41_900_000 + n}">{s.title(5)}</a></div>'
        for n, w in enumerate(["ali-deneme", "ayse-ornek-kaya", "mehmet-taslak"])
    )
    photos = "".join(
        f'<li><a href="/galeri/{s.slug(5)}-{41_800_000 + n}">{s.title(6)}</a></li>' for n in range(5)
    )
    nav = [("/gundem/", "Gündem"), ("/dunya/", "Dünya"), ("/ekonomi/", "Ekonomi"), ("/burclar/koc-burcu-gunluk-yorumu", "Koç burcu günlük yorumu bugün"),
           ("/namaz-vakitleri", "Namaz vakitleri"), ("/e-gazete", "E-gazete"), ("/seri-ilanlar/satilik-konut", "Satılık konut ilanları burada")]  # fmt: skip
    return s.write(
        f'<div class="header"><div class="menu">{links(nav)}</div><div class="son-dakika"><b>Son Dakika</b>{band}</div></div>'
        f'<div class="container"><div class="row">{cards}</div></div><div class="container"><h2>Yazarlar</h2>{writers}</div>'
        f'<div class="container"><h2>Foto Galeri</h2><ul>{photos}</ul></div><div class="footer"><a href="/kunye">Künye</a><a href="/kullanim-kosullari-ve-gizlilik">Kullanım koşulları ve gizlilik</a></div>',
        "Gündem",
    )


def agency_by_the_minute() -> Sheet:
    """Russian: nothing but times and headlines under each day, and a column of the main news of all desks."""
    s = sheet("telegraf", "/politika", "ru")
    s.next_path = "/politika?before=25000000"
    days = ""
    for day in (22, 21):
        rows = "".join(
            f'<li class="l"><span class="t">{hour:02d}:{s.rng.randrange(60):02d}</span> <a href="{s.take(f"/politika/{s.rng.randrange(25_000_000, 25_999_999)}")}">{s.title(8)}</a></li>'
            for hour in range(20, 3, -1)
        )
        days += f'<h2 class="day"><a href="/archive/2026/11/{day}">{day} ноября, воскресенье</a></h2><ul>{rows}</ul>'
    main = "".join(
        f'<p><a href="/{desk}/{24_000_000 + n}">{s.title(8)}</a></p>'
        for n, desk in enumerate(["ekonomika", "sport", "kultura", "obschestvo", "proisshestviya"])
    )
    nav = [("/politika", "Политика"), ("/ekonomika", "Экономика"), ("/sport", "Спорт"), ("/opinions", "Мнения"), ("/spec/vybory-2026", "Выборы в местные советы 2026 года"),
           ("/press-centre", "Пресс-центр"), ("/infographics", "Инфографика")]  # fmt: skip
    return s.write(
        f'<div class="top">{links(nav)}</div><div class="content"><div class="col1"><h1>Политика</h1>{days}<a class="more" href="/politika?before=25000000">Показать ещё</a></div>'
        f'<div class="col2"><h3>Главное</h3>{main}<h3>Подписка</h3><a href="/subscribe/daily-letter">Подпишитесь на утреннюю рассылку агентства</a></div></div>'
        f'<div class="bottom"><a href="/about">Об агентстве</a> <a href="/docs/rules-of-use">Правила использования материалов агентства</a></div>',
        "Политика",
    )
