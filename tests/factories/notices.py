"""Notices of selections: drafts, notices under approval, open and cancelled ones, and who may apply."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from accounts.models import Organisation, Role, User
from licensing.models import (
    Business,
    Scheme,
    ScoringCriterion,
    Selection,
    SelectionCondition,
    SelectionMethod,
)
from licensing.workflow import selections
from tests.database import arranging
from tests.factories.people import person
from tests.factories.schemes import START, Parties, company, filed_scheme

CHINA = ZoneInfo("Asia/Shanghai")
#: The day and the minute on which the selections of these tests close.
CLOSING = START + timedelta(days=30)
CLOSES_AT = datetime.combine(CLOSING, time(17), CHINA)
OPENED = CLOSING + timedelta(days=1)
ANNOUNCED = CLOSING + timedelta(days=3)
#: Well past every result notice.
CONCLUDED = ANNOUNCED + timedelta(days=20)
LATER = timedelta(days=1)
REQUIREMENTS = (
    ("capability", "有数据治理团队"),
    ("credit", "无失信记录"),
    ("security", "通过等保三级测评"),
)
WEIGHTS = (("技术方案", 40), ("运营方案", 35), ("安全保障", 25))
_number = count(1)


@dataclass(frozen=True)
class Bidder:
    """An organisation that applies, with its clerk."""

    organisation: Organisation
    clerk: User


def bidder(organisation: Organisation | None = None) -> Bidder:
    """A company and somebody who works there."""
    body = organisation or company()
    with arranging():
        return Bidder(body, person(Role.OPERATOR, organisation=body))


def draft_selection(*, by: Parties, scheme: Scheme | None = None, **over: Any) -> Selection:
    """Complete: conditions, criteria, notice; it rests on an approved scheme."""
    scheme = scheme or filed_scheme(by=by)
    number = next(_number)
    fields: dict[str, Any] = {
        "name": f"停车出行领域运营机构遴选{number}",
        "scheme": scheme,
        "implementing_body": by.implementing_body,
        "method": SelectionMethod.PUBLIC_TENDER,
        "content": "对停车数据进行清洗、汇总和开发。",
        "business": list(Business.values),
        "notice_no": f"云采招〔2026〕{number}号",
        "notice": "现面向社会公开遴选运营机构。",
        "terms": "数据可用不可见；不得再开发。",
        "consultation": "已向社会公开征求意见十日，采纳三条。",
        "opens_at": datetime.combine(START, time(9), CHINA),
        "closes_at": CLOSES_AT,
        "created_by": by.drafter,
    } | over
    with arranging():
        selection = Selection.objects.create(**fields)
        for kind, requirement in REQUIREMENTS:
            SelectionCondition.objects.create(
                selection=selection, kind=kind, requirement=requirement
            )
        for name, weight in WEIGHTS:
            ScoringCriterion.objects.create(selection=selection, name=name, weight=weight)
    return selection


def submitted_selection(*, by: Parties, **over: Any) -> Selection:
    """Put to a second person."""
    selection = draft_selection(by=by, **over)
    selections.submit_selection(selection, actor=by.drafter, on=START)
    return selection


def returned_selection(*, by: Parties, **over: Any) -> Selection:
    """Sent back."""
    selection = submitted_selection(by=by, **over)
    selections.return_selection(selection, actor=by.decider, on=START, reason="请细化条件。")
    return selection


def open_selection(*, by: Parties, **over: Any) -> Selection:
    """Published."""
    selection = submitted_selection(by=by, **over)
    selections.publish_selection(selection, actor=by.decider, on=START)
    return selection


def cancelled_selection(*, by: Parties, **over: Any) -> Selection:
    """Given up while it was open."""
    selection = open_selection(by=by, **over)
    selections.cancel_selection(selection, actor=by.decider, on=START, reason="方案需要调整。")
    return selection
