"""Portals and small papers as they look in the Americas."""

from __future__ import annotations

import json

from tests.anatomies.sheet import Sheet, links, sheet


def brazilian() -> Sheet:
    """Related stories under each teaser: those of the section's folder are its own, those of other folders are not."""
    s = sheet("portal", "/politica/", "pt")
    feed = ""
    for n in range(14):
        url = s.take(f"/politica/noticia/2026/11/{22 - n // 5}/{s.slug(8)}.ghtml")
        related = (
            f'<li><a href="{s.take(f"/politica/noticia/2026/11/20/{s.slug(8)}.ghtml")}">{s.title()}</a></li>'
        )
        related += f'<li><a href="/economia/noticia/2026/11/21/{s.slug(8)}.ghtml">{s.title()}</a></li>'
        feed += (
            f'<div class="feed-post bstn-item"><span class="chapeu">{s.title(1)}</span><h2><a class="feed-post-link" href="{url}">{s.title(9)}</a></h2><a href="{url}"><img alt=""></a>'
            f'<div class="feed-post-body-resumo">{s.title(18)}</div><ul class="bstn-relateditems">{"<span>Leia também</span>" if n % 2 else ""}{related}</ul>'
            f'<span class="feed-post-datetime">Há {n + 1} horas</span> — Em <a href="/politica/">Política</a></div>'
        )
    read = "".join(
        f'<li>{n + 1} <a href="/{d}/noticia/2026/11/20/{s.slug(8)}.ghtml">{s.title()}</a></li>'
        for n, d in enumerate(["mundo", "esporte", "pop-arte", "saude"])
    )
    nav = links([("/politica/", "Política"), ("/economia/", "Economia"), ("/mundo/", "Mundo"), ("/podcast/o-assunto/", "Podcast O Assunto do dia"), ("/tudo-sobre/camara-dos-deputados/", "Tudo sobre a câmara dos deputados"),
                 ("/loterias/", "Loterias")])  # fmt: skip
    s.next_path = "/politica/index/feed/pagina-2.ghtml"
    return s.write(
        f'<header>{nav}</header><main><div class="bastian-feed">{feed}<div class="load-more"><a href="/politica/index/feed/pagina-2.ghtml">Veja mais</a></div></div></main><div class="mais-lidas"><h3>Mais lidas</h3><ol>{read}</ol></div>'
        f'<footer><a href="/principios-editoriais.html">Princípios editoriais do grupo de comunicação</a><a href="/termos/uso.html">Termos de uso do portal</a></footer>',
        "Política",
    )


def student_paper() -> Sheet:
    """Drupal views: rows with fields, a calendar of events, a crossword, pages of the staff."""
    s = sheet("quadrangle", "/section/campus-news")
    rows = "".join(
        f'<div class="views-row views-row-{n}"><div class="views-field views-field-field-image"><div class="field-content"><a href="{url}"><img alt=""></a></div></div><div class="views-field views-field-title"><span class="field-content">'
        f'<a href="{url}">{s.title(s.rng.choice([2, 5, 8]))}</a></span></div><div class="views-field views-field-field-writer"><a href="/staff/{s.slug(2)}">{s.title(2)}</a></div><div class="views-field views-field-created">November {22 - n}, 2026</div></div>'
        for n, url in enumerate(s.take(f"/article/2026/11/{s.slug(4)}") for _ in range(12))
    )
    events = "".join(
        f'<li class="views-row"><a href="/event/{s.slug(4)}">{s.title(5)}</a> <span>Nov {23 + n}</span></li>'
        for n in range(5)
    )
    extra = links([("/crossword/2026-11-20", "This week in crosswords: try the grid"), ("/classifieds/rooms-to-let-near-campus", "Rooms to let near the campus this winter"), ("/jobs/library-assistant-needed", "Library assistant needed for the spring term"),
                   ("/donate", "Donate to keep student journalism alive"), ("/issue/2026-11-20", "Print edition of November 20")], "<p>{}</p>")  # fmt: skip
    nav = links([("/section/campus-news", "Campus News"), ("/section/opinion", "Opinion"), ("/section/arts-and-life", "Arts and Life"), ("/section/sports", "Sports"), ("/podcasts", "Podcasts"), ("/about/join-our-staff", "Join our staff: writers wanted")], "<li>{}</li>")  # fmt: skip
    s.next_path = "/section/campus-news?page=1"
    return s.write(
        f'<div class="region-navigation"><ul>{nav}</ul></div><div class="region-content"><h1 class="page-header">Campus News</h1><div class="view view-section-term"><div class="view-content">{rows}</div>'
        f'<ul class="pager"><li class="pager-current">1</li><li><a title="Go to page 2" href="/section/campus-news?page=1">2</a></li><li class="pager-next"><a title="Go to next page" href="/section/campus-news?page=1">next ›</a></li></ul></div></div>'
        f'<div class="region-sidebar"><h2>Events</h2><ul>{events}</ul>{extra}</div>',
        "Campus News",
    )


