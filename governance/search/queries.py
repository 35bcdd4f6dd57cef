"""What somebody typed, as a ``tsquery``: the very words, their synonyms, and what they may sound like."""

import unicodedata
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from governance.errors import InvalidInput
from governance.search.folding import runs
from governance.search.lexemes import TITLE, pairs
from governance.search.pinyin import is_spelt, wanted_sounds
from governance.search.thesaurus import NO_SYNONYMS, Thesaurus

LONGEST_QUERY = 200
#: Longer queries are not guessed at.
LONGEST_GUESS = 14


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
    """The lexemes that a literal hit has, in ``tsquery`` notation; ``:*`` stands behind single characters."""
    return sorted({term for run in runs(checked(text)) for term in _terms(run)})


def query(
    text: str,
    *,
    in_title: bool = False,
    thesaurus: Thesaurus = NO_SYNONYMS,
    by_sound: bool = False,
) -> str:
    """A ``tsquery`` in PostgreSQL's notation; empty where the text holds no letter or digit."""
    mark = TITLE if in_title else ""
    said = dict.fromkeys(runs(checked(text)))
    return " & ".join(_one_of(_readings(run, mark, thesaurus, by_sound=by_sound)) for run in said)


def nearly(text: str) -> str:
    """A ``tsquery`` for titles that differ from a short text by one sign; empty where the text is too short or long."""
    said = [pair for run in runs(checked(text)) for pair in pairs(run)]
    if not 3 <= len(said) <= LONGEST_GUESS:
        return ""
    # One wrong sign spoils two pairs that stand together.
    ways = (said[:n] + said[n + 2 :] for n in range(len(said) - 1))
    return _one_of(_all_of((f"'{pair}'" for pair in way), TITLE) for way in ways)


def _terms(run: str) -> list[str]:
    if len(run) == 1:
        return [f"'{run}':*"]
    return [f"'{pair}'" for pair in dict.fromkeys(pairs(run))]


def _readings(run: str, mark: str, thesaurus: Thesaurus, *, by_sound: bool) -> list[str]:
    """The ways in which a run is looked for; one of them is enough."""
    ways = [_all_of(_terms(run), mark)]
    pieces = thesaurus.pieces(run)
    if pieces:
        ways.append(
            " & ".join(
                _one_of(_all_of(_terms(way), mark) for way in piece.ways) for piece in pieces
            )
        )
    if by_sound and is_spelt(run):
        ways += [_all_of(sounds) for sounds in wanted_sounds(run)]
    return ways


def _all_of(terms: Iterable[str], mark: str = "") -> str:
    return " & ".join(f"'{mark}{term[1:]}" for term in terms)


def _one_of(ways: Iterable[str]) -> str:
    different = list(dict.fromkeys(ways))
    return (
        different[0] if len(different) == 1 else f"({' | '.join(f'({way})' for way in different)})"
    )
