"""Edits: the only door through which a draft is written. Version, validation, save, policy, event."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

from governance import policies
from governance.characters import require_writable
from governance.collisions import is_hidden_collision
from governance.constraints import database_refusal, validation_refusal
from governance.errors import NotPermitted, StaleVersion, TransitionError
from governance.models import AuditEvent
from governance.records import GovernedModel
from governance.snapshots import Changes, difference, snapshot

Relations = Callable[[], None]


def save(
    subject: Any,
    *,
    actor: Any,
    expected_version: int | None = None,
    reason: str = "",
    relations: Relations | None = None,
) -> AuditEvent:
    """Store a new or changed record (or a valid model form) for ``actor`` and return the event.

    ``expected_version`` is the version that the person had before the eyes; ``relations`` writes what hangs on the
    row, in the same transaction. Raises ``NotPermitted``, ``StaleVersion``, ``InvalidInput`` or ``TransitionError``.
    """
    instance, write_relations = _unpack(subject, relations)
    is_new = instance._state.adding
    verb = "add" if is_new else "change"
    tell = partial(
        AuditEvent.objects.record,
        f"{instance._meta.label_lower}.{verb}",
        instance,
        actor=actor,
        reason=reason,
    )
    with _refusals(tell, actor, instance), transaction.atomic():
        # Forms judge the constraints all at once for the person; here the database does, in the same words.
        changes = _add(instance, actor) if is_new else _change(instance, actor, expected_version)
        write_relations()
        _require(actor, verb, instance)
        return tell(changes=changes)


@contextmanager
def _refusals(
    tell: Callable[..., AuditEvent], actor: Any, instance: models.Model
) -> Iterator[None]:
    """A missing right goes on record; what the database refuses becomes a sentence."""
    try:
        with _nothing_of_hidden_rows(actor, instance):
            yield
    except NotPermitted as refusal:
        tell(outcome="refused", changes={"message": str(refusal)})
        raise
    except ValidationError as error:
        raise validation_refusal(error) from error
    except IntegrityError as error:
        raise database_refusal(error) from error


@contextmanager
def _nothing_of_hidden_rows(actor: Any, instance: models.Model) -> Iterator[None]:
    """Whoever writes beside a row that he may not see hears what he would hear were it not there."""
    is_new = instance._state.adding
    try:
        yield
    except IntegrityError as error:
        if not is_new or not is_hidden_collision(instance, error, actor):
            raise
        instance.pk = None
        raise _no_right(actor, "add", instance) from None


def _unpack(subject: Any, relations: Relations | None) -> tuple[models.Model, Relations]:
    if isinstance(subject, models.Model):
        return subject, relations or (lambda: None)
    instance = subject.save(commit=False)
    return instance, relations or subject.save_m2m


def _require(actor: Any, verb: str, instance: models.Model) -> None:
    meta = instance._meta
    permission = f"{meta.app_label}.{verb}_{meta.model_name}"
    if not policies.holds(actor, permission, instance):
        raise _no_right(actor, verb, instance)


def _no_right(actor: Any, verb: str, instance: models.Model) -> NotPermitted:
    meta = instance._meta
    permission = f"{meta.app_label}.{verb}_{meta.model_name}"
    clauses = policies.explain(actor, permission, instance).clauses
    return NotPermitted(
        _("您无权%(verb)s“%(record)s”：%(clauses)s")
        % {
            "verb": _("新建") if verb == "add" else _("修改"),
            "record": instance._meta.verbose_name if verb == "add" else instance,
            "clauses": "；".join(clauses),
        }
    )


def _add(instance: models.Model, actor: Any) -> Changes:
    if hasattr(instance, "created_by_id") and actor.is_authenticated:
        instance.created_by_id = actor.pk
    require_writable(snapshot(instance), type(instance))
    instance.full_clean(validate_constraints=False)
    instance.save(force_insert=True)
    if isinstance(instance, GovernedModel):
        instance.refresh_derived()
    return difference(
        {}, {name: value for name, value in snapshot(instance).items() if value not in (None, "")}
    )


def _change(instance: Any, actor: Any, expected_version: int | None) -> Changes:
    stored = type(instance)._base_manager.select_for_update(of=("self",)).get(pk=instance.pk)
    _require(actor, "change", stored)
    before, after = snapshot(stored), snapshot(instance)
    if expected_version is not None and stored.version != expected_version:
        raise StaleVersion(
            _("“%(record)s”已被他人修改，您的修改尚未保存。请核对差异后再保存。")
            % {"record": stored},
            details=difference(before, after),
        )
    if before.get("status") != after.get("status"):
        raise TransitionError(_("状态只能通过办理步骤改变，不能直接修改。"))
    changed = difference(before, after)
    require_writable({name: after[name] for name in changed}, type(instance))
    instance.version = stored.version + 1
    instance.full_clean(validate_constraints=False)
    instance.save()
    if isinstance(instance, GovernedModel):
        instance.refresh_derived()
    return difference(before, snapshot(instance))
