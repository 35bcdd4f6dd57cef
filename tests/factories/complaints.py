"""Complaints in each of their states, brought there by the steps themselves."""

from datetime import date
from typing import Any

from governance.actors import VISITOR
from licensing.models import Complaint, Licence
from licensing.workflow import complaints
from tests.factories.licensing import licence_in_force
from tests.factories.schemes import START, Parties, parties

WORDS = {
    "kind": "monopoly",
    "what": "该公司要求买停车接口的单位同时购买导航服务，否则不提供接口。",
    "wanted": "取消搭售。",
    "name": "张三丰",
    "contact": "13812345678",
}
COMPLAINT_PATHS: dict[str, tuple[str, ...]] = {
    "filed": (),
    "declined": ("decline_complaint",),
    "accepted": ("accept_complaint",),
    "investigating": ("accept_complaint", "investigate_complaint", "hear_operator"),
}
COMPLAINT_PATHS |= {
    "decided": (*COMPLAINT_PATHS["investigating"], "decide_complaint"),
    "answered": (*COMPLAINT_PATHS["investigating"], "decide_complaint", "answer_complaint"),
    "closed": (
        *COMPLAINT_PATHS["investigating"], "decide_complaint", "answer_complaint", "close_complaint",
    ),
}  # fmt: skip


def complaint_arguments(verb: str, licence: Licence | None = None) -> dict[str, Any]:
    """What a step of a complaint is told, by the last word of its action."""
    return {
        "accept": {"licence": licence} if licence else {},
        "hear": {"statement": "公司称搭售是促销，已经停止。"},
        "decide": {
            "outcome": "founded", "findings": "合同第五条要求同时购买。", "measures": "责令停止搭售。",
            "public_words": "反映某公司搭售，属实，已责令停止。",
        },
        "answer": {"answer": "经查属实，已责令停止搭售。"},
    }.get(verb, {})  # fmt: skip


def complaint(
    status: str = "filed",
    *,
    by: Parties | None = None,
    on: date = START,
    licence: Licence | None = None,
    actor: Any = VISITOR,
    **over: Any,
) -> Complaint:
    """A complaint about the operator of a licence in force; one supervisor investigates, the other decides."""
    by = by or parties()
    licence = licence or licence_in_force(by=by, on=on)
    case, _is_new = complaints.file_complaint(by.operator, actor=actor, on=on, **WORDS | over)
    for name in COMPLAINT_PATHS[status]:
        step = getattr(complaints, name)
        verb = step.transition.verb
        person = by.second_supervisor if verb == "decide" else by.supervisor
        step(
            case,
            actor=person,
            on=on,
            reason="与授权运营无关。",
            **complaint_arguments(verb, licence),
        )
    return case
