"""Whether a filter could match any row at all, read off the filter itself: for menus, without a query."""

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import Q, QuerySet


def possibility(condition: Q) -> bool | None:
    """``False``: no row ever; ``True``: every row; ``None``: it depends on the rows."""
    # Django drops an empty filter beside others.
    children = (each for each in condition.children if not isinstance(each, Q) or each)
    answers = [_of_child(child) for child in children]
    if condition.connector == Q.XOR:
        return None
    decisive = condition.connector == Q.OR and bool(answers)
    answer: bool | None = None
    if decisive in answers:
        answer = decisive
    elif all(each is (not decisive) for each in answers):
        answer = not decisive
    return answer if answer is None or not condition.negated else not answer


def _of_child(child: Any) -> bool | None:
    if isinstance(child, Q):
        return possibility(child)
    if not isinstance(child, tuple):
        return None
    lookup, value = child
    return False if lookup.endswith("__in") and _is_empty(value) else None


def _is_empty(value: Any) -> bool:
    if isinstance(value, QuerySet):
        try:
            value.query.sql_with_params()
        except EmptyResultSet:
            return True
        return False
    return isinstance(value, list | tuple | set | frozenset) and not value
