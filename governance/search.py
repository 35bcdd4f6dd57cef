"""Bigram search: text as lexemes that PostgreSQL's ``tsvector`` indexes without any extension.

Every run of letters and digits is cut into overlapping pairs, so that any fragment of two characters or more is found
(recall 1), in Chinese as in Latin script. The last character of a run is a lexeme of its own: together with prefix
matching that finds single characters too. Lexemes of the title are stored once more behind ``TITLE``.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby

from django.utils.translation import gettext_lazy as _

from governance.errors import InvalidInput

#: Stands before the lexemes of a title; never part of a run.
TITLE = "^"
LONGEST_QUERY = 200
LONGEST_TEXT = 20_000


def fold(text: str) -> str:
    """Full-width and half-width, upper and lower case as one."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def runs(text: str) -> Iterator[str]:
    """Unbroken sequences of letters and digits; everything else separates."""
    return ("".join(group) for is_word, group in groupby(fold(text), str.isalnum) if is_word)


def _pairs(run: str) -> Iterator[str]:
    return (run[i : i + 2] for i in range(len(run) - 1))


def lexemes(text: str) -> set[str]:
    """What a text is found by."""
    found: set[str] = set()
    for run in runs(text[:LONGEST_TEXT]):
        found.update(_pairs(run))
        found.add(run[-1])
    return found


def vector(title: Iterable[str], body: Iterable[str]) -> str:
    """A ``tsvector`` in PostgreSQL's own notation: all lexemes, and those of the title once more."""
    titled = {lexeme for text in title for lexeme in lexemes(text)}
    plain = titled | {lexeme for text in body for lexeme in lexemes(text)}
    return " ".join(
        f"'{lexeme}'" for lexeme in (*sorted(plain), *(TITLE + each for each in sorted(titled)))
    )


def checked(text: str) -> str:
    """The query as typed; refuses what no text can contain and what is too long to be meant."""
    if len(text) > LONGEST_QUERY:
        raise InvalidInput(_("搜索词不能超过%(n)s个字，请缩短后再搜索。") % {"n": LONGEST_QUERY})
    if any(
        unicodedata.category(character) in ("Cs", "Cc")
        for character in text
        if character not in "\t\n\r"
    ):
        raise InvalidInput(_("搜索词含有无法识别的字符，请删去后再搜索。"))
    return text


def wanted(text: str) -> list[str]:
    """The lexemes that a hit must have, in ``tsquery`` notation; ``:*`` stands behind single characters."""
    terms = {f"'{pair}'" for run in runs(checked(text)) for pair in _pairs(run)}
    return sorted(terms | {f"'{run}':*" for run in runs(text) if len(run) == 1})


def query(text: str, *, in_title: bool = False) -> str:
    """A ``tsquery`` in PostgreSQL's notation; empty where the text holds no letter or digit."""
    mark = TITLE if in_title else ""
    return " & ".join(f"'{mark}{term[1:]}" for term in wanted(text))
