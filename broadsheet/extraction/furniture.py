"""What a story's container holds beside the story: prompts, labels, repeated captions."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile

from broadsheet.extraction.blocks import HEADINGS, Block
from broadsheet.extraction.channels import leads_to_channel
from broadsheet.extraction.choices import captions_and_polls
from broadsheet.extraction.consents import consents_among
from broadsheet.extraction.edges import MANY_HEADINGS
from broadsheet.extraction.namedboxes import named_walls
from broadsheet.extraction.notices import first_notice
from broadsheet.extraction.patterns import Stems, any_of, caseless
from broadsheet.extraction.posts import is_signature_of_post
from broadsheet.extraction.readalso import is_read_also_title, lines_leading_on
from broadsheet.extraction.signups import is_sign_up
from broadsheet.extraction.tree import Element
from broadsheet.extraction.walls import walls_among
from broadsheet.fingerprint import fold

# Lines by which a site speaks to its reader about reading, paying, registering or subscribing.
_ASKED = r"(?:register|sign (?:in|up)|log in|subscribe|donate)\b.{0,40}\b"
_NETWORK = r"(?:facebook|twitter|x|instagram|telegram|whatsapp|bluesky|mastodon|linkedin|tiktok|threads)\b"
# With the endings of languages that have them: "na Facebooku", "Facebookon".
_NETWORKS = (
    r"(?:facebook|twitter|instagram|telegram|whatsapp|bluesky|mastodon|linkedin|tiktok|threads|youtube|viber"
    r"|google news)\w{0,3}"
)
_PROMPT = any_of(
    rf"""
    you(?:[’']ve| have) (?:read|reached|used|\d+|one|two|three)\b
    articles? (?:left|remaining) (?:this|for)\b
    {_ASKED}to (?:read|receive|continue|get|keep|unlock)\b
    {_ASKED}for (?:full|free|unlimited|our|more)\b
    {_ASKED}(?:now|today|here)\b
    (?:our|the|this|morning|daily|weekly|free) newsletters?\b
    get (?:the|our) (?:best|latest|top|day[’']s) \w+
    (?:donat(?:e|ing)|become a (?:member|subscriber|supporter|patron|part of))\b
    support (?:our|us|independent|quality|local) \w+
    rel(?:y|ies) on (?:readers|people|you|supporters)\b
    just before you (?:go|scroll|leave)\b
    thank you\b.{{0,40}}\breader\b
    never miss\b
    sie haben (?:\d+|noch|bereits)\b.{{0,30}}\bartikel\b
    (?:jetzt|hier) (?:abonnieren|anmelden|registrieren|weiterlesen)\b
    newsletter (?:abonnieren|bestellen)\b
    abonnez-vous\b
    il vous reste .{{0,30}}articles?\b
    inscrivez-vous\b
    suscríb[ea]\w*\b
    regístr[ea]\w*\b.{{0,30}}\b(?:gratis|leer|seguir)\b
    assine\b.{{0,30}}\b(?:jornal|newsletter|agora)\b
    předplaťte\b
    přihlaste se\b.{{0,40}}\b(?:odběr|newsletter)\b
    zaprenumeruj\b
    abbonati\b
    iscriviti alla newsletter\b
    follow (?:her|him|them|us|me|@\w+)\b.{{0,30}}\bon {_NETWORK}
    folge?n? sie (?:uns|ihr|ihm)\b.{{0,30}}\b(?:auf|bei) {_NETWORK}
    suivez[ -](?:nous|la|le|les)\b.{{0,30}}\bsur {_NETWORK}
    (?:puedes seguir|síguenos|sigue|seguir)\b.{{0,60}}\ben {_NETWORK}
    (?:siga|acompanhe)\b.{{0,40}}\b(?:no|na|em) {_NETWORK}
    seguici\b.{{0,30}}\bsu {_NETWORK}
    подпи(?:сывайтесь|шитесь)\b.{{0,60}}\b(?:в|на) {_NETWORK}
    apúntate\b.{{0,30}}\bnewsletter\b
    gabung (?:di|ke) (?:grup|kanal|channel|saluran)\b
    ikuti\b.{{0,40}}\b(?:google news|saluran|channel|kanal)\b
    ^join (?:us|our)\b.{{0,40}}\b{_NETWORKS}
    ^like (?:us|our)\b.{{0,40}}\bon {_NETWORKS}
    (?:folgt|abonniert|likt) uns(?:er\w*)?\b.{{0,40}}\b{_NETWORKS}
    rejoignez[ -](?:nous|notre|la|le)\b.{{0,60}}\b{_NETWORKS}
    (?:únete|unite|súmate|sumate|seguinos)\b.{{0,60}}\b{_NETWORKS}
    (?:entre|participe|faça parte)\b.{{0,40}}\b(?:grupo|canal|comunidade)\b.{{0,30}}\b{_NETWORKS}
    (?:unisciti|entra|iscriviti)\b.{{0,40}}\b(?:canale|gruppo)\b.{{0,30}}\b{_NETWORKS}
    volg ons\b.{{0,40}}\b{_NETWORKS}
    (?:polub|obserwuj|śledź|dołącz)\b.{{0,60}}\b(?:na|do|w) {_NETWORKS}
    (?:sledujte|přidejte se|pridajte sa)\b.{{0,50}}\b(?:na|k|ke) {_NETWORKS}
    (?:kövessen?|kövesd|csatlakozz\w*)\b.{{0,50}}\b{_NETWORKS}
    (?:urmărește|urmăriți|urmăreşte)(?:-ne)?\b.{{0,40}}\bpe {_NETWORKS}
    (?:присоединяйтесь|приєднуйтесь|підписуйтесь|підпишіться)\b.{{0,60}}\b{_NETWORKS}
    ακολουθήστε\b.{{0,60}}\b{_NETWORKS}
    """,
    before=r"\b",  # of all, so that none is tried within words
)
# These stand within words, too.
_PROMPT_SIGNS = any_of("有料会員  有料記事です  会員限定  会員登録  読み放題  회원가입  구독하기")
# No prompt is without one of these; looking for them first saves the pattern on nearly every line.
_PROMPT_STEMS = Stems((
    "you've", "you’ve", "you have", "you go", "you scroll", "you leave", "thank you", "regist", "regíst",
    "sign in", "sign up", "log in", "subscri", "donat", "newsletter", "support our", "support us",
    "support independent", "support quality", "support local", "rely on", "relies on", "never miss",
    "artikel", "articles", "abonn", "inscri", "suscr", "assine", "předpl",
    " on x", " en x", " auf x", " sur x", " su x", "facebook", "twitter", "instagram", "telegram", "whatsapp",
    "bluesky", "mastodon", "linkedin", "tiktok", "threads", "youtube", "viber", "google news",
    "apúnt", "gabung", "ikuti",
    "přihla", "zaprenum", "iscriv", "become a", "get the", "get our", "会員", "読み放題",
    "有料記事", "회원", "구독",
))  # fmt: skip
_LONGEST_PROMPT = 220
_FOLDED_SHARE, _FOLDED = 0.25, 10  # of a text's characters that folding may change, and how many in any case
_LABEL_WORDS = 3
_SENTENCE = re.compile(r"[.!?…:;,»”\"'。！？]")
_SHORTEST_CAPTION = 15


@dataclass(frozen=True, slots=True)
class Body:
    """The story's own blocks, and what was found among them."""

    blocks: tuple[Block, ...]
    has_prompt: bool = False


def strip(blocks: Iterable[Block], taken: set[str]) -> Body:
    """The blocks without furniture; `taken` are folded texts of other fields: headline, deck, captions."""
    lengths = sorted({len(text) for text in taken})
    blocks = list(blocks)
    onward = {each.index for each in lines_leading_on(blocks)}
    onward |= consents_among(blocks) | captions_and_polls(blocks)
    kept = [
        each
        for each in blocks
        if not (
            each.index in onward
            or _is_taken(each, taken, lengths)
            or _is_label(each)
            or is_read_also_title(each)
            or is_signature_of_post(each)
        )
    ]
    walls = walls_among([block.text for block in kept]) | named_walls(kept)
    prompts = [n for n, block in enumerate(kept) if n in walls or _is_prompt(block)]
    cut = first_notice(kept, prompts, walls)
    dropped = set(prompts)
    kept = _without_rule([block for number, block in enumerate(kept[:cut]) if number not in dropped])
    headings = sum(1 for _ in takewhile(lambda block: block.tag in HEADINGS, reversed(kept)))
    if headings < MANY_HEADINGS:
        kept = kept[: len(kept) - headings]
    return Body(tuple(kept), has_prompt=cut is not None)


def _without_rule(blocks: list[Block]) -> list[Block]:
    """Without signs such as "-----" at the end: they parted the story from what is no part of it."""
    rules = sum(1 for _ in takewhile(lambda block: not any(map(str.isalnum, block.text)), reversed(blocks)))
    return blocks[: len(blocks) - rules]


def _is_prompt(block: Block) -> bool:
    return is_prompt_text(block.text) or (block.link_length > 0 and leads_to_channel(block))


def is_prompt_text(text: str) -> bool:
    """Whether a line asks the reader to register, pay, give, subscribe or follow."""
    if len(text) > _LONGEST_PROMPT:
        return False
    folded = caseless(text)
    if _PROMPT_STEMS.are_in(folded) and (_PROMPT.search(text) or _PROMPT_SIGNS.search(text)):
        return True
    return is_sign_up(text, folded)


def _is_taken(block: Block, taken: set[str], lengths: list[int]) -> bool:
    # Folding takes away or adds a few characters; texts much longer or shorter need not be folded.
    few = _FOLDED_SHARE * len(block.text) + _FOLDED
    nearest = bisect_left(lengths, len(block.text) - few)
    if nearest == len(lengths) or lengths[nearest] > len(block.text) + few:
        return False
    text = fold(block.text)
    is_caption = len(text) >= _SHORTEST_CAPTION and block.tag not in HEADINGS and text.rstrip(".") in taken
    return is_caption or text in taken


def _is_label(block: Block) -> bool:
    """A few words such as "Share", outside paragraphs, headings and lists, with no mark of a sentence."""
    if block.tag in HEADINGS or block.tag in ("p", "li", "blockquote", "td", "th", "dd", "dt", "pre"):
        return False
    return (
        len(block.text.split()) <= _LABEL_WORDS
        and not _SENTENCE.search(block.text)
        and block.text.isprintable()
        and _is_spaced(block.text)
        and not _is_item(block.element)
    )


def _is_item(element: Element) -> bool:
    """Whether a box is all of an item of a list, as editors of rich text set them."""
    around = element.getparent()
    return around is not None and around.tag == "li" and len(around) == 1


def _is_spaced(text: str) -> bool:
    return text.isascii() or " " in text