def newsletter() -> Sheet:
    """A site of letters: slugs at the root, members only, sign-up links, tags and writers with slugs at folders."""
    s = sheet("longletter", "/tag/economy/")
    cards = "".join(
        f'<article class="gh-card post{" tag-hash-members" if n % 3 else ""}"><a class="gh-card-link" href="{s.take(f"/{s.slug(s.rng.choice([1, 2, 4, 7]))}-{n}/")}"><figure class="gh-card-image"><img alt=""></figure><div class="gh-card-wrapper">'
        f'<h3 class="gh-card-title is-title">{s.title(s.rng.choice([1, 3, 6]))}</h3><p class="gh-card-excerpt">{s.title(12)}</p><footer class="gh-card-meta"><span class="gh-card-author">By {s.title(2)}</span><time class="gh-card-date" datetime="2026-11-{20 - n:02d}">Nov {20 - n}</time></footer></div></a></article>'
        for n in range(15)
    )
    nav = links(
        [
            ("/", "Home"),
            ("/about-this-letter/", "About this letter and its writers"),
            ("/archive/", "Archive"),
            ("/tag/economy/", "Economy"),
            ("/tag/letters-from-abroad/", "Letters from abroad"),
            ("/membership-and-prices/", "Membership and prices"),
        ],
        "<li>{}</li>",
    )
    foot = links(
        [
            ("#/portal/signup", "Sign up for the letter, free every week"),
            ("/privacy-and-cookies/", "Privacy and cookies"),
            ("/contact-the-editors/", "Contact the editors"),
            ("https://ghost.example/", "Published with a free system"),
        ]
    )
    return s.write(
        f'<header id="gh-navigation"><ul class="nav">{nav}</ul><a href="#/portal/signin">Sign in</a><a href="#/portal/signup">Subscribe</a></header><main class="gh-main"><h1>Economy</h1><div class="gh-feed">{cards}</div></main>'
        f'<section class="gh-container"><h2>Featured</h2><a href="/author/{s.slug(2)}/">{s.title(2)}</a><a href="/author/{s.slug(2)}/">{s.title(2)}</a></section><footer class="gh-footer">{foot}</footer>',
        "Economy",
    )


def posts() -> Sheet:
    """Letters under `/p/` with likes, comments and shares; recommended letters of other writers."""
    s = sheet("dispatches", "/s/city-desk")
    rows = ""
    for n in range(12):
        url = s.take(f"https://www.dispatches.example/p/{s.slug(s.rng.choice([1, 3, 5]))}-{n}")
        rows += (
            f'<div class="portable-archive-list-item"><div><a data-testid="post-preview-title" href="{url}">{s.title(s.rng.choice([2, 4, 7]))}</a><a href="{url}">{s.title(9)}</a><time datetime="2026-11-{20 - n:02d}">Nov {20 - n}</time> • '
            f'<a href="https://people.example/@{s.code(6)}">{s.title(2)}</a></div><div><a href="{url}">{n + 3}</a><a href="{url}/comments" aria-label="View comments ({n})">{n}</a><a href="{url}?action=share">Share this letter with a friend</a></div></div>'
        )
    rec = "".join(
        f'<div><a href="https://{s.code(7)}.letters.example/?utm_source=recommendations">{s.title(4)}</a></div>'
        for _ in range(4)
    )
    nav = links(
        [
            ("/", "Home"),
            ("/s/city-desk", "City desk"),
            ("/s/podcast", "Podcast"),
            ("/archive", "Archive"),
            ("/about", "About"),
            ("/chat", "Chat"),
            ("/leaderboard", "Leaderboard of readers"),
        ]
    )
    return s.write(
        f'<div id="entry"><div class="nav">{nav}</div><div class="archive-page"><div class="sort"><a href="/s/city-desk?sort=new">New</a><a href="/s/city-desk?sort=top">Top</a><a href="/s/city-desk?sort=community">Discussions</a></div><div>{rows}</div></div>'
        f'<div><h4>Recommendations</h4>{rec}</div><div class="footer-wrap"><a href="/subscribe?utm_source=menu">Subscribe to get every new letter</a><a href="https://dispatches.example/privacy">Privacy</a></div></div>',
        "City desk",
    )


