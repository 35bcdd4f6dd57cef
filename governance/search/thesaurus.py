"""Words for the same thing: by which a query asks for more than it says."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from governance.search.folding import fold

#: Bounds of one query, so that no crafted one explodes.
MOST_TERMS = 4
MOST_EQUIVALENTS = 8


@dataclass(frozen=True)
class Thesaurus:
    """Equivalents by folded term, each as it was written by whoever keeps the list."""

    entries: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def terms_in(self, run: str) -> Iterator[tuple[int, int]]:
        """Where known terms stand in a folded run: from the left, the longest first, a bounded number."""
        lengths = sorted({len(term) for term in self.entries}, reverse=True)
        position = number = 0
        while position < len(run) and number < MOST_TERMS:
            # A longer slice at the end of the run is a shorter one.
            length = len(
                next((word for word in _slices(run, position, lengths) if word in self.entries), "")
            )
            if length:
                yield position, position + length
                number += 1
            position += length or 1

    def equivalents(self, term: str) -> tuple[str, ...]:
        """What may stand for a folded term, a bounded number."""
        return self.entries.get(term, ())[:MOST_EQUIVALENTS]

    def also(self, runs: Iterable[str]) -> list[str]:
        """The equivalents that a query of these runs asks for besides, for people to read."""
        found: dict[str, None] = {}
        said = list(runs)
        for run in said:
            for start, end in self.terms_in(run):
                found.update(dict.fromkeys(self.equivalents(run[start:end])))
        return [word for word in found if not any(fold(word) in run for run in said)]

    def pieces(self, run: str) -> list["Piece"]:
        """A folded run as known terms and what stands between them; empty where nothing is known."""
        places = list(self.terms_in(run))
        if not places:
            return []
        edges = [0, *(edge for place in places for edge in place), len(run)]
        keeps = len(places) > 1
        found = []
        for number, (start, end) in enumerate(pairwise(edges)):
            text = run[start:end]
            if number % 2:
                others = tuple(fold(each) for each in self.equivalents(text))
                found.append(Piece((text, *others) if keeps else others, is_term=True))
            elif text:
                found.append(Piece((text,)))
        return _glued(found)


def _slices(run: str, start: int, lengths: Iterable[int]) -> Iterator[str]:
    return (run[start : start + length] for length in lengths)


@dataclass(frozen=True)
class Piece:
    """A part of a run, in one or several ways of saying it."""

    ways: tuple[str, ...]
    is_term: bool = False


def _glued(pieces: list[Piece]) -> list[Piece]:
    """A single sign is too little to look for: it stays with the term beside it (市公交 → 市公共交通)."""
    found: list[Piece] = []
    lone = ""
    for piece in pieces:
        if not piece.is_term and len(piece.ways[0]) == 1:
            if found and found[-1].is_term:
                found[-1] = Piece(tuple(way + piece.ways[0] for way in found[-1].ways), True)
            else:
                lone = piece.ways[0]
            continue
        found.append(Piece(tuple(lone + way for way in piece.ways), piece.is_term))
        lone = ""
    return found


NO_SYNONYMS = Thesaurus()
