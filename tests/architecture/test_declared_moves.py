"""The database's table of states is the procedure as declared: each step's move, and no other."""

import re

import pytest
from django.apps import apps
from django.db import connection, models

from governance.transitions import steps_of

APPS = ("licensing",)
TRIGGER = """
SELECT pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE c.relname = %s AND t.tgname = %s
"""


def procedures() -> list[type[models.Model]]:
    """The models whose state is moved by steps."""
    found = (model for label in APPS for model in apps.get_app_config(label).get_models())
    return [model for model in found if steps_of(model) and hasattr(model, "status")]


def declared(model: type[models.Model]) -> set[str]:
    """Every move of the procedure as ``from>to``."""
    return {
        f"{source}>{target}"
        for step in steps_of(model)
        for source in step.transition.sources
        for target in {step.transition.target, *step.transition.alternatives} - {None, source}
    }


def stated(model: type[models.Model], way: str) -> set[str]:
    """The words of the trigger that guards this way of writing."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(TRIGGER, [table, f"{table}_{way}_as_declared"])
        found = cursor.fetchone()
    assert found, f"{table} has no table of states: add a migration with DeclaredMoves"
    return set(re.findall(r"'([^']*)'", found[0].partition("EXECUTE FUNCTION")[2]))


@pytest.mark.django_db
@pytest.mark.parametrize("model", procedures(), ids=lambda model: model._meta.label_lower)
def test_the_database_knows_every_move_and_no_other(model: type[models.Model]) -> None:
    assert stated(model, "moves") == declared(model)


@pytest.mark.django_db
@pytest.mark.parametrize("model", procedures(), ids=lambda model: model._meta.label_lower)
def test_a_row_starts_where_the_procedure_starts(model: type[models.Model]) -> None:
    assert str(model._meta.get_field("status").default) in stated(model, "starts")
