"""The registration ledger (登记台账): for each stage of an application its term, its end, and whether that was in time.

A clock that has ended is read from the audit trail, one that runs from the record; the day is always passed in.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.db.models import (
    Case,
    CharField,
    Count,
    DateField,
    F,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast, Concat, ExtractYear, LPad, TruncDate
from django.db.models.lookups import Exact, GreaterThan, IsNull
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from catalog.models import RegistrationApplication
from governance import clock
from governance.models import AuditEvent
from governance.presentation import Tone

Status = RegistrationApplication.Status
RECEIPT_PREFIX = "登申-"
RECEIPT_DIGITS = 6
LABEL = RegistrationApplication._meta.label_lower


class Outcome(models.TextChoices):
    """How a stage stands against its term."""

    ON_TIME = "on_time", _("按期办结")
    LATE = "late", _("超期办结")
    OPEN = "open", _("办理中，未到期")
    OVERDUE = "overdue", _("已逾期，未办结")


TONES = {
    Outcome.ON_TIME: Tone.OK,
    Outcome.LATE: Tone.WARN,
    Outcome.OPEN: Tone.GO,
    Outcome.OVERDUE: Tone.BAD,
}


@dataclass(frozen=True)
class Stage:
    """A stage: the rule of its clock and, where the clock alone does not tell, the steps that end it."""

    key: str
    title: str | Promise
    rule: str
    endings: tuple[str, ...] = ()
    # A notice cannot be too slow: its term is the public's.
    can_be_late: bool = True

    @property
    def ended(self) -> Q:
        """The events with which the stage has ended."""
        if self.endings:
            return Q(action__in=[f"{LABEL}.{verb}" for verb in self.endings])
        return Q(changes__due_rule__0=self.rule)


STAGES = (
    Stage("acceptance", _("受理"), "reg.accept"),
    Stage("review", _("形式审核"), "reg.review"),
    Stage("cancellation", _("注销"), "reg.cancel"),
    Stage("notice", _("公示"), "reg.notice", can_be_late=False),
    Stage("coding", _("赋码"), "reg.code", ("assign_code", "correct")),
)
BY_KEY = {stage.key: stage for stage in STAGES}


def _last(stage: Stage, value: Any) -> Subquery:
    events = AuditEvent.objects.filter(
        stage.ended,
        subject_type=LABEL,
        subject_id=Cast(OuterRef("pk"), CharField()),
        outcome=AuditEvent.Outcome.DONE,
    )
    return Subquery(events.order_by("-id").annotate(told=value).values("told")[:1])


def _before(name: str) -> KeyTextTransform:
    """What a column of the application was before the event."""
    return KeyTextTransform(0, KeyTransform(name, "changes"))


def done_on(stage: Stage) -> Subquery:
    """The day on which the stage last ended."""
    return _last(stage, TruncDate("at", tzinfo=timezone.get_default_timezone()))


def due_on(stage: Stage) -> Case:
    """The day on which it is, or was, due."""
    told = Case(
        When(changes__due_rule__0=stage.rule, then=Cast(_before("due_on"), DateField())),
        output_field=DateField(),
    )
    return Case(When(due_rule=stage.rule, then=F("due_on")), default=_last(stage, told))


def outcome(stage: Stage, on: date) -> Case:
    """Whether the term was kept; empty where the stage was not reached."""
    runs, done = Q(due_rule=stage.rule), done_on(stage)
    chosen = [
        When(runs & Q(due_on__gte=on), then=_word(Outcome.OPEN)),
        When(runs, then=_word(Outcome.OVERDUE if stage.can_be_late else Outcome.OPEN)),
        When(IsNull(done, True), then=Value("")),
    ]
    if stage.can_be_late:
        chosen.append(When(GreaterThan(done, due_on(stage)), then=_word(Outcome.LATE)))
    return Case(*chosen, default=_word(Outcome.ON_TIME), output_field=CharField())


def _word(outcome: Outcome) -> Value:
    return Value(outcome.value)


def told_outcome(stage: Stage) -> Case:
    """The same in words, as of today: for a file."""
    judged = outcome(stage, clock.today())
    words = [
        When(Exact(judged, Value(each.value)), then=Value(str(each.label))) for each in Outcome
    ]
    return Case(*words, default=Value(""), output_field=CharField())


def receipt_number() -> Case:
    """The number under which the registry received an application."""
    number = Concat(
        Value(RECEIPT_PREFIX),
        Cast(ExtractYear("first_received_on"), CharField()),
        Value("-"),
        LPad(Cast("pk", CharField()), RECEIPT_DIGITS, Value("0")),
    )
    return Case(
        When(first_received_on=None, then=Value("")), default=number, output_field=CharField()
    )


def in_outcome(rows: Any, stage: Stage, wanted: str, on: date) -> Any:
    """The applications whose stage stands so: the rows behind a figure."""
    return rows.alias(stage_outcome=outcome(stage, on)).filter(stage_outcome=wanted)


def counted(rows: Any, stage: Stage, on: date) -> dict[tuple[int, str], int]:
    """How many applications of each registry stand how: (registry, outcome) → number, in one statement."""
    told = rows.annotate(stage_outcome=outcome(stage, on)).exclude(stage_outcome="").order_by()
    grouped = told.values("registry", "stage_outcome").annotate(number=Count("pk"))
    return {(each["registry"], each["stage_outcome"]): each["number"] for each in grouped}
