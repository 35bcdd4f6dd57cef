"""Words of an unbroken text, for suggestions only: what is found never depends on a segmenter."""

from functools import cache
from importlib import import_module
from typing import Any

from governance.search.folding import runs


@cache
def _segmenter() -> Any:
    """Loaded on first use: the dictionary takes time and memory."""
    return import_module("rjieba")


def words_in(text: str) -> list[str]:
    """The words of two signs or more, in order, each once."""
    found = (word for run in runs(text) for word in _segmenter().cut(run))
    return list(dict.fromkeys(word for word in found if len(word) > 1))
