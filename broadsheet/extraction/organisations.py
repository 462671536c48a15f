"""Which bylines name no person: agencies, desks, newsrooms, publishers."""

from __future__ import annotations

import re
from functools import lru_cache

# The agencies whose names stand in bylines around the world, as written there.
_AGENCIES = frozenset(name.casefold() for name in (
    "AP", "Associated Press", "The Associated Press", "Reuters", "Thomson Reuters", "AFP",
    "Agence France-Presse", "dpa", "DPA", "Deutsche Presse-Agentur", "APA", "Austria Presse Agentur",
    "SDA", "Keystone-SDA", "Keystone", "ANSA", "EFE", "Agencia EFE", "Europa Press", "Lusa",
    "Agência Lusa", "ANP", "Belga", "Ritzau", "NTB", "TT", "STT", "PAP", "ČTK", "CTK", "TASR", "SITA",
    "MTI", "Agerpres", "BTA", "ANA-MPA", "TASS", "RIA Novosti", "Interfax", "Ukrinform", "Xinhua",
    "Kyodo", "Kyodo News", "Jiji", "Jiji Press", "Yonhap", "PTI", "Press Trust of India", "ANI", "IANS",
    "UNI", "AAP", "Australian Associated Press", "PA", "PA Media", "Press Association",
    "The Canadian Press", "Canadian Press", "CP", "UPI", "SID", "KNA", "epd", "AFX", "Bloomberg",
    "Bloomberg News", "Anadolu", "Anadolu Agency", "AA", "IHA", "İHA", "DHA", "ANKA", "JTA",
    "Tazpit Press Service", "Agência Brasil", "Télam", "Notimex", "Antara", "Bernama", "VNA", "NAN", "SAPA",
    "Getty Images", "Sputnik", "WAM", "SPA", "MENA", "Maan", "Adnkronos", "LaPresse", "Agencies",
    "Agenturen", "Agencias",
    "Agências", "Agences", "Agenzie", "Agência Brasília", "Bhasha", "ΑΠΕ-ΜΠΕ", "ΑΠΕ", "ТАСС", "РИА Новости",
    "Интерфакс", "Укринформ", "Укрінформ", "Інтерфакс-Україна", "БТА", "Танјуг", "Tanjug", "Hina", "STA",
    "وات", "واس", "وام", "سانا", "واع", "أ ف ب", "أ.ف.ب", "رويترز", "فرانس برس", "الأناضول",
    "סוכנויות הידיעות", "רויטרס", "भाषा", "पीटीआई", "एएनआई", "आईएएनएस", "新华社", "新華社",
    "中新社", "中央社", "共同通信", "時事通信", "共同", "時事", "ロイター",
    "연합뉴스", "뉴시스", "뉴스1", "TTXVN", "রয়টার্স", "রয়টার্স", "এএফপি", "এপি", "বাসস", "ইউএনবি",
    "ராய்ட்டர்ஸ்", "பிடிஐ", "Արմենպրես", "Ինտերֆաքս",
))  # fmt: skip
_LONGEST_AGENCY = 40
_AGENCY_WORDS = re.compile(
    r"(?:وكالة .+ للأنباء|ag[êe]ncia (?!de )\S+$|.+ news agency$|.+ newswire$|.+ haber ajansı$"
    r"|.+(?:通信社?|通讯社|通訊社)$|خبرگزاری .+|สำนักข่าว\S+|(?:.+ )?एजेंस(?:ी|ियां)$|agențiile$|агентств[оа] .+)"
)
_GROUP_WORDS = re.compile(
    r"(?<![\w-])(?:staff|news|newsroom|newsdesk|desk|redaktion(?:en|en)?|redazione|redacción|redação|redaksjonen|redactie"
    r"|rédaction|redakcja|redakce|redakcia|редакция|редакції|editorial|editors|agency|agencies|agentur(?:en)?|agence|agencia"
    r"|team|press|presse|media|tv|television|radio|magazine|correspondents|reporters|writers|contributors|board"
    r"|network|service|services|institute|ministry|office|association|foundation|university|committee|council"
    r"|our (?:own |special |staff )?(?:correspondent|reporter)"
    r"|group|inc|ltd|llc|gmbh|ag|studios?|online|web|digital|report|bureau|zeitung|kurier|tageblatt|anzeiger"
    r"|nachrichten|gazette|tribune|herald|journal|times|post|daily|weekly|today|admin|guest|user|editor|webmaster"
    r"|편집부|뉴스|신문|編集部|新聞|通信|通讯社|新华社|报|وكالة|وكالات|מערכת)(?![\w-])|(?:新聞|新闻|通信|報|报|뉴스|신문|방송)$",
    re.IGNORECASE,
)
# Accounts of the system a site is made with: nobody's name.
_ACCOUNTS = frozenset((
    "admin", "administrator", "administrador", "administrateur", "администратор", "wpadmin", "siteadmin",
    "site admin", "superadmin", "superuser", "super user", "root",
    "user", "webmaster", "web master", "editor",
    "web editor", "guest", "moderator", "anonymous", "demo", "test",
    "news", "nachrichten", "update",  # kinds of pieces, which some templates print where names stand
    "undefined", "null", "none", "nan", "n/a", "unknown", "unknown author", "no author", "[object object]",
))  # fmt: skip
_UNFILLED = re.compile(r"[{}]|%\w+%")  # a place of a template that nobody filled
# Desks and newsrooms in scripts without capitals, where most words are like names, and titles of papers.
_DESKS = re.compile(
    r"^(?:هيئة|أسرة|فريق|قسم|إدارة|غرفة) (?:ال)?(?:تحرير|أخبار)\w*|^(?:گروه|سرویس|تحریریه)(?:\s|$)"
    r"|डेस्क$|ब्यूरो$|संवाददाता$|(?:^|\s)(?:न्यूज़?|नेटवर्क)$|^टीम\s|ডেস্ক$|প্রতিবেদক$|সংবাদদাতা$|প্রতিনিধি$|রিপোর্টার$|செய்தியாளர்$|กองบรรณาธิการ"
    r"|(?:편집|보도|뉴스)국$|(?:취재|편집|국제|사회|정치|경제|문화|뉴스)부$|\S{2}팀$|뉴스룸$|编辑部$|編輯部$|(?:記者|记者)站$"
    r"|^(?:The|Les|Il) [^\W\d_]|^L['’][^\W\d_]\S+$|^L[ea] [^\W\d_]{5,}$"
)
_NUMBERED = re.compile(r"[a-z_.]+\d+")  # the account of a machine, or of whoever has it today
_ACRONYM = re.compile(r"^(?:[A-ZÄÖÜČŠŽ]{2,4}|[a-z]{2,4})(?:/(?:[A-ZÄÖÜČŠŽ]{2,6}|[a-z]{2,4}))*$")
_ADDRESS = re.compile(r"[^\W_]{3}\.[a-z]{2,6}$", re.IGNORECASE)


def is_agency(name: str) -> bool:
    """Whether it is a news agency's name.

    >>> is_agency("dpa"), is_agency("Ana Costa")
    (True, False)
    """
    bare = name.casefold().strip(" .()/")
    return bare in _AGENCIES or (len(bare) <= _LONGEST_AGENCY and _AGENCY_WORDS.match(bare) is not None)


def is_account(name: str) -> bool:
    """Whether it is a system's account rather than the name of anybody.

    >>> is_account("admin"), is_account("{{author.name}}"), is_account("press2"), is_account("Courier Editor")
    (True, True, True, False)
    """
    is_listed = name.casefold().strip(" .()") in _ACCOUNTS
    return is_listed or _UNFILLED.search(name) is not None or _NUMBERED.fullmatch(name) is not None


@lru_cache(maxsize=512)  # a page names its author in many places
def is_organisation(name: str) -> bool:
    """Whether a byline names a group rather than a person.

    >>> [is_organisation(name) for name in ("Reuters", "Courier Staff", "Newsroom", "Ana Costa")]
    [True, True, True, False]
    """
    is_group = _GROUP_WORDS.search(name) or _DESKS.search(name)
    return bool(is_agency(name) or is_group or _ACRONYM.match(name) or _ADDRESS.search(name))
