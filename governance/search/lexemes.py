"""What a text is found by: its pairs of signs, those of its title, and how the title sounds."""

from collections.abc import Iterable, Iterator

from governance.search.folding import runs
from governance.search.pinyin import sound_lexemes

#: Stands before the lexemes of a title; never part of a run.
TITLE = "^"
LONGEST_TEXT = 20_000


def pairs(run: str) -> Iterator[str]:
    """The overlapping pairs of a run."""
    return (run[i : i + 2] for i in range(len(run) - 1))


def lexemes(text: str) -> set[str]:
    """What a text is found by."""
    found: set[str] = set()
    for run in runs(text[:LONGEST_TEXT]):
        found.update(pairs(run))
        found.add(run[-1])
    return found


def vector(title: Iterable[str], body: Iterable[str]) -> str:
    """A ``tsvector`` in PostgreSQL's own notation: all lexemes, those of the title once more, and its sounds."""
    titles = list(title)
    titled = {lexeme for text in titles for lexeme in lexemes(text)}
    plain = titled | {lexeme for text in body for lexeme in lexemes(text)}
    sounds = {sound for text in titles for run in runs(text) for sound in sound_lexemes(run)}
    marked = (TITLE + each for each in sorted(titled))
    return " ".join(f"'{lexeme}'" for lexeme in (*sorted(plain), *marked, *sorted(sounds)))
