"""From filing to formal review of a registration (26号 第七条至第十一条)."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.blocks import fault_label
from catalog.clocks import running
from catalog.forms import InternalReviewForm, SupplementForm
from catalog.models import RegistrationApplication, RegistrationPractice, SupplementNotice
from catalog.requirements import require_about, require_filing
from governance.deadlines import NO_CLOCK
from governance.errors import ReasonMissing
from governance.transitions import Transition, TransitionError, step

Status = RegistrationApplication.Status
Kind = RegistrationApplication.Kind
PREPARED = frozenset({Status.DRAFT, Status.RETURNED})
RECEIVED = frozenset({Status.SUBMITTED})
UNDER_REVIEW = frozenset({Status.IN_REVIEW})
#: Before anything is decided, and not while an objection is examined.
RECALLABLE = PREPARED | RECEIVED | UNDER_REVIEW | {Status.REVIEWED, Status.NOTICE}


@step(
    Transition(
        action="catalog.registrationapplication.pass_internal_review",
        label=_("通过业务审核并签署承诺书"),
        sources=PREPARED,
        target=None,
        permission="catalog.file_registrationapplication",
        clause=_("26号 第七条"),
        keeps_clock=True,
        is_duty=False,
        form=InternalReviewForm,
    )
)
def pass_internal_review(
    application: RegistrationApplication,
    *,
    opinion: str,
    undertaking_signer: str,
    undertaking_signed_on: date,
    actor: Any,
    on: date,
) -> dict[str, object]:
    """The registrant's own review, with its undertaking, before anything is filed (26号 第七条)."""
    if undertaking_signed_on > on:
        raise TransitionError(_("承诺书签署日期不能晚于今天，请核对后重新填写。"))
    return {
        "internal_reviewer_id": actor.pk,
        "internally_reviewed_on": on,
        "internal_opinion": opinion,
        "undertaking_signer": undertaking_signer,
        "undertaking_signed_on": undertaking_signed_on,
        # The step itself raises the version by one; any later edit makes the review stale.
        "reviewed_version": application.version + 1,
    }


@step(
    Transition(
        action="catalog.registrationapplication.submit",
        label=_("提交登记申请"),
        sources=PREPARED,
        target=Status.SUBMITTED,
        permission="catalog.file_registrationapplication",
        clause=_("26号 第七条、第九条"),
        starts_clock="reg.accept",
    )
)
def submit(application: RegistrationApplication, *, actor: Any, on: date) -> dict[str, object]:
    """Filed with the registry: complete, reviewed, undertaken and with evidence; the three days begin (26号 第十条)."""
    require_filing(application, on)
    _require_in_time(application, on)
    if application.reviewed_version != application.version:
        raise TransitionError(
            _(
                "“%(name)s”尚未通过本单位业务审核，或者审核后又有修改。请先通过业务审核并签署承诺书，再提交。"
            )
            % {"name": application}
        )
    return {
        "submission": application.submission + 1,
        "submitted_by_id": actor.pk,
        "first_received_on": application.first_received_on or on,
        "received_on": on,
        "accepted_by_id": None,
        "reviewed_by_id": None,
    }


@step(
    Transition(
        action="catalog.registrationapplication.accept",
        label=_("受理"),
        sources=RECEIVED,
        target=Status.IN_REVIEW,
        permission="catalog.receive_registrationapplication",
        clause=_("26号 第十条"),
        keeps_clock=True,
    )
)
def accept(application: RegistrationApplication, *, actor: Any, on: date) -> dict[str, object]:
    """Within three working days; then twenty for the review, ten for a whole cancellation (26号 第九条至第十一条)."""
    key = "reg.cancel" if application.kind == Kind.CANCELLATION else "reg.review"
    clock = running(key, start=on, region_code=application.deadline_region_code)
    return {"accepted_by_id": actor.pk, "accepted_on": on} | clock


@step(
    Transition(
        action="catalog.registrationapplication.return_for_supplement",
        label=_("一次性告知补正"),
        sources=RECEIVED,
        target=Status.RETURNED,
        permission="catalog.receive_registrationapplication",
        clause=_("26号 第十条"),
        reason_hint=_("不对应某一栏的，写在这里，一行一项；每次提交只能告知一次，请一次列全。"),
        starts_clock="reg.supplement",
        is_duty=False,
        form=SupplementForm,
    )
)
def return_for_supplement(
    application: RegistrationApplication, *, reason: str, on: date, **faults: str
) -> dict[str, object]:
    """One notice of everything that is missing, field by field; the clock starts anew when filed again (I-26)."""
    items = [_fault(name, words) for name, words in faults.items() if words.strip()]
    items += [
        {"field": "", "label": "", "words": line.strip()}
        for line in reason.splitlines()
        if line.strip()
    ]
    if not items:
        raise ReasonMissing(_("请至少在一栏写明哪里不符合要求，或者在理由中逐行写明。"))
    notice = SupplementNotice(
        application=application, submission=application.submission, items=items, given_on=on
    )
    notice.full_clean()
    notice.save()
    return {}


