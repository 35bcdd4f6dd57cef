"""The law of a licence as constraints of its table, in words for the official (I-01, I-02, I-04, I-05)."""

from django.db import models
from django.db.models import DateField, F, Func, Q
from django.utils.translation import gettext_lazy as _

from licensing.models.terms import Business, SelectionMethod, names_its_mode, some_of

LICENCE_LAWS = (
    models.CheckConstraint(
        condition=Q(
            status__in=(
                "draft",
                "decided",
                "signed",
                "filed",
                "in_force",
                "suspended",
                "expired",
                "terminated",
                "revoked",
                "closed",
            )
        ),
        name="licence_status_is_known",
        violation_error_message=_("授权的状态不在规定的范围内，请由流程操作变更状态。"),
    ),
    models.CheckConstraint(
        condition=Q(ends_on__gt=F("starts_on")),
        name="licence_ends_after_it_starts",
        violation_error_message=_("截止日期应晚于起始日期，请修改期限。"),
    ),
    models.CheckConstraint(
        condition=Q(exceptional_term__isnull=False)
        | Q(
            ends_on__lte=Func(
                F("starts_on"),
                template="(%(expressions)s + interval '5 years')::date",
                output_field=DateField(),
            )
        ),
        name="licence_term_within_five_years",
        violation_error_message=_(
            "授权期限原则上最长不超过 5 年，请缩短期限；确需更长的，请先登记写明理由的集体决策。"
        ),
    ),
    models.CheckConstraint(
        condition=~Q(operator=F("implementing_body")),
        name="licence_operator_is_not_implementing_body",
        violation_error_message=_("运营机构与实施机构不得为同一单位（管运分离），请更换其一。"),
    ),
    models.CheckConstraint(
        condition=~Q(operator=F("regulator")),
        name="licence_operator_is_not_regulator",
        violation_error_message=_("运营机构与监管部门不得为同一单位（管运分离），请更换其一。"),
    ),
    models.CheckConstraint(
        condition=names_its_mode(),
        name="licence_names_its_domain_or_scenario",
        violation_error_message=_(
            "分领域授权须写明授权领域，依场景授权须写明授权场景，请补充后再保存。"
        ),
    ),
    models.CheckConstraint(
        condition=some_of("business", Business),
        name="licence_business_is_listed",
        violation_error_message=_(
            "业务范围只能在公共数据资源开发、产品经营和技术服务中选择，至少一项。"
        ),
    ),
    models.CheckConstraint(
        condition=Q(status="draft")
        | (Q(selection__in=SelectionMethod.values) & ~Q(notice_no="") & ~Q(result_no="")),
        name="licence_operator_chosen_in_competition",
        violation_error_message=_(
            "运营机构须以公平竞争方式选择，并写明遴选公告文号和结果文号，请补充。"
        ),
    ),
    models.CheckConstraint(
        condition=~Q(selection="other_competitive") | ~Q(selection_basis=""),
        name="licence_other_selection_states_its_basis",
        violation_error_message=_("采用其他公平竞争方式的，须写明依据，请补充后再保存。"),
    ),
    models.CheckConstraint(
        condition=Q(status__in=("draft", "decided"))
        | (
            Q(agreement__isnull=False, signed_on__isnull=False, serial__isnull=False)
            & ~Q(number="")
        ),
        name="licence_signed_has_agreement_and_number",
        violation_error_message=_("签订协议须有协议文本、签订日期和编号，请先完成签订。"),
    ),
    models.UniqueConstraint(
        fields=("number",),
        condition=~Q(number=""),
        name="licence_number_is_unique",
        violation_error_message=_("协议编号已被使用，请重新签订以取得新编号。"),
    ),
    models.UniqueConstraint(
        fields=("regulator", "year", "serial"),
        name="licence_serial_is_unique_in_its_year",
        violation_error_message=_("本年度的协议顺序号已被使用，请重新签订以取得新编号。"),
    ),
    models.CheckConstraint(
        condition=Q(status="draft") | Q(decision__isnull=False),
        name="licence_past_drafting_rests_on_a_decision",
        violation_error_message=_("协议须经实施机构集体决策通过，请先办理决策。"),
    ),
    models.CheckConstraint(
        condition=~Q(operator=F("cosigner")),
        name="licence_operator_is_not_its_cosigner",
        violation_error_message=_("会签部门不能是运营机构本身，请更换会签部门。"),
    ),
    models.UniqueConstraint(
        fields=("predecessor",),
        name="licence_is_renewed_once",
        violation_error_message=_("该授权已有续约协议，请打开已有的续约协议办理。"),
    ),
)
