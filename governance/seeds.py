"""First fill of the statutory terms and of the calendar; officials edit and complete them in the admin."""

import csv
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from governance.calendars import published_years

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
    """Add the notices that are not there yet, with their holidays and make-up days."""
    rows = {date.fromisoformat(row["date"]): row for row in rows_of("workdays.csv")}
    announced = published_years(dict.fromkeys(rows, True))
    known = set(year_model.objects.values_list("year", flat=True))
    years, days = {}, []
    for day, row in rows.items():
        # A notice may reach into the last days of the year before.
        number = day.year if day.year in announced else day.year + 1
        if number in known:
            continue
        if number not in years:
            years[number] = year_model.objects.create(
                year=number, source_document=row["source_document"]
            )
        days.append(day_model(day=day, kind=row["kind"], name=row["name"], year=years[number]))
    day_model.objects.bulk_create(days)
