"""What kind of page it is: an article and of which type, or none and why."""

from __future__ import annotations

from itertools import islice

from broadsheet.errors import PageRejected
from broadsheet.extraction.head import Head
from broadsheet.extraction.jsonld import Node
from broadsheet.extraction.kindlabels import by_badge, by_label, by_line_above
from broadsheet.extraction.liveposts import shown_as_live
from broadsheet.extraction.mediapage import by_open_graph, by_recording
from broadsheet.extraction.page import Page
from broadsheet.extraction.patterns import any_of
from broadsheet.extraction.tree import Element, beginning_of, text_of
from broadsheet.extraction.values import Candidate
from broadsheet.fieldwords import ContentType
from broadsheet.fingerprint import fold
from broadsheet.outcomes import Reason
from broadsheet.urls import canonicalise, resolve

_CHALLENGE = any_of("""
    just a moment  attention required  checking your browser  verify(?:ing)? (?:that )?you are (?:a )?human
    are you a robot  access (?:to this page has been )?denied  pardon our interruption  ddos protection
    security check  one more step  please enable (?:javascript and )?cookies  unusual traffic  robot or human
    human verification  bot verification
""")
_CHALLENGE_MARKS = (
    "cf-challenge", "cf_chl_opt", "challenge-platform", "px-captcha", "_pxcaptcha", "captcha-delivery.com",
    "g-recaptcha", "h-captcha", "datadome", "incapsula", "distil_r_captcha", "awswaf",
)  # fmt: skip
_CONSENT = any_of("""
    we (?:value|respect|care about) your privacy  your privacy  before you continue
    privacy (?:choices|settings|preferences)  cookie (?:consent|settings|preferences)  accept (?:all )?cookies
    manage (?:your )?(?:consent|cookies|preferences)  mit werbung (?:und cookies )?(?:weiter|lesen)
    weiter(?:lesen)? mit (?:werbung|cookies)  cookies? (?:zustimmen|akzeptieren)
    (?:su|tu) privacidad  acept[ae]r? (?:las |todas las )?cookies  votre vie privée
    accepter (?:les|tous les) cookies  souhlas(?:u|em)? s (?:používáním )?cookies  vaš(?:e|em) soukromí
    la tua privacy  accetta (?:i |tutti i )?cookie  uw privacy  cookies accepteren  twoja prywatność
""")
_CONSENT_TERMS = any_of("cookie  consent  partner  zustimm  einwillig  privacy  gdpr  dsgvo  souhlas")
_NOT_FOUND = any_of(r"""
    \b(?:page|article|story|content|file) (?:was |could |can |is )?(?:not|no longer) (?:be )?found
    \b(?:page|article|story|content|file) (?:is )?(?:not|no longer) available
    \bnot found\b  \b404\b  doesn[’']t exist  does not exist  no longer (?:available|exists)
    we can(?:no|[’'])t find  seite nicht gefunden  nicht (?:mehr )?(?:gefunden|verfügbar|erreichbar)
    page (?:introuvable|non trouvée)  página no (?:encontrada|existe|disponible)  página não encontrada
    pagina non trovata  pagina niet gevonden  stránka nenalezena  strona nie (?:została znaleziona|istnieje)
    страница не найдена  сторінку не знайдено  siden (?:ble|blev) ikke  sidan (?:kunde inte|finns inte)
    sivua ei löyty  sayfa bulunamadı  ページが見つかりません  找不到  페이지를 찾을 수 없
""")
_ERROR = any_of("""
    something went wrong  es ist ein fehler aufgetreten  nastala chyba  se ha producido un error
    une erreur est survenue  temporarily unavailable  service unavailable  internal server error
""")
_LISTING_TYPES = frozenset(("CollectionPage", "SearchResultsPage", "ProfilePage", "Blog"))
_TYPES: dict[str, ContentType] = {
    "LiveBlogPosting": "live_blog", "OpinionNewsArticle": "opinion", "AdvertiserContentArticle": "sponsored",
    "ImageGallery": "gallery", "MediaGallery": "gallery", "PodcastEpisode": "audio",
}  # fmt: skip
_TITLES, _TEASERS = frozenset(("h2", "h3", "h4")), 4  # so many linked headings make a list
_LONGEST_SECTION_TITLE = 40  # characters
_SHORTEST_HEADLINE = 20  # characters; few words of a menu have as many
_FIRST_WIDE = "\u2e80"
_SHORTEST_TEASER = 40  # characters
_FURTHEST_LIST = 5  # elements above a link
_MARKS_WITHIN = 50_000  # characters; a challenge page is small
_SHORT, _SHORT_PAGE = 600, 3000  # characters: a notice, and all the words of a page that holds nothing else


