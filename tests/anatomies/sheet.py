"""A section page with its truth, and the words to fill it."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

WORDS = {
    "en": "budget harbour council strike minister vote tunnel bridge school hospital court judge river storm"
    " farm police union energy prices rail airport museum inquiry border treaty summit pension housing",
    "sv": "regeringen hamnen budgeten skolan tunneln bron sjukhuset domstolen stormen polisen facket priserna"
    " flygplatsen museet gränsen pensionen bostäder kommunen förslaget beslutet",
    "zh": "市政府 会议 审议 港口 隧道 工程 预算 学校 医院 法院 暴雨 警方 工会 价格 机场 博物馆 边境 养老金 住房 交通 部长 表示",
    "el": "κυβέρνηση λιμάνι προϋπολογισμός σχολείο γέφυρα νοσοκομείο δικαστήριο καταιγίδα αστυνομία τιμές αεροδρόμιο"
    " μουσείο σύνορα σύνταξη στέγαση δήμος απόφαση πρόταση",
    "he": "הממשלה הנמל התקציב בית הספר הגשר החולים המשפט הסערה המשטרה המחירים התעופה המוזיאון הגבול הפנסיה הדיור"
    " העירייה ההחלטה ההצעה השר",
    "ko": "정부 항만 예산 학교 다리 병원 법원 폭풍 경찰 노조 물가 공항 박물관 국경 연금 주택 시의회 결정 장관 발표",
    "ru": "правительство порт бюджет школа мост больница суд шторм полиция профсоюз цены аэропорт музей граница пенсия"
    " жильё совет решение министр проект",
    "pt": "governo porto orçamento escola ponte hospital tribunal tempestade polícia sindicato preços aeroporto museu"
    " fronteira pensão habitação câmara decisão ministro projeto",
    "pl": "rząd port budżet szkoła most szpital sąd burza policja związek ceny lotnisko muzeum granica emerytura"
    " mieszkania rada decyzja minister projekt",
    "tr": "hükümet liman bütçe okul köprü hastane mahkeme fırtına polis sendika fiyatlar havaalanı müze sınır emeklilik"
    " konut meclis karar bakan proje",
}


@dataclass(slots=True)
class Sheet:
    """One section page: its markup grows in `html`, addresses of its articles in `stories`."""

    name: str
    base: str
    path: str
    language: str
    rng: Random
    stories: list[str] = field(default_factory=list)
    html: str = ""
    next_path: str | None = None

    @property
    def section(self) -> str:
        return self.base + self.path

    def take(self, path: str) -> str:
        """That address, noted as an article of the section."""
        self.stories.append(path if "://" in path else self.base + path)
        return path

    def title(self, words: int = 7) -> str:
        """So many words of the page's language, the first with a capital."""
        between = "" if self.language == "zh" else " "
        drawn = between.join(self.rng.choice(WORDS[self.language].split()) for _ in range(words))
        return drawn[0].upper() + drawn[1:]

    def code(self, length: int) -> str:
        return "".join(self.rng.choice("0123456789abcdefghijkmnpqrstuvwxyz") for _ in range(length))

    def slug(self, words: int = 6) -> str:
        """Words of an address, in Latin letters whatever the page's language is."""
        return "-".join(self.rng.choice(WORDS["en"].split()) for _ in range(words))

    def write(self, body: str, title: str, direction: str = "ltr", head: str = "") -> Sheet:
        self.html = (
            f'<!doctype html><html lang="{self.language}" dir="{direction}"><head><meta charset="utf-8">'
            f"<title>{title}</title>{head}</head><body>{body}</body></html>"
        )
        return self


def sheet(name: str, path: str, language: str = "en") -> Sheet:
    """An empty page of that publisher."""
    return Sheet(name, f"https://www.{name}.example", path, language, Random(f"anatomy/{name}"))


def links(pairs: list[tuple[str, str]], wrap: str = "{}") -> str:
    """Anchors of (address, text), each in the wrapper."""
    return "".join(wrap.format(f'<a href="{url}">{text}</a>') for url, text in pairs)
