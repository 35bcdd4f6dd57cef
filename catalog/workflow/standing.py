"""What becomes of a registration: replaced, corrected, renewed, expired, cancelled or revoked (26号 9, 15, 20)."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from catalog import blocks, claims
from catalog.clocks import renewal_window_days
from catalog.models import Registration, RegistrationApplication, RegistrationVersion, Revocation
from catalog.validity import renewal_opens_on
from governance.transitions import Transition, TransitionError, step

Status = Registration.Status
STANDING = frozenset({Status.ACTIVE})


@step(
    Transition(
        action="catalog.registration.supersede",
        label=_("以变更后的登记替代"),
        sources=STANDING,
        target=Status.SUPERSEDED,
        permission="catalog.supersede_registration",
        clause=_("26号 第九条第二项"),
        needs_reason=True,
        is_duty=False,
        is_consequence=True,
    )
)
def supersede(registration: Registration, *, on: date, reason: str) -> dict[str, object]:
    """A change was coded: the registration that follows has its content and its remaining time."""
    return {"ended_on": on, "end_reason": reason.strip()}


@step(
    Transition(
        action="catalog.registration.amend",
        label=_("记录更正"),
        sources=STANDING,
        target=None,
        permission="catalog.amend_registration",
        clause=_("26号 第九条第三项"),
        needs_reason=True,
        keeps_clock=True,
        is_duty=False,
        is_consequence=True,
    )
)
def amend(
    registration: Registration, *, application: RegistrationApplication, on: date, reason: str
) -> dict[str, object]:
    """The corrected content as a version of its own; what was coded stays as it was."""
    frozen = blocks.content(claims.whole(application))
    version = RegistrationVersion(
        registration=registration,
        sequence=registration.versions.count() + 2,
        application=application,
        content=frozen,
        content_digest=blocks.digest(frozen),
        corrected_on=on,
        reason=reason.strip(),
    )
    version.full_clean()
    version.save(force_insert=True)
    return {"corrected_on": on, "data_name": application.data_name}


@step(
    Transition(
        action="catalog.registration.cancel",
        label=_("注销"),
        sources=STANDING,
        target=Status.CANCELLED,
        permission="catalog.end_registration",
        clause=_("26号 第九条第四项"),
        needs_reason=True,
        is_duty=False,
        is_consequence=True,
    )
)
def cancel(registration: Registration, *, on: date, reason: str) -> dict[str, object]:
    """Ended on the registrant's application, on one of the four grounds."""
    return {"ended_on": on, "end_reason": reason.strip()}


@step(
    Transition(
        action="catalog.registration.revoke",
        label=_("撤销登记"),
        sources=STANDING,
        target=Status.REVOKED,
        permission="catalog.end_registration",
        clause=_("26号 第二十条"),
        needs_reason=True,
        is_duty=False,
        is_consequence=True,
    )
)
def revoke(registration: Registration, *, on: date, reason: str) -> dict[str, object]:
    """Ended by the registry, after verification, on one of the grounds of article 20."""
    found = Revocation.objects.filter(registration__in=(registration.pk, registration.previous_id))
    if not found.filter(status=Revocation.Status.VERIFIED).exists():
        raise TransitionError(
            _("撤销登记“%(number)s”须先核实，再由另一人在撤销记录上决定。")
            % {"number": registration}
        )
    return {"ended_on": on, "end_reason": reason.strip()}


def end_all(
    registration: Any, end: Callable[..., Any], *, actor: Any, on: date, reason: str
) -> None:
    """End a registration and the renewal that waits for its turn."""
    waiting = registration.successors.filter(status=Status.ACTIVE)
    for each in (registration, *waiting):
        end(each, actor=actor, on=on, reason=reason)


@step(
    Transition(
        action="catalog.registration.open_renewal",
        label=_("进入续展申请期"),
        sources=STANDING,
        target=None,
        permission="catalog.expire_registration",
        clause=_("26号 第十五条"),
        keeps_clock=True,
        is_duty=False,
        is_consequence=True,
    )
)
def open_renewal(registration: Registration, *, on: date) -> dict[str, object]:
    """The last sixty days have begun: the registrant has to decide by the end of the validity (I-25)."""
    days = renewal_window_days(registration.deadline_region_code)
    opens_on = renewal_opens_on(registration.valid_to, days=days)
    if on < opens_on:
        raise TransitionError(
            _("登记“%(number)s”的续展申请期自%(day)s开始。")
            % {"number": registration, "day": opens_on}
        )
    return {"due_on": registration.valid_to, "due_rule": "reg.renew_window"}


@step(
    Transition(
        action="catalog.registration.expire",
        label=_("期满"),
        sources=STANDING,
        target=Status.EXPIRED,
        permission="catalog.expire_registration",
        clause=_("26号 第十五条"),
        is_duty=False,
        is_consequence=True,
    )
)
def expire(registration: Registration, *, on: date) -> dict[str, object]:
    """Not renewed at the end of its validity (26号 第十五条)."""
    _require_over(registration, on)
    return {"ended_on": registration.valid_to}


@step(
    Transition(
        action="catalog.registration.pass_on",
        label=_("期满，由续展的登记接续"),
        sources=STANDING,
        target=Status.RENEWED,
        permission="catalog.expire_registration",
        clause=_("26号 第十五条"),
        is_duty=False,
        is_consequence=True,
    )
)
def pass_on(registration: Registration, *, on: date) -> dict[str, object]:
    """The renewal takes over on the day after the end (26号 第十五条, I-25)."""
    _require_over(registration, on)
    return {"ended_on": registration.valid_to}


def _require_over(registration: Registration, on: date) -> None:
    if on <= registration.valid_to:
        raise TransitionError(
            _("登记“%(number)s”有效期至%(day)s，尚未期满。")
            % {"number": registration, "day": registration.valid_to}
        )
