"""From public notice to the number (26号 第十二条至第十五条)."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog import blocks
from catalog.clocks import running
from catalog.models import (
    Objection,
    PublicNotice,
    Registration,
    RegistrationApplication,
    Revocation,
)
from catalog.numbering import next_number
from catalog.requirements import require_about, require_no_secret, require_published, term_of
from catalog.workflow import standing
from catalog.workflow.resources import mark_registered
from governance import clock
from governance.deadlines import Due, due
from governance.transitions import Transition, TransitionError, step

Status = RegistrationApplication.Status
Kind = RegistrationApplication.Kind
#: After the review or, where the public is asked, after the notice.
FINISHABLE = frozenset({Status.REVIEWED, Status.NOTICE})


def notice_is_over() -> Q:
    """Nobody owes the end of a procedure before its notice, nor while that still runs."""
    unannounced = Q(status=Status.REVIEWED, needs_notice=False)
    return unannounced | Q(status=Status.NOTICE, notice__ends_on__lt=clock.today())


def notice_is_due() -> Q:
    """Only what is to be put before the public owes a notice."""
    return Q(needs_notice=True)


def code_is_due() -> Q:
    """A correction and a cancellation end without a number of their own."""
    return notice_is_over() & ~Q(kind__in=(Kind.CORRECTION, Kind.CANCELLATION))


def correction_is_due() -> Q:
    """Only a correction corrects."""
    return notice_is_over() & Q(kind=Kind.CORRECTION)


def cancellation_is_due() -> Q:
    """Only a cancellation cancels."""
    return notice_is_over() & Q(kind=Kind.CANCELLATION)


@step(
    Transition(
        action="catalog.registrationapplication.give_notice",
        label=_("公示"),
        sources=frozenset({Status.REVIEWED}),
        target=Status.NOTICE,
        permission="catalog.announce_registrationapplication",
        clause=_("26号 第十二条"),
        starts_clock="reg.notice",
        owed=notice_is_due,
    )
)
def give_notice(application: RegistrationApplication, *, on: date) -> dict[str, object]:
    """The four public columns for ten full working days (26号 第十二条, I-22)."""
    require_no_secret(application)
    if application.kind == Kind.FIRST and not application.is_about_product:
        require_published(application)
    term = notice_term(application, on)
    notice = PublicNotice(
        application=application,
        registrant_name=blocks.registrant_names(application),
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
        action="catalog.registrationapplication.close_notice",
        label=_("公示期满"),
        sources=frozenset({Status.NOTICE}),
        target=None,
        permission="catalog.lapse_registrationapplication",
        clause=_("26号 第十二条"),
        keeps_clock=True,
        is_duty=False,
        is_consequence=True,
    )
)
def close_notice(application: RegistrationApplication, *, on: date) -> dict[str, object]:
    """Nobody objected: the term of the coding begins on the last day of the notice (26号 第十三条)."""
    last_day = require_notice_over(application, on)
    since = max(last_day, application.status_since or last_day)
    return running("reg.code", start=since, region_code=application.deadline_region_code)


@step(
    Transition(
        action="catalog.registrationapplication.assign_code",
        label=_("赋码"),
        sources=FINISHABLE,
        target=Status.CODED,
        permission="catalog.code_registrationapplication",
        clause=_("26号 第十三条至第十五条"),
        owed=code_is_due,
    )
)
def assign_code(application: RegistrationApplication, *, actor: Any, on: date) -> dict[str, object]:
    """A number, a term of validity and a frozen copy of the seven blocks, once the notice is over (I-22, I-24)."""
    last_day = _require_finishable(application, on)
    about = application.about
    if application.kind == Kind.CHANGE and about is not None:
        reason = str(_("申请事由：%(words)s") % {"words": application.change_summary})
        standing.supersede(about, actor=actor, on=on, reason=reason)
    registration = _coded(application, notice_ended_on=last_day, on=on)
    if application.resource is not None:
        mark_registered(application.resource, actor=actor, on=on, reason=registration.number)
    return {}


@step(
    Transition(
        action="catalog.registrationapplication.correct",
        label=_("更正登记内容"),
        sources=FINISHABLE,
        target=Status.COMPLETED,
        permission="catalog.correct_registrationapplication",
        clause=_("26号 第九条第三项"),
        owed=correction_is_due,
    )
)
def correct(application: RegistrationApplication, *, actor: Any, on: date) -> dict[str, object]:
    """What was registered wrongly is put right: a new frozen version, under the same number."""
    _require_finishable(application, on)
    about: Any = application.about
    standing.amend(
        about, actor=actor, on=on, reason=application.change_summary,
        application=application,
    )  # fmt: skip
    return {}


@step(
    Transition(
        action="catalog.registrationapplication.cancel",
        label=_("办理注销登记"),
        sources=FINISHABLE,
        target=Status.COMPLETED,
        permission="catalog.cancel_registrationapplication",
        clause=_("26号 第九条第四项"),
        owed=cancellation_is_due,
    )
)
def cancel(application: RegistrationApplication, *, actor: Any, on: date) -> dict[str, object]:
    """The registration ends, and with it the renewal that waits for its turn."""
    _require_finishable(application, on)
    ground = application.get_cancellation_ground_display()
    reason = f"{ground}：{application.change_summary}"
    standing.end_all(application.about, standing.cancel, actor=actor, on=on, reason=reason)
    return {}


def require_notice_over(application: RegistrationApplication, on: date) -> date:
    """The last day of a notice that is over, without an objection left open (I-22)."""
    notice = application.notice
    last_day = last_notice_day(notice)
    if on <= last_day:
        raise TransitionError(
            _("“%(name)s”的公示%(day)s期满，次日起才能赋码或者办结。")
            % {"name": application, "day": last_day}
        )
    if notice_term(application, notice.starts_on).is_provisional:
        raise TransitionError(
            _(
                "“%(name)s”的公示期跨入放假安排尚未载入的年度，截止日期只是暂定。请先载入该年度的工作日历，再赋码或者办结。"
            )
            % {"name": application}
        )
    if Objection.objects.open().filter(notice=notice).exists():
        raise TransitionError(
            _("“%(name)s”还有未处理的异议，处理完毕后才能赋码或者办结。") % {"name": application}
        )
    return last_day


def _require_finishable(application: RegistrationApplication, on: date) -> date | None:
    """The notice is over where one was due, and what the application is about still stands."""
    last_day = None
    if application.status == Status.NOTICE:
        last_day = require_notice_over(application, on)
    elif application.needs_notice:
        raise TransitionError(
            _("“%(name)s”尚未公示，请先公示，公示期满无异议再办结。") % {"name": application}
        )
    if application.kind != Kind.FIRST:
        about = _locked_about(application)
        require_about(application, on)
        _require_no_revocation(about)
    require_no_secret(application)
    return last_day


def _locked_about(application: RegistrationApplication) -> Registration:
    """The registration as it stands, held until the step is done: a case opened meanwhile waits and finds it ended."""
    rows: Any = Registration.objects.select_for_update(of=("self",))
    found: Registration = rows.get(pk=application.about_id)
    application.about = found
    return found


def _require_no_revocation(about: Registration) -> None:
    """Nobody escapes from a revocation by changing, renewing, correcting or cancelling first (26号 第二十条)."""
    family = (
        Q(registration=about)
        | Q(registration=about.previous_id)
        | Q(registration__previous=about.pk)
    )
    case = Revocation.objects.filter(family, status__in=Revocation.OPEN).first()
    if case is not None:
        raise TransitionError(
            _("登记“%(number)s”的撤销正在办理，这项申请暂不能办结。请等撤销决定作出后再办理。")
            % {"number": case.registration}
        )


def notice_term(application: RegistrationApplication, start: date) -> Due:
    """Ten full working days, or as the region has set it."""
    return due("reg.notice", start=start, region_code=application.deadline_region_code)


def last_notice_day(notice: PublicNotice) -> date:
    """The end as announced or, where the calendar has changed since, as counted now: never the earlier one."""
    return max(notice.ends_on, notice_term(notice.application, notice.starts_on).on)


def _coded(
    application: RegistrationApplication, *, notice_ended_on: date | None, on: date
) -> Registration:
    frozen, term = blocks.content(application), term_of(application, on)
    registration = Registration(
        number=next_number(application.registry, year=on.year),
        kind=application.kind,
        subject_kind=application.subject_kind,
        application=application,
        resource=application.resource,
        product=application.product,
        registrant=application.registrant,
        registry=application.registry,
        data_name=application.data_name,
        notice_ended_on=notice_ended_on,
        coded_on=on,
        valid_from=term.valid_from,
        valid_to=term.valid_to,
        previous=application.about,
        content=frozen,
        content_digest=blocks.digest(frozen),
        status_since=on,
    )
    registration.full_clean()
    registration.save(force_insert=True)
    return registration
