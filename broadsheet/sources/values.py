"""The values of a source file's keys: addresses, hosts, zones, schedules, names, numbers.

Each validator's ValueError says what was expected; where the type alone is wrong, the key's description does.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import Annotated, Any
from urllib.parse import SplitResult, urlsplit
from zoneinfo import available_timezones

from croniter import CroniterBadDateError, croniter
from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from broadsheet.masking import secret_of

NAME_PATTERN = r"^[a-z][a-z0-9_]*$"
_DEFAULT_PORTS = {"http": 80, "https": 443}
_CRON_FIELDS = 5
_LIKE = 0.8  # of the letters: Europe/Berln is a slip, and what is less like any zone is none
# As wide as a remark on a zone may suggest: a day beside the farthest zones.
_OFFSET = re.compile(r"(?!-00:00)[+-][0-3]\d:(?:00|15|30|45)")
_CLOCKS = re.compile(r"\d")  # of a zone's name: GMT+1, EST5EDT
_ANY_DAY = datetime(2026, 1, 1, tzinfo=UTC)  # from which fifty years are looked through
_A_URL = "an absolute http or https address"
_A_HOST = "a host such as cdn.example.com, or host:port"


def _web_url(value: str) -> str:
    parts = _split(value, _A_URL)
    if parts.scheme not in _DEFAULT_PORTS or not parts.hostname:
        raise ValueError(_A_URL)
    if secret := secret_of(value):
        raise ValueError(f"an address without {secret}: addresses stand in rows, logs and the UI")
    if any(character.isspace() for character in value):
        raise ValueError("an address without white space; a space of its own is written %20")
    try:
        _ = parts.port
    except ValueError:  # whose words quote it, and it may be half a password
        raise ValueError("an address whose port is a number below 65536") from None
    return value.replace(parts.netloc, _in_ascii(parts.netloc, _A_URL), 1)


def _in_ascii(host: str, expected: str) -> str:
    """The host, with its port, as requests and links have it: `xn--...` where it has other letters."""
    if host.isascii():
        return host
    name, colon, port = host.partition(":")
    try:
        return f"{name.encode('idna').decode()}{colon}{port}"
    except UnicodeError:
        raise ValueError(expected) from None


def _host(value: str) -> str:
    parts = _split(f"//{value}", _A_HOST)
    try:
        is_host = parts.hostname and parts.netloc == value and "@" not in value and parts.port != 0
    except ValueError:  # of the port
        is_host = False
    if not is_host or any(character.isspace() for character in value):
        raise ValueError(_A_HOST)
    return _in_ascii(value, _A_HOST)


def _split(url: str, expected: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError:
        raise ValueError(expected) from None


def _timezone(value: str) -> str:
    if value not in _timezones():
        raise ValueError(f"a name of the IANA time zone database, such as Europe/Berlin{_zone_meant(value)}")
    return value


def _zone_meant(value: str) -> str:
    """The place that is written almost so, or ends almost so."""
    if _CLOCKS.search(value):  # the offset that is most like it is another one
        return "; instead of an offset name a place whose clocks the site follows, as Area/City"
    told = value.strip().lower().replace(" ", "_")
    names = {name.lower(): name for name in sorted(_timezones()) if not _CLOCKS.search(name)}
    cities = {name.rpartition("/")[2]: full for name, full in names.items()}
    for written in (names, cities):
        if near := get_close_matches(told, written, n=1, cutoff=_LIKE):
            return f"; did you mean {written[near[0]]}?"
    return ""


@cache
def _timezones() -> frozenset[str]:
    return frozenset(available_timezones())


def _cron(value: str) -> str:
    if len(value.split()) != _CRON_FIELDS or not croniter.is_valid(value):
        raise ValueError('five cron fields, such as "*/15 * * * *"')
    try:
        croniter(value, _ANY_DAY).get_next()
    except CroniterBadDateError:  # Airflow's Dag would never run, nor say so
        raise ValueError(
            'a schedule with a day to run on, such as "0 6 * * *"; this one never comes'
        ) from None
    return value


def _utc_offset(value: Any) -> Any:
    """To YAML, +10:00 without quotes is the number 600."""
    if not isinstance(value, str) or not _OFFSET.fullmatch(value):
        raise PydanticCustomError("no_offset", "an offset")
    return value


def _no_yes_or_no(value: Any) -> Any:
    """To Python, `true` is the number 1."""
    if isinstance(value, bool):
        raise PydanticCustomError("bool_as_number", "a number")
    return value


Host = Annotated[str, AfterValidator(_host)]
WebUrl = Annotated[str, AfterValidator(_web_url)]
TimeZone = Annotated[str, AfterValidator(_timezone)]
Cron = Annotated[str, AfterValidator(_cron)]
UtcOffset = Annotated[str, BeforeValidator(_utc_offset)]
Name = Annotated[str, Field(pattern=NAME_PATTERN, max_length=60)]
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Whole = Annotated[int, BeforeValidator(_no_yes_or_no)]
Number = Annotated[float, BeforeValidator(_no_yes_or_no)]


@lru_cache(maxsize=4096)  # asked for every link of a listing, several times
def hostport(url: str) -> str:
    """`host:port` of an http(s) URL, lower case, the scheme's port where none is written."""
    parts = urlsplit(url)
    return f"{parts.hostname}:{parts.port or _DEFAULT_PORTS.get(parts.scheme, 0)}"


def with_port(host: str) -> str:
    """The `host:port` pair of a key's host; that of https where no port is written."""
    parts = urlsplit(f"//{host}")  # an IPv6 address stands in [ ], and has colons of its own
    return f"{parts.hostname}:{parts.port or _DEFAULT_PORTS['https']}"


def both_default_ports(pair: str) -> tuple[str, ...]:
    """A default port stands for both: a site that moves to https redirects from one to the other."""
    host, _, port = pair.rpartition(":")
    return (f"{host}:80", f"{host}:443") if int(port) in _DEFAULT_PORTS.values() else (pair,)
