"""What became of an application: who did what when, what comes next and by when."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from catalog.ledger import RECEIPT_DIGITS, RECEIPT_PREFIX
from catalog.models import Registration, RegistrationApplication
from governance.presentation import Tone

#: As it is printed, and typed again.
RECEIPT = re.compile(rf"{RECEIPT_PREFIX}[0-9]{{4}}-([0-9]{{{RECEIPT_DIGITS},18}})")
Status = RegistrationApplication.Status
#: The place on the way at which each state stands, beginning with 0 for what is not filed.
PLACES = {
    Status.DRAFT: 0,
    Status.RETURNED: 0,
    Status.SUBMITTED: 1,
    Status.REFUSED: 1,
    Status.IN_REVIEW: 2,
    Status.FAILED: 2,
    Status.REVIEWED: 3,
    Status.NOTICE: 3,
    Status.OBJECTED: 3,
    Status.TERMINATED: 3,
}
STOPPED = frozenset({Status.REFUSED, Status.FAILED, Status.TERMINATED})


@dataclass(frozen=True)
class Stage:
    """One station of the way."""

    title: str
    who: str
    on: date | None = None
    words: str = ""
    tone: str = ""
    is_now: bool = False


def stages(application: RegistrationApplication) -> list[Stage]:
    """The stations from filing to the result; the one at which it stands is marked."""
    place = PLACES.get(Status(application.status), len(PLACES))
    told = [_filing(application), _acceptance(application), _review(application)]
    told += [_notice(application)] if application.needs_notice else []
    told.append(_result(application))
    place = min(place, len(told))
    return [_placed(stage, number, place, application) for number, stage in enumerate(told)]


def _placed(stage: Stage, number: int, place: int, application: RegistrationApplication) -> Stage:
    if number != place:
        return stage
    tone = Tone.BAD if application.status in STOPPED else Tone.WARN
    words = application.get_status_display()
    reason = application.outcome_reason if application.status in STOPPED else ""
    said = _("%(state)s。%(reason)s") % {"state": words, "reason": reason}
    return Stage(stage.title, stage.who, stage.on, said, tone, is_now=True)


def _filing(application: RegistrationApplication) -> Stage:
    words = ""
    if application.submission > 1:
        words = _("第 %(n)d 次提交") % {"n": application.submission}
    return Stage(_("提交"), application.registrant.name, application.received_on, words)


def _acceptance(application: RegistrationApplication) -> Stage:
    return Stage(_("受理"), application.registry.name, application.accepted_on)


def _review(application: RegistrationApplication) -> Stage:
    return Stage(_("形式审核"), application.registry.name, application.reviewed_on)


def _notice(application: RegistrationApplication) -> Stage:
    notice: Any = getattr(application, "notice", None)
    if notice is None:
        return Stage(_("公示"), application.registry.name, words=_("审核通过后公示 10 个工作日"))
    told = {"start": notice.starts_on.isoformat(), "end": notice.ends_on.isoformat()}
    words = _("公示期 %(start)s 至 %(end)s") % told
    return Stage(_("公示"), application.registry.name, notice.starts_on, words)


def _result(application: RegistrationApplication) -> Stage:
    coded = result_of(application)
    if coded is None:
        return Stage(_("登记结果"), application.registry.name)
    return Stage(_("登记结果"), application.registry.name, coded.coded_on, coded.number)


def result_of(application: RegistrationApplication) -> Registration | None:
    """The registration that came of it."""
    found: Registration | None = getattr(application, "registration", None)
    return found


def receipt(application: RegistrationApplication) -> str:
    """The number that the registrant gets when he files, the same as in the ledger."""
    if application.first_received_on is None:
        return ""
    year = application.first_received_on.year
    return f"{RECEIPT_PREFIX}{year}-{application.pk:0{RECEIPT_DIGITS}d}"


def pk_of(receipt_number: str) -> int | None:
    """Which application a receipt number means."""
    found = RECEIPT.fullmatch("".join(receipt_number.split()))
    return int(found[1]) if found else None
