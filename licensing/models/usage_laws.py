"""The law of usage reports as constraints of their tables, in words for whoever reports."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, DateRangeField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from catalog.vocabulary import Purpose
from licensing.models.terms import FREE_PURPOSES

BOTH_ENDS = Value("[]")
DAYS_OF_A_LICENCE = (
    (
        Func(
            F("licence"), F("licence"), BOTH_ENDS,
            function="int8range", output_field=BigIntegerRangeField(),
        ),
        "&&",
    ),
    (
        Func(
            F("starts_on"), F("ends_on"), BOTH_ENDS,
            function="daterange", output_field=DateRangeField(),
        ),
        "&&",
    ),
)  # fmt: skip


def period_of(granularity: str, last: int) -> Q:
    """The numbers that periods of this length bear within a year."""
    return Q(granularity=granularity, number__gte=1, number__lte=last)


REPORT_LAWS = (
    models.CheckConstraint(
        condition=Q(
            status__in=("draft", "submitted", "returned", "accepted", "corrected", "abandoned")
        ),
        name="usage_report_status_is_known",
        violation_error_message=_("报告的状态不在规定的范围内，请由流程操作变更状态。"),
    ),
    models.CheckConstraint(
        condition=period_of("month", 12) | period_of("quarter", 4) | period_of("year", 1),
        name="usage_report_period_is_listed",
        violation_error_message=_("该类报告没有这一期次，请核对后重新填写。"),
    ),
    models.CheckConstraint(
        condition=Q(ends_on__gt=F("starts_on")),
        name="usage_report_ends_after_it_starts",
        violation_error_message=_("报告期间的截止日应晚于起始日，请核对年度和期次。"),
    ),
    models.UniqueConstraint(
        fields=("licence", "granularity", "year", "number", "revision"),
        name="usage_report_version_is_unique",
        violation_error_message=_("该协议这一期的报告已经存在，请打开已有的报告。"),
    ),
    models.UniqueConstraint(
        fields=("licence", "granularity", "year", "number"),
        condition=Q(status__in=("draft", "submitted", "returned")),
        name="usage_report_has_one_open_version",
        violation_error_message=_("该协议这一期已有正在办理的报告，请先办结。"),
    ),
    models.UniqueConstraint(
        fields=("replaces",),
        condition=~Q(status="abandoned"),
        name="usage_report_is_corrected_once",
        violation_error_message=_("这份报告已有更正的版本，请打开该版本。"),
    ),
    ExclusionConstraint(
        name="usage_report_counts_a_day_once",
        expressions=DAYS_OF_A_LICENCE,
        condition=Q(status="accepted"),
        violation_error_message=_("该协议已审核的报告与本期间重叠，请核对报告类型和期次，避免重复计算。"),
    ),
    ExclusionConstraint(
        name="usage_report_is_begun_once_for_a_day",
        expressions=DAYS_OF_A_LICENCE,
        # A correction stands beside what it corrects.
        condition=Q(replaces__isnull=True) & ~Q(status="abandoned"),
        violation_error_message=_(
            "该协议已有报告与本期间重叠：同一天只能由月报、季报、年报之一报送。请打开已有的报告，或者作废后再填报。"
        ),
    ),
    models.CheckConstraint(
        condition=Q(revision=1, replaces__isnull=True)
        | (Q(revision__gt=1, replaces__isnull=False) & ~Q(correction_reason="")),
        name="usage_report_correction_says_why",
        violation_error_message=_("更正报告须写明理由并指向被更正的报告，请由“更正”步骤办理。"),
    ),
    models.CheckConstraint(
        condition=~Q(status__in=("submitted", "accepted", "corrected"))
        | Q(submitted_by__isnull=False, submitted_on__isnull=False),
        name="usage_report_says_who_submitted_it",
        violation_error_message=_("报送的报告须有报送人和报送日期，请由“报送”步骤办理。"),
    ),
    models.CheckConstraint(
        condition=~Q(status__in=("accepted", "corrected"))
        | (
            Q(accepted_by__isnull=False, accepted_on__isnull=False)
            & ~Q(accepted_by=F("submitted_by"))
        ),
        name="usage_report_accepted_by_a_second_person",
        violation_error_message=_("使用情况报告须由报送人以外的人审核，请由另一人办理。"),
    ),
)  # fmt: skip
ENTRY_LAWS = (
    models.UniqueConstraint(
        fields=("report", "product", "purpose"),
        name="usage_entry_is_told_once",
        violation_error_message=_("同一产品的同一用途在报告中已有一行，请合并填写。"),
    ),
    models.CheckConstraint(
        condition=Q(purpose__in=Purpose.values),
        name="usage_entry_purpose_is_listed",
        violation_error_message=_(
            "用途类别只能是公共治理、公益事业、产业发展或行业发展，请重新选择。"
        ),
    ),
    models.CheckConstraint(
        condition=Q(revenue__gte=0),
        name="usage_entry_revenue_is_not_negative",
        violation_error_message=_("收入不得为负，请核对后重新填写。"),
    ),
    models.CheckConstraint(
        condition=~Q(purpose__in=sorted(FREE_PURPOSES)) | Q(revenue=0),
        name="usage_entry_free_purposes_earn_nothing",
        violation_error_message=_(
            "用于公共治理、公益事业的产品和服务有条件无偿使用，收入应为 0，请核对用途或收入。"
        ),
    ),
    models.CheckConstraint(
        condition=Q(free_quantity__lte=F("deliveries")),
        name="usage_entry_free_part_within_the_whole",
        violation_error_message=_("免费提供量不得大于调用量或交付量，请核对后重新填写。"),
    ),
    models.CheckConstraint(
        condition=~Q(purpose__in=sorted(FREE_PURPOSES)) | Q(free_quantity=F("deliveries")),
        name="usage_entry_free_purposes_are_all_free",
        violation_error_message=_(
            "用于公共治理、公益事业的调用量或交付量全部为免费提供，请使两者一致。"
        ),
    ),
    models.CheckConstraint(
        condition=Q(deliveries__gt=0) | Q(users=0, revenue=0, volume=0),
        name="usage_entry_without_use_has_no_figures",
        violation_error_message=_("没有调用或交付的产品不应有用户数、数据量和收入，请核对。"),
    ),
)
