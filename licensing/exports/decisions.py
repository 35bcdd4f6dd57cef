"""Collective decisions as a file, with attendance and votes of each member on a second sheet (§7.6)."""

from django.utils.translation import gettext_lazy as _

from governance.exports import Column, DetailSheet, declare, declare_details
from licensing.models import CollectiveDecision, DecisionMember

declare(
    CollectiveDecision,
    Column(_("决策事项"), "kind"),
    Column(_("实施方案"), "scheme__name"),
    Column(_("授权运营协议"), "licence__name"),
    Column(_("决策机关"), "body__name"),
    Column(_("会议类型"), "meeting_type"),
    Column(_("会议名称"), "meeting"),
    Column(_("会议日期"), "held_on"),
    Column(_("会议纪要文号"), "minutes_no"),
    Column(_("主持人"), "chair"),
    Column(_("应到人数"), "members_listed"),
    Column(_("回避人数"), "members_recused"),
    Column(_("实到人数"), "members_present"),
    Column(_("赞成票"), "votes_for"),
    Column(_("反对票"), "votes_against"),
    Column(_("弃权票"), "votes_abstained"),
    Column(_("表决规则"), "quorum_words"),
    Column(_("审议结果"), "result"),
    Column(_("修改要求或附加条件"), "conditions"),
    Column(_("授权期限超过五年的理由"), "exception_grounds"),
    Column(_("状态"), "status"),
    Column(_("签署日期"), "signed_on"),
    Column(_("会议纪要扫描件 SHA-256"), "file__sha256"),
)
declare_details(
    CollectiveDecision,
    DetailSheet(
        title=str(_("参会成员")),
        model=DecisionMember,
        link="decision",
        columns=(
            Column(_("会议纪要文号"), "decision__minutes_no"),
            Column(_("姓名"), "name"),
            Column(_("职务"), "post"),
            Column(_("到会情况"), "attendance"),
            Column(_("申报利害关系"), "has_conflict"),
            Column(_("缺席或回避理由"), "reason"),
            Column(_("表决"), "vote"),
            Column(_("意见"), "opinion"),
        ),
    ),
)
