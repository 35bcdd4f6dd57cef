"""More time for the reply: asked by the provider, granted by the authority, noted by the requester (809号 21)."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.models import SharingRequest
from catalog.vocabulary import Sharing
from governance.deadlines import due
from governance.transitions import Transition, TransitionError, step

Extension = SharingRequest.Extension
WAITING = frozenset({SharingRequest.Status.SUBMITTED})


def extension_waits() -> Q:
    """The provider has asked the authority for more time."""
    return Q(extension=Extension.ASKED)


def extension_is_news() -> Q:
    """More time was given, and the requester has not taken note of it yet."""
    return Q(extension=Extension.GRANTED, extension_noted_on=None)


@step(
    Transition(
        action="catalog.sharingrequest.ask_extension",
        label=_("申请延期答复"),
        sources=WAITING,
        target=None,
        permission="catalog.reply_sharingrequest",
        clause=_("809号 第二十一条"),
        needs_reason=True,
        keeps_clock=True,
        is_duty=False,
    )
)
def ask_extension(
    request: SharingRequest, *, actor: Any, on: date, reason: str
) -> dict[str, object]:
    """Only for conditional sharing, once, and before the term is over."""
    name = {"name": request}
    if request.kind != Sharing.CONDITIONAL:
        raise TransitionError(_("“%(name)s”为无条件共享，答复不得延期，请在期限内答复。") % name)
    if request.extension:
        raise TransitionError(_("“%(name)s”已经申请过一次延期，不得再次申请。") % name)
    if request.is_overdue(on):
        raise TransitionError(
            _("“%(name)s”的答复期限%(day)s已过，不能再申请延期，请尽快答复。")
            % {"name": request, "day": request.due_on}
        )
    return {
        "extension": Extension.ASKED,
        "extension_reason": reason.strip(),
        "extension_asked_by_id": actor.pk,
    }


@step(
    Transition(
        action="catalog.sharingrequest.grant_extension",
        label=_("同意延期答复"),
        sources=WAITING,
        target=None,
        permission="catalog.extend_sharingrequest",
        clause=_("809号 第二十一条"),
        keeps_clock=True,
        owed=extension_waits,
    )
)
def grant_extension(request: SharingRequest, *, actor: Any) -> dict[str, object]:
    """The authority of the same level consents: the further term runs from the end of the first one."""
    _require_asked(request)
    term = due(
        "share.reply_extend",
        start=request.due_on or request.status_since or date.min,
        region_code=request.deadline_region_code,
    )
    return {
        "extension": Extension.GRANTED,
        "extension_decided_by_id": actor.pk,
        "extended_from": request.due_on,
        "reply_due_on": term.on,
        **term.clock,
    }


@step(
    Transition(
        action="catalog.sharingrequest.decline_extension",
        label=_("不同意延期答复"),
        sources=WAITING,
        target=None,
        permission="catalog.extend_sharingrequest",
        clause=_("809号 第二十一条"),
        needs_reason=True,
        keeps_clock=True,
        is_duty=False,
    )
)
def decline_extension(request: SharingRequest, *, actor: Any) -> dict[str, object]:
    """The first term stands."""
    _require_asked(request)
    return {"extension": Extension.DECLINED, "extension_decided_by_id": actor.pk}


@step(
    Transition(
        action="catalog.sharingrequest.note_extension",
        label=_("知悉延期"),
        sources=WAITING,
        target=None,
        permission="catalog.file_sharingrequest",
        clause=_("809号 第二十一条"),
        keeps_clock=True,
        owed=extension_is_news,
    )
)
def note_extension(request: SharingRequest, *, on: date) -> dict[str, object]:
    """The requester is told of the later term and says that it knows."""
    if request.extension != Extension.GRANTED or request.extension_noted_on is not None:
        raise TransitionError(_("“%(name)s”没有新的延期需要知悉。") % {"name": request})
    return {"extension_noted_on": on}


def _require_asked(request: SharingRequest) -> None:
    if request.extension != Extension.ASKED:
        raise TransitionError(_("“%(name)s”没有待同意的延期申请。") % {"name": request})
