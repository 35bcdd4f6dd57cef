"""How a dispute begins, and what its end means for the request (809号 第二十七条)."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from catalog.models import SharingDispute, SharingRequest
from catalog.workflow.sharing_rules import clock
from governance.deadlines import due
from governance.transitions import Transition, TransitionError, step

Status = SharingRequest.Status
DISPUTED = frozenset({Status.DISPUTED})
CLAUSE = _("809号 第二十七条")


@step(
    Transition(
        action="catalog.sharingrequest.raise_dispute",
        label=_("提出争议"),
        sources=frozenset({Status.REFUSED}),
        target=Status.DISPUTED,
        permission="catalog.file_sharingrequest",
        clause=CLAUSE,
        needs_reason=True,
        reason_hint=_("写明为什么应当共享：法律依据、履职需要、如何符合共享条件。"),
        is_duty=False,
    )
)
def raise_dispute(
    request: SharingRequest, *, actor: Any, on: date, reason: str
) -> dict[str, object]:
    """The requester does not accept the refusal: first the two sides talk."""
    if SharingDispute.objects.filter(request=request).exists():
        raise TransitionError(
            _("“%(name)s”的争议已经办结，结果对双方有约束力，不得再次提出。") % {"name": request}
        )
    region = request.deadline_region_code
    dispute = SharingDispute(
        request=request,
        claim=reason.strip(),
        raised_on=on,
        answer_due_on=due("share.statement", start=on, region_code=region).on,
        status_since=on,
        created_by_id=actor.pk,
        **clock("share.negotiate", request, on),
    )
    dispute.full_clean()
    dispute.save(force_insert=True)
    return {}


@step(
    Transition(
        action="catalog.sharingrequest.be_shared",
        label=_("依争议结果予以共享"),
        sources=DISPUTED,
        target=Status.AGREED,
        permission="catalog.settle_sharingrequest",
        clause=CLAUSE,
        starts_clock="share.provide",
        is_duty=False,
        is_consequence=True,
    )
)
def be_shared(
    request: SharingRequest, *, dispute: SharingDispute | None = None
) -> dict[str, object]:
    """What an agreement or a binding decision brings about; called by the steps of the dispute."""
    _require_dispute(request, dispute)
    return {}


@step(
    Transition(
        action="catalog.sharingrequest.stay_refused",
        label=_("依争议结果不予共享"),
        sources=DISPUTED,
        target=Status.REFUSED,
        permission="catalog.settle_sharingrequest",
        clause=CLAUSE,
        needs_reason=True,
        is_duty=False,
        is_consequence=True,
    )
)
def stay_refused(
    request: SharingRequest, *, dispute: SharingDispute | None = None
) -> dict[str, object]:
    """The refusal stands; called by the steps of the dispute."""
    _require_dispute(request, dispute)
    return {}


def _require_dispute(request: SharingRequest, dispute: SharingDispute | None) -> None:
    if dispute is None or dispute.request_id != request.pk:
        raise TransitionError(
            _("“%(name)s”的结果由争议的办理决定，请在争议记录上办理。") % {"name": request}
        )
