"""The ledger of incidents as a file."""

from django.utils.translation import gettext_lazy as _

from governance.exports import Column, declare
from licensing.models import Incident

declare(
    Incident,
    Column(_("事件编号"), "number"),
    Column(_("授权运营协议"), "licence__name"),
    Column(_("协议编号"), "licence__number"),
    Column(_("运营机构"), "licence__operator__name"),
    Column(_("事件类型"), "kind"),
    Column(_("事件级别"), "severity"),
    Column(_("发现途径"), "found_by"),
    Column(_("发现日期"), "found_on"),
    Column(_("报告日期"), "reported_on"),
    Column(_("状态"), "status"),
    Column(_("办理期限"), "due_on"),
    Column(_("涉及个人信息"), "touches_persons"),
    Column(_("事件经过"), "what"),
    Column(_("影响"), "effect"),
    Column(_("根本原因"), "cause"),
    Column(_("防止再次发生的措施"), "prevention"),
    Column(_("处置完成日期"), "resolved_on"),
    Column(_("办结日期"), "closed_on"),
    Column(_("办结意见"), "conclusion"),
)
