"""What bylines of scripts without capitals have of their own: Chinese, Japanese, Korean, Arabic, Hebrew."""

from __future__ import annotations

import re
from collections.abc import Iterator

from broadsheet.extraction.buttonwords import is_button
from broadsheet.extraction.organisations import is_organisation
from broadsheet.extraction.personnames import is_lone_word

_REPORTER = re.compile(  # behind each of several names
    r"(?<=[가-힣]{2}) (?:선임|인턴)?(?:기자|특파원)(?=\s*(?:[,·]|$))"
)
KOREAN = re.compile(  # "[서울] 김철수 기자": name, then "reporter"
    r"^(?:기자명\s*)?(?:[\[(【][^\])】]{1,30}[\])】]\s*)?(?P<name>[가-힣]{2,4}(?:[·,]\s?[가-힣]{2,4}){0,4})\s?(?:선임)?(?:기자|특파원)(?=[\s=]|$)\s*=?"
)
_KOREAN_ROLE = re.compile(  # a line of a name and what its bearer is: "김철수 한빛대 교수"
    r"^(?!본[지보사]\s|\S*(?:일보|신문|뉴스|방송)\s)([가-힣]{2,4})\s(?:(?:[가-힣A-Z]{4,12}|[가-힣]{1,3}대)\s)?[가-힣]{0,4}"
    r"(?:기자|위원|시인|소설가|작가|교수|강사|박사|변호사|의사|약사|칼럼니스트|평론가|연구원|연구소장|센터장|대표|이사장?|원장|회장|국장|부장"
    r"|감독|의원|전문가|활동가|크리에이터)$"
)
_CHINESE = re.compile(  # 本报记者 汪志远 何晓蕾: two names; in Japan one has a space within
    r"^\W*(?:本报|本网|特约)?(?:记者|通讯员|作者)[:： ]\s*"
    r"(?P<names>[\u4e00-\u9fff]{2,4}(?:[:： \u3000]+[\u4e00-\u9fff]{2,4})+)$"
)
_CHINESE_WRITERS = frozenset(("记者", "通讯员", "实习生", "实习记者", "特约记者", "本报记者"))  # before names
_CHINESE_OTHERS = frozenset(("摄影", "摄像", "制图", "编辑", "责编", "校对"))
_NOT_NAMES = "打印|字体|字號|字号|分享|收藏|评论|来源|编辑|责编|责任|点击|阅读|浏览|时间|发布|摄影"
_WITHIN = re.compile(
    r"(?<=[\s|])(?:记者|作者|記者|撰文|通讯员)\s*[:：]\s*"
    rf"(?P<names>[\u4e00-\u9fff·]{{2,6}}"
    rf"(?:[ 、，,\u3000]+(?!{_NOT_NAMES})[\u4e00-\u9fff·]{{2,4}}(?![\u4e00-\u9fff:：])){{0,5}})"
    r"(?![\u4e00-\u9fff])"
)
# Two words before it and one after: "and" begins a second name rather than being part of the first.
_ATTACHED_AND = re.compile(
    r"(?P<first>[^\s,،]+ [^\s,،]+) (?P<word>(?:و[\u0621-\u064a]|ו[\u05d0-\u05ea])\w{1,15}) (?=\w)"
)
_BEGINNING_SO = frozenset((  # first names
    "وليد", "وائل", "وفاء", "وسام", "وسيم", "وجدي", "وداد", "وحيد", "وديع", "وردة", "وهيب", "واصف", "وصال",
    "ורד", "ורדה", "ויקטור", "ויקי", "ויקטוריה", "ולדימיר", "ואדים", "וולף", "ונסה",
))  # fmt: skip
# Whom the story is for, and links to others of the same writer.
_BESIDE_NAMES = re.compile(
    r"(?:写真|撮影|イラスト|사진|摄影|攝影)\s?[/／:：=＝・]\s?\S+(?:\s(?:기자|記者))?|"
    r"有料(?:会員)?記事|(?:会員)?限定記事|会員限定|無料記事|유료기사|会员专享"
    r"|[图圖]\s?[/／:：]\s?\S+|(?:责任|責任|执行|執行)?(?:编辑|編輯|责编|責編|校对|校對|翻译|翻譯|翻訳|制图)\s?[/／:：=＝]\s?\S+"
    r"|(?<=[\u4e00-\u9fff])\s(?:報導|报道|報道)$|(?<=[가-힣])\s+사진\s+[가-힣]{2,4}$"
    r"|(?:다른\s?)?기사\s?(?:더\s?)?보기|記事一覧(?:へ)?|更多文章|查看更多"
)
_NO_NAMES = frozenset((  # buttons beside names
    "フォロー", "フォローする", "もっと見る", "팔로우", "구독", "关注", "關注", "订阅", "訂閱", "متابعة",
))  # fmt: skip
_TAIWANESE = re.compile(  # 海島日報 記者林芷妤／宜蘭即時報導: paper, reporters, place
    r"(?:^|[\s／〔【（(\[])(?:特約|實習)?(?:記者|編譯|特派員)(?P<names>[\u4e00-\u9fff]{2,4}(?:、[\u4e00-\u9fff]{2,4})*)\s*[／/]"
    r"(?P<place>[\u4e00-\u9fff]{2,4}?)(?:即時|特稿|綜合)?(?:報導|報道|電)"
)
_PLACED = re.compile(  # 【ロンドン＝山田太郎】, (서울=연합뉴스) 홍길동 기자
    r"^\s*[【\[(（〔]?\s*(?P<place>[\u3040-\u30ff\u3400-\u9fff가-힣]{2,12})\s?[=＝]\s?"
    r"(?P<first>[^=＝【】()（）\[\]〔〕]{2,40})[】\])）〕]?(?P<more>[^=＝]{0,60})$"
)
_PLACE_BEFORE = re.compile(  # القاهرة - محمد أحمد
    r"^\s*(?P<place>[^\W\d_]{3,20})\s*[-–—/]\s*(?P<first>[^\W\d_]+(?:\s[^\W\d_]+){1,3})\s*$"
)
_OTHER_WORK = re.compile(r"写真|撮影|取材|聞き手|翻訳|構成|編集|文$|사진|글$|사진")
_AGENCY_BEFORE = re.compile(r"^\W*(?P<agency>[\u4e00-\u9fff]{2,6}?)(?:记者|記者)")
_REPORTED_FROM = re.compile(r"(?:報導|报道|報道|報導員|電|电)$")  # "台北報導": reported from Taipei


