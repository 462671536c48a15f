"""Notices that a story was taken down: status 200, often under the old headline, sometimes with its markup.

Read as a story, such a page would be an edit that replaces the text by the notice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from broadsheet.errors import PageRejected
from broadsheet.extraction.blocks import Block
from broadsheet.extraction.patterns import any_of
from broadsheet.outcomes import Reason

_LONGEST_NOTICE = 300  # characters of its first paragraph
_LONGEST_PAGE = 600  # characters of all that reads like the story; a story about a removal is longer
_FIRST = 3  # blocks after the headline: a date or a byline may come before the notice
# How a notice begins, by language: what it speaks of, the verb, what was done. A correction ("a paragraph was
# removed") speaks of a part, never of the whole; a story that begins so is longer than a notice.
_WORDS = (
    (
        "this (?:article|story|page|report|post|text|content|news item)"
        "  the (?:article|story|page|content) you (?:are looking for|requested|wanted)",
        "has been  was  is  had to be",
        "removed  deleted  withdrawn  retracted  unpublished  taken (?:down|offline)"
        "  no longer (?:available|online|accessible)  not available any ?more",
    ),
    (
        "dieser (?:artikel|beitrag|text|bericht)  diese (?:seite|meldung|nachricht)",
        "wurde  ist  steht  musste",
        "entfernt  gelöscht  zurückgezogen  depubliziert  offline genommen"
        "  (?:nicht|nicht mehr|nicht länger) (?:verfügbar|online|abrufbar|erreichbar|zur verfügung)",
    ),
    (
        "cet article  cette (?:page|publication)  ce contenu",
        "a été  n[’']est plus",
        "supprimée?  retirée?  dépubliée?  disponible  accessible  en ligne",
    ),
    (
        "este (?:artículo|contenido|artigo|conteúdo|texto)  est[ae] (?:noticia|notícia|página|nota|matéria)",
        "ha sido  fue  foi  ya no (?:está|se encuentra)  já não está  não está mais",
        "eliminad[oa]  retirad[oa]  borrad[oa]  removid[oa]  apagad[oa]  disponible  disponível",
    ),
    (
        "quest[oa] (?:articolo|contenuto|pagina|notizia)",
        "è stat[oa]  non è più",
        "rimoss[oa]  eliminat[oa]  cancellat[oa]  ritirat[oa]  disponibile",
    ),
    (
        "dit (?:artikel|bericht)  deze pagina",
        "is  werd",
        "verwijderd  ingetrokken  niet (?:meer|langer) beschikbaar",
    ),
    (
        "tento článek  tato stránka  ten artykuł  ta strona",
        "byla?  není  již není  už není  został[ao]?  nie jest",
        "odstraněna?  smazána?  stažena?  dostupn[ýá]  usunięt[ya]  skasowan[ya]  wycofany  dostępn[ya]",
    ),
    (
        "denna artikel  denne (?:artikkelen|artikel|artiklen)",
        "är  har  er  er blevet  ble",
        "tagits bort  borttagen  avpublicerad  fjernet  slettet  avpublisert",
    ),
    (
        "эта (?:статья|страница|публикация|новость)  этот материал",
        "была?  больше",
        "удалена?  удалён  снята?  недоступн?а?  не доступна?",
    ),
)
_IN_ONE_WORD = any_of(
    """
    この(?:記事|ページ)は(?:、)?(?:削除|掲載[をが]?終了|公開[をが]?終了)
    [本该此](?:文章|文|新闻|页面|頁面|新聞)已[经經]?被?(?:删除|刪除|下架|撤下)
    (?:이|해당) 기사[는가]? ?(?:삭제|비공개)
    """,
    before="^",
)
_BETWEEN = r"[^.!?]{0,30}?"  # "at the request of the author"
# "no longer available for free", "in your country": kept from some readers, and there all the same.
_FOR_SOME = any_of("free  subscri  member  region  country  area  kostenlos  abonn  suscri  gratis  gratuit")
# A short report of what became of somebody's post or bill tells who says so; a notice is said by the site.
_REPORTED = any_of(
    "said  says  told  sagten?  teilten? .{1,60} mit  a dit  a déclaré  dijo  disse  ha detto  zei  řekl[ai]?"
    "  uvedl[ai]?  powiedzia\\w*  sade  sagde  сказал\\w*  сообщил\\w*",
    before=r"\b",
    after=r"\b",
)
# "This story is about a statue that was removed": what was done was done to something else.
_OF_ELSE = any_of("about  that  which", before=r"\b", after=r"\b")


def _notice(subject: str, verb: str, done: str) -> str:
    parts = (any_of(words).pattern for words in (subject, verb, done))
    return rf"{next(parts)}\s(?:{next(parts)})\b{_BETWEEN}\b(?:{next(parts)})"


_REMOVED = re.compile(
    rf"^\W{{0,3}}(?:[^.!?,]{{1,20}}[,.!]\s)?(?:{'|'.join(_notice(*words) for words in _WORDS)})",
    re.IGNORECASE,
)


def refuse_removal(blocks: Sequence[Block], headline: Block | None, body: str) -> None:
    """PageRejected for a page whose only text, after the headline, says that the story was removed."""
    if len(body) > _LONGEST_PAGE:
        return
    start = headline.index + 1 if headline is not None else 0
    for block in islice((each for each in blocks[start:] if each.text), _FIRST):
        if len(block.text) <= _LONGEST_NOTICE and _is_notice(block.text):
            raise PageRejected(Reason.SOFT_404, f"a notice of removal: {block.text[:100]}")


def _is_notice(text: str) -> bool:
    if _FOR_SOME.search(text) or _REPORTED.search(text):
        return False
    found = _REMOVED.match(text) or _IN_ONE_WORD.match(text)
    return found is not None and _OF_ELSE.search(found[0]) is None
