"""Are terms kept: by registry and stage, with what comes due in the next weeks; each figure leads to its rows."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from catalog.ledger import STAGES, TONES, Outcome, Stage, counted
from catalog.models import RegistrationApplication
from governance.calendars import Calendar

#: Working days after which deadlines are no longer told apart, and the words for those before.
SPANS: tuple[tuple[str, int | None, int | None, Promise], ...] = (
    ("overdue", None, -1, _("已逾期")),
    ("today", 0, 0, _("今天到期")),
    ("soon", 1, 3, _("1 至 3 个工作日")),
    ("week", 4, 5, _("4 至 5 个工作日")),
    ("fortnight", 6, 10, _("6 至 10 个工作日")),
    ("later", 11, None, _("11 个工作日以上")),
)


@dataclass(frozen=True)
class Figure:
    """One number with its word, its look, and the filter behind which its rows stand."""

    label: str
    value: int
    tone: str
    query: str


@dataclass(frozen=True)
class Row:
    """One registry and one stage."""

    registry: str
    stage: str
    figures: tuple[Figure, ...]

    @property
    def finished(self) -> int:
        """What was done, in time or late."""
        return self.figures[0].value + self.figures[1].value

    @property
    def kept(self) -> int | None:
        """Per cent of what was done that was done in time."""
        return round(100 * self.figures[0].value / self.finished) if self.finished else None


@dataclass(frozen=True)
class Span:
    """What comes due in one stretch of working days."""

    label: str
    value: int
    percent: int
    tone: str
    query: str


def years(rows: Any) -> list[int]:
    """The years in which the registries received something, the latest first."""
    return [each.year for each in rows.dates("first_received_on", "year", order="DESC")]


def rows_of(rows: Any, *, on: date, year: int | None) -> list[Row]:
    """By registry and stage: what was done in time, what late, what runs, what is overdue."""
    chosen = rows.filter(first_received_on__year=year) if year else rows
    told = [(stage, counted(chosen, stage, on)) for stage in STAGES]
    found = {registry for _stage, numbers in told for registry, _outcome in numbers}
    names = dict(Organisation.objects.filter(pk__in=found).values_list("pk", "name"))
    return [
        Row(names[registry], str(stage.title), _figures(stage, numbers, registry, year))
        for registry in sorted(names, key=lambda pk: names[pk])
        for stage, numbers in told
        if any((registry, each.value) in numbers for each in Outcome)
    ]


def _figures(
    stage: Stage, numbers: dict[tuple[int, str], int], registry: int, year: int | None
) -> tuple[Figure, ...]:
    return tuple(
        Figure(
            label=str(each.label),
            value=numbers.get((registry, each.value), 0),
            tone=TONES[each],
            query=f"registry__id__exact={registry}&{stage.key}={each.value}"
            + (f"&received={year}" if year else ""),
        )
        for each in Outcome
    )


def spans(rows: Any, *, on: date, calendar: Calendar) -> list[Span]:
    """What waits for the registries, by the working days that are left."""
    waiting = rows.filter(due_rule__in=[stage.rule for stage in STAGES if stage.can_be_late])
    by_day = waiting.order_by().values("due_on").annotate(number=Count("pk"))
    numbers: Counter[str] = Counter()
    bounds: dict[str, list[date]] = {}
    for each in by_day:
        key = _span_of(calendar.between(on, each["due_on"]))
        numbers[key] += each["number"]
        bounds.setdefault(key, []).append(each["due_on"])
    most = max(numbers.values(), default=0)
    return [
        Span(str(label), numbers[key], round(100 * numbers[key] / most) if most else 0,
             "bad" if key == "overdue" else "", _query(bounds.get(key, [])))
        for key, _first, _last, label in SPANS
    ]  # fmt: skip


def _span_of(left: int) -> str:
    return next(
        key for key, first, last, _label in SPANS
        if (first is None or left >= first) and (last is None or left <= last)
    )  # fmt: skip


def _query(days: list[date]) -> str:
    if not days:
        return ""
    return f"due_on__gte={min(days)}&due_on__lte={max(days)}&clock=registry"


def received(visible: Any) -> Any:
    """What the registries have before them or have decided."""
    return visible.exclude(first_received_on=None).exclude(
        status=RegistrationApplication.Status.WITHDRAWN, submission=0
    )
