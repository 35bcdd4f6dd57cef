"""我的待办: what waits for one person, read from the tables of transitions in one statement over all models."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import Any

from django.apps import apps
from django.core.exceptions import EmptyResultSet, FieldDoesNotExist
from django.db import connection
from django.db.models import CharField, F, Model, Q, QuerySet, Value
from django.db.models.functions import Cast

from governance.policies import predicate
from governance.transitions import Step, steps
from governance.visibility import only_visible

# A model may say by which expression its rows are named, and whose affair they are, in lists that mix models.
NAMES = ("name", "title", "number")


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
    rule: str
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


BUCKETS = {
    "overdue": "due_on < %(today)s",
    "soon": "due_on BETWEEN %(today)s AND %(soon)s",
    "all": "TRUE",
}


class Inbox:
    """The duties of one person on one day; each method is one statement, whatever the number of models and rows."""

    def __init__(self, user: Any, urgency: Urgency) -> None:
        self.user = user
        self.urgency = urgency

    @cached_property
    def counts(self) -> Mapping[str, Counts]:
        """By model label."""
        overdue, soon = BUCKETS["overdue"], BUCKETS["soon"]
        rows = self._ask(
            f"SELECT model, count(*), count(*) FILTER (WHERE {overdue}), count(*) FILTER (WHERE {soon})"  # noqa: S608
            " FROM (SELECT DISTINCT model, pk, due_on FROM duty) AS each_once GROUP BY model"
        )
        return {label: Counts(number, late, pressing) for label, number, late, pressing in rows}

    @property
    def total(self) -> Counts:
        """Over all models."""
        return sum(self.counts.values(), Counts())

    def duties(self, *, bucket: str = "all", first: int = 0, number: int | None = None) -> list[Duty]:
        """The duties of a bucket by working days left: overdue first, those without a clock last."""
        rows = self._ask(
            "SELECT model, pk, min(title), min(organisation), due_on, min(since), bool_or(is_provisional),"  # noqa: S608
            f" min(rule), string_agg(actions, ',') FROM duty WHERE {BUCKETS[bucket]}"
            " GROUP BY model, pk, due_on ORDER BY due_on NULLS LAST, min(since), model, pk"
            " OFFSET %(first)s LIMIT %(number)s",
            first=first,
            number=number,
        )
        known = {step.transition.action: step for step in steps()}
        return [
            Duty(apps.get_model(row[0]), *row[1:8], tuple(known[each] for each in dict.fromkeys(row[8].split(","))))
            for row in rows
        ]

    def waiting(self, *, number: int) -> list[Duty]:
        """What this person made and now waits for others, longest waiting first."""
        parts = [part for part in (self._waiting_part(model, mine) for model, mine in by_model()) if part is not None]
        rows = self._ask(
            "SELECT model, pk, title, organisation, due_on, since, is_provisional, rule, actions FROM duty"
            " ORDER BY since NULLS LAST, pk LIMIT %(number)s",
            parts=parts,
            number=number,
        )
        known = {step.transition.action: step for step in steps()}
        return [
            Duty(apps.get_model(row[0]), *row[1:8], tuple(known[each] for each in row[8].split(",") if each in known))
            for row in rows
        ]

    def _waiting_part(self, model: type[Model], duties: list[Step]) -> tuple[str, tuple[Any, ...]] | None:
        rows = only_visible(model._default_manager.filter(created_by=self.user.pk), self.user)
        for step in duties:
            mine = Q(status__in=step.transition.sources) & predicate(self.user, step.transition.permission)
            rows = rows.exclude(pk__in=model._base_manager.filter(mine).values("pk"))
        open_states = frozenset().union(*(step.transition.sources for step in duties))
        return compiled(row_columns(rows.filter(status__in=open_states), model, ""))

    def _parts(self) -> Iterator[tuple[str, tuple[Any, ...]]]:
        for (model, permission, sources), same in groupby(sorted(duty_steps(), key=_branch_order), key=_branch):
            rows = model._default_manager.filter(status__in=sources).filter(predicate(self.user, permission))
            actions = ",".join(step.transition.action for step in same)
            part = compiled(row_columns(only_visible(rows, self.user), model, actions))
            if part is not None:
                yield part

    def _ask(self, sql: str, *, parts: Any = None, **values: Any) -> list[tuple[Any, ...]]:
        union = list(self._parts() if parts is None else parts)
        if not union:
            return []
        duty = " UNION ALL ".join(f"({part})" for part, _given in union)
        given = {"today": self.urgency.today, "soon": self.urgency.soon_until, **values}
        tail, named = positional(sql, given)
        with connection.cursor() as cursor:
            cursor.execute(
                f"WITH duty (model, pk, title, organisation, due_on, since, is_provisional, rule, actions) AS ({duty}) {tail}",  # noqa: S608 - compiled by Django, values are parameters
                [*(value for _part, params in union for value in params), *named],
            )
            return cursor.fetchall()


def positional(sql: str, given: Mapping[str, Any]) -> tuple[str, list[Any]]:
    """``%(name)s`` as ``%s`` with the values in order: Django compiles its part that way."""
    order: list[Any] = []

    class Take(dict[str, str]):
        def __missing__(self, name: str) -> str:
            order.append(given[name])
            return "%s"

    return sql % Take(), order


def duty_steps() -> Iterable[Step]:
    """The steps that somebody owes."""
    return (step for step in steps() if step.transition.is_duty and has_status(model_of(step)))


def by_model() -> Iterator[tuple[type[Model], list[Step]]]:
    """The owed steps of each model."""
    ordered = sorted(duty_steps(), key=lambda step: step.transition.model_label)
    for label, same in groupby(ordered, key=lambda step: step.transition.model_label):
        yield apps.get_model(label), list(same)


def model_of(step: Step) -> type[Model]:
    """The model whose rows the step moves."""
    return apps.get_model(step.transition.model_label)


def has_status(model: type[Model]) -> bool:
    """Whether rows of the model stand in states under a clock."""
    return _has(model, "status") and _has(model, "due_on")


def _branch(step: Step) -> tuple[type[Model], str, frozenset[str]]:
    return model_of(step), step.transition.permission, step.transition.sources


def _branch_order(step: Step) -> tuple[str, str, list[str]]:
    return step.transition.model_label, step.transition.permission, sorted(map(str, step.transition.sources))


def row_columns(rows: QuerySet[Any], model: type[Model], actions: str) -> QuerySet[Any]:
    """The columns that every branch of the union has."""
    name = getattr(model, "inbox_title", "") or next((each for each in NAMES if _has(model, each)), "pk")
    party = getattr(model, "inbox_organisation", "")
    return (
        rows.order_by()
        .annotate(
            duty_model=Value(model._meta.label_lower, output_field=CharField()),
            duty_pk=Cast("pk", CharField()),
            duty_title=Cast(name, CharField()) if isinstance(name, str) else name,
            duty_party=Cast(party, CharField()) if party else Value("", output_field=CharField()),
            duty_due=F("due_on"),
            duty_since=F("status_since"),
            duty_provisional=F("due_is_provisional"),
            duty_rule=F("due_rule"),
            duty_actions=Value(actions, output_field=CharField()),
        )
        .values_list(
            "duty_model", "duty_pk", "duty_title", "duty_party", "duty_due", "duty_since", "duty_provisional",
            "duty_rule", "duty_actions",
        )
    )  # fmt: skip


def compiled(rows: QuerySet[Any]) -> tuple[str, tuple[Any, ...]] | None:
    """The statement of a branch with its values; ``None`` where the policies leave no row."""
    try:
        sql, params = rows.query.sql_with_params()
    except EmptyResultSet:
        return None
    return sql, params


def _has(model: type[Model], name: str) -> bool:
    try:
        model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return True
