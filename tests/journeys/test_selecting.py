"""An operator is chosen: everybody finds his next task in 我的待办, from the notice to the agreement's draft."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.test import Client

from licensing.models import Selection
from licensing.workflow import candidates, results, selections
from tests.factories import selections as made
from tests.factories.schemes import START, Parties, parties

pytestmark = pytest.mark.django_db


@pytest.fixture
def hour() -> Iterator[Any]:
    with time_machine.travel(f"{START} 09:00+08:00", tick=False) as traveller:
        yield traveller


def inbox(user: Any) -> str:
    """What stands first when the person signs in."""
    client = Client()
    client.force_login(user, backend="governance.backends.PolicyBackend")
    answer = client.get("/admin/")
    assert answer.status_code == 200
    return str(answer.content.decode())


def finds(user: Any, record: str, step: str) -> None:
    """The task with the record's name and the step that is owed."""
    html = inbox(user)
    assert record in html, record
    assert step in html, step


def test_from_the_notice_to_the_agreement(hour: Any) -> None:
    by = parties()
    selection = the_body_publishes(by)
    three_companies_apply(by, selection)
    hour.move_to(f"{made.OPENED} 09:00+08:00")
    the_applications_are_opened_and_examined(by, selection)
    hour.move_to(f"{made.OPENED} 10:00+08:00")
    three_judges_sign_and_score(by, selection)
    hour.move_to(f"{made.ANNOUNCED} 09:00+08:00")
    the_result_is_announced(by, selection)
    hour.move_to(f"{made.CONCLUDED} 09:00+08:00")
    the_operator_is_chosen(by, selection)


def the_body_publishes(by: Parties) -> Selection:
    selection = made.draft_selection(by=by)
    finds(by.drafter, selection.name, "报审")
    selections.submit_selection(selection, actor=by.drafter)
    finds(by.decider, selection.name, "审定并发布公告")
    selections.publish_selection(selection, actor=by.decider)
    return selection


def three_companies_apply(by: Parties, selection: Selection) -> None:
    own = made.draft_candidate(by=by, selection=selection)
    finds(by.seller, selection.name, "提交申请")
    candidates.submit_candidate(own, actor=by.seller)
    for _each in range(2):
        made.submitted_candidate(by=by, selection=selection, bidder=made.bidder())
    assert own.name not in inbox(by.decider)


def the_applications_are_opened_and_examined(by: Parties, selection: Selection) -> None:
    finds(by.decider, selection.name, "截止并开启申请")
    selections.close_selection(selection, actor=by.decider)
    finds(by.decider, selection.name, "审查条件")
    for candidate in selection.candidates.all():
        made.examine(candidate, by=by)


def three_judges_sign_and_score(by: Parties, selection: Selection) -> None:
    for _each in range(3):
        scorer = made.appointed_judge(selection, by=by)
        finds(scorer.judge, selection.name, "签署利益冲突声明")
        made.declare(scorer)
        finds(scorer.judge, selection.name, "评分")
        for place, candidate in enumerate(selection.candidates.order_by("pk")):
            made.score(candidate, judge=scorer, share=Decimal(90 - place))
        assert "现在没有等您办理的事项。" in inbox(scorer.judge)


def the_result_is_announced(by: Parties, selection: Selection) -> None:
    finds(by.decider, selection.name, "公示遴选结果")
    results.announce_result(selection, actor=by.decider, result_no="云采中〔2026〕8号")
    assert "起草授权运营协议" not in inbox(by.decider)


def the_operator_is_chosen(by: Parties, selection: Selection) -> None:
    finds(by.decider, selection.name, "选定运营机构")
    results.conclude_selection(selection, actor=by.decider)
    finds(by.drafter, selection.name, "起草授权运营协议")
    results.draw_up_licence(selection, actor=by.drafter, starts_on=made.CONCLUDED)
    assert selection.licences.get().operator == by.operator
