"""Writes one story: casts it, then headline, deck, body, caption and what later edits will add."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from random import Random

from tests.newsweb.prose.grammar import Language, expand, fill_in
from tests.newsweb.stories import Block

_FEWEST_PARAGRAPHS, _MOST_PARAGRAPHS = 5, 14
_SUBHEAD_EVERY = 4  # paragraphs


@dataclass(frozen=True, slots=True)
class Copy:
    """A story as its writer hands it in, with the lines that later editions use."""

    headline: str
    short_headline: str
    later_headline: str
    deck: str
    later_deck: str
    blocks: tuple[Block, ...]
    added: tuple[Block, ...]
    rewritten: Block
    correction_text: str
    caption: str
    credit: str
    kicker: str
    authors: tuple[str, ...]
    agency: str
    location: str
    tags: tuple[str, ...]


class Writer:
    """Writes in one language; what it writes depends on the chance it is given alone."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def write(self, rng: Random, with_subheads: bool = False) -> Copy:
        """A new story."""
        cast = self._cast(rng)
        sentences = self._shuffled(rng, self._language.sentences)
        quotes = self._shuffled(rng, self._language.quotes)

        def say(frames: Sequence[str]) -> str:
            return expand(rng.choice(frames), rng, self._language, cast)

        def paragraph() -> Block:
            return Block(self._paragraph(rng, cast, sentences, quotes))

        language = self._language
        lead = Block(f"{say(language.leads)} {expand(next(sentences), rng, language, cast)}")
        count = rng.randint(_FEWEST_PARAGRAPHS, _MOST_PARAGRAPHS)
        blocks = [lead, *(paragraph() for _ in range(count - 1))]
        if with_subheads:
            _divide(blocks, lambda: Block(say(language.subheads), "subhead"))
        return Copy(
            headline=say(language.headlines),
            short_headline=say(language.short_headlines),
            later_headline=say(language.headlines),
            deck=say(language.decks),
            later_deck=say(language.decks),
            blocks=tuple(blocks),
            added=tuple(paragraph() for _ in range(rng.randint(1, 2))),
            rewritten=paragraph(),
            correction_text=say(language.corrections),
            caption=say(language.captions),
            credit=expand(rng.choice(language.credits), rng, language, {"person": self._names(rng, 1)[0]}),
            kicker=rng.choice(language.kickers),
            authors=tuple(self._names(rng, 2)),
            agency=rng.choice(language.agencies),
            location=rng.choice(language.slots["place"]),
            tags=tuple(rng.sample(language.slots["tag"], 3)),
        )

    def _cast(self, rng: Random) -> dict[str, str]:
        cast: dict[str, str] = {}
        for slot in self._language.cast:
            # A second body may come from a list of its own or from that of the first.
            choices = self._language.slots.get(slot) or self._language.slots[slot.rstrip("2")]
            free = [entry for entry in choices if entry not in cast.values()]
            cast[slot] = fill_in(rng.choice(free), rng, self._language, cast)
        for number, name in enumerate(self._names(rng, 2), start=1):
            cast[f"person{number}"] = name
            cast[f"surname{number}"] = name.split()[-1]
        return cast

    def _paragraph(
        self, rng: Random, cast: dict[str, str], sentences: Iterator[str], quotes: Iterator[str]
    ) -> str:
        frames = [next(sentences) for _ in range(rng.randint(1, 2))]
        if rng.random() < 0.45:  # about as often as news stories quote
            frames.insert(rng.randint(0, len(frames)), next(quotes))
        elif len(frames) == 1:
            frames.append(next(sentences))  # one sentence alone is shorter than most paragraphs
        return " ".join(expand(frame, rng, self._language, cast) for frame in frames)

    def _names(self, rng: Random, count: int) -> list[str]:
        """So many people, no two of one surname."""
        surnames = rng.sample(self._language.last_names, count)
        return [f"{rng.choice(self._language.first_names)} {surname}" for surname in surnames]

    @staticmethod
    def _shuffled(rng: Random, frames: Sequence[str]) -> Iterator[str]:
        return cycle(rng.sample(frames, len(frames)))


def _divide(blocks: list[Block], subhead: Callable[[], Block]) -> None:
    """Put sub-headlines between paragraphs, from the end on, none before the first few and none last."""
    for position in range(len(blocks) - 2, _SUBHEAD_EVERY - 1, -_SUBHEAD_EVERY):
        blocks.insert(position, subhead())
