"""What time brings about in registering; the daily run does it, as often as one likes (26号 第十二条至第十五条)."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from catalog.models import PublicNotice, Registration, RegistrationApplication
from catalog.models.registrations import EXPIRING_DAYS
from catalog.workflow import applications, registrations, standing
from governance.due import due_work
from governance.models import AuditEvent

Status = RegistrationApplication.Status
Standing = Registration.Status


@due_work(_("逾期未补正的续展申请终止"))
def lapse_late_renewals(actor: Any, on: date) -> int:
    """Renewals returned for supplement and never put right, once the validity is over; before it expires."""
    late = RegistrationApplication.objects.filter(applications.given_up(on)).select_related("about")
    return len([_lapse_late(each, actor, on) for each in late])


def _lapse_late(application: Any, actor: Any, on: date) -> Any:
    about = application.about
    told = {"due": application.due_on, "number": about, "day": about.valid_to}
    reason = str(_("补正期限%(due)s已过，登记%(number)s已于%(day)s期满，续展申请终止。") % told)
    return applications.lapse(application, actor=actor, on=on, reason=reason)


@due_work(_("登记期满"))
def expire_registrations(actor: Any, on: date) -> int:
    """Every active registration whose last day has passed, unless a renewal asked for in time is still examined."""
    over = Registration.objects.over(on)
    passed_on = [standing.pass_on(each, actor=actor, on=on) for each in over.renewed()]
    left = over.filter(status=Standing.ACTIVE).exclude(_renewal_is_examined())
    expired = [standing.expire(each, actor=actor, on=on) for each in left]
    return len(passed_on) + len(expired)


def _renewal_is_examined() -> Exists:
    asked = RegistrationApplication.objects.filter(
        about=OuterRef("pk"), kind=RegistrationApplication.Kind.RENEWAL, status__in=RegistrationApplication.OPEN,
    )  # fmt: skip
    return Exists(asked)


@due_work(_("进入续展申请期"))
def open_renewals(actor: Any, on: date) -> int:
    """Registrations whose last sixty days have begun and that nobody has renewed yet."""
    near = Registration.objects.expiring(on, days=EXPIRING_DAYS).filter(due_on=None)
    left = near.exclude(pk__in=near.renewed().values("pk"))
    return len([standing.open_renewal(each, actor=actor, on=on) for each in left])


@due_work(_("公示期满，开始计算赋码期限"))
def close_notices(actor: Any, on: date) -> int:
    """Notices that are over without an open objection: the registry has to finish now."""
    over = RegistrationApplication.objects.filter(
        status=Status.NOTICE, notice__ends_on__lt=on
    ).exclude(due_rule="reg.code")
    settled = [each for each in over if registrations.last_notice_day(each.notice) < on]
    return len([registrations.close_notice(each, actor=actor, on=on) for each in settled])


@due_work(_("登记失效，针对它的申请终止"))
def lapse_applications(actor: Any, on: date) -> int:
    """Applications about a registration that has ended otherwise."""
    void: Any = RegistrationApplication.objects.filter(status__in=RegistrationApplication.OPEN)
    void = void.exclude(about=None).exclude(about__status=Standing.ACTIVE).select_related("about")
    return len([_lapse(each, actor, on) for each in void])


def _lapse(application: Any, actor: Any, on: date) -> Any:
    about = application.about
    told = {"number": about, "state": about.get_status_display()}
    reason = str(_("所针对的登记%(number)s%(state)s，申请终止。") % told)
    return applications.lapse(application, actor=actor, on=on, reason=reason)


@due_work(_("按新公布的工作日历重算公示期"))
def recompute_provisional_notices(actor: Any, on: date) -> int:
    """Notices whose end reached into a year that has been published since."""
    return sum(
        _recompute(notice.pk, actor) for notice in PublicNotice.objects.filter(is_provisional=True)
    )


@transaction.atomic
def _recompute(pk: int, actor: Any) -> int:
    notice = PublicNotice.objects.select_for_update(of=("self",)).get(pk=pk)
    term = registrations.notice_term(notice.application, notice.starts_on)
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
