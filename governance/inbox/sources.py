"""Where duties come from: the steps that somebody owes, and the columns that rows of every model are told in."""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any

from django.apps import apps
from django.core.exceptions import EmptyResultSet, FieldDoesNotExist
from django.db.models import CharField, F, Model, Q, QuerySet, Value
from django.db.models.functions import Cast

from governance.transitions import Step, steps

# A model may say by which path its rows are named (``inbox_title``), and whose affair they are
# (``inbox_organisation``), in lists that mix models; else the first of these fields names them.
NAMES = ("name", "title", "number")

Part = tuple[str, tuple[Any, ...]]
Branch = tuple[type[Model], str, frozenset[str], Callable[[], Q] | None]


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


def branches() -> Iterator[tuple[Branch, Iterator[Step]]]:
    """The owed steps that the same rows owe to the same people: one branch of the union for each."""
    return groupby(sorted(duty_steps(), key=_branch_order), key=_branch)


def owing(step: Step) -> Q:
    """The rows that owe the step by their state, and by what else the procedure waits for."""
    return _owing(step.transition.sources, step.transition.owed)


def _owing(sources: frozenset[str], owed: Callable[[], Q] | None) -> Q:
    standing = Q(status__in=sources)
    return standing & owed() if owed is not None else standing


def rows_of(branch: Branch) -> QuerySet[Any]:
    """The rows of a branch, whoever asks."""
    model, _permission, sources, owed = branch
    return model._default_manager.filter(_owing(sources, owed))


def _branch(step: Step) -> Branch:
    transition = step.transition
    return model_of(step), transition.permission, transition.sources, transition.owed


def _branch_order(step: Step) -> tuple[str, str, list[str], str]:
    return (
        step.transition.model_label,
        step.transition.permission,
        sorted(map(str, step.transition.sources)),
        getattr(step.transition.owed, "__qualname__", ""),
    )


def row_columns(rows: QuerySet[Any], model: type[Model], actions: Any) -> QuerySet[Any]:
    """The columns that every branch of the union has."""
    name = getattr(model, "inbox_title", "") or next(
        (each for each in NAMES if _has(model, each)), "pk"
    )
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
            duty_actions=Cast(actions, CharField()),
        )
        .values_list(
            "duty_model", "duty_pk", "duty_title", "duty_party", "duty_due", "duty_since", "duty_provisional",
            "duty_rule", "duty_actions",
        )
    )  # fmt: skip


def compiled(rows: QuerySet[Any]) -> Iterator[Part]:
    """The statement of a branch with its values; nothing where the policies leave no row."""
    try:
        yield rows.query.sql_with_params()
    except EmptyResultSet:
        return


def made_by(user: Any, model: type[Model]) -> Q:
    """What a person wrote or sent in."""
    written = Q(created_by=user.pk)
    return written | Q(submitted_by=user.pk) if _has(model, "submitted_by") else written


def _has(model: type[Model], name: str) -> bool:
    try:
        model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return True
