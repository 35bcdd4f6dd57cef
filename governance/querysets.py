"""Querysets that know what a person may see."""

from typing import Any, Self, TypeVar

from django.db import models

from governance.policies import predicate

M_co = TypeVar("M_co", bound=models.Model, covariant=True)


class PolicyQuerySet(models.QuerySet[M_co]):
    """Rows filtered by the very predicate that answers for one row."""

    def permitted(self, user: Any, permission: str) -> Self:
        """The rows on which ``user`` holds ``permission``."""
        return self.filter(predicate(user, permission))

    def visible_to(self, user: Any) -> Self:
        """The rows that ``user`` may see; for everybody else they do not exist."""
        meta = self.model._meta
        return self.permitted(user, f"{meta.app_label}.view_{meta.model_name}")
