"""Which rows a person may see, for any model: governed or not, asked by its permission's name."""

from typing import Any

from django.db.models import Model, QuerySet

from governance.policies import is_known, predicate


def permission_name(model: type[Model], verb: str) -> str:
    """The full name of a model's permission."""
    return f"{model._meta.app_label}.{verb}_{model._meta.model_name}"


def visible_rows(model: type[Model], user: Any) -> QuerySet[Any]:
    """The rows of any model that ``user`` may see: none where no rule speaks of the model."""
    return only_visible(model._default_manager.all(), user)


def only_visible(rows: QuerySet[Any], user: Any) -> QuerySet[Any]:
    """The rows among these that ``user`` may see."""
    permission = permission_name(rows.model, "view")
    return rows.filter(predicate(user, permission)) if is_known(permission) else rows.none()
