"""Steps: the only door to a change of state. Lock, permission, state, reason, rule, save, event."""

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from governance import clock, deadlines, policies
from governance.characters import require_writable
from governance.constraints import database_refusal, validation_refusal
from governance.errors import (
    InvalidInput,
    NotPermitted,
    ReasonMissing,
    Refusal,
    TransitionError,
    WrongState,
)
from governance.models import AuditEvent
from governance.records import GovernedModel
from governance.replays import Replay
from governance.snapshots import difference, snapshot

__all__ = [
    "Step",
    "Transition",
    "TransitionError",
    "offered_steps_of",
    "step",
    "steps",
    "steps_of",
]

Rule = Callable[..., Mapping[str, Any] | None]
Check = Callable[..., None]


#: What a rule may ask for by naming it: who acts, why, on which day, at which moment.
OFFERED = frozenset({"actor", "reason", "on", "at"})


@dataclass(frozen=True, kw_only=True)
class Transition:
    """One row of a procedure's table."""

    action: str
    label: str | Promise
    sources: frozenset[str]
    target: str | None
    permission: str
    clause: str | Promise = ""
    needs_reason: bool = False
    # What to write as the reason, where the usual words do not say it.
    reason_hint: str | Promise = ""
    starts_clock: str = ""
    keeps_clock: bool = False
    is_duty: bool = True
    # The rows that owe the step now, where standing in a source state does not yet mean it.
    owed: Callable[[], models.Q] | None = None
    # Brought about by another step or by a job: no door offers it.
    is_consequence: bool = False
    # A procedure beside the main one: offered after it.
    is_aside: bool = False
    form: type | None = None
    # States to which the rule may lead instead of the target, by returning one of them as ``status``.
    alternatives: frozenset[str] = frozenset()

    @property
    def verb(self) -> str:
        """The last word of the action: the name of the step at every door."""
        return self.action.rpartition(".")[2]

    @property
    def model_label(self) -> str:
        """``app.model`` of the records that the step moves."""
        return self.action.rpartition(".")[0]


class Step:
    """A transition together with the rule that the procedure adds; calling it carries it out."""

    def __init__(self, transition: Transition, rule: Rule) -> None:
        self.transition = transition
        self.rule = rule
        self.__name__ = rule.__name__
        self.__module__ = rule.__module__
        self.__doc__ = rule.__doc__
        self._offered = frozenset(inspect.signature(rule).parameters) & OFFERED
        self._checks: list[Check] = []

    def __repr__(self) -> str:
        return f"<Step {self.transition.action}>"

    def __call__(
        self,
        subject: models.Model,
        *,
        actor: Any,
        reason: str = "",
        on: date | None = None,
        at: datetime | None = None,
        idempotency_key: str = "",
        **arguments: Any,
    ) -> AuditEvent:
        """Carry the step out for ``actor``; return its event, or raise a ``Refusal`` and leave all as it was."""
        when = clock.when(on, at)
        replay = Replay(
            idempotency_key, actor, [self.transition.action, subject.pk, reason, arguments]
        )
        try:
            with transaction.atomic():
                return replay.answer(lambda: self._run(subject, actor, reason, when, arguments))
        except NotPermitted as refusal:
            AuditEvent.objects.record(
                self.transition.action, subject, actor=actor, reason=reason, outcome="refused",
                changes={"message": str(refusal)},
            )  # fmt: skip
            raise
        except ValidationError as error:
            raise validation_refusal(error) from error
        except IntegrityError as error:
            raise database_refusal(error) from error

    def _run(
        self, subject: models.Model, actor: Any, reason: str, when: clock.When, arguments: Mapping[str, Any]
    ) -> AuditEvent:  # fmt: skip
        on, at = when
        locked = _lock(subject)
        self.require(locked, actor=actor)
        if self.transition.needs_reason and not reason.strip():
            raise ReasonMissing(_("请填写理由，再%(step)s。") % {"step": self.transition.label})
        require_writable({"reason": reason, **arguments}, type(locked))
        self._require_ready(locked, on)
        before = snapshot(locked)
        context = {"actor": actor, "reason": reason, "on": on, "at": at}
        given = {name: context[name] for name in self._offered}
        after = dict(self.rule(locked, **given, **arguments) or {})
        state = self._state(locked, on, str(after.get("status", "")))
        changes = _apply(locked, after | state, before)
        # Keep the caller's own instance in step with the row.
        subject.refresh_from_db()
        return AuditEvent.objects.record(
            self.transition.action, locked, actor=actor, reason=reason,
            legal_basis=str(self.transition.clause), changes=changes,
        )  # fmt: skip

    def waits_for(self, check: Check) -> Check:
        """Declare what must be so before the step can succeed, whoever takes it and whatever is filled in.

        The check raises a ``Refusal`` that says what is wanting and from when the step is possible. Every door asks
        it before the rule; a page shows the step as not yet possible, with this very sentence.
        """
        self._checks.append(check)
        return check

    def _require_ready(self, subject: models.Model, on: date) -> None:
        for check in self._checks:
            check(subject, on=on)

    def hindrance(self, subject: models.Model, *, on: date) -> str:
        """Why the step cannot succeed on this day, or nothing where it can."""
        try:
            self._require_ready(subject, on)
        except Refusal as refusal:
            return str(refusal.message)
        return ""

    def require(self, subject: models.Model, *, actor: Any) -> None:
        """Permission first, then state: an outsider learns nothing about the state."""
        transition = self.transition
        if not policies.holds(actor, transition.permission, subject):
            clauses = policies.explain(actor, transition.permission, subject).clauses
            raise NotPermitted(
                _("您无权对“%(record)s”%(step)s：%(clauses)s")
                % {"record": subject, "step": transition.label, "clauses": "；".join(clauses)}
            )
        status = getattr(subject, "status", None)
        if status not in transition.sources:
            raise WrongState(
                _("“%(record)s”当前为“%(status)s”，不能%(step)s。请刷新页面，查看最新状态。")
                % {"record": subject, "status": _status_word(subject), "step": transition.label}
            )

    def is_owed_by(self, subject: models.Model) -> bool:
        """Whether the record as it stands waits for this step, whoever carries it out."""
        transition = self.transition
        if not transition.is_duty or getattr(subject, "status", None) not in transition.sources:
            return False
        rows = type(subject)._base_manager.filter(pk=subject.pk)
        return transition.owed is None or rows.filter(transition.owed()).exists()

    def refusal(self, subject: models.Model, *, actor: Any) -> Refusal | None:
        """Why the step is not open to this person on this row, or ``None`` where it is."""
        try:
            self.require(subject, actor=actor)
        except Refusal as refusal:
            return refusal
        return None

    def _state(self, subject: models.Model, on: date, chosen: str) -> dict[str, Any]:
        is_alternative = chosen in self.transition.alternatives
        target = chosen if is_alternative else self.transition.target
        state: dict[str, Any] = {} if target is None else {"status": target, "status_since": on}
        if not hasattr(subject, "due_on") or self.transition.keeps_clock:
            return state
        if is_alternative and self.transition.starts_clock:
            # The clock runs from the target; whoever ends elsewhere has none.
            return state | deadlines.NO_CLOCK
        if not self.transition.starts_clock:
            return state if target is None else state | deadlines.NO_CLOCK
        region = getattr(subject, "deadline_region_code", "")
        due = deadlines.due(self.transition.starts_clock, start=on, region_code=region)
        return state | due.clock


