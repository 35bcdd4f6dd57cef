"""Two officers on one case, and the same words filed at once: exactly one answer, exactly one case."""

import pytest

from catalog.models import DataRequest, NumberSeries, QualityIssue
from catalog.workflow import issues, requests
from governance.actors import VISITOR
from tests.catalog.test_races import THREADS, all_at_once, winners
from tests.database import arranging
from tests.factories.cases import ISSUE, REQUEST, data_request, quality_issue
from tests.factories.resources import DAY, desk, published_resource

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_answers_exactly_one_stands():
    with arranging():
        by = desk()
        issue = quality_issue("verified", by=by)

    def mine():
        return QualityIssue.objects.get(pk=issue.pk)

    answers = [lambda: issues.correct(mine(), actor=by.clerk, on=DAY, answer="已经更正。")] * 5
    reasons = [lambda: issues.reject(mine(), actor=by.other_clerk, on=DAY, reason="没有错误。")] * 5
    assert len(winners(all_at_once(*answers, *reasons))) == 1
    expected = {"corrected": "已经更正。", "rejected": "没有错误。"}
    assert mine().answer == expected[mine().status]


def test_of_an_opening_and_a_refusal_exactly_one_stands():
    with arranging():
        by = desk()
        resource = published_resource(by=by)
        request = data_request("assigned", by=by)

    def mine():
        return DataRequest.objects.get(pk=request.pk)

    opened = [
        lambda: requests.open_data(
            mine(), actor=by.clerk, on=DAY, resource=resource, opinion="已经开放。"
        )
    ] * 5
    refused = [
        lambda: requests.refuse(mine(), actor=by.other_clerk, on=DAY, reason="含个人信息。")
    ] * 5
    assert len(winners(all_at_once(*opened, *refused))) == 1
    assert (mine().status, mine().resource is not None) in [("opened", True), ("refused", False)]


def test_the_same_words_filed_by_twenty_at_once_are_one_case_with_one_number():
    with arranging():
        resource = published_resource()
    act = lambda: issues.report(resource, actor=VISITOR, on=DAY, **ISSUE)  # noqa: E731
    found = all_at_once(*[act] * THREADS)
    assert sum(is_new for _case, is_new in found) == 1
    assert {case.number for case, _is_new in found} == {"质-2026-0001"}
    assert NumberSeries.objects.get(prefix="质").last == 1


def test_twenty_requests_filed_at_once_have_twenty_numbers_without_gaps():
    with arranging():
        desk()
    acts = [
        lambda n=n: requests.ask(actor=VISITOR, on=DAY, **REQUEST | {"title": f"第{n}项数据"})
        for n in range(THREADS)
    ]
    assert all(is_new for _case, is_new in all_at_once(*acts))
    numbers = sorted(DataRequest.objects.values_list("number", flat=True))
    assert numbers == [f"需-2026-{n:04d}" for n in range(1, THREADS + 1)]
