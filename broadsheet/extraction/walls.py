"""Lines that end the text for readers who have not paid: "continue reading with", "only for subscribers"."""

from __future__ import annotations

from collections.abc import Sequence

from broadsheet.extraction.patterns import any_of

_LONGEST = 150  # characters; longer ones are sentences of a story
_READERS = (
    "subscri(?:be|bers?|ption)|abonnent(?:en)?|abonnement|abonnés?|suscriptores|assinantes|předplatitele"
)
_WALL = any_of(
    rf"""
    (?:{_READERS})\b.{{0,60}}\bto (?:read|continue|keep|unlock)\b
    (?:{_READERS})\b.{{0,60}}\b(?:only|exclusive|vorbehalten|weiterlesen|réservé)\b
    continue reading with\b
    this (?:article|story|content) is for (?:subscribers|members)\b
    to continue reading\b
    (?:jetzt )?weiterlesen mit\b
    (?:nur|exklusiv) für abonnent(?:en|innen)\b
    réservée?s? (?:aux|à nos) abonnés\b
    pour lire la suite\b
    (?:exclusiv[oa]|sol[oa]) para (?:suscriptores|assinantes)\b
    exclusivo para\b
    para (?:seguir leyendo|continuar l(?:eyendo|endo))\b
    per continuare a leggere\b
    (?:riservato agli|solo per gli) abbonati\b
    (?:lees|lezen) verder met\b
    om verder te lezen\b
    alleen voor abonnees\b
    läs vidare med\b
    för att läsa (?:vidare|hela)\b
    bli prenumerant\b
    (?:endast|bara) för prenumeranter\b
    l[eæ]s videre med\b
    for [åa]t? l[eæ]se videre\b
    (?:kun|forbeholdt) (?:for )?abonnenter\b
    vain tilaajille\b
    jatka lukemista tilaajana\b
    pouze pro předplatitele\b
    len pre predplatiteľov\b
    czytaj dalej z\b
    aby czytać dalej\b
    (?:tylko|wyłącznie|dostępn[aey]) dla (?:subskrybentów|prenumeratorów)\b
    csak előfizetők\w*
    doar pentru abonați\b
    чтобы (?:про)?читать (?:далее|дальше|полностью)\b
    только (?:(?:для )?подписчик(?:ов|ам)|по подписке)\b
    щоб (?:про)?читати далі\b
    (?:лише|тільки) для передплатників\b
    μόνο για συνδρομητές\b
    okumaya devam etmek için\b
    (?:sadece|yalnızca) abone\w*
    للمشتركين فقط
    لمتابعة القراءة
    למנויים בלבד
    להמשך קריאה
    """,
    before=r"\b",
)
# These stand within words, too.
_SIGNS = any_of(
    r"""
    有料(?:会員)?限定  会員限定(?:です|記事)
    続きを(?:読む|お読み).{0,12}(?:には|いただ)  残り[:：]?\s?\d+文字
    유료\s?회원 전용  구독자 전용
    订阅后.{0,6}阅读  付费阅读  付费后.{0,6}阅读  訂閱.{0,8}(?:全文|繼續閱讀)  繼續閱讀全文
    """
)
# Cheap to look for; no line is without one of them.
WORDS = (
    "rticle", "ubscri", "bonn", "bbona", "uscri", "ssinante", "ředpl", "redpl", "eiterlesen", "xclusivo",
    "ontinu", "la suite", "seguir leyendo", "verder", " vidare", "läsa ", "videre", "tilaaj", "zyta",
    "ubskryb", "renumer", "lőfizet", "итать", "итати", "одписчик", "одписк", "ередплат", "υνδρομητ",
    "kumaya", "abone", "للمشتركين", "لمتابعة", "מנויים", "להמשך", "限定", "続き", "残り",
    "전용", "订阅", "付费", "訂閱", "繼續",
)  # fmt: skip


def is_wall_text(text: str) -> bool:
    """Whether a line says that the rest is for those who pay or register.

    >>> is_wall_text("Läs vidare med Courier Plus"), is_wall_text("They read on.")
    (True, False)
    """
    return _WALL.search(text) is not None or _SIGNS.search(text) is not None


def walls_among(texts: Sequence[str]) -> set[int]:
    """The numbers of the short texts that are such lines; all texts are looked through at once for words."""
    short = {number: text for number, text in enumerate(texts) if len(text) <= _LONGEST}
    together = "\n".join(short.values())
    words = [word for word in WORDS if word in together]
    able = (number for number, text in short.items() if any(map(text.__contains__, words)))
    return {number for number in able if is_wall_text(texts[number])}
