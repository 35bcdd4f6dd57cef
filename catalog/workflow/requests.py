"""A request for data from the form to the public reply (clause 二: 公共数据开放需求受理反馈机制)."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organisation, Role
from catalog.forms import AcceptanceForm, AssignmentForm, OpeningForm, ReplyForm
from catalog.models import DataRequest, DataResource
from catalog.workflow.intake import digest_of, file_case
from governance.transitions import Transition, TransitionError, step

Status = DataRequest.Status
Outcome = DataRequest.Outcome
CLAUSE = _("意见（二）")
DECIDED = frozenset({Status.OPENED, Status.PARTLY, Status.REFUSED})


def ask(*, actor: Any, on: date, **words: str) -> tuple[DataRequest, bool]:
    """File a request for anybody; the case, and whether it is a new one."""
    request = DataRequest(words_digest=digest_of(words["title"], words["purpose"]), **words)
    same = DataRequest.objects.filter(words_digest=request.words_digest).exclude(
        status__in=(Status.REPLIED, Status.CLOSED, Status.DECLINED)
    )
    return file_case(request, actor=actor, on=on, prefix="需", term="demand.accept", same=same)


@step(
    Transition(
        action="catalog.datarequest.accept",
        label=_("受理开放需求"),
        sources=frozenset({Status.FILED}),
        target=Status.ACCEPTED,
        permission="catalog.receive_datarequest",
        clause=CLAUSE,
        starts_clock="demand.reply",
        form=AcceptanceForm,
    )
)
def accept(request: DataRequest, *, on: date, is_livelihood: bool = False) -> dict[str, object]:
    """The data authority takes the request up; from now on its words are public (clause 二)."""
    return {"accepted_on": on, "is_livelihood": is_livelihood}


@step(
    Transition(
        action="catalog.datarequest.decline",
        label=_("不予受理开放需求"),
        sources=frozenset({Status.FILED}),
        target=Status.DECLINED,
        permission="catalog.receive_datarequest",
        clause=CLAUSE,
        needs_reason=True,
        reason_hint=_("理由在查询页面上公开；需求人写的内容不公开。"),
        is_duty=False,
    )
)
def decline(request: DataRequest, *, on: date, reason: str) -> dict[str, object]:
    """What asks for no data at all; its words never become public (clause 二)."""
    return {"reply": reason.strip(), "replied_on": on}


@step(
    Transition(
        action="catalog.datarequest.assign",
        label=_("分派承办单位"),
        sources=frozenset({Status.ACCEPTED, Status.ASSIGNED}),
        target=Status.ASSIGNED,
        permission="catalog.receive_datarequest",
        clause=CLAUSE,
        keeps_clock=True,
        owed=lambda: Q(status=Status.ACCEPTED),
        form=AssignmentForm,
    )
)
def assign(request: DataRequest, *, bureau: Organisation, on: date) -> dict[str, object]:
    """The bureau that has such data studies the request; one that has nobody to do so is refused (clause 二)."""
    officers = Membership.objects.in_force(on).filter(role=Role.PROVIDER, organisation=bureau)
    if not officers.exists():
        raise TransitionError(
            _(
                "“%(bureau)s”还没有数据提供岗位的人员，不能分派给它。请先配置人员，或者选择其他单位。"
            )
            % {"bureau": bureau}
        )
    return {"bureau_id": bureau.pk}


@step(
    Transition(
        action="catalog.datarequest.open_data",
        label=_("提出意见：开放"),
        sources=frozenset({Status.ASSIGNED}),
        target=Status.OPENED,
        permission="catalog.decide_datarequest",
        clause=CLAUSE,
        keeps_clock=True,
        form=OpeningForm,
    )
)
def open_data(
    request: DataRequest, *, actor: Any, resource: DataResource, opinion: str
) -> dict[str, object]:
    """The data are open now, and this is where (clause 二)."""
    _require_open(resource)
    return _decision(Outcome.OPENED, opinion, actor) | {"resource_id": resource.pk}


@step(
    Transition(
        action="catalog.datarequest.open_partly",
        label=_("提出意见：部分开放"),
        sources=frozenset({Status.ASSIGNED}),
        target=Status.PARTLY,
        permission="catalog.decide_datarequest",
        clause=CLAUSE,
        keeps_clock=True,
        form=OpeningForm,
    )
)
def open_partly(
    request: DataRequest, *, actor: Any, resource: DataResource, opinion: str
) -> dict[str, object]:
    """Some of it is open; the opinion says what is not, and why (clause 二)."""
    _require_open(resource)
    return _decision(Outcome.PARTLY, opinion, actor) | {"resource_id": resource.pk}


@step(
    Transition(
        action="catalog.datarequest.refuse",
        label=_("提出意见：不予开放"),
        sources=frozenset({Status.ASSIGNED}),
        target=Status.REFUSED,
        permission="catalog.decide_datarequest",
        clause=CLAUSE,
        needs_reason=True,
        keeps_clock=True,
    )
)
def refuse(request: DataRequest, *, actor: Any, reason: str) -> dict[str, object]:
    """It cannot be opened; the reason names why (clause 二, 十二)."""
    return _decision(Outcome.REFUSED, reason, actor) | {"resource_id": None}


@step(
    Transition(
        action="catalog.datarequest.send_back",
        label=_("退回承办单位重新研究"),
        sources=DECIDED,
        target=Status.ASSIGNED,
        permission="catalog.receive_datarequest",
        clause=CLAUSE,
        needs_reason=True,
        keeps_clock=True,
        is_duty=False,
    )
)
def send_back(request: DataRequest) -> dict[str, object]:
    """The authority does not let the opinion stand (clause 二)."""
    return {"outcome": "", "resource_id": None}


@step(
    Transition(
        action="catalog.datarequest.publish_reply",
        label=_("公开答复"),
        sources=DECIDED,
        target=Status.REPLIED,
        permission="catalog.receive_datarequest",
        clause=CLAUSE,
        form=ReplyForm,
    )
)
def publish_reply(request: DataRequest, *, on: date, reply: str) -> dict[str, object]:
    """The public learns what became of the request; what it is pointed to must still be there (clause 二)."""
    if request.resource is not None:
        _require_open(request.resource)
    return {"reply": reply.strip(), "replied_on": on}


@step(
    Transition(
        action="catalog.datarequest.close",
        label=_("办结开放需求"),
        sources=frozenset({Status.REPLIED}),
        target=Status.CLOSED,
        permission="catalog.receive_datarequest",
        clause=CLAUSE,
    )
)
def close(request: DataRequest) -> dict[str, object]:
    """Nothing is left to do (clause 二)."""
    return {}


def _decision(outcome: str, opinion: str, actor: Any) -> dict[str, object]:
    return {"outcome": outcome, "opinion": opinion.strip(), "decided_by_id": actor.pk}


def _require_open(resource: DataResource) -> None:
    """Only what anybody can find answers a public request."""
    is_public = resource.is_standing and not resource.is_secret
    if not (is_public and resource.is_open):
        raise TransitionError(
            _(
                "“%(name)s”没有发布或者没有向社会开放，不能作为对需求的答复。请先发布并开放，再办理。"
            )
            % {"name": resource}
        )
