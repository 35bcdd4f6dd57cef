"""The codes of GB/T 2260 that come with the portal, and how they are loaded."""

import csv
import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).parent / "data" / "regions.csv.gz"

# 99 is assigned to no province: the invented city of the demonstration can never be taken for a real one.
DEMONSTRATION = (
    ("990000", "演示省"),
    ("990100", "云州市"),
    ("990102", "云中区"),
    ("990103", "江北区"),
    ("990104", "江南区"),
    ("990105", "临湖区"),
    ("990121", "云山县"),
    ("990181", "东川市"),
)


def level_of(code: str) -> str:
    """Province, city or county, as the zeros at the end of the code tell."""
    if code.endswith("0000"):
        return "PROVINCE"
    return "CITY" if code.endswith("00") else "COUNTY"


def parent_code(code: str) -> str | None:
    """The code of the division above, or nothing for a province."""
    above = {"PROVINCE": None, "CITY": f"{code[:2]}0000", "COUNTY": f"{code[:4]}00"}
    return above[level_of(code)]


def rows() -> Iterator[tuple[str, str]]:
    """Code and name of every division of the fixture, parents first."""
    with gzip.open(SOURCE, "rt", encoding="utf-8", newline="") as lines:
        yield from ((row["code"], row["name"]) for row in csv.DictReader(lines))
    yield from DEMONSTRATION


def load(model: type[Any]) -> int:
    """Store the fixture in the region table, given as a model for the migration; return its size."""
    regions = [
        model(
            code=code,
            name=name,
            level=level_of(code),
            parent_id=parent_code(code),
            is_demonstration=code.startswith("99"),
        )
        for code, name in rows()
    ]
    model._base_manager.bulk_create(
        regions,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name", "level", "parent", "is_demonstration"],
    )
    return len(regions)
