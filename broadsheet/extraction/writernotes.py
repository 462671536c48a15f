"""Notes below an opinion that name nobody: "The writer is a lawyer", "Do you agree? Write to us"."""

from __future__ import annotations

from broadsheet.extraction.blocks import Block
from broadsheet.extraction.patterns import Stems, any_caseless, caseless
from broadsheet.extraction.tree import text_of

_LONGEST = 400  # characters
_MARKS = ("*", "•", "†", "–", "—", "_")  # that begin one where it is not set in italics
_WRITER = any_caseless(
    r"""
    the (?:writers?|authors?|columnists?) (?:is|are|was|were|has|have|works?|teach\w*|lives?)\b
    (?:der|die) (?:gast)?(?:autor(?:in|en|innen)?|verfasser(?:in)?) (?:ist|sind|war|arbeitet|leitet|lehrt)\b
    (?:l[’']auteure?|l[’']autrice|les auteurs) (?:est|sont|a)\b
    (?:el autor|la autora|los autores) (?:es|son|fue)\b
    (?:o autor|a autora|os autores) (?:é|são|foi)\b
    (?:l[’']autore|l[’']autrice|gli autori) (?:è|sono)\b
    de auteurs? (?:is|zijn|was)\b  (?:skribenten|författaren|författarna|artikelförfattaren) är\b
    (?:skribenten|forfatteren|forfatterne|kronikøren|innsenderen) er\b
    kirjoitta(?:ja|jat) (?:on|ovat)\b
    (?:autor|autorka|autorzy) (?:jest|są|je|jsou|sú)\b  a szerzők?\b  autor(?:ul|ii|ea) (?:este|sunt)\b
    (?:автор|авторы)(?: является| —| –| -| работает)  (?:автор|автори) (?:є|—|–)
    ο συντάκτης είναι\b  η συντάκτρια είναι\b  ο συγγραφέας είναι\b  (?:bu )?yazar[ıi]?\b
    (?:penulis|para penulis) (?:adalah|merupakan)\b  tác giả (?:là|hiện)\b
    (?:本文)?作者(?:为|為|是|系|係|现|現)  (?:筆者|執筆者|著者)は  (?:필자|글쓴이)[는은]  الكاتب\b  כותב המאמר
    הכותב(?:ת)? (?:הוא|היא)
    लेखक\b
    """,
    before=r"^[\W_]*",
)
_INVITES = any_caseless(
    r"""
    (?:do you )?have (?:an?|any|you) (?:opinion|story|tip|information|news|question|comment|been|view)\b
    do you (?:have|know|agree|want to)\b  got an? (?:story|tip|opinion)\b  what do you think\b
    share your (?:views?|story)
    haben sie (?:eine|einen|hinweise|fragen|anregungen|informationen)\b  was meinen sie\b
    schreiben sie (?:uns|der)\b
    (?:vous avez|avez-vous) (?:une|un|des)\b  une information à\b  écrivez[- ]nous\b
    qu[’']en pensez-vous\b
    (?:tienes|tiene|tenés) (?:una?|alguna?|información)\b  escr[ií]b[ea]nos\b
    (?:tem|você tem) (?:uma?|alguma)\b
    (?:hai|avete) (?:una?|qualche)\b  scriv(?:i|ete)ci\b  heb(?:t u| je| jij) (?:een|tips|vragen)\b
    (?:mail|tip) ons\b
    (?:har du|tipsa oss|mejla|skicka)\b  (?:har du|tips oss|send)\b  (?:onko sinulla|lähetä)\b
    (?:masz|macie) (?:temat|pytani|informacj)\w*  napisz do nas\b
    (?:máte|viete|víte) (?:tip|dotaz|informac|nám)\w*
    (?:есть|у вас есть|знаете)\b.{0,30}\?  (?:пишите|напишите) нам\b  (?:маєте|пишіть)\b
    έχετε\b.{0,40};
    (?:bir )?(?:haberiniz|görüşünüz)\b  (?:punya|ada) (?:informasi|cerita|pendapat)\b
    ご意見  ご感想  投稿  제보  의견을
    """,
    before=r"^[\W_]*",
)
_ADDRESSES = Stems(
    ("@", "e-mail", "email", "mail", "click here", "write to", "whatsapp", "http", "メール", "이메일")
)


def is_writer_note(block: Block) -> bool:
    """Whether a last line tells what the writer does, in italics or behind a mark, or asks readers to write.

    Reviews tell of authors, too, in sentences that are set as all others are.
    """
    if len(block.text) > _LONGEST:
        return False
    folded = caseless(block.text)
    if _WRITER.match(folded) is not None:
        return block.text.startswith(_MARKS) or _is_italic(block)
    is_reached = block.link_length > 0 or _ADDRESSES.are_in(folded)
    return is_reached and _INVITES.match(folded) is not None and (_is_italic(block) or "@" in folded)


def _is_italic(block: Block) -> bool:
    """Whether all words of a line stand in one element for them."""
    children = list(block.element.iterchildren("em", "i"))
    return len(children) == 1 and len(text_of(children[0]).strip()) >= len(block.text) - 2
