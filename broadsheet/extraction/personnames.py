"""What names of people look like, in scripts that have capitals and in those that have none."""

from __future__ import annotations

import re

_MOST_WORDS, _LONGEST_NAME = 6, 60
_LONGEST_NAMES = 60  # characters of a line of names
_MOST_UNCASED = 4  # words of a name in a script without capitals
_LONGEST_DENSE = 5  # letters of a word in a script that has no spaces between words
_MOST_SMALL = 4  # words in lower case, of a name of a group
_DIGIT = re.compile(r"\d")
_CASED = re.compile(r"[a-zA-ZÀ-ɏͰ-ϿЀ-ӿ]")
_PARTICLES = frozenset((
    "de", "da", "do", "dos", "das", "del", "della", "di", "du", "la", "le", "les", "van", "von", "der",
    "den", "ten", "ter", "zu", "af", "al", "el", "bin", "ibn", "ben", "y", "e", "i", "st", "mc",
))  # fmt: skip
# Set over letters or after them.
_SIGNS = r"\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u0900-\u0dff\u0e31-\u0e4e\u200c\u200d"
_LETTERS = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{_SIGNS}])*")
_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")  # kana and Han: no space parts words of a sentence
_HAN = re.compile(r"[\u3400-\u9fff]")
_PARTED = re.compile(
    r"[|/:;,()<>\[\]“”„«»「」『』《》]"
)  # by which a line is two things, or names and what they are
_CLAUSE_OF_HAN = re.compile(r"[\u3400-\u9fff]{8}|[。，]")  # names in Han have six letters at most
_JAPANESE_DESK = re.compile(  # 報道部 工藤隆, 料理・文 三浦香織: before names; no family (阿部, 小室, 長谷部)
    r"^(?!(?:長谷|日下|曽我|曾我|小田|宇田|長曽我)部)"
    r"(?:[\u3400-\u9fff\u30a1-\u30fc]{2,12}(?:部|局|班|室|支社|教授|講師|委員)|[\u3400-\u9fff\u30a1-\u30fc]{1,4}・[文評絵]"
    r"|[文評絵](?=[ ・\u3000]+[\u3040-\u30ff\u3400-\u9fff]{3}))"
    r"[ ・\u3000]+(?=[\u3040-\u30ff\u3400-\u9fff]{2})"
)
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_MARKS = frozenset("/-–·|")  # that part names
_SHORTEST_ALONE = 3  # letters of a name in one word: "完" and "写真" stand in brackets, too
_PARTS = re.compile(r"\s*[,،、;·・|/／]\s*")
_WITHIN_WORDS = str.maketrans("", "", "-/’'׳״\"")
_OPENING, _CLOSING = tuple("(（[［【〔"), tuple(")）]］】〕")
# What newspapers put behind the last sentence, in scripts in which a name there is told from other words: in
# Han with the first name in Han or kana, in Han and Hangul with the word for reporters.
_BEHIND = re.compile(
    r"[。．.!?！？」』”]\s*(?P<signed>[（(［\[【〔][^()（）［］\[\]【】〔〕]{2,24}[)）］\]】〕])$"
)
_JAPANESE = re.compile(
    r"[\u3400-\u9fff々]{1,4}[ \u3000]?[\u3400-\u9fff々]{1,3}"
    r"|(?:[\u3400-\u9fff々]{2,4}|[\u3400-\u9fff々][ \u3000])[ \u3000]?"
    r"(?:[\u3041-\u309f]{2,4}|[\u30a1-\u30ff]{2,4})"
)
_REPORTER = re.compile(
    r"^(?:本[报報]|本网|特[约約])?(?:[记記]者)[ :：\u3000]?|(?<=[가-힣])\s?(?:선임|인턴)?(?:기자|특파원)$"
)
_NO_SIGNATURE = re.compile(
    r"略|税|無料|有料|料金|予約|申[込し]|不[要可明]|先着|随時|掲載|連載|毎[日週月]|続く?|終わ|完$|了$|談$|談話"
    r"|当時|現在|写真|撮影|提供|図$|表$|[０-９一二三四五六七八九十\d]面|[部局社課班会版系]$|共同|時事|通信|新聞|記事"
    r"|仮名|匿名|原文|参照|編集|編輯|编辑|责任|聞き手|監修|協力|時間|中止|開催|以上|以下|訂正|既報|速報|資料|来源"
    r"|來源"
)
_LONGEST_BEHIND = 30  # characters of a signature behind a text, with its brackets and what they follow
_LONGEST_SHORTENED = 4  # letters of a title that ends in a full stop: "Dr.", "Prof."


