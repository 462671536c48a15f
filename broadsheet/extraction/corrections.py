"""The notice of correction: what a newsroom says it had wrong, in its own field and not in the body."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

from broadsheet.extraction.blocks import Block
from broadsheet.extraction.patterns import any_caseless, any_of, caseless, names
from broadsheet.extraction.tree import locate
from broadsheet.extraction.values import Candidate

# The words that begin a notice, in the languages of the newsrooms that use them.
_WORDS = """
    corrections?  clarifications?  corrections and clarifications  corrected  erratum
    korrektur(?:hinweis)?
    korrigiert  korrigierte fassung  berichtigung  richtigstellung  correctif  rectificatif  corrección
    fe de errores
    fe de erratas  correzione
    rectificación  aclaración  correção  retificação  errata  errata corrige  rettifica
    rettelse  rättelse  rättning  oikaisu
    korjaus  rectificatie  correctie  sprostowanie  oprava  pataisymas  labojums
    parandus  helyesbítés  erată  ispravak  popravek  διόρθωση  исправление  уточнение  поправка
    виправлення
    уточнення  düzeltme  koreksi  ralat  đính chính  תיקון(?: טעות)?  تصحيح  تصويب  استدراك  भूल[ -]सुधार
    शुद्धिपत्र  訂正  更正  勘误  정정  바로잡습니다
