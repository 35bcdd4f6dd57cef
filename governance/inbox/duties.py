"""我的待办: what waits for one person, read from the tables of transitions in one statement over all models."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import F, Model, Value

from governance.inbox.sources import (
    Part,
    branches,
    by_model,
    compiled,
    made_by,
    owing,
    row_columns,
    rows_of,
)
from governance.models import DeadlineRule
from governance.policies import could, predicate
from governance.transitions import Step, steps
from governance.visibility import only_visible

RULE_FIELDS = ("key", "name", "number", "unit", "month_day", "source", "verified")


@dataclass(frozen=True)
class Duty:
    """One record that waits for a step of this person."""

    model: type[Model]
    pk: str
    title: str
    organisation: str
    due_on: date | None
    since: date | None
    is_provisional: bool
    rule: DeadlineRule | None
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Counts:
    """How much waits, and how much of it is pressing."""

    all: int = 0
    overdue: int = 0
    soon: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.all + other.all, self.overdue + other.overdue, self.soon + other.soon)


@dataclass(frozen=True)
class Urgency:
    """The days by which duties are told apart."""

    today: date
    soon_until: date


COLUMNS = "model, pk, title, organisation, due_on, since, is_provisional, rule, told"
NO_ROWS = "SELECT ''::text, ''::text, ''::text, ''::text, NULL::date, NULL::date, FALSE, ''::text, ''::text WHERE FALSE"
BUCKETS = {
    "overdue": "due_on < %(today)s",
    "soon": "due_on BETWEEN %(today)s AND %(soon)s",
    "all": "TRUE",
}
COUNTS = f"""SELECT model, count(*) AS all, count(*) FILTER (WHERE {BUCKETS["overdue"]}) AS overdue,
    count(*) FILTER (WHERE {BUCKETS["soon"]}) AS soon
    FROM (SELECT DISTINCT model, pk, due_on FROM duty) AS each_once GROUP BY model"""  # noqa: S608 - our own constants
DUTIES = """SELECT model, pk, min(title) AS title, min(organisation) AS organisation, due_on, min(since) AS since,
    bool_or(is_provisional) AS is_provisional, min(rule) AS rule, string_agg(told, ',') AS told
    FROM duty WHERE {bucket} GROUP BY model, pk, due_on
    ORDER BY due_on NULLS LAST, min(since), model, pk OFFSET %(first)s LIMIT %(number)s"""
WAITING = "SELECT * FROM waiting ORDER BY since NULLS LAST, pk LIMIT %(waiting)s"
# The national rule of the term stands beside each row, to be told with it.
WITH_TERM = """SELECT place, row_to_json(kept)::jsonb || jsonb_build_object('term', row_to_json(term)) AS row
    FROM (SELECT *, row_number() OVER () AS place FROM ({rows}) AS chosen) AS kept
    LEFT JOIN governance_deadlinerule AS term ON term.key = kept.rule AND term.region_code = ''"""


class Inbox:
    """The duties of one person on one day; whatever is asked is one statement, however many models and rows."""

    def __init__(self, user: Any, urgency: Urgency) -> None:
        self.user = user
        self.urgency = urgency

    @cached_property
    def counts(self) -> Mapping[str, Counts]:
        """By model label."""
        (counts,) = self._ask(COUNTS)
        return as_counts(counts)

    @property
    def total(self) -> Counts:
        """Over all models."""
        return sum(self.counts.values(), Counts())

    def duties(
        self, *, bucket: str = "all", first: int = 0, number: int | None = None
    ) -> list[Duty]:
        """The duties of a bucket by working days left: overdue first, those without a clock last."""
        (rows,) = self._ask(
            told_with_term(DUTIES.format(bucket=BUCKETS[bucket])), first=first, number=number
        )
        return [as_duty(row) for row in rows]

    def waiting(self, *, number: int) -> list[Duty]:
        """What this person made and now waits for others, longest waiting first."""
        (rows,) = self._ask(told_with_term(WAITING), waiting=number)
        return [as_waiting(row) for row in rows]

    def overview(
        self, *, bucket: str, first: int, number: int, waiting: int
    ) -> tuple[list[Duty], list[Duty]]:
        """Counts, a page of duties and what waits for others, all in one statement."""
        counts, duties, waits = self._ask(
            COUNTS,
            told_with_term(DUTIES.format(bucket=BUCKETS[bucket])),
            told_with_term(WAITING),
            first=first,
            number=number,
            waiting=waiting,
        )
        self.counts = as_counts(counts)
        return [as_duty(row) for row in duties], [as_waiting(row) for row in waits]

    def _ask(self, *selections: str, **values: Any) -> list[list[Any]]:
        waits = list(self._waiting_parts()) if any(WAITING in each for each in selections) else []
        sources = [("duty", list(self._duty_parts())), ("waiting", waits)]
        given = {"today": self.urgency.today, "soon": self.urgency.soon_until, **values}
        wanted, named = positional(", ".join(map(as_json, selections)), given)
        unions = ", ".join(
            f"{name} ({COLUMNS}) AS ({' UNION ALL '.join([NO_ROWS, *(sql for sql, _params in parts)])})"
            for name, parts in sources
        )
        params = [value for _name, parts in sources for _sql, given in parts for value in given]
        with connection.cursor() as cursor:
            cursor.execute(f"WITH {unions} SELECT {wanted}", [*params, *named])
            return [json.loads(answer) if answer else [] for answer in cursor.fetchone()]

    def _duty_parts(self) -> Iterator[Part]:
        for branch, same in branches():
            model, permission, *_owing = branch
            if not could(self.user, permission, model):
                continue
            rows = rows_of(branch).filter(predicate(self.user, permission))
            actions = ",".join(step.transition.action for step in same)
            yield from compiled(row_columns(only_visible(rows, self.user), model, Value(actions)))

    def _waiting_parts(self) -> Iterator[Part]:
        for model, duties in by_model():
            rows = only_visible(model._default_manager.filter(made_by(self.user, model)), self.user)
            for step in duties:
                permission = step.transition.permission
                if could(self.user, permission, model):
                    mine = owing(step) & predicate(self.user, permission)
                    rows = rows.exclude(pk__in=model._base_manager.filter(mine).values("pk"))
            open_states = frozenset().union(*(step.transition.sources for step in duties))
            yield from compiled(
                row_columns(rows.filter(status__in=open_states), model, F("status"))
            )


def told_with_term(selection: str) -> str:
    """The rows of a selection with the rule of their term."""
    return WITH_TERM.format(rows=selection)


def as_json(selection: str) -> str:
    """A selection as one value, so that several fit in one statement."""
    column = "answer.row ORDER BY answer.place" if " AS row" in selection else "answer"
    return f"(SELECT json_agg({column})::text FROM ({selection}) AS answer)"  # noqa: S608 - our own constants


def as_counts(rows: Iterable[Mapping[str, Any]]) -> dict[str, Counts]:
    """Counts by model label."""
    return {row["model"]: Counts(row["all"], row["overdue"], row["soon"]) for row in rows}


def as_duty(row: Mapping[str, Any]) -> Duty:
    """A row whose last column tells the owed steps."""
    known = {step.transition.action: step for step in steps()}
    return _duty(row, (known[action] for action in row["told"].split(",")))


def as_waiting(row: Mapping[str, Any]) -> Duty:
    """A row whose last column tells the state in which it waits."""
    owed = dict(by_model())[apps.get_model(row["model"])]
    return _duty(row, (step for step in owed if row["told"] in step.transition.sources))


def _duty(row: Mapping[str, Any], waits_for: Iterable[Step]) -> Duty:
    term = row["term"]
    return Duty(
        model=apps.get_model(row["model"]),
        pk=row["pk"],
        title=row["title"],
        organisation=row["organisation"],
        due_on=_day(row["due_on"]),
        since=_day(row["since"]),
        is_provisional=row["is_provisional"],
        rule=DeadlineRule(**{name: term[name] for name in RULE_FIELDS}) if term else None,
        steps=tuple(dict.fromkeys(waits_for)),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def positional(sql: str, given: Mapping[str, Any]) -> tuple[str, list[Any]]:
    """``%(name)s`` as ``%s`` with the values in order: Django compiles its part that way."""
    order: list[Any] = []

    class Take(dict[str, str]):
        def __missing__(self, name: str) -> str:
            order.append(given[name])
            return "%s"

    return sql % Take(), order
