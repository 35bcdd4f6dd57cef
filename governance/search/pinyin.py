"""How a title sounds: the initials of its syllables (gjtc) and the syllables in pairs (tingche).

A polyphone is stored as its phrase reads it and as it reads alone, which bounds the readings at two.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from importlib import import_module
from itertools import pairwise
from typing import Any

#: Stand before lexemes of sound; never part of a run.
INITIALS, SYLLABLES = "~", "="
#: Initials are stored in windows of so many: exact up to here, by overlapping windows beyond.
WINDOW = 4
LONGEST_SYLLABLE = 6
#: Ways to cut a query into syllables that are asked for: xian is 西安 and 先.
READINGS = 3
#: Syllables of a single letter; other single letters are none.
SINGLE = frozenset("aeo")


@cache
def _dictionary() -> Any:
    """Loaded on first use: it takes a sixth of a second."""
    return import_module("pypinyin")


@cache
def _readings() -> dict[int, str]:
    """The most usual reading of each sign alone."""
    table = import_module("pypinyin.constants").PINYIN_DICT
    return {sign: toneless(readings.split(",")[0]) for sign, readings in table.items()}


@cache
def _syllables() -> frozenset[str]:
    return frozenset(each for each in _readings().values() if len(each) > 1 or each in SINGLE)


def toneless(syllable: str) -> str:
    """``lǜ`` → ``lv``: as people type it."""
    plain = unicodedata.normalize("NFD", syllable).replace("u\u0308", "v").lower()
    return "".join(sign for sign in plain if sign.isascii() and sign.isalpha())


@lru_cache(maxsize=20_000)
def sound_lexemes(run: str) -> frozenset[str]:
    """The lexemes of sound of a folded run; a run without an ideograph sounds as it is written."""
    if run.isascii():
        return frozenset()
    alone = [_readings().get(ord(sign)) or sign for sign in run]
    by_phrase = _dictionary().lazy_pinyin(run, errors=list)
    return frozenset(_lexemes(by_phrase) | _lexemes(alone))


def _lexemes(sounds: Sequence[str]) -> set[str]:
    letters = "".join(sound[0] for sound in sounds)
    windows = {INITIALS + letters[i : i + WINDOW] for i in range(len(letters))}
    both = {SYLLABLES + first + second for first, second in pairwise(sounds)}
    return {each for each in windows | both if each.isascii()}


def is_spelt(run: str) -> bool:
    """Whether a folded run may be pinyin: Latin letters only, two at least."""
    return len(run) > 1 and run.isascii() and run.isalpha()


def wanted_sounds(run: str) -> list[list[str]]:
    """Ways in which a spelt run may sound, each a list of terms in ``tsquery`` notation that must all be there."""
    windows = [run[i : i + WINDOW] for i in range(max(1, len(run) - WINDOW + 1))]
    initials = [f"'{INITIALS}{window}'" + ":*" * (len(run) < WINDOW) for window in windows]
    return [initials, *(_pairs(way) for way in _ways(run) if len(way) > 1)]


def _pairs(way: Iterable[str]) -> list[str]:
    return sorted({f"'{SYLLABLES}{first}{second}'" for first, second in pairwise(way)})


def _ways(run: str) -> list[tuple[str, ...]]:
    """The first few ways to cut a run into syllables, the longest syllables first."""
    ends: list[list[tuple[str, ...]]] = [[()], *([] for _ in run)]
    for end in range(1, len(run) + 1):
        for start in range(max(0, end - LONGEST_SYLLABLE), end):
            syllable = run[start:end]
            if syllable in _syllables():
                ends[end] += [(*way, syllable) for way in ends[start]]
        ends[end] = sorted(ends[end], key=len)[:READINGS]
    return ends[-1]