def is_name(text: str) -> bool:
    """Whether it reads like a person's name: few words, no digits, capitals where the script has them."""
    words = text.split()
    if not words or len(words) > _MOST_WORDS or len(text) > _LONGEST_NAME or _DIGIT.search(text):
        return False
    if not _CASED.search(text):
        return len(text) > 1 and _PARTED.search(text) is None and _CLAUSE_OF_HAN.search(text) is None
    telling = [word for word in words if word.casefold().strip(".'’-") not in _PARTICLES]
    return bool(telling) and len(words) > 1 and all(word.lstrip("'’\"(")[:1].isupper() for word in telling)


def is_clause(text: str) -> bool:
    """Whether so many of its words are small that it is a sentence's: "Monday the council will have"."""
    small = [word for word in text.split() if word.islower() and word not in _PARTICLES]
    return len(small) >= _MOST_SMALL


def is_names(text: str, *, marked: bool = False) -> bool:
    """Whether a line is short and all its words begin as names do.

    Scripts without capitals do not tell names from other words: there the place must, which `marked` says.
    Their names have few letters and words, so longer parts of a line are sentences.

    >>> is_names("Ana Costa"), is_names("Ana is here")
    (True, False)
    >>> is_names("هند العياري"), is_names("هند العياري", marked=True)
    (False, True)
    """
    words = text.split() if len(text) <= _LONGEST_NAMES else ()
    if not words:
        return False
    if all(_is_capital(word) or word in _MARKS for word in words) and _is_capital(words[0]):
        return True
    return marked and not text.isascii() and all(map(_is_uncased_name, _PARTS.split(text)))


def _is_capital(word: str) -> bool:
    return word[0].isupper() and _is_word(word)


def _is_uncased_name(part: str) -> bool:
    """Whether it has as few words as a name, of letters that are neither capital nor small."""
    words = part.split()
    if not words or len(words) > _MOST_UNCASED:
        return False
    return all(_is_word(word) and not _is_cased(word) and _is_short(word) for word in words)


def _is_word(word: str) -> bool:
    """Whether it is letters; "O’Neil", "פרופ'" and "Dr." are words, too."""
    if word.isalpha():  # as most are
        return True
    bare = word.rstrip(",").translate(_WITHIN_WORDS)
    if bare.endswith(".") and len(bare) <= _LONGEST_SHORTENED + 1:
        bare = bare[:-1]
    return bool(bare) and _LETTERS.fullmatch(bare) is not None


def _is_cased(word: str) -> bool:
    return word.lower() != word.upper()


def _is_short(word: str) -> bool:
    """Whether it is no sentence of a script without spaces; in kana alone it is a word such as "follow"."""
    return _DENSE.search(word) is None or (len(word) <= _LONGEST_DENSE and _HAN.search(word) is not None)


def is_lone_word(name: str) -> bool:
    """Whether it is one word of a script that has no capitals but spaces, in which people have two names.

    >>> is_lone_word("صفاقس"), is_lone_word("هند العياري"), is_lone_word("田中太郎")
    (True, False, False)
    """
    return " " not in name and not _is_cased(name) and _UNSPACED.search(name) is None


def without_desk(text: str) -> str:
    """A line without the department, the office or the kind of work before Japanese names.

    >>> without_desk("報道部 山田太郎、小野花"), without_desk("山田太郎")
    ('山田太郎、小野花', '山田太郎')
    """
    return text if text.isascii() else _JAPANESE_DESK.sub("", text)


def signed_behind(text: str) -> str | None:
    """The names in brackets behind the last sentence of a paragraph, without the word for reporters.

    >>> signed_behind("港は六時に開く。（丸山恵）"), signed_behind("港は六時に開く。（入場無料）")
    ('丸山恵', None)
    >>> signed_behind("항구는 여섯 시에 열린다. (김하늘 기자)"), signed_behind("It opens at six. (Ana Costa)")
    ('김하늘', None)
    """
    found = _BEHIND.search(text, max(0, len(text) - _LONGEST_BEHIND)) if text.endswith(_CLOSING) else None
    inner = found["signed"][1:-1].strip() if found is not None else ""
    names = without_desk(_REPORTER.sub("", inner))
    if not names or _NO_SIGNATURE.search(names) or _is_cased(names):
        return None
    is_told = names != inner and is_names(names, marked=True)
    return names if is_told or all(_is_japanese(part) for part in _PARTS.split(names)) else None


def _is_japanese(name: str) -> bool:
    return len(name) >= _SHORTEST_ALONE and _JAPANESE.fullmatch(name) is not None


def in_brackets(text: str) -> str | None:
    """The names that stand alone in brackets, as newspapers sign.

    >>> in_brackets("（丸山 恵、小出 達也）"), in_brackets("(writes Ana)"), in_brackets("（写真）")
    ('丸山 恵、小出 達也', None, None)
    """
    if text[:1] not in _OPENING or text[-1:] not in _CLOSING:
        return None
    inner = without_desk(text[1:-1].strip())
    is_long = " " in inner or (_UNSPACED.search(inner) is not None and len(inner) >= _SHORTEST_ALONE)
    return inner if is_long and is_names(inner, marked=True) else None
