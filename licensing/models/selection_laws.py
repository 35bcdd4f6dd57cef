"""The law of a selection as constraints of its table, in words for the official (27号 第十二条; I-04)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from licensing.models.terms import SelectionMethod

SELECTION_LAWS = (
    models.CheckConstraint(
        condition=Q(
            status__in=(
                "draft",
                "submitted",
                "returned",
                "open",
                "evaluating",
                "result_notice",
                "challenged",
                "concluded",
                "failed",
                "cancelled",
            )
        ),
        name="selection_status_is_known",
        violation_error_message=_("遴选的状态不在规定的范围内，请由流程操作变更状态。"),
    ),
    models.CheckConstraint(
        condition=Q(method__in=SelectionMethod.values),
        name="selection_method_is_competitive",
        violation_error_message=_(
            "遴选方式只能是公开招标、邀请招标、谈判或者其他公平竞争方式，请重新选择。"
        ),
    ),
    models.CheckConstraint(
        condition=~Q(method="other_competitive") | ~Q(method_basis=""),
        name="selection_other_method_states_its_basis",
        violation_error_message=_("采用其他公平竞争方式的，须写明依据，请补充后再保存。"),
    ),
    models.CheckConstraint(
        condition=Q(closes_at__gt=F("opens_at")),
        name="selection_closes_after_it_opens",
        violation_error_message=_("申请截止时间应晚于开始时间，请修改。"),
    ),
    models.CheckConstraint(
        condition=Q(needed_candidates__gte=2),
        name="selection_needs_competition",
        violation_error_message=_("最少合格申请单位数不得少于 2，只有一家不构成竞争，请修改。"),
    ),
    models.CheckConstraint(
        condition=Q(needed_judges__gte=3),
        name="selection_needs_three_judges",
        violation_error_message=_("评审人员不得少于 3 人，请修改。"),
    ),
    models.CheckConstraint(
        condition=Q(status__in=("draft", "submitted", "returned", "cancelled"))
        | (Q(published_on__isnull=False) & ~Q(notice_no="")),
        name="selection_opens_with_a_notice",
        violation_error_message=_("接受申请前须发布遴选公告，请先审定并发布。"),
    ),
    models.CheckConstraint(
        condition=~Q(status__in=("result_notice", "challenged", "concluded"))
        | (
            Q(winner__isnull=False, announced_on__isnull=False, result_ends_on__isnull=False)
            & ~Q(result_no="")
        ),
        name="selection_result_names_its_winner",
        violation_error_message=_("公示遴选结果须写明拟选定单位、结果文号和公示期，请先评审。"),
    ),
    models.CheckConstraint(
        condition=~Q(status="concluded") | Q(concluded_on__gt=F("result_ends_on")),
        name="selection_concluded_after_its_notice",
        violation_error_message=_("结果公示期满以后才能选定运营机构，请等公示期满再办理。"),
    ),
    models.CheckConstraint(
        condition=Q(winner=None) | Q(reserve=None) | ~Q(winner=F("reserve")),
        name="selection_reserve_is_another",
        violation_error_message=_("候补单位不能与拟选定单位相同，请核对。"),
    ),
    models.CheckConstraint(
        condition=~Q(status__in=("failed", "cancelled")) | ~Q(outcome_reason=""),
        name="selection_given_up_says_why",
        violation_error_message=_("取消遴选或者宣布失败须写明理由，请补充。"),
    ),
)