@step(
    Transition(
        action="catalog.registrationapplication.refuse",
        label=_("不予受理"),
        sources=RECEIVED,
        target=Status.REFUSED,
        permission="catalog.receive_registrationapplication",
        clause=_("26号 第十条"),
        needs_reason=True,
        is_duty=False,
    )
)
def refuse(application: RegistrationApplication, *, reason: str) -> dict[str, object]:
    """Not accepted, with the reasons (26号 第十条, I-27)."""
    return {"outcome_reason": reason.strip()}


@step(
    Transition(
        action="catalog.registrationapplication.review",
        label=_("形式审核通过"),
        sources=UNDER_REVIEW,
        target=Status.REVIEWED,
        permission="catalog.review_registrationapplication",
        clause=_("26号 第十一条"),
        keeps_clock=True,
    )
)
def review(application: RegistrationApplication, *, actor: Any, on: date) -> dict[str, object]:
    """Formally in order; the region's practice says whether the public is asked (26号 第十一条、第十二条, I-21)."""
    if application.kind != Kind.FIRST:
        require_about(application, on)
    region = application.deadline_region_code
    needs_notice = RegistrationPractice.objects.of(region).announces(application.kind)
    done = {"reviewed_by_id": actor.pk, "reviewed_on": on, "needs_notice": needs_notice}
    if needs_notice:
        return done | NO_CLOCK
    if application.kind == Kind.CANCELLATION:
        return done
    return done | running("reg.code", start=on, region_code=region)


@step(
    Transition(
        action="catalog.registrationapplication.fail_review",
        label=_("形式审核不通过"),
        sources=UNDER_REVIEW,
        target=Status.FAILED,
        permission="catalog.review_registrationapplication",
        clause=_("26号 第十一条"),
        needs_reason=True,
        is_duty=False,
    )
)
def fail_review(
    application: RegistrationApplication, *, actor: Any, on: date, reason: str
) -> dict[str, object]:
    """Not in order, with the reasons (I-27)."""
    return {"reviewed_by_id": actor.pk, "reviewed_on": on, "outcome_reason": reason.strip()}


@step(
    Transition(
        action="catalog.registrationapplication.explain_delay",
        label=_("说明未能按期完成审核的理由"),
        sources=UNDER_REVIEW,
        target=None,
        permission="catalog.review_registrationapplication",
        clause=_("26号 第十一条"),
        needs_reason=True,
        keeps_clock=True,
        is_duty=False,
    )
)
def explain_delay(application: RegistrationApplication) -> dict[str, object]:
    """The reason why the review is not completed in time goes on record (26号 第十一条, I-27)."""
    return {}


@step(
    Transition(
        action="catalog.registrationapplication.withdraw",
        label=_("撤回申请"),
        sources=RECALLABLE,
        target=Status.WITHDRAWN,
        permission="catalog.withdraw_registrationapplication",
        needs_reason=True,
        is_duty=False,
    )
)
def withdraw(application: RegistrationApplication, *, reason: str) -> dict[str, object]:
    """The applicant gives the application up before it is decided; nothing is registered by it."""
    return {"outcome_reason": reason.strip()}


@step(
    Transition(
        action="catalog.registrationapplication.lapse",
        label=_("所针对的登记失效，申请终止"),
        sources=frozenset(RegistrationApplication.OPEN),
        target=Status.TERMINATED,
        permission="catalog.lapse_registrationapplication",
        needs_reason=True,
        is_duty=False,
        is_consequence=True,
    )
)
def lapse(application: RegistrationApplication, *, reason: str) -> dict[str, object]:
    """The registration that it is about has ended otherwise; done by the daily run."""
    return {"outcome_reason": reason.strip()}


def given_up(on: date) -> Q:
    """Renewals that nobody put right in time: the term of the supplement and the validity are both over."""
    return Q(
        kind=Kind.RENEWAL, status=Status.RETURNED, due_on__lt=on, about__valid_to__lt=on,
    )  # fmt: skip


def _require_in_time(application: RegistrationApplication, on: date) -> None:
    if RegistrationApplication.objects.filter(given_up(on), pk=application.pk).exists():
        raise TransitionError(
            _("“%(name)s”的补正期限%(day)s已过，原登记也已期满，不能再续展。请改为首次登记。")
            % {"name": application, "day": application.due_on}
        )


def _fault(name: str, words: str) -> dict[str, str]:
    return {"field": name, "label": str(fault_label(name)), "words": words.strip()}
