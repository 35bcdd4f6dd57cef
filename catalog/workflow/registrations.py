"""From public notice to the number (26号 第十二条至第十五条)."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from catalog import blocks
from catalog.models import Objection, PublicNotice, Registration, RegistrationApplication
from catalog.numbering import next_number
from catalog.workflow.resources import mark_registered
from governance.deadlines import Due, due
from governance.due import due_work
from governance.models import AuditEvent
from governance.transitions import Transition, TransitionError, step

Status = RegistrationApplication.Status


@step(
    Transition(
        action="catalog.registrationapplication.give_notice",
        label=_("公示"),
        sources=frozenset({Status.REVIEWED}),
        target=Status.NOTICE,
        permission="catalog.announce_registrationapplication",
        clause=_("26号 第十二条"),
        starts_clock="reg.notice",
    )
)
def give_notice(application: RegistrationApplication, *, on: date) -> dict[str, object]:
    """The four public columns for ten full working days (26号 第十二条, I-22)."""
    term = _notice_term(application, on)
    notice = PublicNotice(
        application=application,
        registrant_name=application.registrant.name,
        kind_name=application.get_kind_display(),
        data_name=application.data_name,
        data_abstract=application.data_abstract,
        starts_on=on,
        ends_on=term.on,
        is_provisional=term.is_provisional,
    )
    notice.full_clean()
    notice.save()
    return {}


@step(
    Transition(
        action="catalog.registrationapplication.assign_code",
        label=_("赋码"),
        sources=frozenset({Status.NOTICE}),
        target=Status.CODED,
        permission="catalog.code_registrationapplication",
        clause=_("26号 第十三条至第十五条"),
    )
)
def assign_code(application: RegistrationApplication, *, actor: Any, on: date) -> dict[str, object]:
    """A number, three years and a frozen copy of the seven blocks, once the notice is over (I-22, I-24)."""
    notice = application.notice
    last_day = _last_notice_day(notice)
    if on <= last_day:
        raise TransitionError(
            _("“%(name)s”的公示%(day)s期满，次日起才能赋码。")
            % {"name": application, "day": last_day}
        )
    if Objection.objects.open().filter(notice=notice).exists():
        raise TransitionError(
            _("“%(name)s”还有未处理的异议，处理完毕后才能赋码。") % {"name": application}
        )
    registration = _coded(application, notice_ended_on=last_day, on=on)
    if application.resource is not None:
        mark_registered(application.resource, actor=actor, on=on, reason=registration.number)
    return {}


@step(
    Transition(
        action="catalog.registration.expire",
        label=_("期满"),
        sources=frozenset({Registration.Status.ACTIVE}),
        target=Registration.Status.EXPIRED,
        permission="catalog.expire_registration",
        clause=_("26号 第十五条"),
        is_duty=False,
        is_consequence=True,
    )
)
def expire(registration: Registration, *, on: date) -> dict[str, object]:
    """Not renewed at the end of its validity (26号 第十五条)."""
    if on <= registration.valid_to:
        raise TransitionError(
            _("登记“%(number)s”有效期至%(day)s，尚未期满。")
            % {"number": registration, "day": registration.valid_to}
        )
    return {}


@due_work(_("登记期满"))
def expire_registrations(actor: Any, on: date) -> int:
    """Every active registration whose last day has passed."""
    over = Registration.objects.filter(status=Registration.Status.ACTIVE, valid_to__lt=on)
    expired = [expire(registration, actor=actor, on=on) for registration in over]
    return len(expired)


@due_work(_("按新公布的工作日历重算公示期"))
def recompute_provisional_notices(actor: Any, on: date) -> int:
    """Notices whose end reached into a year that has been published since."""
    return sum(
        _recompute(notice.pk, actor) for notice in PublicNotice.objects.filter(is_provisional=True)
    )


@transaction.atomic
def _recompute(pk: int, actor: Any) -> int:
    notice = PublicNotice.objects.select_for_update(of=("self",)).get(pk=pk)
    term = _notice_term(notice.application, notice.starts_on)
    if term.is_provisional:
        return 0
    changes = {
        "ends_on": [notice.ends_on.isoformat(), term.on.isoformat()],
        "is_provisional": [True, False],
    }
    notice.ends_on, notice.is_provisional = term.on, False
    notice.save(update_fields=["ends_on", "is_provisional", "updated_at"])
    AuditEvent.objects.record("governance.deadline.recompute", notice, actor=actor, changes=changes)
    return 1


def _notice_term(application: RegistrationApplication, start: date) -> Due:
    return due("reg.notice", start=start, region_code=application.deadline_region_code)


def _last_notice_day(notice: PublicNotice) -> date:
    """The end as announced or, where the calendar has changed since, as counted now: never the earlier one."""
    return max(notice.ends_on, _notice_term(notice.application, notice.starts_on).on)


def _coded(
    application: RegistrationApplication, *, notice_ended_on: date, on: date
) -> Registration:
    frozen = blocks.content(application)
    registration = Registration(
        number=next_number(application.registry, year=on.year),
        application=application,
        resource=application.resource,
        registrant=application.registrant,
        registry=application.registry,
        data_name=application.data_name,
        notice_ended_on=notice_ended_on,
        coded_on=on,
        valid_from=on,
        valid_to=due("reg.validity", start=on, region_code=application.deadline_region_code).on,
        content=frozen,
        content_digest=blocks.digest(frozen),
        status_since=on,
    )
    registration.full_clean()
    registration.save(force_insert=True)
    return registration
