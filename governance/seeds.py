"""First fill of the statutory terms and of the calendar; officials edit and complete them in the admin."""

import csv
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent / "data"


def rows_of(name: str) -> Iterable[dict[str, str]]:
    """The rows of a CSV in ``governance/data``."""
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def load_deadline_rules(model: Any) -> None:
    """Add the national rules that are not there yet; never touch what an official changed."""
    known = set(model.objects.filter(region_code="").values_list("key", flat=True))
    model.objects.bulk_create(
        model(
            key=row["key"],
            name=row["name"],
            number=int(row["number"]) if row["number"] else None,
            unit=row["unit"],
            month_day=row["month_day"],
            starts_at=row["starts_at"],
            duty_of=row["duty_of"],
            source=row["source"],
            verified=row["verified"] == "1",
        )
        for row in rows_of("deadline_rules.csv")
        if row["key"] not in known
    )


def load_workdays(year_model: Any, day_model: Any) -> None:
    """Add the published years that are not there yet, with their holidays and make-up days."""
    years = {year.year: year for year in year_model.objects.all()}
    known = set(years)
    days = []
    for row in rows_of("workdays.csv"):
        day = date.fromisoformat(row["date"])
        # A notice may name days of the year before or after: they belong to the year in which they lie.
        if day.year in known:
            continue
        if day.year not in years:
            years[day.year] = year_model.objects.create(year=day.year, source_document=row["source_document"])
        days.append(day_model(day=day, kind=row["kind"], name=row["name"], year=years[day.year]))
    day_model.objects.bulk_create(days, ignore_conflicts=True)
