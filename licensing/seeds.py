"""First fill of the words that identify; the data authority edits and completes them in the admin."""

import csv
from pathlib import Path
from typing import Any

WORDS = Path(__file__).resolve().parent / "data" / "identifier_words.csv"


def load_identifier_words(model: Any) -> None:
    """Add the words that are not there yet; never touch what an official changed."""
    known = set(model.objects.values_list("word", flat=True))
    with WORDS.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["word"] not in known]
    model.objects.bulk_create(model(**row) for row in rows)
