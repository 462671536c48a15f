"""Lines in which a site speaks of itself: its copyright and licence, its cookies. None is a story's text.

They stand at the end of pages, where a story of one sentence would else seem to go on. A long text may hold
such words behind its last sentence; it is the story all the same.
"""

from __future__ import annotations

from collections.abc import Iterable

from broadsheet.extraction.blocks import Block
from broadsheet.extraction.patterns import Stems, any_caseless, caseless

_LONGEST, _LONGEST_BEFORE = 200, 60  # characters of such a line; before the words in a longer one
_LONGEST_LAST = 90  # of one at a story's end; agencies' terms, which papers print with a story, are longer
_LONGEST_NOTICE = 600  # characters of a notice about cookies
_LONG_PAGE = 4000  # characters of running text beside which those of such lines tell nothing
# "Ã©" is an é whose bytes were read twice: the sign stands behind no such letter. In a sentence it is a word.
_SIGNED = r"^\W*©  (?<![¡-ÿ‐-™œšžƒ€])©(?:\W*\d|.*[^.!?。！？।]$)"
_RIGHTS = r"""
    all rights reserved  alle rechte vorbehalten  tous droits réservés
    todos (?:los|os) (?:derechos|direitos)  (?:derechos|direitos|diritti) (?:reservados|riservati)
    alle rechten voorbehouden
    wszel?kie prawa zastrzeżone  všechna práva vyhrazena  všetky práva vyhradené  minden jog fenntartva
    toate drepturile rezervate  sva prava (?:pridržana|zadržana)  все права защищены  всі права захищені
    всички права запазени  tüm hakları saklıdır  her hakkı saklıdır  kaikki oikeudet pidätetään
    alla rättigheter (?:förbehål|reserver)  alle rettighe[td]er (?:forbehol|reserver)
    hak cipta\W*(?:dilindungi|milik|\d|©)  bản quyền (?:thuộc|©)
    με την επιφύλαξη παντός  πνευματικών δικαιωμάτων  جميع الحقوق محفوظة
    (?:کلیه|تمامی?|همه|جملہ) حقوق.*(?:محفوظ|متعلق به (?:این|سایت)|مادی و معنوی)
    כל הזכויות שמורות
    सर्वाधिकार सुरक्षित  স্বত্ব(?:াধিকারী?)?\W*(?:©|\d|সংরক্ষিত)  สงวนลิขสิทธิ์  版[权權]所有
    無断(?:転載|複製|使用)[^。]*(?:禁|断り|できません)
"""
# What the law of a country has papers say of themselves.
_LICENCE = r"""
    (?:许可证|許可證)(?:编号|編號)?\W{0,3}\w{0,3}\d  (?:icp|公网安)备  举报(?:电话|邮箱)  사업자\s?등록번호
    청소년\s?보호\s?책임자  зарегистрирован[оа]? роскомнадзором  свидетельство о регистрации (?:сми|средства)
    giấy phép (?:số|hoạt động|xuất bản)  adatvédelmi nyilvántart
"""
_IMPRINT = any_caseless(f"{_SIGNED}{_RIGHTS}{_LICENCE}")
_RESERVED = any_caseless(rf"{_RIGHTS}^\W*(?:copyright|©|ⓒ|\(c\))\W*(?:copyright|©|\(c\))?\W*(?:19|20)\d\d\b")
_IMPRINT_STEMS = Stems((
    "©", "rights reserved", "rechte vorbe", "droits rés", "derechos", "direitos", "diritti ris",
    "rechten voor", "prawa zas", "práva vy", "jog fenn", "drepturile", "sva prava", "права за", "hakları sak",
    "hakkı sak", "oikeudet pid", "rättigheter", "rettighe", "hak cipta", "bản quyền", "επιφύλαξη",
    "πνευματικών", "الحقوق", "حقوق", "הזכויות", "सर्वाधिकार", "স্বত্ব", "สงวนลิขสิทธิ์", "版权所有", "版權所有",
    "無断", "许可证", "許可證", "备", "举报", "등록번호", "청소년", "роскомнадзором",
    "свидетельство о", "giấy phép", "adatvéd",
))  # fmt: skip
_SIGNS = ("copyright", "©", "ⓒ", "c)")  # with which such a line begins
_COOKIES = (
    "cookie", "кук", "evästei", "ciastecz", "çerez", "kolačić", "бисквитк", "süti", "slapuk", "sīkdat",
    "küpsis", "クッキー", "쿠키", "คุกกี้", "עוגיות", "ملفات تعريف", "کوکی", "कुकी", "vafrakök",
)  # fmt: skip
_ASKED = any_caseless(
    r"""
    cookies?\b.*\bcookies?\b  agree  accept  consent  your (?:choices|preferences|settings)
    zustimm  stimmen sie  akzeptier  einverstanden  einwillig  \bpur\b  accord  acept  aceit  accett  consint
    concord  acconsent  akkoord  toestemm  godkän  samtyck  aksepter  samtykke  godtag  hyväks  suostumu
    zgod  zgad  akcept  souhlas  súhlas  hozzájárul  elfogad  sunteți de acord  prihva  pristaj  slaž
    соглас  принима  разреш  погодж  приймає  съглас  приема  συμφων  αποδέχ  αποδοχ  συγκατ  kabul  onay
    同意  允许  許可  동의  허용  ยอมรับ  ยินยอม  đồng ý  chấp nhận  setuju  موافق  אישור  מסכים
    सहमत  sutink  piekrīt  nõustu
    """
)
_COOKIE_STEMS = Stems(_COOKIES)


def is_of_site(text: str) -> bool:
    """Whether a line tells who may use the site's texts, under which licence it appears, or of its cookies.

    >>> is_of_site("© 2024 The Courier. All rights reserved."), is_of_site("They ate all cookies.")
    (True, False)
    >>> is_of_site("Le cafÃ© ferme dÃ©jÃ\xa0."), is_of_site("تمام حقوق کارگران پرداخت شد")
    (False, False)
    """
    folded = caseless(text[: _LONGEST_NOTICE + 1])
    if _IMPRINT_STEMS.are_in(folded):
        found = _IMPRINT.search(folded)
        if found is not None and (len(text) <= _LONGEST or found.start() <= _LONGEST_BEFORE):
            return True
    is_short = len(folded) <= _LONGEST_NOTICE
    return is_short and _COOKIE_STEMS.are_in(folded) and _ASKED.search(folded) is not None


def is_rights_line(text: str) -> bool:
    """Whether a line, such as the last of a story, tells who may use the texts, and little else.

    >>> is_rights_line("Copyright 2024 The Courier. All rights reserved."), is_rights_line("© Ana Costa")
    (True, False)
    """
    if len(text) > _LONGEST_LAST:
        return False
    folded = caseless(text)
    has_sign = folded.lstrip("\"'“„«([*—– ").startswith(_SIGNS) or _IMPRINT_STEMS.are_in(folded)
    return has_sign and _RESERVED.search(folded) is not None


def weigh_site_lines(blocks: Iterable[Block], weights: list[int]) -> None:
    """Take the weight of running text from such lines, on pages with so little text that it counts."""
    if sum(weights) > _LONG_PAGE:
        return
    for block in blocks:
        if weights[block.index] and is_of_site(block.text):
            weights[block.index] = block.weight = 0
