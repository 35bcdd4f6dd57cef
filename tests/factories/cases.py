"""Quality issues and data requests in each of their states, brought there by the steps themselves."""

from datetime import date
from typing import Any

from catalog.models import DataRequest, DataResource, QualityIssue
from catalog.workflow import issues, requests
from governance.actors import VISITOR
from tests.factories.resources import DAY, Desk, desk, published_resource

ISSUE = {
    "kind": "wrong",
    "description": "东湖停车场的泊位数应为120，现在写成了12。",
    "contact": "13812345678",
}
REQUEST = {
    "title": "各社区充电桩的位置和空闲情况",
    "purpose": "做一个找充电桩的小程序，需要位置、功率和空闲情况。",
    "theme": "交通出行",
    "contact": "wang@example.org",
}
#: How each state is reached from the one before.
ISSUE_PATHS: dict[str, tuple[str, ...]] = {
    "filed": (),
    "declined": ("decline",),
    "accepted": ("accept",),
    "marked": ("accept", "mark"),
    "verified": ("accept", "mark", "verify"),
    "corrected": ("accept", "mark", "verify", "correct"),
    "rejected": ("accept", "mark", "verify", "reject"),
    "unmarked": ("accept", "mark", "verify", "correct", "unmark"),
    "closed": ("accept", "mark", "verify", "correct", "unmark", "close"),
}
REQUEST_PATHS: dict[str, tuple[str, ...]] = {
    "filed": (),
    "declined": ("decline",),
    "accepted": ("accept",),
    "assigned": ("accept", "assign"),
    "opened": ("accept", "assign", "open_data"),
    "partly": ("accept", "assign", "open_partly"),
    "refused": ("accept", "assign", "refuse"),
    "replied": ("accept", "assign", "open_data", "publish_reply"),
    "closed": ("accept", "assign", "open_data", "publish_reply", "close"),
}
#: What the steps are told besides who and when.
ISSUE_ARGUMENTS: dict[str, dict[str, Any]] = {
    "mark": {"mark_words": "有人对泊位数提出异议，正在核实。"},
    "verify": {"finding": "与停车场的备案核对，泊位数为120。"},
    "correct": {"answer": "已更正为120，今天起生效。"},
}
SUPERVISED = ("escalate", "reopen")
DECIDED_BY_BUREAU = ("open_data", "open_partly", "refuse")


def request_arguments(verb: str, by: Desk) -> dict[str, Any]:
    """What a step of a request is told."""
    opening = {"opinion": "已经发布，每月更新一次。"}
    return {
        "accept": {"is_livelihood": True},
        "assign": {"bureau": by.provider},
        "open_data": opening,
        "open_partly": opening,
        "publish_reply": {"reply": "已开放，见资源页面，每月更新。"},
    }.get(verb, {})


def quality_issue(
    status: str = "filed",
    *,
    by: Desk | None = None,
    on: date = DAY,
    resource: DataResource | None = None,
    actor: Any = VISITOR,
    **over: Any,
) -> QualityIssue:
    """An issue with a published resource, in any state."""
    by = by or desk()
    resource = resource or published_resource(by=by)
    issue, _is_new = issues.report(resource, actor=actor, on=on, **ISSUE | over)
    for verb in ISSUE_PATHS[status]:
        getattr(issues, verb)(
            issue, actor=by.clerk, on=on, reason="经核实没有错误。", **ISSUE_ARGUMENTS.get(verb, {})
        )
    return issue


def data_request(
    status: str = "filed",
    *,
    by: Desk | None = None,
    on: date = DAY,
    resource: DataResource | None = None,
    actor: Any = VISITOR,
    **over: Any,
) -> DataRequest:
    """A request, in any state."""
    by = by or desk()
    request, _is_new = requests.ask(actor=actor, on=on, **REQUEST | over)
    for verb in REQUEST_PATHS[status]:
        given = request_arguments(verb, by)
        if verb in ("open_data", "open_partly"):
            given["resource"] = resource or published_resource(by=by)
        person = by.clerk if verb in DECIDED_BY_BUREAU else by.authority
        getattr(requests, verb)(request, actor=person, on=on, reason="含个人信息。", **given)
    return request
