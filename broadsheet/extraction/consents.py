"""Lines that stand for what another site would show: "This content is from X. Please accept its cookies."

Scripts put the post, the film or the map there, once the reader agrees; of the story they say nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from broadsheet.extraction.blocks import Block
from broadsheet.extraction.patterns import Stems, any_caseless, caseless
from broadsheet.extraction.tree import Element

_LONGEST = 500  # characters
_LEVELS, _MOST_ELEMENTS = 3, 40  # from the line up to its box; of the box, with buttons and a picture
# What the line is about ...
_CONTENT = any_caseless(
    r"""
    (?:this|external|embedded|third[- ]party|recommended) (?:content|post|video|media|tweet|embed)\b
    \bcontent (?:from|by|of|provided)\b  \bthis (?:article|page|story) contains\b.{0,40}\bcontent\b
    \bextern\w* (?:inhalt|content|inhoud|innehåll|innhold|indhold)\w*
    \bdiese[rnm]? (?:inhalt|beitrag|post|video)\b  \binhalte? (?:einzubetten|anzuzeigen|von)\b
    \bredaktione\w+ (?:empfohlene\w+ )?inhalt\w*  \bempfohlene\w+ \w+ inhalt\w*
    \bce (?:contenu|tweet|post|média)\b  \bcontenus? (?:externe|tiers|intégré|bloqué)\w*
    \b(?:este|el|o) (?:contenido|conteúdo|tuit|tweet)\b  \bcont(?:enido|eúdo) (?:extern|incorporad)\w+
    \b(?:questo|il) (?:contenuto|tweet|post)\b  \bcontenut[oi] (?:estern|incorporat)\w+
    \b(?:deze|de) (?:inhoud|content|tweet|post|video)\b  \b(?:detta|det här) innehåll\w*
    \binnehåll\w* från
    \b(?:dette|det her) indhold\w*  \bdette innholdet\b  \binn?hold\w* fra\b
    \bsisältö\w* palvelusta\b  \b(?:tämä|upotettu) sisältö  \bsisällön näyttäminen
    \b(?:ta|tę|tej|ten) (?:treść|treści|materiał|post)\b  \btreści zewnętrzn
    \b(?:tento|tohoto|tohto) (?:obsah|příspěvek|príspevok)\w*  \b(?:a|ez a) (?:tartalom|beágyazott)\w*
    \b(?:acest|acestui) conținut  \b(?:этот|этого|внешн\w+|сторонн\w+) (?:контент|материал|пост)\w*
    \b(?:цей|цього|зовнішн\w+) (?:контент|вміст|допис)\w*  \b(?:αυτό το|το|εξωτερικό) περιεχόμενο
    \bbu (?:içerik|içeriğ|gönderi)\w*  \bkonten (?:ini|eksternal)\b  \bnội dung (?:này|từ)
    (?:この|外部)(?:コンテンツ|投稿)  (?:此|该|外部|第三方)(?:内容|內容)  (?:이|외부) (?:콘텐츠|게시물)
    هذا المحتوى  תוכן (?:זה|חיצוני)  התוכן הזה
    """
)
# ... and what it asks for or names.
_ASKED = any_caseless(
    r"""
    \bcookies?\b  \bconsent\b  \bpermission\b  \b(?:accept|allow|enable)\b  \bpersonal data\b
    \bthird[- ]part
    zustimm  stimme\w*  privatsphäre  einwillig  einverstanden  akzeptier  personenbezogen
    datenschutz  \bklick\b  drittplattform
    accept  acept  aceit  accett  consent  permiso  permissão  datos personales  dados pessoais
    toestemm  akkoord  persoonsgegevens  godkän  samtyck  kakor  samtykke  personopplysning  persondata
    informasjonskapsl  evästei  hyväks  zgod  akcept  ciastecz  souhlas  súhlas  hozzájár  elfogad
    süti  engedély
    acord  соглас  разреш  кук  згод  дозвол  συγκατάθ  αποδ[εέο]χ  onay  izin  çerez  kabul
    persetujuan  setuju
    đồng ý  同意  許可  允许  동의  허용  موافق  ملفات تعريف  אישור  עוגיות
    """
)
_STEMS = Stems((
    "content", "embed", "inhalt", "beitrag", "contenu", "contenid", "conteúd", "tuit", "tweet",
    "inhoud", "innehåll",
    "indhold", "innhold", "sisäl", "treść", "treści", "materiał", "obsah", "příspěv", "príspev",
    "tartalom",
    "conținut", "контент", "материал", "вміст", "допис", "περιεχόμ", "içeri", "gönderi", "konten",
    "nội dung",
    "コンテンツ", "投稿", "内容", "內容", "콘텐츠", "게시물", "المحتوى", "תוכן", "media", "post", "video",
))  # fmt: skip


def consents_among(blocks: Iterable[Block]) -> set[int]:
    """The lines, by index, that ask to agree that something of another site is shown, beside a button."""
    asking: dict[Element | None, bool] = {}  # asked once for all lines of a box
    found: set[int] = set()
    for block in blocks:
        box = block.element.getparent()
        if box not in asking:
            asking[box] = _has_button(box)
        if asking[box] and len(block.text) <= _LONGEST and _asks(caseless(block.text)):
            found.add(block.index)
    return found


def _asks(folded: str) -> bool:
    return bool(_STEMS.are_in(folded) and _CONTENT.search(folded) and _ASKED.search(folded))


def _has_button(box: Element | None) -> bool:
    """Whether one stands in a small box, or in a small one around it."""
    for _ in range(_LEVELS):
        if box is None or len(list(islice(box.iter(), _MOST_ELEMENTS))) == _MOST_ELEMENTS:
            return False
        if next(box.iter("button", "input"), None) is not None:
            return True
        box = box.getparent()
    return False
