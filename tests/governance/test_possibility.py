"""Whether a filter could match at all: the same answer as compiling it, without compiling it."""

import pytest
from django.core.exceptions import EmptyResultSet, FullResultSet
from django.db.models import Q

from governance.models import DeadlineRule
from governance.possibility import possibility

NEVER = Q(pk__in=[])
MAYBE = Q(key="x")
CONDITIONS = [
    Q(),
    NEVER,
    MAYBE,
    ~NEVER,
    ~MAYBE,
    NEVER | MAYBE,
    NEVER & MAYBE,
    NEVER | ~NEVER,
    MAYBE | ~NEVER,
    MAYBE & ~NEVER,
    ~(NEVER | NEVER),
    ~(MAYBE & ~NEVER),
    Q(pk__in=DeadlineRule.objects.none()),
    Q(pk__in=DeadlineRule.objects.filter(NEVER).values("pk")),
    Q(pk__in=DeadlineRule.objects.filter(MAYBE).values("pk")),
    Q(key__in=()) | Q(name__in=["a"]),
]


def compiled(condition: Q) -> bool | None:
    rows = DeadlineRule.objects.filter(condition)
    try:
        sql, _params = rows.query.sql_with_params()
    except EmptyResultSet:
        return False
    except FullResultSet:
        return True
    return None if "WHERE" in sql else True


@pytest.mark.parametrize("condition", CONDITIONS, ids=range(len(CONDITIONS)))
def test_it_says_what_compiling_would_say(condition):
    assert possibility(condition) is compiled(condition)