def tabs() -> Sheet:
    """Latest, most read and editor's choice as three tabs of one box; only the first is the section's list."""
    s = sheet("civictimes", "/local-government")

    def pane(folder: str, number: int, is_list: bool) -> str:
        urls = [f"/{folder}/{s.slug(5)}-{s.code(6)}" for _ in range(number)]
        return "".join(
            f'<div class="item"><a href="{s.take(u) if is_list else u}"><h3>{s.title()}</h3></a><span>{n} min ago</span></div>'
            for n, u in enumerate(urls)
        )

    nav = links(
        [
            ("/local-government", "Local government"),
            ("/sport", "Sport"),
            ("/culture", "Culture"),
            ("/weather/five-day-forecast", "Five day forecast for the coast"),
        ]
    )
    return s.write(
        f'<header>{nav}</header><main><h1>Local government</h1><ul role="tablist"><li><a href="#latest" role="tab">Latest</a></li><li><a href="#read" role="tab">Most read</a></li><li><a href="#choice" role="tab">Editor\'s choice</a></li></ul>'
        f'<div role="tabpanel" id="latest">{pane("local-government", 20, True)}</div><div role="tabpanel" id="read" aria-label="Most read">{pane("sport", 5, False)}{pane("culture", 3, False)}</div>'
        f'<div role="tabpanel" id="choice" aria-label="Editor\'s choice">{pane("culture", 5, False)}</div></main><footer><a href="/contact">Contact</a><a href="/complaints-and-corrections-policy">Complaints and corrections policy</a></footer>',
        "Local government",
    )


