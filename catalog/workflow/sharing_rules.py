"""What a sharing request must be like to be filed, and a refusal to stand (809号 第二十条、第二十一条, I-28)."""

import re
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from catalog.models import SharingRequest
from catalog.models.sharing_laws import ARTICLE
from catalog.vocabulary import Sharing
from governance.deadlines import due
from governance.transitions import TransitionError

#: Which term the provider has for its reply.
REPLY_TERMS = {
    Sharing.UNCONDITIONAL: "share.reply_unconditional",
    Sharing.CONDITIONAL: "share.reply_conditional",
}
NEEDED = (
    "purpose", "legal_basis", "way", "starts_on", "ends_on", "security", "contact_name", "contact_phone",
)  # fmt: skip
PUBLIC_BODIES = frozenset({Organisation.Kind.PARTY_OR_STATE, Organisation.Kind.PUBLIC_INSTITUTION})


def clock(key: str, record: Any, on: date) -> dict[str, object]:
    """The fields of a running term, for steps whose term depends on the record."""
    return due(key, start=on, region_code=record.deadline_region_code).clock


def require_department(organisation: Organisation) -> None:
    """Sharing is between departments and bodies with public duties (809号 第三条)."""
    if organisation.kind not in PUBLIC_BODIES:
        raise TransitionError(
            _(
                "“%(name)s”不是党政机关或者具有公共管理服务职责的事业单位，不能申请政务数据共享。"
                "可以在公开目录中查找开放的数据。"
            )
            % {"name": organisation}
        )


def require_requestable(request: SharingRequest) -> None:
    """Published, shared at all, and somebody else's."""
    resource = request.resource
    require_department(request.requester)
    if not resource.is_standing or resource.is_secret:
        raise TransitionError(
            _("“%(name)s”不在已发布的目录中，不能申请共享。请在目录中重新选择。")
            % {"name": resource}
        )
    if resource.sharing not in REPLY_TERMS:
        raise TransitionError(
            _("“%(name)s”为不予共享，不能申请。依据：%(basis)s。")
            % {"name": resource, "basis": resource.sharing_legal_basis or _("目录未载明")}
        )
    if resource.provider_id == request.requester_id:
        raise TransitionError(_("“%(name)s”由本单位提供，不需要申请共享。") % {"name": resource})


def require_complete(request: SharingRequest, on: date) -> None:
    """What is missing is told all at once."""
    needed = [*NEEDED]
    if request.resource.sharing == Sharing.CONDITIONAL:
        needed.append("conditions_met")
    empty = [name for name in needed if not getattr(request, name)]
    if empty:
        labels = (str(SharingRequest._meta.get_field(name).verbose_name) for name in empty)  # type: ignore[union-attr]
        raise TransitionError(
            _("“%(name)s”还缺少：%(gaps)s。请补充后再提交。")
            % {"name": request, "gaps": "、".join(labels)}
        )
    if request.ends_on is not None and request.ends_on < on:
        raise TransitionError(
            _("使用期限的截止日期%(day)s已过，请重新填写后再提交。") % {"day": request.ends_on}
        )


def require_known_items(request: SharingRequest) -> None:
    """Only what the entry has can be asked for."""
    if not request.items:
        return
    known = set(request.resource.items.values_list("name", flat=True))
    unknown = [name for name in request.items if name not in known]
    if unknown:
        raise TransitionError(
            _("“%(name)s”没有这些数据项：%(items)s。请对照目录重新填写，或者留空表示全部。")
            % {"name": request.resource, "items": "、".join(unknown)}
        )


def require_refusable(request: SharingRequest, *, legal_basis: str, unmet_condition: str) -> None:
    """Law and article; for conditional sharing an unmet condition will do (I-28)."""
    if legal_basis.strip():
        if not re.search(ARTICLE, legal_basis):
            _refuse_basis(_("法律依据须写明名称和条款，例如“《××法》第×条”。"))
        return
    if request.kind != Sharing.CONDITIONAL:
        _refuse_basis(
            _("“%(name)s”为无条件共享，不同意共享须写明法律依据的名称和条款。") % {"name": request}
        )
    if not unmet_condition.strip():
        _refuse_basis(_("请写明法律依据的名称和条款，或者写明不符合目录载明的哪一项共享条件。"))


def _refuse_basis(sentence: Any) -> None:
    raise TransitionError(sentence, details={"legal_basis": [sentence]})


def without_pending_extension(request: SharingRequest) -> dict[str, object]:
    """A question that nobody answered has no object any more."""
    if request.extension != SharingRequest.Extension.ASKED:
        return {}
    return {"extension": "", "extension_reason": "", "extension_asked_by_id": None}