def taiwanese(text: str) -> tuple[list[str], str] | None:
    """The reporters of a line and their place, as papers of Taiwan write them."""
    told = _TAIWANESE.search(text) if not text.isascii() else None
    return (told["names"].split("、"), told["place"]) if told is not None else None


def with_place(text: str) -> tuple[str, str] | None:
    """The place before a name, and the rest of the line: with an equals sign in Japan and Korea, with a dash
    in scripts that part words, where people have two names and a lone word is none."""
    if text.isascii():
        return None
    told = _PLACED.match(text)
    if told is not None and not _OTHER_WORK.search(told["place"]):
        return told["place"], ", ".join(filter(None, (told["first"].strip(), told["more"].strip())))
    told = _PLACE_BEFORE.match(text)
    is_apart = told is not None and is_lone_word(told["place"]) and not is_organisation(told["place"])
    return (told["place"], told["first"]) if told is not None and is_apart else None


def agency_before(text: str) -> list[str]:
    """What stands glued before the Chinese word for reporters: 新华社记者王小明."""
    told = _AGENCY_BEFORE.match(text) if not text.isascii() else None
    return [told["agency"]] if told is not None else []


def chinese(text: str) -> list[str] | None:
    """The writers of a line of a word for reporters and names with a space between; None of any other."""
    match = _CHINESE.match(text) if not text.isascii() else None
    return list(_writers(match["names"])) if match else None


def chinese_within(text: str) -> list[str]:
    """The names behind the word for reporters in a line of date and source, as Chinese sites have it."""
    match = _WITHIN.search(text)
    return re.split(r"[ 、，,\u3000]+", match["names"]) if match else []


def without_korean_words(text: str) -> str:
    """A line in which a comma ends the name at its beginning, and its place and "reporter" are gone."""
    return text if text.isascii() else KOREAN.sub(r"\g<name>, ", _KOREAN_ROLE.sub(r"\1", text))


def with_names_apart(line: str) -> str:
    """Without "reporter" behind each of several names, and with "and" as a word of its own."""
    return line if line.isascii() else _ATTACHED_AND.sub(_parted, _REPORTER.sub("", line))


def without_links(text: str) -> str:
    """Without who took pictures, whom the story is for, and links to others of the same writer."""
    return text if text.isascii() else _BESIDE_NAMES.sub(" ", text)


def is_no_name(text: str) -> bool:
    """Whether it is a button beside names, or where it was reported from."""
    return text in _NO_NAMES or is_button(text) or _REPORTED_FROM.search(text) is not None


def _writers(words: str) -> Iterator[str]:
    """The names behind words for those who write; not those behind words for other work."""
    is_of_writing = True
    for word in re.split(r"[:：\s]+", words):
        if word in _CHINESE_WRITERS or word in _CHINESE_OTHERS:
            is_of_writing = word in _CHINESE_WRITERS
        elif is_of_writing:
            yield word


def _parted(match: re.Match[str]) -> str:
    """Where Arabic and Hebrew write "and" as a letter of the second first name."""
    word = match["word"]
    return match[0] if word in _BEGINNING_SO else f"{match['first']}, {word[1:]} "