def list_in_data() -> Sheet:
    """The list stands in JSON-LD only; the markup holds navigation and a place for the script."""
    s = sheet("appnews", "/business")
    items = [
        {
            "@type": "ListItem",
            "position": n + 1,
            "url": s.base + s.take(f"/business/{s.slug(6)}-{s.code(5)}"),
            "name": s.title(),
        }
        for n in range(18)
    ]
    data = {
        "@context": "https://schema.org",
        "@type": "CollectionPage",
        "mainEntity": {"@type": "ItemList", "itemListElement": items},
    }
    crumbs = {"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "position": 1, "item": {"@id": s.base + "/", "name": "Home"}}, {"@type": "ListItem", "position": 2, "item": {"@id": s.section, "name": "Business"}}]}  # fmt: skip
    nav = links(
        [
            ("/business", "Business"),
            ("/business/markets", "Markets"),
            ("/politics", "Politics"),
            ("/business/newsletter-sign-up", "Sign up for the business newsletter"),
        ]
    )
    head = "".join(f'<script type="application/ld+json">{json.dumps(d)}</script>' for d in (data, crumbs))
    return s.write(
        f'<nav>{nav}</nav><div id="app"></div><footer><a href="/about-us/our-people-and-offices">Our people and our offices</a></footer>',
        "Business",
        head=head,
    )


def everything_at_once() -> Sheet:
    """Hero, carousel, ticker, list, live ticker, galleries, opinion, events, games, jobs, paid stories."""
    s = sheet("metropolis", "/city")
    hero = f'<section class="lead"><a href="{s.take(f"/city/{s.slug(7)}-1900001")}"><h1>{s.title(9)}</h1></a></section>'
    slides = "".join(
        f'<li class="slide"><a href="{s.take(f"/city/{s.slug(7)}-19000{n:02d}")}"><img alt=""><h3>{s.title()}</h3></a></li>'
        for n in range(10, 15)
    )
    rows = ""
    for n in range(22):
        kind, path = (
            ("live", f"/live/{s.slug(6)}-18000{n:02d}")
            if n in {3}
            else ("gallery", f"/city/pictures/{s.slug(6)}-18000{n:02d}")
            if n in {8, 15}
            else ("story", f"/city/{s.slug(7)}-18000{n:02d}")
        )
        rows += f'<article class="river-item river-item--{kind}"><a href="{s.take(path)}"><div class="pic"></div><h2>{s.title()}</h2></a><p>{s.title(16)}.</p><span class="when">{n} hours ago</span></article>'
        if n in {6, 13}:
            rows += f'<article class="river-item river-item--sponsored"><div class="tag">Presented by Harbour Bank</div><a href="/brand-studio/{s.slug(6)}-17000{n:02d}"><div class="pic"></div><h2>{s.title()}</h2></a></article>'
        if n == 10:
            rows += '<div class="signup"><h3>The city letter</h3><a href="/newsletters/the-city-letter">Sign up for the city letter every morning</a></div>'
    ticker = "".join(
        f'<a href="/{d}/{s.slug(6)}-16000{n:02d}">{s.title(5)}</a> • '
        for n, d in enumerate(["sport", "world", "money", "world"])
    )
    opinion = "".join(
        f'<div class="columnist"><a href="/by/{w}"><img alt=""><span>{w.replace("-", " ").title()}</span></a><h4><a href="/opinion/{s.slug(6)}-15000{n:02d}">{s.title()}</a></h4></div>'
        for n, w in enumerate(["ann-example", "joan-of-the-quay", "peter-placeholder-smith"])
    )
    events = "".join(
        f'<li><a href="/whats-on/{s.slug(5)}-1400{n}"><time>Fri 2{n} Nov</time> {s.title(6)}</a></li>'
        for n in range(5)
    )
    games = links([("/games/word-wheel", "Word wheel: how many can you find today?"), ("/horoscope/leo-for-this-week", "Leo for this week: what lies ahead of you"), ("/jobs/senior-engineer-in-harbour-town-9981", "Senior engineer in Harbour Town, full time"),
                   ("/property/three-bedroom-flat-near-the-river-8711", "Three bedroom flat near the river for sale"), ("/epaper/2026-11-22", "Read the e-paper of today"), ("/podcasts/the-daily-harbour-episode-211", "The daily harbour, episode 211: the bridge")], "<li>{}</li>")  # fmt: skip
    videos = "".join(
        f'<div class="vid"><a href="/video/{s.slug(6)}-1300{n}"><h4>{s.title(6)}</h4></a></div>'
        for n in range(4)
    )
    nav = links(
        [
            ("/city", "City"),
            ("/world", "World"),
            ("/opinion", "Opinion"),
            ("/whats-on", "What's on"),
            ("/city/traffic-and-roadworks", "Traffic and roadworks map"),
        ]
    )
    return s.write(
        f'<header>{nav}<div class="ticker"><b>Latest</b> {ticker}</div></header><main>{hero}<ul class="carousel">{slides}</ul><div class="river">{rows}</div></main><aside><section><h3>Opinion</h3>{opinion}</section><section><h3>What\'s on</h3><ul>{events}</ul></section>'
        f'<section><h3>Watch</h3>{videos}</section><section><h3>Play and find</h3><ul>{games}</ul></section></aside><footer><a href="/corrections-and-clarifications">Corrections and clarifications</a></footer>',
        "City",
    )


def related_under_opaque_teasers() -> Sheet:
    """Related stories under each teaser, with addresses that say nothing: only one that is listed itself is the section's."""
    s = sheet("wireroom", "/c/energy")
    own = [f"/a/{s.code(11)}" for _ in range(16)]
    rows = "".join(
        f'<div class="entry"><h3><a href="{s.take(url)}">{s.title()}</a></h3><p>{s.title(18)}</p><div class="related"><b>Related</b><a href="{own[(n + 5) % 16]}">{s.title(6)}</a><a href="/a/{s.code(11)}">{s.title(6)}</a></div></div>'
        for n, url in enumerate(own)
    )
    nav = links(
        [
            ("/c/energy", "Energy"),
            ("/c/markets", "Markets"),
            ("/c/law", "Law"),
            ("/e/annual-energy-conference-2027", "Annual energy conference 2027: book now"),
        ]
    )
    return s.write(
        f'<div class="nav">{nav}</div><div class="entries">{rows}</div><div class="foot"><a href="/p/terms">Terms of service of the wire room</a></div>',
        "Energy",
    )
