"""I-06 and 汇聚关联: what must be assessed is signed only when another person has confirmed the assessment."""

from datetime import timedelta
from typing import Any

import pytest

from accounts.models import User
from catalog.models import DataResource
from governance.errors import NotPermitted
from licensing import risk
from licensing.models import Licence, RiskAssessment, RiskPoint, Undertaking
from licensing.validity import years_later
from licensing.workflow import assessments, licences, promises
from tests.factories.licensing import decided_licence, draft_licence, licence_in_force
from tests.factories.risks import (
    confirmed_assessment,
    done_analysis,
    draft_assessment,
    identifying_resource,
    submitted_assessment,
)
from tests.factories.schemes import (
    START,
    Parties,
    kept_file,
    licensable_resource,
    parties,
    scan,
    signed_decision,
)
from tests.licensing.refusals import against_the_law, refused, rewrite

pytestmark = pytest.mark.django_db

IMPORTANT = {
    "grade": DataResource.Grade.IMPORTANT,
    "opening": "none",
    "opening_reason": "重要数据。",
}


def sign(licence: Licence, by: Parties) -> None:
    """The step under judgement."""
    licences.sign_licence(
        licence, actor=by.drafter, on=START, agreement=scan("协议.pdf"), signed_on=START
    )


def signed_past_every_door(licence: Licence, by: Parties) -> None:
    """The same, straight into the table."""
    rewrite(
        licence, status="signed", status_since=START, signed_on=START, year=START.year, serial=1, number="云授1号",
        agreement=kept_file("协议.pdf", by=by.drafter),
    )  # fmt: skip


def of_resource(by: Parties, resource: DataResource) -> Licence:
    return decided_licence(by=by, resources=(resource,))


@pytest.mark.parametrize(
    ("items", "words"),
    [(("联系电话",), "直接标识"), (("法人代表",), "法人代表"), (("投诉电话",), ""), (("性别", "出生日期"), "")],
)  # fmt: skip
def test_direct_identifiers_need_a_confirmed_assessment(items: tuple[str, ...], words: str) -> None:
    by = parties()
    licence = of_resource(by, identifying_resource(*items))
    if not words:
        sign(licence, by)
        return
    with refused(words, "书面风险评估"):
        sign(licence, by)
    with against_the_law("书面风险评估"):
        signed_past_every_door(licence, by)
    confirmed_assessment(licence=licence, by=by)
    sign(licence, by)
    assert licence.status == Licence.Status.SIGNED


def test_what_the_catalogue_marks_as_personal_needs_one_whatever_its_name() -> None:
    by = parties()
    resource = identifying_resource("备用一")
    resource.items.filter(name="备用一").update(is_personal=True)
    licence = of_resource(by, resource)
    with refused("备用一"):
        sign(licence, by)
    with against_the_law("备用一"):
        signed_past_every_door(licence, by)


def important_licence(by: Parties) -> Licence:
    """Over important data, with the report in the file."""
    resource = licensable_resource(**IMPORTANT)
    licence = draft_licence(by=by, resources=(resource,))
    rewrite(licence.scope.get(), assessment=kept_file("风险评估.pdf", by=by.drafter))
    return licence


def decide(licence: Licence, by: Parties) -> Licence:
    signed_decision(by=by, licence=licence)
    licences.decide_licence(licence, actor=by.decider, on=START)
    promises.undertake(licence, actor=by.seller, on=START, undertakings=list(Undertaking.values))
    return licence


def test_i_06_important_data_are_signed_only_with_a_confirmed_assessment() -> None:
    by = parties()
    licence = decide(important_licence(by), by)
    with refused("属于重要数据", "书面风险评估"):
        sign(licence, by)
    submitted_assessment(licence=licence, by=by)
    with refused("书面风险评估"):
        sign(licence, by)
    with against_the_law("属于重要数据"):
        signed_past_every_door(licence, by)
    assessments.confirm_assessment(licence.risk_assessments.get(), actor=by.supervisor, on=START)
    sign(licence, by)


