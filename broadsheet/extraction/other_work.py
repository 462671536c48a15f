"""Parts of a byline that tell of other work than writing: pictures, translation, editing."""

from __future__ import annotations

import re

# "Text: Ana Costa Photos: Rui Alves": the second label begins a part of its own. With a name on both sides
# the word for pictures is one without its colon, too.
_NEXT_LABEL = re.compile(
    r"(?<=\w)[.,;]?\s+(?=(?:text[eo]?|tekst|words|teksti|editor|redaktur|photo\w*|pictures?|foto\w*|bild(?:er)?|images?|video|vidéo"
    r"|illustra\w+|gra(?:ph|f)i\w+|текст|фото\w*|видео)\s*[:：])",
    re.IGNORECASE,
)
_OTHERS_BY = re.compile(  # "By Ana Costa. Photography by Rui Alves"
    r"(?<=\w)[.,;|]?\s+(?:photo\w*|pictures?|video\w*|illustrat\w+|graphics?|translat\w+|edit(?:ed|ing)"
    r"|(?:fact-?|medically )?(?:checked|reviewed))\s+by\s.*$",
    re.IGNORECASE,
)
_SHARED = re.compile(  # "Ana Costa (Text) und Rui Alves (Fotos)"
    r"(?:[,&/]|\s(?:und|and|et|y|e|og|och|en|i)\b)\s*[^,&/()]{3,40}\((?:fotos?|photos?|bild(?:er)?|pictures?|video|illustrat\w*)\)"
    r"|\s*\((?:texte?|texto|testo|words|story)\)",
    re.IGNORECASE,
)
_PICTURES_OF = re.compile(r"(?<=\w)\s+(?P<label>Photos?|Fotos?)\s+(?=[^\W\d_a-z])")
_EDITED = re.compile(r"(?<=\w)\s*[|,;]\s*(?:editor|redaktur|editing)\s*[:：][^|]*", re.IGNORECASE)
_WRITTEN_AND_SHOT = re.compile(  # by one person: "Text and photos: Ana Costa"
    r"^\W*(?:texte?|words|story|文|글)\s?(?:und|and|et|[&+/／・·,])\s?(?:photos?|pictures|fotos?|bilder|写真|사진)"
    r"\s?(?:by\b|von\b|par\b|[:：/／=＝])",
    re.IGNORECASE,
)
_BEFORE_OTHERS = re.compile(
    r"(?:phot|foto|picture|bild|video|illustra|gra(?:ph|f)i|translat|übersetz|tradu|edit(?:ed|ing)|checked|reviewed)"
    r"[^\W\d_]*(?:\s+(?:by|von|par|por|da|di))?\s*[:：]?\s*$",
    re.IGNORECASE,
)
_LONGEST_PART_LABEL = 25
_BESIDE_WRITING = re.compile(
    r"phot|foto|picture|bild|image|imag[ei]n|video|vidéo|illustra|gra(?:ph|f)i|camera|kamera|translat|übersetz|traduc|tradu[cz]"
    r"|edit(?:ed|ing)|topic|section|categor|^tags?$|thema|ressort|rubri|sujet|^tema$|рубрик|^тема$|фото|перевод|φωτ|צילום|تصوير|撮影|写真|摄影",
    re.IGNORECASE,
)


def with_parts_told(text: str) -> str:
    """The line with a sign where a part of other work begins, and without its editor.

    >>> with_parts_told("Text: Ana Costa Photos: Rui Alves")
    'Text: Ana Costa | Photos: Rui Alves'
    """
    text = _WRITTEN_AND_SHOT.sub(": ", text)
    # Most lines have none of the signs that the patterns begin or end with, and are not gone through.
    text = _OTHERS_BY.sub("", text) if "by" in text.lower() else text
    text = _SHARED.sub("", text) if "(" in text else text
    text = _PICTURES_OF.sub(r" | \g<label>: ", text) if "oto" in text else text
    return _EDITED.sub("", _NEXT_LABEL.sub(" | ", text)) if ":" in text or "：" in text else text


def is_before_others(text: str) -> bool:
    """Whether what stands right before a name says that it did other work.

    >>> is_before_others("Medically reviewed by "), is_before_others("Photos: "), is_before_others("Text: ")
    (True, True, False)
    """
    return _BEFORE_OTHERS.search(text) is not None


def of_writing(part: str) -> str:
    """A part without the word before its colon; nothing where that is of pictures, translation or editing.

    >>> of_writing("Interview: Ana Costa"), of_writing("Photos: Rui Alves")
    ('Ana Costa', '')
    """
    label, colon, name = part.replace("：", ":").partition(":")
    if not colon or not name.strip() or len(label) > _LONGEST_PART_LABEL:
        return part
    return "" if _BESIDE_WRITING.search(label) else name.strip()
