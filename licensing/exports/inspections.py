"""The ledgers of inspections, findings and rectifications as files."""

from django.utils.translation import gettext_lazy as _

from governance.exports import Column, declare
from licensing.models import Finding, Inspection, Rectification

declare(
    Inspection,
    Column(_("检查编号"), "number"),
    Column(_("检查类型"), "kind"),
    Column(_("检查计划"), "plan__name"),
    Column(_("授权运营协议"), "licence__name"),
    Column(_("运营机构"), "licence__operator__name"),
    Column(_("检查单位"), "body__name"),
    Column(_("检查缘由"), "ground"),
    Column(_("计划检查日期"), "planned_on"),
    Column(_("开始检查日期"), "begun_on"),
    Column(_("检查人员（主办）"), "lead__name"),
    Column(_("检查人员（协办）"), "second__name"),
    Column(_("检查报告日期"), "reported_on"),
    Column(_("检查报告摘要"), "summary"),
    Column(_("运营机构的意见"), "operator_view"),
    Column(_("状态"), "status"),
    Column(_("办结日期"), "closed_on"),
)
declare(
    Finding,
    Column(_("检查编号"), "inspection__number"),
    Column(_("运营机构"), "inspection__licence__operator__name"),
    Column(_("检查内容"), "text"),
    Column(_("依据"), "basis"),
    Column(_("检查方法"), "method"),
    Column(_("检查结果"), "result"),
    Column(_("发现的情况"), "what"),
    Column(_("责任部门或者责任人"), "responsible"),
)
declare(
    Rectification,
    Column(_("检查编号"), "finding__inspection__number"),
    Column(_("授权运营协议"), "licence__name"),
    Column(_("运营机构"), "licence__operator__name"),
    Column(_("检查内容"), "finding__text"),
    Column(_("发现的情况"), "finding__what"),
    Column(_("责令整改日期"), "ordered_on"),
    Column(_("办理期限"), "due_on"),
    Column(_("状态"), "status"),
    Column(_("延期前的期限"), "extended_from"),
    Column(_("完成整改日期"), "done_on"),
    Column(_("整改情况"), "done"),
    Column(_("建议中止授权日期"), "suspension_suggested_on"),
    Column(_("验收或者认定日期"), "decided_on"),
    Column(_("验收或者认定意见"), "decision"),
)