def test_a_forbidding_assessment_bars_the_signature_whatever_else_holds() -> None:
    by = parties()
    licence = decided_licence(by=by)
    confirmed_assessment(licence=licence, by=by, conclusion="forbidden")
    with refused("不得"):
        sign(licence, by)
    with against_the_law("不得"):
        signed_past_every_door(licence, by)


def test_an_assessment_that_is_out_of_date_no_longer_counts() -> None:
    by = parties()
    earlier = START - timedelta(days=400)
    licence = of_resource(by, identifying_resource("手机号码"))
    confirmed_assessment(licence=licence, by=by, on=earlier)
    with refused("到期"):
        sign(licence, by)
    with against_the_law("书面风险评估"):
        signed_past_every_door(licence, by)


def test_an_analysis_after_the_assessment_asks_for_another_one() -> None:
    by = parties()
    licence = of_resource(by, identifying_resource("手机号码"))
    confirmed_assessment(licence=licence, by=by)
    done_analysis(licence=licence, by=by)
    with refused("之后又完成了汇聚关联分析"):
        sign(licence, by)
    with against_the_law("书面风险评估"):
        signed_past_every_door(licence, by)
    confirmed_assessment(licence=licence, by=by)
    sign(licence, by)


def test_a_run_without_samples_does_not_replace_computed_figures() -> None:
    by = parties()
    resource = identifying_resource("性别", "出生日期")
    licence = of_resource(by, resource)
    lines = ["性别,出生日期", *["男,1990-01-01"] * 6, "女,1992-02-02"]
    counted = done_analysis(licence=licence, by=by, samples={resource: "\n".join(lines)})
    empty = done_analysis(licence=licence, by=by)
    assert (counted.is_beyond, empty.is_beyond) == (True, False)
    assert risk.newest_analysis(licence) == counted
    with refused("最小等价类为 1"):
        sign(licence, by)
    with against_the_law("书面风险评估"):
        signed_past_every_door(licence, by)
    assessment = confirmed_assessment(licence=licence, by=by)
    assert assessment.analysis == counted
    sign(licence, by)


def test_a_later_run_without_samples_still_tells_of_direct_identifiers() -> None:
    by = parties()
    resource = identifying_resource("性别")
    licence = of_resource(by, resource)
    lines = "\n".join(["性别", *["男"] * 6])
    counted = done_analysis(licence=licence, by=by, samples={resource: lines})
    assert risk.reasons(licence) == []
    licence_in_force(by=by, resources=(identifying_resource("手机号码", "性别"),))
    assert done_analysis(licence=licence, by=by).has_direct
    assert risk.newest_analysis(licence) == counted
    with refused("含有直接标识"):
        sign(licence, by)
    with against_the_law("书面风险评估"):
        signed_past_every_door(licence, by)


def test_a_scope_that_grew_asks_for_another_assessment() -> None:
    by = parties()
    resource, more = identifying_resource("手机号码"), licensable_resource()
    licence = draft_licence(by=by, resources=(resource, more))
    entry = licence.scope.get(resource=more)
    entry.delete()
    confirmed_assessment(licence=licence, by=by)
    entry.pk, entry._state.adding = None, True
    entry.save()
    decide(licence, by)
    with refused("资源范围又有增加"):
        sign(licence, by)
    with against_the_law("书面风险评估"):
        signed_past_every_door(licence, by)


def test_who_wrote_or_submitted_it_does_not_confirm_it() -> None:
    by = parties()
    assessment = submitted_assessment(licence=draft_licence(by=by), by=by)
    with pytest.raises(NotPermitted, match="他人确认"):
        assessments.confirm_assessment(assessment, actor=by.drafter, on=START)
    with against_the_law("assessment_confirmed_by_another_person"):
        rewrite(assessment, status="confirmed", confirmed_by=by.drafter, valid_until=START)


