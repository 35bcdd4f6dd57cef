"""Cells that are not words: yes or no, and whole numbers; what cannot be read is listed for a person."""

import re

from catalog.importing.words import folded

FLAG_FIELDS = ("is_livelihood", "is_backflow")
COUNT_FIELDS = ("record_count", "volume_bytes")
LARGEST = 2**63 - 1
YES = frozenset(("是", "有", "1", "y", "yes", "true", "√", "✓", "对"))
NO = frozenset(("否", "不是", "非", "0", "n", "no", "false", "×", "x", "错"))
NUMBER = re.compile(r"^(\d{1,3}(?:,\d{3})+|\d+)(?:\.0+)?(万|亿)?(?:条|字节|个|行|byte|bytes|b)?$")
TIMES = {"": 1, "万": 10_000, "亿": 100_000_000}


def flag(text: str) -> bool | None:
    """Yes, no, or nothing that can be read."""
    word = folded(text)
    return True if word in YES else False if word in NO else None


def count(text: str) -> int | None:
    """A whole number as people write it, or nothing that can be read."""
    match = NUMBER.match(folded(text))
    if match is None:
        return None
    number = int(match[1].replace(",", "")) * TIMES[match[2] or ""]
    return number if number <= LARGEST else None
