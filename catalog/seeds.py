"""First fill of the list of synonyms; the data authority edits and completes it in the admin."""

import csv
from pathlib import Path
from typing import Any

SYNONYMS = Path(__file__).resolve().parent / "data" / "synonyms.csv"


def load_synonyms(model: Any) -> None:
    """Add the terms that are not there yet; never touch what an official changed."""
    known = set(model.objects.values_list("term", flat=True))
    with SYNONYMS.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["term"] not in known]
    model.objects.bulk_create(
        model(
            term=row["term"],
            equivalents=row["equivalents"].split(),
            is_mutual=row["is_mutual"] == "1",
        )
        for row in rows
    )
