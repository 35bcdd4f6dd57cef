"""The quality of a catalogue entry as a number that says what to do next (clause 二)."""

from catalog.quality.facts import Facts, FileFacts, ItemFacts
from catalog.quality.fixes import Fix, FixKey
from catalog.quality.scoring import DIMENSION_POINTS, Result, Score, score

__all__ = (
    "DIMENSION_POINTS",
    "Facts",
    "FileFacts",
    "Fix",
    "FixKey",
    "ItemFacts",
    "Result",
    "Score",
    "score",
)
