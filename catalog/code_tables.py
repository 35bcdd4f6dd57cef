"""The code lists that come with the portal, and how a fresh one is filled; officials keep them from then on."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
#: List → file, and the day from which its codes may be used, where a standard names one.
SOURCES: tuple[tuple[str, str, date | None], ...] = (
    ("classification", "classification.csv", None),
    ("theme", "themes.csv", None),
    ("industry", "industry_gbt4754_2017.csv", date(2017, 10, 1)),
)


def rows_of(name: str) -> Iterator[dict[str, str]]:
    """The rows of one file, parents before children."""
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def load(model: Any) -> int:
    """Add the codes that are not there yet, level by level; never touch what an official changed."""
    added = 0
    for code_list, name, valid_from in SOURCES:
        waiting = list(rows_of(name))
        while waiting:
            known = dict(model.objects.filter(code_list=code_list).values_list("code", "pk"))
            ready = [row for row in waiting if not row["parent"] or row["parent"] in known]
            fresh = [
                model(
                    code_list=code_list,
                    code=row["code"],
                    name=row["name"],
                    parent_id=known.get(row["parent"]),
                    valid_from=valid_from,
                )
                for row in ready
                if row["code"] not in known
            ]
            added += len(model.objects.bulk_create(fresh))
            waiting = [row for row in waiting if row not in ready]
    return added
