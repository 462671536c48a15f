"""What stands on buttons beside bylines, in the languages read: to share, print, save, follow, listen."""

from __future__ import annotations

import re

from broadsheet.extraction.patterns import parted

_WORDS = "|".join(
    parted("""
    share(?: this| on)?  tweet  e-?mail  print  save  follow(?: us)?  listen  copy(?: link)?  link  bookmark
    facebook  twitter  whatsapp  telegram  linkedin  pinterest  reddit  messenger  viber  pocket
    (?:artikel )?teilen  drucken  merken  speichern  vorlesen  anhören
    partager  imprimer  enregistrer  écouter
    compartir  imprimir  guardar  escuchar  condividi  stampa  salva  ascolta  compartilhar  salvar  ouvir
    delen  afdrukken  bewaren  udostępnij  drukuj  zapisz  skomentuj  sdílet  vytisknout  uložit
    dela  skriv ut  del  udskriv  jaa  tulosta  megosztás  nyomtatás  distribuie  printează
    поделиться  распечатать  печать  сохранить  слушать  поділитися  друк  зберегти  сподели  печат
    κοινοποίηση  εκτύπωση  αποθήκευση  paylaş  yazdır  kaydet  dinle  chia sẻ  lưu  bagikan  cetak  simpan
    شارك  مشاركة  طباعة  حفظ  استماع  متابعة  تابعنا  اشتراک  چاپ  ذخیره  שתף  שתפו  שיתוף
    הדפסה  הדפס  שמירה  האזנה
    शेयर(?: करें)?  फॉलो(?: करें)?  प्रिंट  শেয়ার(?: করুন)?  শেয়ার(?: করুন)?  প্রিন্ট  பகிர்  பகிர்க  แชร์  พิมพ์  บันทึก
    ติดตาม  გაზიარება  ბეჭდვა  կիսվել  տպել
    シェア(?:する)?  印刷(?:する)?  保存(?:する)?  フォロー(?:する)?  共有
    分享  打印  列印  收藏  字[体體号號]
    공유(?:하기)?  인쇄(?:하기)?  글자\\s?크기(?:\\s?조절)?  스크랩  저장(?:하기)?
""")
)
_BUTTONS = re.compile(rf"\W*(?:(?:{_WORDS})\W*)+", re.IGNORECASE)
_LONGEST, _FEWEST = 120, 2  # characters of a line that is looked at; words of a name, and buttons


def is_button(text: str) -> bool:
    """Whether all of a text is on buttons.

    >>> is_button("Share Tweet E-mail"), is_button("شارك"), is_button("Ana Share")
    (True, True, False)
    """
    return len(text) <= _LONGEST and _BUTTONS.fullmatch(text) is not None


def without_buttons(line: str) -> str:
    """A byline without the buttons behind it: two at least, for one such word may be a name, and two words
    are left.

    >>> without_buttons("By Ana Costa Share Save"), without_buttons("By Ana Costa Salva")
    ('By Ana Costa', 'By Ana Costa Salva')
    """
    words = line.split()
    kept = list(words)
    while len(kept) > _FEWEST and is_button(kept[-1]):
        kept.pop()
    return " ".join(kept) if len(words) - len(kept) >= _FEWEST else line
