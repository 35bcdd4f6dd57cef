"""From filing to formal review of a registration (26号 第七条至第十一条)."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Role
from catalog import blocks
from catalog.forms import InternalReviewForm
from catalog.models import DataResource, RegistrationApplication, SupplementNotice
from governance.transitions import Transition, TransitionError, step

Status = RegistrationApplication.Status
PREPARED = frozenset({Status.DRAFT, Status.RETURNED})
RECEIVED = frozenset({Status.SUBMITTED})
UNDER_REVIEW = frozenset({Status.IN_REVIEW})


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
    _require_complete(application)
    _require_registry(application, on)
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
        starts_clock="reg.review",
    )
)
def accept(application: RegistrationApplication, *, actor: Any, on: date) -> dict[str, object]:
    """Within three working days of receipt; the twenty of the formal review begin (26号 第十条、第十一条)."""
    return {"accepted_by_id": actor.pk, "accepted_on": on}


@step(
    Transition(
        action="catalog.registrationapplication.return_for_supplement",
        label=_("一次性告知补正"),
        sources=RECEIVED,
        target=Status.RETURNED,
        permission="catalog.receive_registrationapplication",
        clause=_("26号 第十条"),
        needs_reason=True,
        reason_hint=_("一行写一项，一次列全应补正的内容；每次提交只能告知一次。"),
        is_duty=False,
    )
)
def return_for_supplement(
    application: RegistrationApplication, *, reason: str, on: date
) -> dict[str, object]:
    """One notice of everything that is missing, a line for each; the clock starts anew when filed again (I-26)."""
    items = [
        {"field": "", "label": "", "words": line.strip()}
        for line in reason.splitlines()
        if line.strip()
    ]
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
    )
)
def review(application: RegistrationApplication, *, actor: Any, on: date) -> dict[str, object]:
    """Formally in order; somebody else than the applicant's user says so (26号 第十一条, I-21)."""
    return {"reviewed_by_id": actor.pk, "reviewed_on": on}


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


def _require_registry(application: RegistrationApplication, on: date) -> None:
    registrars = Membership.objects.in_force(on).filter(organisation=application.registry_id)
    if not registrars.filter(role=Role.REGISTRY).exists():
        raise TransitionError(
            _("“%(name)s”不是登记机构，无人受理。请改选登记机构后再提交。")
            % {"name": application.registry}
        )


def _require_complete(application: RegistrationApplication) -> None:
    if application.kind != RegistrationApplication.Kind.FIRST:
        raise TransitionError(_("目前只受理首次登记，请改为首次登记后提交。"))
    gaps = blocks.missing(application)
    if gaps:
        raise TransitionError(
            _("“%(name)s”还缺少：%(gaps)s。请补充后再提交。")
            % {"name": application, "gaps": "、".join(gaps)}
        )
    resource = application.resource
    if resource is None or resource.status != DataResource.Status.PUBLISHED:
        raise TransitionError(
            _("“%(name)s”对应的公共数据资源尚未发布。请先在目录中发布，再申请登记。")
            % {"name": application}
        )