def refuse_non_articles(html: str, head: Head, nodes: list[Node], all_text: str, headings: list[str]) -> None:
    """PageRejected for challenges, consent walls, error pages and error texts, before any field is read."""
    titles = [head.title, *headings[:2]]
    is_short = len(all_text) < _SHORT_PAGE
    if is_short and (any(map(_CHALLENGE.search, titles)) or _is_marked(html)):
        raise PageRejected(Reason.BLOCKED, f"a challenge page: {head.title or headings[:1]}")
    if any(node.is_article for node in nodes) or head.first("article:published_time") is not None:
        return
    if len(all_text) < _SHORT and _is_marked(html):
        raise PageRejected(Reason.BLOCKED, f"a challenge page: {head.title}")
    if is_short and any(map(_CONSENT.search, titles)) and _CONSENT_TERMS.search(all_text):
        raise PageRejected(Reason.CONSENT, f"a consent wall: {head.title or headings[:1]}")
    if is_short and any(map(_NOT_FOUND.search, titles)):
        raise PageRejected(Reason.SOFT_404, f"the title says so: {head.title or headings[:1]}")
    if is_short and any(map(_ERROR.search, titles)):
        raise PageRejected(Reason.SOFT_404, f"an error page: {head.title or headings[:1]}")


def _is_marked(html: str) -> bool:
    """Whether the page loads one of the services that tell people from programs."""
    beginning = html[:_MARKS_WITHIN].lower()
    return any(mark in beginning for mark in _CHALLENGE_MARKS)


def refuse_listings(page: Page, is_stated_article: bool) -> None:
    """PageRejected for front, section, tag and author pages."""
    if page.article is not None:
        return
    if not canonicalise(page.context.url).split("/", 3)[-1]:
        raise PageRejected(Reason.SECTION_PAGE, "the front page")
    listing = next((node for node in page.nodes if node.types & _LISTING_TYPES), None)
    if listing is not None:
        raise PageRejected(Reason.SECTION_PAGE, f"the page says it is a {', '.join(sorted(listing.types))}")
    if not is_stated_article and _is_titled_as_section(page):
        raise PageRejected(Reason.SECTION_PAGE, "its title is that of a section")
    if _is_list_of_links(page):
        raise PageRejected(Reason.SECTION_PAGE, "a list of links to stories")


def _is_titled_as_section(page: Page) -> bool:
    """Whether the headline is the section's title, or what a menu calls this very address."""
    block = page.headline_block
    if block is None or len(block.text) > _LONGEST_SECTION_TITLE:
        return False
    title, own = fold(block.text), canonicalise(page.context.url)
    if title == fold(page.context.section_title or ""):
        return True
    named = (each for each in page.root.iter("a") if fold(beginning_of(each)) == title)
    elsewhere = (each for each in named if block.element not in (each.getparent(), *each.iterancestors()))
    targets = (resolve(page.base_url, each.get("href") or "") for each in elsewhere if _is_in_menu(each))
    return any(canonicalise(target) == own for target in targets if target)


def _is_in_menu(link: Element) -> bool:
    """Whether the links around are called by a word or two; in a list of stories they are headlines."""
    around: list[Element] = []
    for ancestor in islice(link.iterancestors(), _FURTHEST_LIST):
        around = list(ancestor.iter("a"))
        if len(around) >= _TEASERS:
            break
    headlines = sum(_width(text_of(each)) >= _SHORTEST_HEADLINE for each in around)
    return headlines * 2 < len(around)


def _width(text: str) -> int:
    """Characters, those of East Asian scripts as two: a word of theirs is as long."""
    return sum(2 if letter >= _FIRST_WIDE else 1 for letter in text)


def _is_list_of_links(page: Page) -> bool:
    """Many linked headings among the text that would be the story, as teasers stand between them."""
    story = page.story.blocks
    between = page.blocks[max(0, story[0].index - 1) : story[-1].index + 1] if story else page.blocks
    titles = [block for block in between if block.tag in _TITLES and block.link_length * 2 > len(block.text)]
    texts = [block for block in story if len(block.text) >= _SHORTEST_TEASER]  # not hours and names
    return len(titles) >= _TEASERS and len(titles) * 2 >= len(texts)


def find_content_type(
    page: Page, body_length: int, labels: list[str | None], medium: Candidate | None = None
) -> ContentType:
    """The type, with its evidence in the ledger; `medium` is what a page without text shows instead."""
    stated = [*_by_type(page), *by_label(labels), *by_badge(page), *by_line_above(page)]
    stated += _by_medium(page, body_length)
    stated += [medium] if medium else []
    page.ledger.record("content_type", stated, stated[0] if stated else None)
    names: dict[str | None, ContentType] = {value: value for value in _ALL}
    return names[stated[0].value] if stated else "article"


_ALL: tuple[ContentType, ...] = (
    "live_blog", "opinion", "gallery", "video", "audio", "sponsored", "press_release", "other", "article",
)  # fmt: skip


def _by_type(page: Page) -> list[Candidate]:
    node, live = page.article, shown_as_live(page)
    if node is None or live is not None:
        return [live] if live is not None else []
    return [
        Candidate(_TYPES[each], "json_ld", f"{node.path}.@type", each)
        for each in sorted(node.types)
        if each in _TYPES
    ]


def _by_medium(page: Page, body_length: int) -> list[Candidate]:
    """Video, audio or gallery: only where the page says so and holds little text."""
    return [*by_open_graph(page), *by_recording(page)] if body_length < _SHORT else []
