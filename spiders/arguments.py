"""What a crawl may be asked for, its spider and `-a NAME=VALUE`: a misspelt one is refused, not ignored."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from broadsheet.errors import ConfigError

NEWS = ("source", "section", "run_id", "dag_id", "dag_run_id", "try_number")
BACKFILL = (*NEWS, "since", "until", "request_budget", "dry_run")
_LIKE = 0.5  # of the letters: sektion is section, and whatever is less like any is none


def refuse_unknown_spider(name: str, known: Iterable[str]) -> None:
    """ConfigError for a spider that there is none of, with the one that was probably meant."""
    known = sorted(known)
    if name not in known:
        meant = get_close_matches(name.lower(), known, n=1, cutoff=_LIKE)
        hint = f"did you mean {meant[0]}? " if meant else ""
        raise ConfigError(f"scrapy crawl {name}: no such spider; {hint}there are {', '.join(known)}")


def refuse_unknown(spider: str, given: Iterable[str], known: tuple[str, ...]) -> None:
    """ConfigError for the first name that the spider does not know, with the one that was probably meant."""
    for name in given:
        if name not in known:
            meant = get_close_matches(name.lower(), known, n=1, cutoff=_LIKE)
            hint = f"did you mean -a {meant[0]}=...? " if meant else ""
            raise ConfigError(f"-a {name}=...: no such argument; {hint}{spider} knows {', '.join(known)}")
