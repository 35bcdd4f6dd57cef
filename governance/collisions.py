"""What stands in a new row's way, and whether its author may know: hidden is the same as absent."""

from collections.abc import Iterable
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import IntegrityError
from django.db.models import F, GeneratedField, Model, QuerySet, UniqueConstraint

from governance.policies import is_known
from governance.visibility import only_visible, permission_name


def colliding(instance: Model, constraint: UniqueConstraint | ExclusionConstraint) -> QuerySet[Any]:
    """The stored rows that have the same values in the columns of this constraint."""
    rows = type(instance)._base_manager.exclude(pk=instance.pk)
    values = {
        name: instance.serializable_value(name) for name in columns(type(instance), constraint)
    }
    if not values or None in values.values():
        return rows.none()
    if constraint.condition is not None:
        rows = rows.filter(constraint.condition)
    return rows.filter(**values)


def columns(
    model: type[Model], constraint: UniqueConstraint | ExclusionConstraint
) -> tuple[str, ...]:
    """By what rows meet; of ranges that exclude each other, by that of which there is one: their owner."""
    if isinstance(constraint, UniqueConstraint):
        return tuple(constraint.fields)
    owner = _named(constraint.expressions[0][0])[:1]
    return tuple(name for each in owner for name in _typed(model, each))


def _typed(model: type[Model], name: str) -> tuple[str, ...]:
    """A column, or those from which the database computes it: an unsaved row has no computed one."""
    field = model._meta.get_field(name)
    if isinstance(field, GeneratedField):
        return _named(field.expression)  # type: ignore[attr-defined]
    return (name,)


def _named(expression: Any) -> tuple[str, ...]:
    """The columns that an expression names, in its order."""
    parts: Iterable[Any] = expression.flatten() if hasattr(expression, "flatten") else [expression]
    names = (each.name for each in parts if isinstance(each, F))  # type: ignore[attr-defined]
    return tuple(dict.fromkeys(names))


def is_hidden(instance: Model, constraint: Any, person: Any) -> bool:
    """Whether a row stands in the way of which this person may not learn."""
    if not isinstance(constraint, UniqueConstraint | ExclusionConstraint) or not is_known(
        permission_name(type(instance), "view")
    ):
        return False
    rows = colliding(instance, constraint)
    return rows.exists() and not only_visible(rows, person).exists()


def is_hidden_collision(instance: Model, error: IntegrityError, person: Any) -> bool:
    """Whether the database refused the row because of another that this person may not see."""
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    broken = (each for each in instance._meta.constraints if each.name == name)
    return any(is_hidden(instance, each, person) for each in broken)
