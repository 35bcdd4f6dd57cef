"""Start-up errors for admin classes that would open a leak: the site does not start with one."""

from collections.abc import Iterator
from typing import Any

from django.contrib.admin.sites import all_sites
from django.core import checks
from django.db import models

from governance.admin.inlines import PolicyRows
from governance.admin.policy_admin import PolicyAdmin
from governance.policies import governed_models


def registered() -> Iterator[Any]:
    """Every admin class of every site."""
    return (model_admin for site in all_sites for model_admin in site._registry.values())


def _error(number: int, message: str, hint: str, found: Any) -> checks.Error:
    return checks.Error(message, hint=hint, obj=found, id=f"governance.E{number:03}")


@checks.register(checks.Tags.security)
def nothing_is_edited_in_a_list(**kwargs: Any) -> list[checks.CheckMessage]:
    """``list_editable`` writes rows that the person may only see."""
    hint = "Offer a step, or edit the record on its own page."
    return [
        _error(2, "list_editable is not allowed", hint, each)
        for each in registered()
        if each.list_editable
    ]


@checks.register(checks.Tags.security)
def every_admin_asks_the_policies(**kwargs: Any) -> list[checks.CheckMessage]:
    """An admin class or inline of Django's own knows nothing of policies."""
    hint = "Derive it from governance.admin.PolicyAdmin or PolicyInline."
    found = [each for each in registered() if not isinstance(each, PolicyAdmin)]
    rows = [
        rows for each in registered() for rows in each.inlines if not issubclass(rows, PolicyRows)
    ]
    return [_error(3, "not under the policies", hint, each) for each in (*found, *rows)]


@checks.register(checks.Tags.models)
def every_record_has_a_name(**kwargs: Any) -> list[checks.CheckMessage]:
    """“Resource object (11)” tells nobody anything."""
    hint = "Give the model a __str__ in the words of its users."
    nameless = (model for model in governed_models() if model.__str__ is models.Model.__str__)
    return [_error(5, "the model has no __str__", hint, model) for model in nameless]
