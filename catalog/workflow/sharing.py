"""A sharing request from filing to the reply (809号 第二十条、第二十一条, I-26 to I-28)."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.forms.sharing import AgreeForm, ExtraReviewForm, RefuseForm
from catalog.models import SharingRequest, SharingSupplement
from catalog.models.sharing_parts import is_downwards
from catalog.numbering import next_in_series
from catalog.vocabulary import Sharing
from catalog.workflow.sharing_rules import (
    REPLY_TERMS,
    clock,
    require_complete,
    require_known_items,
    require_refusable,
    require_requestable,
    without_pending_extension,
)
from governance.transitions import Transition, TransitionError, step

Status = SharingRequest.Status
ExtraReview = SharingRequest.ExtraReview
WAITING = frozenset({Status.SUBMITTED})
CONSENTED = frozenset({Status.AGREED, Status.PROVIDED, Status.IN_USE, Status.SUSPENDED})


def extra_waits() -> Q:
    """Conditions beyond the catalogue lie before the authority."""
    return Q(extra_review=ExtraReview.PENDING)


@step(
    Transition(
        action="catalog.sharingrequest.submit",
        label=_("提交共享申请"),
        sources=frozenset({Status.DRAFT, Status.SUPPLEMENT}),
        target=Status.SUBMITTED,
        permission="catalog.file_sharingrequest",
        clause=_("809号 第二十条"),
        keeps_clock=True,
    )
)
def submit(request: SharingRequest, *, actor: Any, on: date) -> dict[str, object]:
    """Filed: the kind follows the catalogue as it stands now, and the provider's clock starts (anew)."""
    require_requestable(request)
    require_complete(request, on)
    require_known_items(request)
    resource, provider = request.resource, request.resource.provider
    request.provider = provider
    term = clock(REPLY_TERMS[Sharing(resource.sharing)], request, on)
    return term | {
        "provider_id": provider.pk,
        "kind": resource.sharing,
        "conditions": resource.sharing_conditions,
        "is_return_flow": is_downwards(provider.level, request.requester.level),
        "number": request.number or _next_number(request, on),
        "submission": request.submission + 1,
        "received_on": on,
        "reply_due_on": term["due_on"],
        "submitted_by_id": actor.pk,
    }


@step(
    Transition(
        action="catalog.sharingrequest.agree",
        label=_("同意共享"),
        sources=WAITING,
        target=Status.AGREED,
        permission="catalog.reply_sharingrequest",
        clause=_("809号 第二十一条"),
        starts_clock="share.provide",
        form=AgreeForm,
    )
)
def agree(
    request: SharingRequest, *, actor: Any, on: date, extra_conditions: str = ""
) -> dict[str, object]:
    """The provider consents; what it adds to the catalogue's conditions goes before the authority (I-28)."""
    extra = extra_conditions.strip()
    return _replied(request, actor, on) | {
        "extra_conditions": extra,
        "extra_review": ExtraReview.PENDING if extra else "",
    }


@step(
    Transition(
        action="catalog.sharingrequest.refuse",
        label=_("不同意共享"),
        sources=WAITING,
        target=Status.REFUSED,
        permission="catalog.reply_sharingrequest",
        clause=_("809号 第二十一条"),
        needs_reason=True,
        is_duty=False,
        form=RefuseForm,
    )
)
def refuse(
    request: SharingRequest,
    *,
    actor: Any,
    on: date,
    reason: str,
    legal_basis: str = "",
    unmet_condition: str = "",
) -> dict[str, object]:
    """Refused with reasons, citing law and article or the condition that is not met (I-27, I-28)."""
    require_refusable(request, legal_basis=legal_basis, unmet_condition=unmet_condition)
    return _replied(request, actor, on) | {
        "reply_reason": reason.strip(),
        "reply_legal_basis": legal_basis.strip(),
        "unmet_condition": unmet_condition.strip(),
    }


@step(
    Transition(
        action="catalog.sharingrequest.return_for_supplement",
        label=_("一次性告知补正"),
        sources=WAITING,
        target=Status.SUPPLEMENT,
        permission="catalog.reply_sharingrequest",
        clause=_("809号 第二十一条"),
        needs_reason=True,
        reason_hint=_("一行写一项，一次列全应补正的内容；每次提交只能告知一次。"),
        is_duty=False,
        starts_clock="share.supplement",
    )
)
def return_for_supplement(
    request: SharingRequest, *, actor: Any, reason: str, on: date
) -> dict[str, object]:
    """One notice of everything that is missing; the clock of the reply starts anew when filed again (I-26)."""
    notice = SharingSupplement(
        request=request,
        submission=request.submission,
        items=[line.strip() for line in reason.splitlines() if line.strip()],
        given_on=on,
        created_by_id=actor.pk,
    )
    notice.full_clean()
    notice.save()
    return without_pending_extension(request) | {"reply_due_on": None}


@step(
    Transition(
        action="catalog.sharingrequest.withdraw",
        label=_("撤回申请"),
        sources=frozenset({Status.SUBMITTED, Status.SUPPLEMENT}),
        target=Status.WITHDRAWN,
        permission="catalog.file_sharingrequest",
        clause=_("809号 第二十条"),
        needs_reason=True,
        is_duty=False,
    )
)
def withdraw(request: SharingRequest, *, reason: str, on: date) -> dict[str, object]:
    """The requester no longer asks."""
    return without_pending_extension(request) | {"ended_on": on, "end_reason": reason.strip()}


@step(
    Transition(
        action="catalog.sharingrequest.review_extra_conditions",
        label=_("审查另加的条件"),
        sources=CONSENTED,
        target=None,
        permission="catalog.review_sharingrequest",
        clause=_("809号 第十六条"),
        needs_reason=True,
        keeps_clock=True,
        owed=extra_waits,
        form=ExtraReviewForm,
    )
)
def review_extra_conditions(
    request: SharingRequest, *, actor: Any, reason: str, verdict: str
) -> dict[str, object]:
    """No conditions are added at will: the authority upholds or strikes them, once (I-28)."""
    if request.extra_review != ExtraReview.PENDING:
        raise TransitionError(_("“%(name)s”没有待审查的另加条件。") % {"name": request})
    return {
        "extra_review": ExtraReview(verdict),
        "extra_opinion": reason.strip(),
        "extra_reviewed_by_id": actor.pk,
    }


def _next_number(request: SharingRequest, on: date) -> str:
    region = request.resource.provider.region
    return next_in_series(f"{region.name[:1] if region else '本'}共", year=on.year)


def _replied(request: SharingRequest, actor: Any, on: date) -> dict[str, object]:
    # The term as it stands now: a provisional one may have been counted again.
    told: dict[str, object] = {
        "replied_on": on,
        "replied_by_id": actor.pk,
        "reply_due_on": request.due_on,
    }
    return told | without_pending_extension(request)