def _status_word(subject: models.Model) -> str:
    display = getattr(subject, "get_status_display", None)
    return str(display()) if display else ""


def _lock(subject: models.Model) -> models.Model:
    manager: models.Manager[Any] = type(subject)._base_manager
    first = subject.lock_first() if isinstance(subject, GovernedModel) else None
    if first is not None:
        list(first.select_for_update(of=("self",)))
    try:
        return manager.select_for_update(of=("self",)).get(pk=subject.pk)
    except manager.model.DoesNotExist as error:
        raise InvalidInput(_("这条记录不存在，请返回列表重新选择。")) from error


def _apply(
    locked: models.Model, after: Mapping[str, Any], before: dict[str, Any]
) -> dict[str, list[Any]]:
    for name, value in after.items():
        setattr(locked, name, value)
    if hasattr(locked, "version"):
        locked.version += 1
    # The database judges the constraints, and its refusal carries their sentence: asking twice costs ten queries.
    locked.full_clean(validate_constraints=False)
    locked.save()
    if isinstance(locked, GovernedModel):
        locked.refresh_derived()
    return difference(before, snapshot(locked))


_steps: dict[str, Step] = {}


def step(transition: Transition) -> Callable[[Rule], Step]:
    """Declare a step: the rule sees the locked row and returns what to set besides the status."""

    def declare(rule: Rule) -> Step:
        if transition.action in _steps:
            raise ValueError(f"{transition.action} is declared twice")
        declared = Step(transition, rule)
        _steps[transition.action] = declared
        return declared

    return declare


def steps() -> Iterable[Step]:
    """Every step of the portal."""
    return _steps.values()


def offered_steps_of(model: type[models.Model]) -> list[Step]:
    """The steps that a person may choose; what another step or a job brings about is not offered."""
    offered = (each for each in steps_of(model) if not each.transition.is_consequence)
    return sorted(offered, key=lambda each: each.transition.is_aside)


def steps_of(model: type[models.Model]) -> list[Step]:
    """The procedure of one model, in the order of its table."""
    return [
        each for each in _steps.values() if each.transition.model_label == model._meta.label_lower
    ]
