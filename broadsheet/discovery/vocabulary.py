"""Words that sites of many languages put over their boxes, on their buttons and into their addresses.

Words only ever add to what structure and addresses tell: a site in a language that is missing here is
read by its structure alone.
"""

from __future__ import annotations

import re

NAVIGATION_CLASS = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|footer|pagination|pager|social|share|login"
    r"|subscribe|cookies?|toolbar|masthead|topbar)(?:$|[\s_-])",
    re.IGNORECASE,
)
# Of these, what names a menu whatever stands in it; the others also name lists by the pager below them.
MENU_CLASS = re.compile(
    r"(?:^|[\s_-])(?:navbar|navigation|menu|breadcrumbs?|footer|cookies?|masthead|topbar)(?:$|[\s_-])",
    re.IGNORECASE,
)
PAGER_CLASS = re.compile(r"(?:^|[\s_-])(?:pagination|pager)(?:$|[\s_-])", re.IGNORECASE)
BOX_CLASS = re.compile(
    r"(?:^|[\s_-])(?:aside|sidebar|related|recommended|popular|trending|most[_-]?(?:read|viewed|popular)"
    r"|newsletter|promos?|widget|(?:news)?ticker|breaking-?news|marquee)(?:$|[\s_-])",
    re.IGNORECASE,
)
TITLE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:title|heading|header|head|titel|titre|titulo|titolo|tytul|naslov|nadpis|baslik)(?:$|[\s_-])",
    re.IGNORECASE,
)
# Of a box that is the page's own content: some systems make everything of widgets.
CONTENT_CLASS = re.compile(r"(?:^|\s)(?:blog|main|content|primary)(?:$|\s)", re.IGNORECASE)
# "node--promoted", "is-promoted": an editor has put the story on the front page, where Drupal is at work.
PAID_CLASS = re.compile(
    r"(?:^|[\s_-])(?:(?<!node-)(?<!node--)(?<!is-)promoted|sponsor(?:ed|s)?|partners?|advert(?:s|isements?|orial)?|adv|ads?|outbrain|taboola)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
# What stands over a box of stories that are read much or lie near, where no class says so.
POPULAR_LABEL = re.compile(
    r"most (?:read|popular|viewed|shared|commented|watched)|trending|popular (?:now|stories)|recommended"
    r"|related|you (?:may|might) (?:also )?like|do(?:n't|n’t|not) miss|editors?['’]s? (?:picks?|choice)|must read"
    r"|meist ?gelesen|am meisten|beliebt|das könnte|empfohlen|empfehlung|lesen sie auch|auch interessant"
    r"|les? plus (?:lu|populaire|partag)|à lire aussi|tendances?$|lo más |más (?:leíd|vist)|te puede interesar"
    r"|tendencias|lee también|più (?:lett|vist|popolar)|leggi anche|mais (?:lid|vist|popular)|leia também"
    r"|meest (?:gelezen|bekeken)|lees ook|mest (?:läst|lest|læst|sett)|luetuimm|nejčtenější|mohlo by"
    r"|najčítanejš|najczęściej|najpopularniej|czytaj także|legolvasottabb|ajánlj|cele mai citite|citește și"
    r"|nejsledovanější|najčitanij|najbranej|самое (?:читаемое|популярное)|популярн|читайте также"
    r"|най-четен|найчитаніш|читайте також|en çok|ilginizi çek|πιο δημοφιλ|δημοφιλή|διαβάστε επίσης"
    r"|الأكثر|اقرأ أيض|الاكثر|הנקרא|הכי נקר|عناوین پربازدید|پربازدید|पढ़े गए|सबसे ज्यादा|यह भी पढ़ें"
    r"|discover more|other sections|elsewhere on|^in other news\b|^also in (?:this|the) (?:issue|edition|paper)|^elsewhere\W*$|^(?:more )?from (?:around|across) the (?:site|web)"
    r"|^außerdem (?:im heft|in dieser ausgabe)|^también en (?:este número|esta edición)|^aussi dans (?:ce numéro|cette édition)|(?:andere[nr]?|weiteren) ressorts|autres rubriques|otras secciones"
    r"|outras (?:seções|secções|editorias)|altre sezioni|innych dział|jiných rubrik|další rubriky"
    r"|друг(?:их|ие|и) (?:раздел|рубрик)|інших (?:розділ|рубрик)|diğer (?:bölüm|kategori)|他の(?:セクション|カテゴリ)|其他(?:栏目|版块|新聞)"
    r"|(?:سرویس|بخش)[\u200c ]?های دیگر|(?:سایر|دیگر) (?:سرویس|بخش)|أقسام أخرى|다른 (?:섹션|분야)|chuyên mục khác|(?:kanal|rubrik) lain"
    r"|(?:más|további) rovat|alte (?:secțiuni|categorii)|(?:drugih|ostale|drugi) rubri|andra (?:avdelningar|sektioner)|andre seksjoner"
    r"|andre sektioner|muut osastot|muista osastoista|άλλες (?:ενότητες|κατηγορίες)|otros apartados|other (?:desks|services|categories)"
    r"|ランキング|人気|おすすめ|关注|關注|热门|熱門|排行|推荐|推薦|点击榜|많이 본|인기|추천|ยอดนิยม|đọc nhiều|xem nhiều|terpopuler"
    r"|polecan|polecam|warto przeczytać|doporuč|souvisejíc|čtěte také|odporúč|súvisiac|ajánl|kapcsolód|recomand"
    r"|preporuč|najčita|izdvajamo|povezan|препоруч|препоръч|свързани|рекоменд|сейчас читают|читать также|proporočamo"
    r"|recomend|no te pierdas|não perca|a não perder|relacionad|veja também|consigliat|da non perdere|correlat|potrebbe interessar"
    r"|recommand|à ne pas (?:manquer|rater)|à (?:lire|voir) aussi|sur le même (?:sujet|thème)|empfehl|aanbevolen|lees verder"
    r"|anbefal|rekommend|les også|læs også|läs också|suosittel|suosituim|lue myös|προτεινόμεν|δείτε επίσης|önerilen|popüler"
    r"|çok okunan|benzer haber|ilgili haber|rekomendasi|terkait|baca juga|populer|liên quan|có thể bạn|แนะนำ|เกี่ยวข้อง|อ่านมาก"
    r"|اخترنا لك|مقترح|ذات صلة|قد يعجبك|مرتبط|پیشنهاد|מומלצ|संबंधित|लोकप्रिय|ट्रेंडिंग|ज़रूर पढ़ें|সর্বাধিক|জনপ্রিয়|সম্পর্কিত|関連|相关|相關|관련",
    re.IGNORECASE,
)
PAID_LABEL = re.compile(
    r"^\W*PR(?:\W*$|情報| times|\s*[:：|])|\bad feature|branded content|\bbrand ?(?:content|story|voice|lab)\b|native content|presented by|annonsør"
    r"|sponsor|advertis|advertorial|promoted|paid (?:post|content|for)|partner|in association with|brand ?studio"
    r"|anzeige|werbung|publi-?r[eé]d|publicit|publirreportaje|contenu de marque|contenido de marca|patrocin"
    r"|pubblicit|pubbli-?reda|annons|annonce(?![^\W\d_])|annoncør|advertentie|mainos|reklam|inzer|komerční|komerčn|реклам|партнёр|партнер"
    r"|χορηγ|διαφήμ|إعلان|ممول|פרסומת|ממומן|विज्ञापन|प्रायोजित|広告|提供|广告|廣告|赞助|推广|광고|협찬|โฆษณา|tài trợ|quảng cáo|thông tin doanh nghiệp",
    re.IGNORECASE,
)
# The same where the word for it follows its noun, as a whole line.
PAID_NOTICE = re.compile(
    r"^\W*(?:content|contenut[oi]|contenidos?|conteúdos?|contenus?|conținut|articles?|articol[oi]?|artículo|artigo|artikel|artikkel|artykuł"
    r"|materiał|materiál|tekst|treść|obsah|článek|článok|članak|vsebina|sadržaj|post|story|storia|inhalt|beitrag|innehåll|innhold|indhold"
    r"|sisältö|tartalom|içerik|материал|контент|публикация|матеріал|محتوى|תוכן|nội dung|bài viết)\s+"
    r"(?:(?:de|di|do|da|del|von|van|från|fra|od|by|with|for) )?"
    r"(?:sponsor\w*|sponsoris\w*|sponsorizzat\w|sponzor\w*|szponzor\w*|patrocin\w+|publicit\w+|pubblicitari\w|promo\w*|promoc\w+"
    r"|reklam\w*|komerčn\w+|advert\w*|partn\w+|partenaires?|marque|marca|mainos\w*|annons\w*|annonc\w*|ממומן|ممول|реклам\w*|спонсор\w*|партн\w+"
    r"|tài trợ|quảng cáo)\W*$",
    re.IGNORECASE,
)
# What a headline begins with that was paid for: in brackets, or before a colon. A trade may stand there, too
# ("Advertising: ..."), so that before a colon only words of a notice count.
PAID_TITLE = re.compile(
    r"^\s*(?:[\[【(〔［]\s*(?:pr|ad|ads|anzeige|werbung|sponsor\w*|advert\w*|promoted|реклама|広告|广告|廣告|광고|협찬|إعلان)\s*[\]】)〕］]"
    r"|(?:sponsored(?: content| post)?|advertorial|paid (?:post|content)|publi-?r[eé]d\w+|publirreportaje"
    r"|(?:contenido|conteúdo|contenu|contenuto) (?:de marca|patrocinad\w|publicit\w+|sponsoris\w+|sponsorizzat\w)|komerční \w+"
    r"|(?:artykuł|materiał) (?:sponsorowany|partnera)|на правах рекламы|مادة إعلانية|إعلان|infomercial)\s*[:：|])",
    re.IGNORECASE,
)
# What stands before a headline of the hour, which all pages of a site show.
ALERT_LINE = re.compile(
    r"^\W*(?:breaking(?: news)?|alert|just in|eilmeldung|urgent|urgente|última hora|ultim'ora|flash|срочно|терміново|молния"
    r"|عاجل|מבזק|速報|突发|快讯|속보|pilne|mimořádn\w+|son dakika|έκτακτο)\W*$",
    re.IGNORECASE,
)
# Episodes, as headlines and the lines over them call them.
PODCAST_LINE = re.compile(r"^(?:(?:zum|im|der|le|el|il|het) )?podcast\b", re.IGNORECASE)
PODCAST_TITLE = re.compile(
    r"^[^:]{0,40}\bpodcast\b(?:\s*(?:#|no\.?|ep(?:isode)?\.?|folge)?\s*\d+)?\s*[:|–]", re.IGNORECASE
)
# What stands over the newest stories of the section itself.
OWN_LABEL = re.compile(
    r"^(?:all |the )?(?:latest|newest|recent|more (?:stories|news|headlines)|top stories|headlines)|aktuell|neueste|weitere (?:meldung|nachricht)"
    r"|dernières|à la une|últimas|ultime|ultim'ora|laatste|senaste|siste|seneste|nejnovější|najnowsze|latest"
    r"|legfrissebb|последние|останні|son dakika|son haber|τελευταία|أحدث|آخر|חדשות אחרונות|最新|新着|최신",
    re.IGNORECASE,
)
# Of these, what says where stories stand on the front page, and follows no lead stories of a section.
TOP_LABEL = re.compile(r"^(?:the )?top stories|à la une", re.IGNORECASE)
# What sites call all of their news, as a place in the menu.
# fmt: off
NEWS_NAMES = frozenset({
    "news", "nachrichten", "meldungen", "noticias", "notícias", "notizie", "actualités", "actualité",
    "actu", "nieuws", "nyheter", "nyheder", "uutiset", "zprávy", "správy", "wiadomości", "aktualności",
    "hírek", "știri", "vijesti", "vesti", "новости", "новини", "вести", "haberler", "ειδήσεις", "أخبار",
    "الأخبار", "חדשות", "समाचार", "ニュース", "新闻", "新聞", "뉴스", "ข่าว", "berita", "stories", "articles",
    "articoli", "artículos", "artigos", "artikel",
})
# fmt: on
# What stands over a shelf of films, pictures or broadcasts.
MEDIA_LABEL = re.compile(
    r"^(?:watch|listen|videos?|photos?|pictures|in pictures|photo ?galler\w+|galler(?:y|ies)|galer[ií]as?|galerien?|bildergalerien?|(?:foto|bilder)strecken?"
    r"|podcasts?|audio|vidéos?|diaporamas?|fotos?|wideo|zdjęcia|videa|fotogaler\w+|foto galeri|видео|фото|відео|βίντεο|φωτογραφίες"
    r"|فيديو|صور|וידאו|תמונות|वीडियो|動画|写真|视频|影音|图片|영상|포토)\b.{0,20}$",
    re.IGNORECASE,
)
MORE_BUTTON = re.compile(
    r"(?:load|show|view|see) (?:more|older|next)|more (?:stories|news|articles|posts|headlines)|older (?:stories|posts|articles)"
    r"|(?:mehr|weitere?) (?:laden|anzeigen|artikel|meldungen|beiträge)|(?:voir|charger|afficher) (?:plus|davantage)|plus d[’']articles"
    r"|(?:cargar|ver|mostrar) más|más noticias|carica altr|mostra altr|carregar mais|ver mais|veja mais|mais notícias"
    r"|meer (?:laden|artikelen|nieuws)|(?:läs|visa|ladda|vis|last|indlæs) (?:mer|fler|flere|mere)|näytä lisää|načíst další|zobrazit další|další (?:články|zprávy)"
    r"|(?:weitere|more|ещ[её]|další|más|mais|plus de?) \d+\b|załaduj więcej|więcej|további|mai multe|показать ещ[её]|загрузить ещ[её]|ещ[её] новости|більше новин|daha fazla"
    r"|περισσότερ|المزيد|עוד |और देखें|もっと見る|もっと読む|加载更多|載入更多|查看更多|更多|더 ?보기|โหลดเพิ่ม|xem thêm",
    re.IGNORECASE,
)
# How a link to the whole of a list begins that a page shows the top of: "More Politics", "Alle Meldungen".
ALL_OF = re.compile(
    r"^\W*(?:(?:see |view |show )?(?:more|all|older)|mehr|alle|weitere|más|todas|todos|ver (?:más|tod[ao]s)|plus d(?:e\b|[’'])|tou(?:te)?s"
    r"|voir (?:plus|tou)|altre|tutt[ei]|mais|ver tod[ao]s|meer|fler|flere|alla|więcej|wszystkie|další|všechny|ещ[её]|все|больше|більше|усі"
    r"|tüm|daha|όλ|περισσότερ|المزيد|كل|עוד|כל|और|सभी|もっと|一覧|更多|全部|더 ?보기|전체|lihat|selengkapnya|semua|xem thêm)",
    re.IGNORECASE,
)
# "Next" as links and classes of markup say it, alone.
_NEXT = (
    r"next|older|weiter|nächste|suivante?|siguiente|próxima|seguinte|avanti|successiva|volgende|nästa|neste|næste|seuraava|další|ďalšia"
    r"|następna|dalej|següents?|berikutnya|selanjutnya|sledeća|sljedeća|naslednja|următoarea|următorul|পরবর্তী|következő|înainte|далее"
    r"|следующая|вперёд|далі|наступна|sonraki|επόμενη|التالي|הבא|अगला|次へ|次のページ|下一页|下一頁|下页|다음|ถัดไป|tiếp"
)
# "Older", alone or with "more": lists of stories go back.
_OLDER = (
    r"oudere?|ältere?|eldre|äldre|ældre|vanhem\w+|(?:plus )?anciens?|(?:más )?antigu[ao]s|(?:mais )?antig[ao]s"
    r"|(?:più )?vecchi[eo]?|més antics|starsze|starší|starije|starejš\w+|régebbi(?:ek)?|korábbi(?:ak)?|(?:mai )?vechi"
    r"|(?:daha )?eski(?:ler)?|παλαιότερ\w+|стар(?:ые|ее|ші|іші|и)|по-стари|vanemad|vecāk\w+|senesn\w+|(?:lebih )?lama"
    r"|terdahulu|cũ hơn|أقدم|الأقدم|ישן יותר|ישנים|पुराने|古い(?:記事)?|更早|较早|이전 기사"
)
NEXT_LABEL = re.compile(
    rf"^\W*(?:(?:go to )?(?:{_NEXT}|{_OLDER})(?: (?:page|seite|items?|entries|posts|news|stories|articles|results))?|page suivante"
    r"|(?:older|previous|earlier) (?:stories|posts|articles|items|entries|news|headlines|page)|(?:entradas|noticias|artículos) (?:antigu|anterior)[ao]s"
    r"|(?:notícias|artigos|posts) (?:antig|anterior)\w+|(?:articles|actualités) (?:plus ancien|précédent)\w+|ältere (?:artikel|beiträge|meldungen|nachrichten)"
    r"|(?:articoli|notizie) precedenti|starsze(?: \w+)?|starší(?: \w+)?|более ранние(?: \w+)?|предыдущие(?: \w+)?|過去の記事|以前の記事"
    r")?\W*$",
    re.IGNORECASE,
)
# Classes and ids of markup, whole words between spaces, hyphens and underscores: of a list's button for more, of
# the row of links to its pages, of the link to the next of them, of those to others.
MORE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:load-?_?more|loadmore|show-?more|view-?more|more-?button|infinite(?:-?scroll)?|lazy-?list"
    r"|list-?more|more-?list|feed-?more|news-?more|endless|autoload|scroll-?sentinel)(?:$|[\s_-])",
    re.IGNORECASE,
)
PAGER_CLASS = re.compile(
    r"(?:^|[\s_-])(?:pag(?:er|ination|inator|ing|enav\w*|inacion|inacao|inacja|inierung|inazione|inering|es)"
    r"|page-?(?:nav|numbers|list|links)\w*|nav-links|posts-(?:nav|navigation)|seitenzahlen|sayfalama|stronicowanie"
    r"|blaettern|older-newer|prev-?next|next-?prev)(?:$|[\s_-])",
    re.IGNORECASE,
)
NEXT_CLASS = re.compile(rf"(?:^|[\s_-])(?:{_NEXT}|forward)(?:$|[\s_-])", re.IGNORECASE)
BACK_CLASS = re.compile(r"(?:^|[\s_-])(?:prev(?:ious)?|newer|back|first|last)(?:$|[\s_-])", re.IGNORECASE)
# Texts of links that lead to a story without naming it.
GENERIC_TEXT = re.compile(
    r"^\W*(?:read (?:more|on|the (?:full )?(?:story|article))|full story|continue reading|more|details|\d[\d.,]*\s*(?:comments?|kommentare?|comentarios?|commentaires?|komentář\w*)?"
    r"|comments?|mehr(?: lesen| erfahren)?|weiterlesen|zum artikel|lire (?:la suite|plus)|suite|leer más|seguir leyendo|ver más"
    r"|leggi(?: tutto)?|continua|ler mais|leia mais|lees (?:meer|verder)|läs mer|les mer|læs mere|lue lisää|číst (?:dál|více)|více|celý článek"
    r"|czytaj (?:więcej|dalej)|tovább|citește mai mult|читать (?:далее|дальше)|подробнее|читати далі|devamı|διαβάστε περισσότερα"
    r"|اقرأ المزيد|קרא עוד|और पढ़ें|続きを読む|もっと読む|阅读全文|详细|更多|자세히|더보기|watch|listen|video|share|print)\W*$",
    re.IGNORECASE,
)
# Path words that name a kind of index page. Only a whole segment counts, as the last one or the parent of the last.
# fmt: off
INDEX_WORDS = frozenset({
    "tag", "tags", "topic", "topics", "thema", "themen", "tema", "temas", "temata", "temat", "theme", "themes",
    "label", "labels", "keyword", "keywords", "stichwort", "schlagwort", "stitek", "stitky", "sujet", "sujets",
    "dossier", "dossiers", "etiqueta", "etiquetas", "argomenti", "argomento", "onderwerp", "emne", "amne", "category",
    "categories", "categoria", "kategorie", "kategoria", "cat", "author", "authors", "autor", "autoren", "autores",
    "editor", "editors", "contributors", "signataire", "signataires", "auteur", "auteurs", "autori", "autore", "verfasser", "redakteur", "redaktion", "byline", "bylines", "journalist",
    "journalists", "reporter", "reporters", "columnist", "columnists", "writer", "writers", "by", "profile",
    "profiles", "people", "person", "personen", "staff", "team", "user", "users", "contributor",
    "search", "suche", "recherche", "hledat", "hledani", "buscar", "busca", "cerca", "zoeken", "archive", "archives",
    "archiv", "archivo", "archivio", "arkiv", "collections", "collection", "series", "serie", "serien",
})
ARCHIVE_WORDS = frozenset({"archive", "archives", "archiv", "archivo", "archivio", "arkiv"})  # of INDEX_WORDS
SERVICE_WORDS = frozenset({
    "login", "signin", "sign-in", "register", "registration", "subscribe", "subscription", "subscriptions", "abo",
    "abonnement", "newsletter", "newsletters", "about", "about-us", "contact", "contact-us", "kontakt", "contacto",
    "impressum", "privacy", "datenschutz", "terms", "cookies", "help", "faq", "jobs", "careers", "advertise", "shop",
    "rss", "feed", "feeds", "sitemap", "live", "live-tv", "tv", "radio", "weather", "wetter", "account", "donate",
    "podcasts", "podcast", "video", "videos", "photos", "galleries", "gallery", "games", "crossword", "puzzles",
    "horoscope", "events", "e-paper", "epaper", "apps", "mediathek", "audio", "most-read", "trending", "latest",
})
PROMOTED_WORDS = frozenset({
    "sponsored", "sponsor", "partner", "partners", "partner-content", "partnercontent", "partnerinhalte", "advertorial",
    "advertorials", "paid-content", "paidpost", "paid-post", "paid", "brandstudio", "brand-studio", "brandvoice",
    "branded-content", "promo", "promoted", "promotion", "anzeige", "anzeigen", "werbung", "publirreportaje",
    "publireportage", "publicidad", "sdeleni", "whitepaper", "whitepapers", "ebook", "ebooks", "webinar", "webinars", "brandstory", "brandstories", "brandvoices", "محتوى-ممول", "ممول", "اعلان", "إعلان", "اعلانات", "إعلانات", "patrocinado", "reklama", "reklam", "pr-clanky", "komercni-sdeleni", "native", "ad",
    "ads", "deals", "gutscheine", "coupons", "vouchers", "offers",
})
# Folders of films, broadcasts and pictures: a site keeps those apart from what it writes.
MEDIA_WORDS = frozenset({
    "video", "videos", "vidéo", "vidéos", "wideo", "videa", "видео", "відео", "podcast", "podcasts", "audio", "audios",
    "replay", "replays", "watch", "listen", "mediathek", "mediateca", "multimedia", "webtv", "livestream", "livestreams",
    "photo", "photos", "fotos", "foto", "gallery", "galleries", "photo-gallery", "photo-galleries", "photogallery",
    "photogalleries", "photostory", "photostories", "slideshow", "slideshows", "bildergalerie", "bildergalerien",
    "fotostrecke", "fotostrecken", "galerie", "galerien", "fotogalerie", "fotogalerien", "diaporama", "diaporamas",
    "portfolio", "portfolios", "galeria", "galerias", "galería", "galerías", "fotogaleria", "fotogalerias", "fotogalería",
    "فيديو", "صور", "بودكاست", "动画", "動画", "写真", "视频", "图片", "영상", "포토", "βίντεο", "וידאו",
    "photoview", "videoview", "picture-gallery", "picture-galleries", "photo-essay", "photo-essays", "فيديوهات", "視頻",
    "fotogalerías", "fotogallery", "galleria", "zdjecia", "web-stories", "webstories", "webstory", "visual-stories",
})
SIGN_UP_WORDS = frozenset({
    "newsletter", "newsletters", "subscribe", "subscription", "abo", "abonnement", "abonnieren", "signup", "podcast",
    "epaper", "login", "register", "suscripcion", "suscribete", "predplatne", "app",
})
PAGE_KEYS = frozenset({"page", "p", "seite", "pagina", "strana", "paged", "pg", "pageno", "pagenum", "page_number",
    "pagenumber", "strona", "sida", "side", "sayfa", "oldal", "stranka", "str"})
OFFSET_KEYS = frozenset({"offset", "start", "from", "skip", "first", "ab", "inicio", "start_index", "startindex"})
CURSOR_KEYS = frozenset({"cursor", "after", "before", "next", "since_id", "max_id", "until", "token", "continuation",
    "last", "lastid", "last_id", "older_than", "pagetoken", "page_token", "nextcursor", "next_cursor"})
VARIANT_SEGMENTS = frozenset({"amp", "print", "drucken", "druck", "imprimir", "imprimer", "tisk", "comments", "kommentare",
    "comentarios", "commentaires", "diskuse", "komentare", "komentarze", "share", "email", "mail", "gallery", "photos",
    "forum", "pdf"})
VARIANT_KEYS = frozenset({"amp", "output", "outputtype", "print", "view", "format", "mode", "comments", "share", "replytocom",
    "drucken", "tisk", "action", "play", "autoplay", "ref", "from", "pos", "position", "source"})
# fmt: on
