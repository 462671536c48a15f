"""Lines of boxes amid a story: newsletters to sign up for, what one agrees to, offers, sources to prefer.

Stories tell of such things, too. These lines speak to their reader: with an imperative or with "I agree"
they begin, so that the first word tells which of them are worth a look.
"""

from __future__ import annotations

import re

from broadsheet.extraction.patterns import Stems, any_of

# The first words of such lines, in small letters, and what one of them goes on with.
_LINES = (
    ("subscribe", r".{0,60}\b(?:newsletters?|(?:our|e-?mail) (?:alerts|updates)|briefing)\b"),
    ("sign", r" up\b.{0,60}\b(?:newsletters?|(?:our|e-?mail) (?:alerts|updates)|briefing)\b"),
    ("get receive have", r".{0,80}\b(?:in|to|into) your (?:e-?mail )?(?:inbox|mailbox|e-?mail|phone)\b"),
    ("i", r" (?:have read|understand|agree|accept|consent)\b.{0,150}\b(?:privacy|terms|agreement)\b"),
    ("by", r" \w+ing\b.{0,100}\byou (?:agree|accept|consent|confirm|acknowledge)\b"),
    ("unsubscribe", r".{0,40}\b(?:time|link)\b"),
    ("you", r" (?:can|may) unsubscribe\b"),
    ("invalid", r" e-?mail\b"),
    ("we", r" use your (?:sign-?up|e-?mail|details)\b"),
    ("already", r" (?:a|an|have an?) (?:subscriber|subscription|member)\b"),
    ("cancel", r" (?:at )?any ?time\W*$"),
    ("take answer", r" our (?:\w+ )?(?:poll|survey|quiz)\b"),
    ("choose add set make mark pick select", r".{0,80}\bpreferred (?:news )?sources?\b"),
    ("abonnieren bestellen erhalten holen", r" sie\b.{0,80}\b(?:newsletter|postfach|posteingang)\b"),
    ("melden melde", r" (?:sie sich|dich)\b.{0,60}\bnewsletter\b"),
    ("ich", r" (?:stimme|willige|akzeptiere|bin)\b.{0,150}\b(?:datenschutz|nutzungsbed)"),
    ("mit", r" (?:der|ihrer|deiner) (?:anmeldung|registrierung)\b.{0,150}\b(?:datenschutz|nutzungsbed|agb)"),
    ("testen", r" sie\b.{0,60}\b(?:für|ab) (?:nur )?\d+(?:,\d+)? ?(?:euro|€|cent)"),
    ("zugriff", r" auf alle\b.{0,40}\b(?:artikel|inhalte|texte)\W*$"),
    ("jederzeit monatlich", r" kündbar\W*$"),
    ("sie", r" haben (?:bereits|schon) ein (?:\w+-)?(?:abo|abonnement|konto)\b"),
    ("recevez inscrivez-vous", r".{0,80}\b(?:newsletters?|infolettre|boîte (?:mail|e-mail|de réception))\b"),
    ("en", r" (?:vous inscrivant|cliquant)\b.{0,150}\b(?:confidentialité|conditions)\b"),
    ("sans", r" engagement\W*$"),
    ("déjà", r" abonnée?\b"),
    ("recibe reciba apúntate regístrate", r".{0,80}\b(?:newsletter|bolet[íi]n|correo|bandeja|buzón)"),
    ("acepto", r".{0,150}\b(?:privacidad|términos|condiciones)\b"),
    ("al", r" (?:registrar|suscribir|enviar)\w*\b.{0,150}\b(?:privacidad|términos|condiciones)\b"),
    ("cancela cancele", r" (?:cuando quieras?|quando quiser)\W*$"),
    (
        "receba inscreva-se cadastre-se",
        r".{0,80}\b(?:newsletters?|boletim|no seu e-?mail|caixa de entrada)\b",
    ),
    ("aceito", r".{0,150}\b(?:privacidade|termos)\b"),
    ("ao", r" (?:se )?(?:cadastrar|inscrever|assinar|clicar)\b.{0,150}\b(?:privacidade|termos)\b"),
    ("ricevi iscriviti", r".{0,80}\b(?:newsletter|casella|e-?mail|posta)\b"),
    ("accetto iscrivendoti", r".{0,150}\b(?:privacy|termini|condizioni)\b"),
    ("disdici", r" quando vuoi\W*$"),
    ("ontvang schrijf abonneer", r".{0,80}\b(?:nieuwsbrief|inbox|mailbox)\b"),
    ("meld", r" (?:je|deg)\b.{0,60}\b(?:nieuwsbrief|nyhetsbrev)"),
    ("prenumerera anmäl tilmeld få motta modtag", r".{0,60}\bnyhe[td]sbrev"),
    ("tilaa", r".{0,60}\buutiskirje"),
    ("zapisz subskrybuj otrzymuj odbieraj", r".{0,80}\b(?:newsletter|biuletyn|skrzynk|e-?mail)"),
    ("odebírejte odoberajte", r".{0,80}\b(?:newsletter|novink|e-?mail)"),
    ("souhlasím súhlasím wyrażam akceptuję", r".{0,150}\b(?:údaj|podmín|danych|regulamin|polityk)"),
    ("подпишитесь подписывайтесь", r".{0,80}\b(?:рассылк|почт)"),
    ("підпишіться підписуйтесь отримуйте", r".{0,80}\b(?:розсилк|пошт)"),
    ("нажимая", r".{0,150}\b(?:персональн|конфиденц|соглашени)"),
)
_BY_FIRST = {word: re.compile(rest, re.IGNORECASE) for words, rest in _LINES for word in words.split()}
_FIRST = re.compile(r"[\W_]*([\w-]+)")
# Wherever they stand in a line.
_AMID = any_of(
    r"""
    \b(?:delivered|sent|straight|direct(?:ly)?|right)\b.{0,20}\b(?:in|to|into) your (?:e-?mail )?inbox\b
    \bin (?:ihr|dein)(?:en|em)? (?:e-?mail-?)?(?:postfach|posteingang)\b
    ^.{0,20}(?:メルマガ|ニュースレター).{0,4}(?:登録|購読).{0,12}$
    ^.{0,30}뉴스레터.{0,10}(?:구독|신청).{0,12}$
    ^.{0,20}[订訂][阅閱].{0,10}(?:电子报|電子報|邮件).{0,12}$
    """
)
_AMID_STEMS = Stems(
    ("your inbox", "postfach", "posteingang", "メルマガ", "ニュースレター", "뉴스레터", "订阅", "訂閱")
)
# What a search engine lets its users prefer, and the words that ask them to.
_ENGINE = "google"
_PREFERRED = any_of(
    r"""
    preferred (?:news )?sources?  bevorzugten? \w*quellen?  sources? (?:favorite|préférée|privilégiée)s?
    fuentes? (?:preferida|favorita|preferente)s?  fontes? (?:preferida|favorita|preferencia(?:l|is))s?
    font[ei] preferit[ae]  voorkeursbron  preferowan\w+ źród  (?:preferovan|upřednostňovan|oblíben)\w+ zdroj
    föredrag\w+ käll  foretruk\w+ kild  предпочитаем\w+ источник  предпочтительн\w+ источник
    tercih (?:edilen|ettiğ\w+) kayna  優先(?:する)?(?:ソース|情報源)  선호(?:하는)? ?(?:소스|매체|출처|언론사)
    (?:首选|首選|偏好)(?:来源|來源)  पसंदीदा (?:स्रोत|सोर्स)  sumber (?:pilihan|favorit)
    """
)
_TO_PREFER = any_of(
    r"""
    \b(?:fügen?|wählen?|machen?|legen?) sie\b  \bmarkieren sie\b  \bfüge\b
    \b(?:ajoute[zr]|choisissez|sélectionne[zr]|définissez)\b
    \b(?:añad[ae]|agreg(?:a|ue|á)|añáden[oe]s|agréganos|elige|elija|selecciona|configura|haz|marca)\b
    \b(?:adicione|escolha|selecione|defina|torne|marque|aggiungi|aggiungici|scegli|sceglici|seleziona|imposta)\b
    \b(?:voeg|kies|stel|selecteer|dodaj|wybierz|ustaw|přidejte|vyberte|nastavte|zvolte|pridajte)\b
    \b(?:lägg till|välj|legg til|velg|vælg|tilføj|добавьте|выберите|сделайте|добавляйте)\b
    \b(?:ekle|ekleyin|seç|seçin|tambahkan|jadikan|pilih)\b
    追加  設定  설정  추가  등록  添加  设为  設為  加入  जोड़ें  चुनें  बनाएं
    """
)


def is_sign_up(text: str, folded: str) -> bool:
    """Whether a line belongs to such a box; `folded` is its text without its case.

    >>> is_sign_up("Get it in your inbox!", "get it in your inbox!")
    True
    """
    first = _FIRST.match(folded)
    rest = _BY_FIRST.get(first[1]) if first is not None else None
    if first is not None and rest is not None and rest.match(folded, first.end()):
        return True
    if _AMID_STEMS.are_in(folded) and _AMID.search(text):
        return True
    return _ENGINE in folded and bool(_PREFERRED.search(text) and _TO_PREFER.search(text))
