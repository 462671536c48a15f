"""The words that composed publishers put over their boxes and on their buttons, per language."""

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):
    """Labels of one language."""

    popular: str
    paid: str
    more: str
    read: str
    older: str
    foreign_popular: str  # in a language that nobody has a list for


WORDS = {
    "en": Words(
        "Most read", "Partner content", "Load more", "Read more", "Older stories", "Mwyaf poblogaidd"
    ),
    "de": Words(
        "Meistgelesen", "Anzeige", "Mehr laden", "Weiterlesen", "Weitere Artikel", "Am dicksten dran"
    ),
    "es": Words(
        "Lo más leído", "Contenido patrocinado", "Cargar más", "Leer más", "Más noticias", "Irakurrienak"
    ),
    "cs": Words(
        "Nejčtenější", "Komerční sdělení", "Načíst další", "Číst dál", "Další články", "Na čem se shodli"
    ),
    "ru": Words("Самое читаемое", "Реклама", "Показать ещё", "Читать далее", "Ещё новости", "Иң күп укылган"),
    "ja": Words("アクセスランキング", "広告", "もっと見る", "続きを読む", "もっと読む", "いま話題"),
    "el": Words(
        "Πιο δημοφιλή", "Διαφήμιση", "Περισσότερα", "Διαβάστε περισσότερα", "Περισσότερα", "Στην κορυφή"
    ),
    "ar": Words("الأكثر قراءة", "إعلان", "المزيد", "اقرأ المزيد", "المزيد", "حديث الساعة"),
}
