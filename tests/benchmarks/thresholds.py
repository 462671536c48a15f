"""`python -m tests.benchmarks.thresholds FOLDER`: thresholds of the reader, cross-validated over publishers.

Publishers are dealt into four folds by a digest of their names. Each threshold is varied alone; for each fold
the value that is best on the other three is taken and its figure on the fold shown, beside that of the value
in the code: what a value chosen on publishers is worth on those it was not chosen on. Needs a corpus with its
scorer (FOLDER/corpus, FOLDER/eval) and rouge-score.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import statistics
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.benchmarks import readers

_FOLDS = 4
_FEWEST_PAGES = 3  # of a publisher, for its site to be learned
_READER = "broadsheet.extraction"
_LEARNING = "broadsheet.siteprofile.learning"

Scores = dict[str, float]  # F1 of the body by page


@dataclass(frozen=True, slots=True)
class Threshold:
    """A constant of the code and the values it might have had."""

    module: str
    name: str
    values: tuple[float, ...]

    @property
    def label(self) -> str:
        """How the table names it."""
        return f"{self.module.rpartition('.')[2]}.{self.name.lstrip('_')}"

    @property
    def in_code(self) -> float:
        """The value that the code has."""
        return float(getattr(importlib.import_module(self.module), self.name))

    @contextmanager
    def at(self, value: float) -> Iterator[None]:
        """The code with another value."""
        module = importlib.import_module(self.module)
        before = getattr(module, self.name)
        setattr(module, self.name, value)
        try:
            yield
        finally:
            setattr(module, self.name, before)


OF_A_PAGE = (
    Threshold(f"{_READER}.boxes", "_RARE_SETTING", (0.05, 0.1, 0.15, 0.2)),
    Threshold(f"{_READER}.boxes", "_RARE_DEPTH", (0.25, 0.35, 0.45)),
    Threshold(f"{_READER}.boxes", "_PARAGRAPHS", (0.5, 0.6, 0.7)),
    Threshold(f"{_READER}.boxes", "_RARE_LINES", (0.15, 0.25, 0.35)),
    Threshold(f"{_READER}.boxes", "_RARE_NOTE", (0.1, 0.2, 0.3)),
    Threshold(f"{_READER}.prose", "_SHORTEST_PROSE", (30, 40, 50)),
    Threshold(f"{_READER}.prose", "_UNENDED_PROSE", (60, 80, 100)),
    Threshold(f"{_READER}.story", "_CONTAINER_SHARE", (0.7, 0.8, 0.9)),
    Threshold(f"{_READER}.zones_beside", "_ZONE_SHARE", (0.25, 0.35, 0.45)),
    Threshold(f"{_READER}.story", "_AFTER_SHARE", (0.1, 0.2, 0.3)),
    Threshold(f"{_READER}.neighbours", "_ARTICLE_SHARE", (0.15, 0.25, 0.35)),
    Threshold(f"{_READER}.notices", "_TAIL_SHARE", (0.25, 0.35, 0.45)),
    Threshold(f"{_READER}.furniture", "_LONGEST_PROMPT", (160, 220, 300)),
)
OF_A_SITE = (
    Threshold(_LEARNING, "CONTAINER_SHARE", (0.75, 0.85, 0.95)),
    Threshold(_LEARNING, "_REPEAT_SHARE", (0.15, 0.25, 0.35)),
    Threshold(_LEARNING, "_AFTER_SHARE", (0.8, 0.9, 0.95)),
    Threshold(_LEARNING, "_LEFT_SHARE", (0.15, 0.25, 0.35)),
    Threshold(_LEARNING, "_KEPT_SHARE", (0.65, 0.75, 0.85)),
    Threshold(_LEARNING, "_LABEL_SHARE", (0.2, 0.3, 0.4)),
    Threshold(_LEARNING, "_TEXT_SHARE", (0.3, 0.5, 0.7)),
)


@dataclass(slots=True)
class Corpus:
    """Pages with their truth; a body scored once is not scored again."""

    pages: list[Any]
    metrics: Any
    _known: dict[tuple[str, str], float] = field(default_factory=dict)

    def alone(self) -> Scores:
        """Each page by itself."""
        return {page.id: self._score(page, readers.page(page.html, page.url)) for page in self.pages}

    def of_sites(self) -> Scores:
        """Each publisher of enough pages with its profile."""
        return {key: value for group in self._sites() for key, value in self._site(group).items()}

    def _sites(self) -> list[list[Any]]:
        groups: dict[str, list[Any]] = {}
        for page in self.pages:
            groups.setdefault(page.publisher, []).append(page)
        return [group for group in groups.values() if len(group) >= _FEWEST_PAGES]

    def _site(self, group: Sequence[Any]) -> Scores:
        read = readers.site([(page.html, page.url) for page in group])
        return {page.id: self._score(page, out) for page, out in zip(group, read, strict=True)}

    def _score(self, page: Any, out: dict[str, Any]) -> float:
        body = out.get("body_text") or ""
        key = page.id, hashlib.sha256(body.encode(errors="surrogatepass")).hexdigest()
        if key not in self._known:
            scored = self.metrics.rouge_lsum(page.paragraphs, page.optional, body, False)
            self._known[key] = 100 * float(scored[2])
        return self._known[key]


def fold_of(publisher: str) -> int:
    """The fold of a publisher, the same on every machine."""
    return int(hashlib.sha256(publisher.lower().encode()).hexdigest(), 16) % _FOLDS


def cross_validated(scores: dict[float, Scores], folds: dict[str, int]) -> list[tuple[float, float]]:
    """For each fold the value that is best on the others, and its mean score on the fold."""
    chosen = []
    for fold in range(_FOLDS):
        best = max(scores, key=lambda value: _mean(scores[value], folds, lambda each: each != fold))  # noqa: B023
        chosen.append((best, _mean(scores[best], folds, lambda each: each == fold)))  # noqa: B023
    return chosen


def _mean(scores: Scores, folds: dict[str, int], is_wanted: Callable[[int], bool]) -> float:
    values = [score for page, score in scores.items() if is_wanted(folds[page])]
    return statistics.mean(values) if values else 0.0


def _row(threshold: Threshold, read: Callable[[], Scores], folds: dict[str, int]) -> str:
    scores: dict[float, Scores] = {}
    for value in dict.fromkeys((threshold.in_code, *threshold.values)):
        with threshold.at(value):
            scores[value] = read()
    chosen = cross_validated(scores, folds)
    sizes = [sum(folds[page] == fold for page in scores[threshold.in_code]) for fold in range(_FOLDS)]
    left_out = sum(size * score for size, (_, score) in zip(sizes, chosen, strict=True)) / sum(sizes)
    values = " ".join(f"{value:g}" for value, _ in chosen)
    means = {value: statistics.mean(each.values()) for value, each in scores.items()}
    return (
        f"{threshold.label:28} {threshold.in_code:6g} {means[threshold.in_code]:8.2f} "
        f"{min(means.values()):8.2f}   {left_out:8.2f}   {values}"
    )


def _load(folder: Path) -> Corpus:
    sys.path.insert(0, str(folder / "eval"))
    corpus, metrics = importlib.import_module("corpus"), importlib.import_module("metrics")
    return Corpus([*corpus.load("pages"), *corpus.load("sites")], metrics)


def main() -> int:
    """Print a row for each threshold as it is known."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.thresholds", description=__doc__)
    parser.add_argument("folder", type=Path, help="the folder that holds corpus/ and eval/")
    corpus = _load(parser.parse_args().folder)
    folds = {page.id: fold_of(page.publisher) for page in corpus.pages}
    sys.stdout.write(
        f"{'threshold':28} {'code':>6} {'with it':>8} {'worst':>8}   {'left out':>8}   without fold 0 1 2 3\n"
    )
    for thresholds, read in ((OF_A_PAGE, corpus.alone), (OF_A_SITE, corpus.of_sites)):
        for threshold in thresholds:
            sys.stdout.write(_row(threshold, read, folds) + "\n")
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
