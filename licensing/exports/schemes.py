"""The ledger of schemes as a file, with the resources of their scope on a second sheet (27号 第九条、第十一条)."""

from django.utils.translation import gettext_lazy as _

from governance.exports import Column, DetailSheet, declare, declare_details
from licensing.models import Scheme, SchemeResource

declare(
    Scheme,
    Column(_("方案名称"), "name"),
    Column(_("状态"), "status"),
    Column(_("牵头数据主管部门"), "authority__name"),
    Column(_("授权主体"), "authorising_body__name"),
    Column(_("实施机构"), "implementing_body__name"),
    Column(_("授权模式"), "mode"),
    Column(_("授权领域"), "domain"),
    Column(_("授权场景"), "scenario"),
    Column(_("拟授权期限（月）"), "planned_months"),
    Column(_("决策会议"), "decision__meeting"),
    Column(_("会议日期"), "decision__held_on"),
    Column(_("会议纪要文号"), "decision__minutes_no"),
    Column(_("审议结果"), "decision__result"),
    Column(_("进入当前状态的日期"), "status_since"),
    Column(_("备案期限"), "due_on"),
    Column(_("拟变更的原方案"), "revision_of__name"),
    Column(_("变更理由"), "change_reason"),
)
declare_details(
    Scheme,
    DetailSheet(
        title=str(_("资源范围")),
        model=SchemeResource,
        link="scheme",
        columns=(
            Column(_("方案名称"), "scheme__name"),
            Column(_("资源名称"), "resource__name"),
            Column(_("提供单位"), "resource__provider__name"),
            Column(_("质量分"), "quality_score"),
            Column(_("数据分级"), "grade"),
            Column(_("更新周期"), "update_cycle"),
            Column(_("数据更新日期"), "data_updated_on"),
            Column(_("数据量（条）"), "record_count"),
            Column(_("事实截止日期"), "facts_on"),
            Column(_("质量情况说明"), "quality_note"),
        ),
    ),
)
