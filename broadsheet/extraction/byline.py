"""Bylines: "By Ana Costa and Rui Alves in Lisbon, with agencies" as people, organisations, a place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from broadsheet.article import Author
from broadsheet.extraction.buttonwords import without_buttons
from broadsheet.extraction.byline_labels import has_label, published_by, without_label
from broadsheet.extraction.byline_scripts import (
    agency_before,
    chinese,
    is_no_name,
    taiwanese,
    with_names_apart,
    with_place,
    without_korean_words,
    without_links,
)
from broadsheet.extraction.organisations import is_agency, is_organisation
from broadsheet.extraction.other_work import of_writing, with_parts_told
from broadsheet.extraction.patterns import any_of
from broadsheet.extraction.personnames import is_clause, is_lone_word, is_name, without_desk
from broadsheet.fieldwords import AuthorKind
from broadsheet.fingerprint import fold
from broadsheet.text import clean

# Single letters only in lower case: "John A Smith".
_CONJUNCTION = "(?:and|And|AND|und|UND|et|ET|y|e|og|och|en|i|a|и|oraz|ve|ja|és|και|و|اور|और|และ)"
_AND = re.compile(rf"\s*(?:[,;|/／｜•·、，،؛]|\s[–—-]\s|&|\s{_CONJUNCTION}\s)\s*(?:{_CONJUNCTION}\s+)?")
_WITH = re.compile(r"(?:^|[\s,;(])(?:with|mit|avec|con|com|met|med|and|und|et|y|og|och)\s+", re.IGNORECASE)
_OPENING = tuple("(（[【〔")
_AND_ALSO = re.compile(r"\s(?:with|mit|avec|con|com|met|med)\s+(?=[^\W\d_a-z])")
_FOR = re.compile(r"\s+(?:for|für|pour|para|per|dla|voor)\s+.*$")
_PLACE = re.compile(
    r"^(?P<name>.+?)\s+(?:in|at|aus|à|en|em|desde|from|dans|da|w|i|v|в)\s+(?P<place>[^\W\d_][\w .'’-]{1,40})$"
)
_IN = re.compile(r"(?:in|for|at|on|em|en|dans|für)\s")  # "in News, Business": sections, not names
_OUTLET_AND_PLACE = re.compile(
    r"^(?P<people>[^—]+), [^,—]+ — (?P<place>[^\W\d_][^,—]{1,40})$"
)  # "Por A e B, G — C"
_PARENTHESIS = re.compile(r"\s*\(([^()]*)\)\s*")
_SHORT_FORM = re.compile(r"[^\W\d_A-Z]{2,4}\.?")  # under which an editor signs: "Ana Costa (aco)"
_SHORTENED = re.compile(r"\s(?:[JS]r|[A-Z])$")  # a last word that is written with a full stop
_UNNAMED_AGENCIES = frozenset((
    "agencies", "agency", "wires", "wire services", "agenturen", "agences", "agencias", "agências", "agenzie",
    "agenturami", "byråer", "persbureaus", "news agencies", "agentury", "agentur",
))  # fmt: skip
_HANDLE = re.compile(r"(?:@\w+|[^\s@]++@[^\s@]+\.\w+|https?://\S+)")
_ROLE = any_of(
    """
    editor  reporter  correspondent  writer  columnist  producer  journalist  redakteur(?:in)?  reporterin
    chief  korrespondent(?:in)?  redactor(?:a)?  journaliste  redaktør  toimittaja  director  contributor
    critic  analyst  host  photographer  professor  associate  fellow  staff writer  corresponsal  periodista
    giornalista  dziennikar(?:z|ka)  verslag(?:gever|geefster)  redacteur  muhabiri?  reporter(?:ka|ė)?
    redaktor(?:ka)?  novinář(?:ka)?  novinar(?:ka)?  журналист(?:ка)?  корреспондент  кореспондент(?:ка)?
    δημοσιογράφος  giornalist[ai]  toimituspäällikkö  újságíró
    """,
    before=r"\b",
    after=r"s?\b",
)
_STAFF = any_of(  # who is not named: "Health Correspondent"
    "correspondent  reporter  journalist  columnist  korrespondent(?:in)?  redakteur(?:in)?", r"\s", "$"
)
_LONGEST_NAME = 60
_LONGEST_AGENCY = 4  # words
_LONGEST_BYLINE = 1000  # characters; twenty names fit, and no pattern below takes long over so many
_DEGREES = frozenset(("MD", "PhD", "Ph.D", "MA", "MBA", "MSc", "BSc", "MPH", "RN", "JD", "Esq", "DDS", "LLM"))


@dataclass(frozen=True, slots=True)
class Byline:
    """What a byline says."""

    authors: tuple[Author, ...] = ()
    agencies: tuple[str, ...] = ()
    location: str | None = None


def parse_byline(text: str, own_names: Iterable[str] = ()) -> Byline:
    """The parts of a byline; `own_names` are the names of the site and its publisher.

    >>> parsed = parse_byline("By Ana Costa and Rui Alves in Lisbon, with agencies")
    >>> [author.name for author in parsed.authors], parsed.agencies, parsed.location
    (['Ana Costa', 'Rui Alves'], ('agencies',), 'Lisbon')
    """
    return _parsed(text[:_LONGEST_BYLINE], tuple(own_names))


@lru_cache(maxsize=256)  # a page names its author in many places
def _parsed(text: str, own_names: tuple[str, ...]) -> Byline:
    desk, names = published_by(text)
    if names and _is_group(desk, _folded(own_names)):
        return _parsed(names, own_names)
    reported = taiwanese(text)
    if reported is not None:
        return Byline(tuple(Author(name, "person", raw_value=text) for name in reported[0]), (), reported[1])
    named = _OUTLET_AND_PLACE.match(clean(text)) if has_label(text) else None
    if named is not None:
        return replace(_parsed(named["people"], own_names), location=named["place"])
    placed = with_place(text) if text[:1] in _OPENING or not has_label(text) else None
    if placed is not None:
        return _from_place(*placed, own_names)
    free = clean(without_links(with_parts_told(without_buttons(clean(text)))))
    line = with_names_apart(clean(_HANDLE.sub("", without_label(without_desk(without_korean_words(free))))))
    writers = chinese(clean(text))
    line, agencies = _split_agencies(line if writers is None else ", ".join(writers))
    line, agencies = _AND_ALSO.sub(", ", line), [*agencies, *filter(is_agency, agency_before(text))]
    own = _folded(own_names)
    authors = _with_places(list(_authors(_PARENTHESIS.sub(_parenthesis, line), text, own)))
    wired = (each.name for each in authors if is_agency(each.name))
    location = next((each.location for each in authors if each.location), None)
    return Byline(unique(authors), tuple(dict.fromkeys([*wired, *agencies])), location)


def _from_place(place: str, rest: str, own_names: tuple[str, ...]) -> Byline:
    """ "Paris = Reuters": what the place stands before, which the reporter may follow."""
    parsed = _parsed(rest, own_names)
    return replace(parsed, location=parsed.location or place)


def author(name: str, own_names: Iterable[str] = (), kind: AuthorKind | None = None) -> Author | None:
    """One stated name as an author, typed by what the page says of it or by the name itself."""
    text = clean(without_label(name))
    if not text or len(text) > _LONGEST_NAME * 2 or "://" in text or _HANDLE.fullmatch(text):
        return None
    is_group = _is_group(text, _folded(own_names))
    return Author(text, "organisation" if is_group or kind == "organisation" else "person", raw_value=name)


def _folded(names: Iterable[str]) -> set[str]:
    return {fold(name).replace(" ", "") for name in names if name}


def _is_own(name: str, own: set[str]) -> bool:
    """Whether it is a name of the site, as one word, too: addresses have it so."""
    return fold(name).replace(" ", "") in own


def _is_group(name: str, own: set[str]) -> bool:
    return is_organisation(clean(name)) or _is_own(name, own)


def _parenthesis(match: re.Match[str]) -> str:
    """What stands in parentheses is a part of its own; the short form of the name before it says nothing."""
    inner = match[1].strip()
    is_short_form = match.start() > 0 and bool(_SHORT_FORM.fullmatch(inner)) and not is_agency(inner)
    return ", " if is_short_form else f", {inner}, "


def is_role(text: str) -> bool:
    """Whether a few words say what somebody is at a paper.

    >>> is_role("Political editor"), is_role("Harbour Street")
    (True, False)
    """
    return _ROLE.search(text) is not None


def _split_agencies(line: str) -> tuple[str, list[str]]:
    """Agencies at the end of a line, named or not: ", with agencies", "mit dpa", "and Reuters"."""
    for match in _WITH.finditer(line):
        names = [part.strip(" .)") for part in _AND.split(line[match.end() :]) if part.strip(" .)")]
        if names and all(is_agency(name) or name.casefold() in _UNNAMED_AGENCIES for name in names):
            return line[: match.start()].strip(" ,;("), names
    return line, []


def _authors(line: str, raw: str, own: set[str]) -> Iterator[Author]:
    last: Author | None = None
    for part in (each for whole in _AND.split(line) for each in _without_agency(of_writing(whole))):
        name, place = _split_place(_FOR.sub("", _bare(part)))
        if last is not None and _is_place_of(last, name):
            last = last if _is_own(name, own) else replace(last, location=last.location or name)
            continue
        kind = _kind(name, own)
        if last is not None and is_role(name) and not is_agency(name):
            last = replace(last, role=name)
            continue
        if kind is not None:
            if last is not None:
                yield last
            last = Author(name, kind, location=place, raw_value=raw)
    if last is not None:
        yield last


def _without_agency(part: str) -> Iterator[str]:
    """A full name, and the agency right behind it, which layouts set in another style.

    >>> list(_without_agency("Ana Costa Associated Press")), list(_without_agency("The Associated Press"))
    (['Ana Costa', 'Associated Press'], ['The Associated Press'])
    """
    words = part.split()
    for count in range(1, min(_LONGEST_AGENCY, len(words) - 2) + 1):
        name, agency = " ".join(words[:-count]), " ".join(words[-count:])
        if is_agency(agency) and is_name(name) and not is_organisation(name):
            yield from (name, agency)
            return
    yield part


def _bare(part: str) -> str:
    """Without the signs around it; a full stop of the name's own stays, and the end of what is quoted in it.

    >>> _bare(" Ana Costa."), _bare("Rui Alves Jr."), _bare("Desk of «Harbour»")
    ('Ana Costa', 'Rui Alves Jr.', 'Desk of «Harbour»')
    """
    name = part.strip(" .:·*\"'«»“”„【】［］〔〕")
    name = f"{name}»" if "«" in name and "»" not in name else name
    return f"{name}." if _SHORTENED.search(name) and f"{name}." in part else name


def _is_place_of(writer: Author, name: str) -> bool:
    """Whether a word beside a full name, or an agency, is a place: such scripts have no capitals to tell."""
    is_telling = writer.kind == "organisation" or " " in writer.name
    return is_telling and is_lone_word(name) and not is_agency(name)


def _split_place(part: str) -> tuple[str, str | None]:
    match = _PLACE.match(part)
    if match is None or not match["place"][0].isupper() or not is_name(match["name"]):
        return part, None
    return match["name"], match["place"].strip(" .")


def _kind(name: str, own: set[str]) -> AuthorKind | None:
    if not name or is_no_name(name) or _IN.match(name):
        return None
    if is_clause(name) or name.strip(".") in _DEGREES:
        return None
    if _is_own(name, own) or is_organisation(name) or _STAFF.search(name):
        return "organisation"
    return "person" if is_name(name) else None


def _with_places(authors: list[Author]) -> list[Author]:
    """ "A and B in Lisbon": the place of the last stands for those before it that have none."""
    place: str | None = None
    placed: list[Author] = []
    for each in reversed(authors):
        place = each.location or place
        is_there = each.location == place or each.kind != "person"
        placed.append(each if is_there else replace(each, location=place))
    return placed[::-1]


def unique(authors: Iterable[Author]) -> tuple[Author, ...]:
    """Each once, by its name as `fold` compares it, and as it stood first."""
    first: dict[str, Author] = {}
    for each in authors:
        first.setdefault(fold(each.name), each)
    return tuple(first.values())
