"""The 权限 page: every permission on a record, for whom, and the clause that allows or refuses it."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Model
from django.http import HttpRequest

from governance.policies import Verdict, could, explain, is_known, permissions_of, predicate
from governance.transitions import steps_of
from governance.visibility import permission_name
from governance.words import action_words

VERBS = {"view": "查看", "add": "新建", "change": "修改"}


@dataclass(frozen=True)
class Right:
    """One permission in words with its verdict."""

    permission: str
    label: str
    verdict: Verdict


def rights_of(user: Any, subject: Model) -> list[Right]:
    """Every permission of the record's model, explained for this person."""
    return [
        Right(
            permission,
            permission_words(permission, type(subject)),
            explain(user, permission, subject),
        )
        for permission in permissions_of(type(subject))
        if is_known(permission)
    ]


def permission_words(permission: str, model: type[Model]) -> str:
    """A permission as people say it: its declared name, the label of its step, or 查看, 新建, 修改."""
    codename = permission.partition(".")[2]
    declared = dict(model._meta.permissions).get(codename)
    if declared:
        return str(declared)
    verb = codename.removesuffix(f"_{model._meta.model_name}")
    if verb in VERBS:
        return f"{VERBS[verb]}{model._meta.verbose_name}"
    step = next(
        (each for each in steps_of(model) if each.transition.permission == permission), None
    )
    return action_words(step.transition.action) if step else permission


def rights_context(request: HttpRequest, subject: Model) -> dict[str, Any]:
    """My rights on the record; for those who look after rights, also those of a chosen person."""
    may_choose = may_ask_for_others(request.user)
    chosen = chosen_person(request) if may_choose else None
    return {
        "rights": rights_of(chosen or request.user, subject),
        "may_choose": may_choose,
        "chosen": chosen,
        "asked_for": request.GET.get("person", ""),
    }


def may_ask_for_others(user: Any) -> bool:
    """Whether this person may ask about the rights of others (security administrators and auditors)."""
    model = get_user_model()
    permission = permission_name(model, "explain")
    return is_known(permission) and could(user, permission, model)


def chosen_person(request: HttpRequest) -> Any:
    """The person asked about, by sign-in name: only among those about whom the asker may ask."""
    name = request.GET.get("person", "").strip()
    model = get_user_model()
    rows = model._default_manager.filter(predicate(request.user, permission_name(model, "explain")))
    return rows.filter(**{model.USERNAME_FIELD: name}).first() if name else None
