"""The notice of correction: what a newsroom says it had wrong, in its own field and not in the body."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from broadsheet.extraction.blocks import Block
from broadsheet.extraction.patterns import any_of, names
from broadsheet.extraction.tree import locate
from broadsheet.extraction.values import Candidate

# The words that begin a notice, in the languages of the newsrooms that use them.
_WORDS = """
    corrections?  clarifications?  corrections and clarifications  editor[’']s note  erratum  korrektur
    berichtigung  richtigstellung  anmerkung der redaktion  correctif  rectificatif  corrección  fe de errores
    fe de erratas  rectificación  aclaración  correção  retificação  errata  errata corrige  rettifica
    rettelse  rättelse  rättning  oikaisu
    korjaus  rectificatie  correctie  sprostowanie  oprava  pataisymas  labojums
    parandus  helyesbítés  erată  ispravak  popravek  διόρθωση  исправление  уточнение  поправка  виправлення
    уточнення  düzeltme  koreksi  ralat  đính chính  תיקון(?: טעות)?  تصحيح  تصويب  استدراك  भूल[ -]सुधार
    शुद्धिपत्र  訂正  更正  勘误  정정  바로잡습니다
"""
_START = any_of(
    _WORDS,
    before=r"^[\[【(（*\s]*",
    after=r"(?:\s*\([^)]{1,40}\))?\s*(?:[:：.—–-]|[\]】)）]\s*[:：]?)\s*",
)
_TITLE = any_of(_WORDS, before=r"^\W*", after=r"\W*$")
_SENTENCE = any_of(
    """
    \\W*(?:this|the) (?:article|story|report|piece|post|column|review) (?:was|has been) (?:amended|corrected)
    an? (?:earlier|previous) version of this (?:article|story|report|column)
    in einer früheren (?:version|fassung)
    (?:dans )?une (?:première|précédente) version de (?:cet|ce) (?:article|texte)
    (?:en )?una (?:primera versión|versión anterior) de est[ea] (?:artículo|noticia|información|texto)
    (?:em )?uma versão anterior (?:deste|desta|dessa) (?:texto|reportagem|matéria|notícia|artigo)
    (?:in )?una (?:prima|precedente) versione (?:di questo|dell[’']) ?articolo
    (?:in )?een eerdere versie van dit (?:artikel|bericht|stuk)
    в (?:первой|предыдущей) версии (?:статьи|заметки|материала|новости)
    у (?:першій|попередній) версії (?:статті|новини|матеріалу)
    """,
    before="^",
)
_NAMES = names("correct(?:ion|ie|if)s? clarification erratum korrektur rettifica editors?-note")
_LONGEST_TITLE = 40  # characters of a heading over a notice


def find_correction(blocks: Sequence[Block]) -> tuple[Candidate, Block] | None:
    """The first notice of correction and its block."""
    for number, block in enumerate(blocks):
        start, classes = _START.match(block.text), block.element.get("class")
        is_named = classes is not None and _is_named(classes)
        if start or is_named or _SENTENCE.match(block.text):
            text = block.text[start.end() :].strip() if start else block.text
            if text:
                return Candidate(text, "markup", locate(block.element), block.text), block
        elif len(block.text) <= _LONGEST_TITLE and _TITLE.match(block.text) and number + 1 < len(blocks):
            told = blocks[number + 1]
            return Candidate(told.text, "markup", locate(told.element), told.text), told
    return None


@lru_cache(4096)  # of a site's templates
def _is_named(classes: str) -> bool:
    return _NAMES.search(classes) is not None
