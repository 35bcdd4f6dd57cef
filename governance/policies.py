"""Policies: a permission is a function from a person to the rows it covers; a missing one is an error."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core import checks
from django.db.models import Model, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from governance.actors import Actor, as_actor
from governance.possibility import possibility

NO_ROW = Q(pk__in=[])


@dataclass(frozen=True)
class Ground:
    """One clause of a policy: the words for it, and the rows it speaks of."""

    label: str | Promise
    condition: Q


@dataclass(frozen=True)
class Grounds:
    """What allows, and what bars even so."""

    allowed: tuple[Ground, ...] = ()
    barred: tuple[Ground, ...] = ()

    def __or__(self, other: "Grounds") -> "Grounds":
        return Grounds(self.allowed + other.allowed, self.barred + other.barred)

    def unless(self, label: str | Promise, condition: Q) -> "Grounds":
        """The same grounds, except for the rows of ``condition``."""
        return Grounds(self.allowed, (*self.barred, Ground(label, condition)))

    @property
    def condition(self) -> Q:
        """The rows covered, as one filter."""
        covered = NO_ROW
        for ground in self.allowed:
            # Django reads an empty ``Q()`` as neutral in "or": a clause for all rows would shrink to the others.
            if not ground.condition:
                covered = Q()
                break
            covered = ground.condition if covered is NO_ROW else covered | ground.condition
        for ground in self.barred:
            covered &= ~ground.condition
        return covered


def allow(label: str | Promise, condition: Q) -> Grounds:
    """Grounds with one clause."""
    return Grounds((Ground(label, condition),))


NOBODY = Grounds()
EVERYBODY = allow(_("向所有人公开"), Q())

Rule = Callable[[Actor], Grounds]
_rules: dict[str, Rule] = {}


def rule(*permissions: str) -> Callable[[Rule], Rule]:
    """Register the decorated function as the policy of these permissions (``app.verb_model``)."""

    def declare(policy: Rule) -> Rule:
        for permission in permissions:
            if permission in _rules:
                raise ValueError(f"{permission} has two rules")
            _rules[permission] = policy
        return policy

    return declare


def is_known(permission: str) -> bool:
    """Whether a rule answers for this permission."""
    return permission in _rules


def grounds(user: Any, permission: str) -> Grounds:
    """The clauses for this person; raises ``KeyError`` for a permission without a rule."""
    return _rules[permission](as_actor(user))


def predicate(user: Any, permission: str) -> Q:
    """The filter for the rows on which ``user`` holds ``permission``: the only place that decides it."""
    return grounds(user, permission).condition


def could(user: Any, permission: str, model: type[Model]) -> bool:
    """Whether the permission could cover any row at all, told without a query (for menus and buttons)."""
    return possibility(predicate(user, permission)) is not False


def holds(user: Any, permission: str, subject: Model) -> bool:
    """Whether the permission covers this stored row (one query)."""
    rows = type(subject)._base_manager.filter(pk=subject.pk)
    return rows.filter(predicate(user, permission)).exists()


def covered(user: Any, permission: str, subjects: Iterable[Model]) -> set[Any]:
    """The primary keys among ``subjects`` (of one model) that the permission covers, in one query."""
    rows = list(subjects)
    if not rows:
        return set()
    allowed = type(rows[0])._base_manager.filter(
        predicate(user, permission), pk__in=[row.pk for row in rows]
    )
    return set(allowed.values_list("pk", flat=True))


@dataclass(frozen=True)
class Verdict:
    """An answer with the clauses that led to it."""

    allowed: bool
    clauses: tuple[str, ...]


def explain(user: Any, permission: str, subject: Model) -> Verdict:
    """Which clause allows or refuses ``permission`` on this row, in words."""
    known = grounds(user, permission)
    rows = type(subject)._base_manager.filter(pk=subject.pk)
    barred = tuple(str(g.label) for g in known.barred if rows.filter(g.condition).exists())
    if barred:
        return Verdict(False, barred)
    allowed = tuple(str(g.label) for g in known.allowed if rows.filter(g.condition).exists())
    if allowed:
        return Verdict(True, allowed)
    return Verdict(False, (str(_("没有任何条款授予此项权限。")),))


def governed_models() -> Iterator[type[Model]]:
    """Every model whose rows only policies give access to."""
    return (model for model in apps.get_models() if getattr(model, "is_governed", False))


def permissions_of(model: type[Model]) -> list[str]:
    """The full names of the permissions that the model declares."""
    meta = model._meta
    plain = [f"{action}_{meta.model_name}" for action in meta.default_permissions]
    return [
        f"{meta.app_label}.{name}" for name in (*plain, *(name for name, label in meta.permissions))
    ]


@checks.register(checks.Tags.security)
def every_permission_has_a_rule(**kwargs: Any) -> list[checks.CheckMessage]:
    """A governed model without a rule for each of its permissions must not start."""
    return [
        checks.Error(
            f"{permission} has no policy rule",
            hint=f"Add it to {model._meta.app_label}/policies.py",
            obj=model,
            id="governance.E001",
        )
        for model in governed_models()
        for permission in permissions_of(model)
        if not is_known(permission)
    ]
