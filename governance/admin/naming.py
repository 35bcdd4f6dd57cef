"""Names for the keys in the trail: a changed foreign key is told by what it pointed to, not by its number."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import FieldDoesNotExist
from django.db.models import ForeignKey, Model, QuerySet

from governance.models import AuditEvent, DeadlineRule
from governance.visibility import visible_rows
from governance.words import model_of

Names = Mapping[tuple[str, str], str]
TERM = "due_rule"


def names_in(events: Iterable[AuditEvent], user: Any) -> Names:
    """Field and stored key → name, for everything the events point to: one query for each kind of thing."""
    wanted: dict[type[Model], set[Any]] = defaultdict(set)
    pointers = [pointer for event in events for pointer in pointers_of(event)]
    for _name, related, key in pointers:
        wanted[related].add(key)
    found = {related: _names(related, keys, user) for related, keys in wanted.items()}
    return {(name, str(key)): found[related].get(str(key), "") for name, related, key in pointers}


def pointers_of(event: AuditEvent) -> Iterator[tuple[str, type[Model], Any]]:
    """The keys that an event tells, with the model each belongs to."""
    model = model_of(event.subject_type)
    if model is None:
        return
    for name, change in event.changes.items():
        related = DeadlineRule if name == TERM else _related(model, name)
        if related is not None and isinstance(change, list):
            yield from ((name, related, key) for key in change if key not in (None, ""))


def _related(model: type[Model], name: str) -> type[Model] | None:
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    related = field.related_model if isinstance(field, ForeignKey) else None
    return related if isinstance(related, type) else None


def _names(related: type[Model], keys: set[Any], user: Any) -> dict[str, str]:
    if related is DeadlineRule:
        terms = DeadlineRule.objects.filter(key__in=keys, region_code="")
        return dict(terms.values_list("key", "name"))
    return {str(row.pk): str(row) for row in _nameable(related, user).filter(pk__in=keys)}


def _nameable(related: type[Model], user: Any) -> QuerySet[Any]:
    # Who did something stands in the trail by name already; other hidden rows stay unnamed.
    return (
        related._default_manager.all()
        if related is get_user_model()
        else visible_rows(related, user)
    )