"""
# Those of an editor's note, which is a correction only where it says what was wrong.
_NOTES = """
    editor(?:[’']s|s|ial) note  note (?:from|to) (?:the )?(?:editors?|readers)
    (?:hinweis|anmerkung) (?:der|an die|für die) redaktion
    anm(?:erkung)?\\.? d\\.? ?red(?:aktion)?  note de la rédaction  ndlr
    nota (?:del|de la|do|da) (?:editora?|redacción|redação)
    nota della redazione  (?:noot|opmerking) van de redactie  (?:примечание|от) редакции
    (?:примітка|від) редакції
    od redakcji  (?:pozn(?:ámka)?\\.?|poznámka) red(?:akce)?  σημείωση της σύνταξης  editörün notu
    ملاحظة (?:من )?المحرر
    הערת (?:ה)?מערכת  संपादकीय टिप्पणी  編集部注  編者按  编者按  편집자 ?주  catatan redaksi
"""
_AFTER = r"(?:\s*\([^)]{1,40}\))?\s*(?:[:：.—–-]|[\]】)）]\s*[:：]?)\s*"
_START = any_of(_WORDS, before=r"^[\[【(（*\s]*", after=_AFTER)
_NOTE = any_of(_NOTES, before=r"^[\[【(（*\s]*", after=_AFTER)
_TITLE = any_of(_WORDS, before=r"^\W*", after=r"\W*$")
_NOTE_TITLE = any_of(_NOTES, before=r"^\W*", after=r"\W*$")
_AMENDED = (
    r"(?:this|the) (?:article|story|report|piece|post|column|review) (?:was|has been) (?:amended|corrected)"
)
_SENTENCES = """
    an? (?:earlier|previous) version of this (?:article|story|report|column)
    in einer früheren (?:version|fassung)
    (?:dans )?une (?:première|précédente) version de (?:cet|ce) (?:article|texte)
    (?:en )?una (?:primera versión|versión anterior) de est[ea] (?:artículo|noticia|información|texto)
    (?:em )?uma versão anterior (?:deste|desta|dessa) (?:texto|reportagem|matéria|notícia|artigo)
    (?:in )?una (?:prima|precedente) versione (?:di questo|dell[’']) ?articolo
    (?:in )?een eerdere versie van dit (?:artikel|bericht|stuk)
    в (?:первой|предыдущей) версии (?:статьи|заметки|материала|новости)
    у (?:першій|попередній) версії (?:статті|новини|матеріалу)
"""
# That it was changed: no correction unless more is said, and no text of the story either.
_CHANGES = r"""
    (?:this|the) (?:article|story|report|post) (?:was|has been) (?:last )?updated
    (?:dieser|der) (?:artikel|text|beitrag) wurde (?:.{1,40} )?(?:aktualisiert|ergänzt)
    (?:cet )?article (?:a été )?(?:mis à jour|modifié|actualisé)
    est[ea] (?:artículo|nota|noticia|información) (?:fue|ha sido) actualizad[oa]
    est[ea] (?:artigo|texto|notícia|reportagem|matéria) foi (?:atualizad[oa]|alterad[oa])
    (?:questo |l[’'])articolo è stato (?:aggiornato|modificato)
    dit (?:artikel|bericht) (?:is|werd) (?:.{1,40} )?(?:bijgewerkt|aangepast)
    (?:artykuł|tekst) (?:został )?(?:zaktualizowan[oy]|uzupełnion[oy])
    (?:tento )?článek (?:byl|jsme) (?:aktualizov|doplni)
    (?:материал|статья|новость) (?:был[аи]? )?(?:обновл|дополн)
    (?:матеріал|статтю|новину) (?:було )?(?:оновлен|доповнен)
    (?:judul )?(?:berita|artikel) ini telah (?:diubah|diperbarui)
"""
_CHANGE = any_of(_CHANGES, before=r"^\W*")
_LONGEST_CHANGE = 250  # characters; a story that is about such a change goes on
_SENTENCE = any_of(rf"\W*{_AMENDED}" f"\n{_SENTENCES}", before="^")
# What all of these begin with, and few lines do.
_BEGINNING = any_caseless("\n".join((_WORDS, _NOTES, _AMENDED, _SENTENCES, _CHANGES)), before=r"^\W*")
_NAMES = names("correct(?:ion|ie|if)s? clarification erratum korrektur rettifica")
_NOTE_NAMES = names("editors?-note")
_FIRST = 200  # characters, in which what a line begins with ends
_LONGEST_TITLE = 40  # characters of a heading over a notice
# What says that something was wrong, and that it stood in this very article.
_WAS_WRONG = any_of(
    """
    (?:earlier|previous|original|first) versions?\\b
    mis-?(?:stated|spelled|spelt|identified|attributed|quoted|named)
    (?:incorrect|wrong|mistaken|erroneous|inaccurate)ly  originally (?:said|stated|reported|gave)
    [,;] not\\b  instead of
    früheren? (?:version|fassung)  ursprünglich  fälschlich  irrtümlich  \\bnicht,? wie\\b  richtig ist
    (?:première|précédente) version  version (?:précédente|antérieure|initiale)  par erreur
    \\bet non\\b  erronément
    (?:primera|anterior) versión  versión (?:anterior|previa|original)  por error  \\by no\\b
    erróneamente
    versão anterior  incorretamente  \\be não\\b  (?:precedente|prima) versione  versione precedente
    erroneamente
    eerdere versie  ten onrechte  tidligere (?:version|versjon|udgave)  tidigare version
    fe[ij]l(?:akt|agt)ig
    версии  ошибочно  версії  помилково  wcześniejszej wersji  błędnie  (?:předchozí|původní) verz  chybně
    εσφαλμένα  yanlışlıkla  正しくは  誤って  잘못  خطأ  بالخطأ  בטעות  गलत  keliru
    """
)
_CORRECTS = any_of(
    """
    correct  error  mistake  wrong  inaccura  clarif  amended  retract  regret  apolog  korrigier
    berichtig  fehler  falsch
    corrig  rectifi  erreur  correg  equivoc  erro\\b  errad  corrett  errore  gecorrigeerd  onjuist
    fout  rättat  rettet
    исправ  ошибк  неверн  виправ  помилк  błęd  popraw  oprav  chyb  διόρθ  λάθος  düzelt  hata  訂正  誤り
    更正  错误  錯誤
    有[誤误]  정정  바로잡  تصحيح  تصويب  תוקן  טעות  सुधार  त्रुटि  koreksi  kesalahan
    """
)
# What speaks to readers, of mistakes that they may find in any article.
_TO_READERS = any_of(
    r"""
    [\w.+-]+@[\w-]+\.\w  \bif (?:you|something)\b  (?:write|talk|reach out) to (?:us|our)
    (?:let us|contact|e-?mail|tell) (?:us|know)
    (?:report|suggest|submit|request) (?:an? )?(?:correction|error|typo|mistake|inaccurac)
    (?:see|saw|seen|spot(?:ted)?|found|find|noticed?) (?:an?|any) (?:correction|error|typo|mistake|inaccurac)
    \b(?:wenn|falls|haben|schreiben|melden) sie\b  fehler (?:gefunden|entdeckt|melden)
    \bsi (?:vous|usted)\b
    (?:écrivez|signalez|contactez|avisez)[- ]  (?:escríb|avís|infórm)[ae]nos
    \bse (?:você|hai|trovi|noti)\b  \b(?:als|ziet|hebt|heeft) u\b
    (?:если|якщо) (?:вы|ви)\b  нашли ошибку  знайшли помилку  jeśli (?:zauważ|widz)  našli jste  βρήκατε
    ご(?:連絡|意見|指摘)  如果您
    """
)
_UPDATED = any_of(
    "updated  aktualisiert  mis(?:e)? à jour  actualizad[oa]  atualizad[oa]  aggiornat[oa]  обновлен  оновлен"
    "  telah (?:diubah|diperbarui)"
)


@dataclass(frozen=True, slots=True)
class Notices:
    """The correction, and the blocks of it and of other notices that are no text of the story."""

    correction: Candidate | None = None
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class _Notice:
    """A notice: what it says without its label, and whether it is one of the editor's on any matter."""

    block: Block
    text: str
    is_note: bool

    @property
    def tells(self) -> bool:
        """Whether it says of this article that something was wrong."""
        if _WAS_WRONG.search(self.text):
            return True
        is_meant = not self.is_note or _CORRECTS.search(self.text) is not None
        return is_meant and not self.is_to_readers

    @property
    def is_to_readers(self) -> bool:
        """Whether it asks readers to point out mistakes."""
        return _TO_READERS.search(self.text) is not None

    @property
    def is_apart(self) -> bool:
        """Whether it is none of the story's text; notes that tell of the story's making are."""
        is_changed = _UPDATED.search(self.text) is not None or _is_change(self.text)
        return self.tells or not self.is_note or self.is_to_readers or is_changed


def find_correction(blocks: Sequence[Block]) -> Notices:
    """The first notice that says what was wrong, and the blocks of every notice up to it."""
    apart: list[Block] = []
    for notice in _notices(blocks):
        if notice.is_apart:
            apart.append(notice.block)
        if notice.tells:
            block = notice.block
            return Notices(Candidate(notice.text, "markup", locate(block.element), block.text), tuple(apart))
    return Notices(None, tuple(apart))


def _notices(blocks: Sequence[Block]) -> Iterator[_Notice]:
    for block, below in zip_longest(blocks, blocks[1:]):
        text = block.text
        begins = _BEGINNING.match(caseless(text[:_FIRST])) is not None
        if begins and (note := _NOTE.match(text)):
            told = text[note.end() :].strip()
            yield from [_Notice(block, told, is_note=True)] if told else []
        elif begins and (start := _START.match(text)):
            told = text[start.end() :].strip()
            yield from [_Notice(block, told, is_note=False)] if told else []
        elif (named := _named(block.element.get("class") or "")) or (begins and _SENTENCE.match(text)):
            yield _Notice(block, text, is_note=named == "note")
        elif begins and _is_change(text):
            yield _Notice(block, text, is_note=True)
        elif begins and below is not None and len(text) <= _LONGEST_TITLE:
            is_note = _NOTE_TITLE.match(text) is not None
            if is_note or _TITLE.match(text):
                yield _Notice(below, below.text, is_note=is_note)


def _is_change(text: str) -> bool:
    return len(text) <= _LONGEST_CHANGE and _CHANGE.match(text) is not None


@lru_cache(4096)  # of a site's templates
def _named(classes: str) -> str:
    if _NAMES.search(classes):
        return "correction"
    return "note" if _NOTE_NAMES.search(classes) else ""