def test_every_point_is_judged_and_a_grave_one_allows_no_plain_yes() -> None:
    by = parties()
    licence = draft_licence(by=by, resources=(identifying_resource("手机号码"),))
    assessment = draft_assessment(licence=licence, by=by, points=("lawful",), conclusion="allowed")
    with refused("汇聚关联风险", "个人信息保护影响评估"):
        assessments.submit_assessment(assessment, actor=by.drafter, on=START)
    for point in set(RiskPoint.Point.values) - {"lawful"}:
        RiskPoint.objects.create(
            assessment=assessment, point=point, finding="存在。", level="high", measures="整改。"
        )
    with refused("结论不能是“可以”"):
        assessments.submit_assessment(assessment, actor=by.drafter, on=START)
    with refused("评估日期不能晚于今天"):
        assessments.submit_assessment(assessment, actor=by.drafter, on=START - timedelta(days=1))


def test_what_was_confirmed_says_what_it_said() -> None:
    by = parties()
    assessment = confirmed_assessment(licence=draft_licence(by=by), by=by)
    with against_the_law("已经确认"):
        rewrite(assessment, measures="另写。")
    with against_the_law("已经提交"):
        rewrite(assessment.points.first(), finding="另写。")
    with against_the_law("已经提交"):
        assessment.points.first().delete()


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"conclusion": "maybe"}, "assessment_conclusion_is_listed"),
        ({"conclusion": "with_measures", "measures": ""}, "assessment_with_measures_says_which"),
        ({"status": "gone"}, "assessment_(status_is_known|confirmed_by_somebody)"),
        ({"status": "submitted"}, "assessment_submitted_names_its_scope"),
    ],
)
def test_the_table_itself_refuses(values: dict[str, Any], name: str) -> None:
    by = parties()
    assessment = draft_assessment(licence=draft_licence(by=by), by=by)
    with against_the_law(name):
        rewrite(assessment, **values)


def test_one_assessment_stands_and_the_next_takes_its_place() -> None:
    by = parties()
    licence = draft_licence(by=by)
    first = confirmed_assessment(licence=licence, by=by)
    second = confirmed_assessment(licence=licence, by=by)
    first.refresh_from_db()
    assert (first.status, second.status) == ("superseded", "confirmed")
    assert second.valid_until == years_later(START, years=1)
    with against_the_law("one_standing_assessment_for_a_licence"):
        rewrite(first, status="confirmed")


def test_important_data_are_assessed_anew_every_year() -> None:
    by = parties()
    licence = decide(important_licence(by), by)
    assessment = confirmed_assessment(licence=licence, by=by)
    assessments.renew_assessment(assessment, actor=by.drafter, on=START)
    draft = RiskAssessment.objects.get(predecessor=assessment)
    assert (draft.kind, draft.status, draft.points.count()) == ("yearly", "draft", 9)
    with refused("已经在编制"):
        assessments.renew_assessment(assessment, actor=by.drafter, on=START)


def test_the_yearly_duty_is_owed_for_running_licences_over_important_data_only() -> None:
    by = parties()
    resource = licensable_resource()
    licence = licence_in_force(by=by, resources=(resource,))
    assessment = confirmed_assessment(licence=licence, by=by)
    step = assessments.renew_assessment
    assert not step.is_owed_by(assessment)
    rewrite(resource, **IMPORTANT)
    assert step.is_owed_by(assessment)
    assert assessment.due_on == years_later(START, years=1)
    step(assessment, actor=by.drafter, on=START)
    assert not step.is_owed_by(assessment)


def test_the_worker_alone_records_a_result() -> None:
    by = parties()
    analysis = done_analysis(licence=draft_licence(by=by), by=by)
    assert User.objects.get(pk=analysis.run_by_id) == by.drafter
    with against_the_law("已经完成"):
        rewrite(analysis, note="另写。")
