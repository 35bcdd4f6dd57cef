"""File formats as catalogues name them."""

import json
from collections.abc import Mapping
from pathlib import Path

from catalog.importing.words import folded, parts

#: Our name → how others write it, media types included.
NAMES: dict[str, list[str]] = json.loads(
    (Path(__file__).parent / "data" / "formats.json").read_text("utf-8")
)
SPELLINGS = {folded(word): name for name, words in NAMES.items() for word in (name, *words)}


def read(value: str | list[str], answers: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """The formats of a cell, and the words that nobody knows (kept as they are, and listed)."""
    formats: dict[str, None] = {}
    unknown = []
    for part in parts(value):
        word = folded(part).lstrip(".")
        name = answers.get(word) or SPELLINGS.get(word)
        if name is None:
            unknown.append(part)
        formats[(name or part)[:40]] = None
    return list(formats), unknown


def is_known(text: str) -> bool:
    """Whether a cell holds nothing but known formats (evidence for what a column means)."""
    found, unknown = read(text, {})
    return bool(found) and not unknown
