"""The exit ledger and its parts as files."""

from django.utils.translation import gettext_lazy as _

from governance.exports import Column, DetailSheet, declare, declare_details
from licensing.models import EarlyEnding, Exit, ExitTask, StopNotice

declare(
    Exit,
    Column(_("授权名称"), "licence__name"),
    Column(_("协议编号"), "licence__number"),
    Column(_("运营机构"), "licence__operator__name"),
    Column(_("实施机构"), "licence__implementing_body__name"),
    Column(_("结束方式"), "kind"),
    Column(_("发起方"), "initiator"),
    Column(_("结束的理由"), "grounds"),
    Column(_("依据"), "basis"),
    Column(_("授权结束日期"), "began_on"),
    Column(_("状态"), "status"),
    Column(_("办理期限"), "due_on"),
    Column(_("报送日期"), "reported_on"),
    Column(_("办结日期"), "closed_on"),
)

TASK_COLUMNS = (
    Column(_("授权名称"), "exit__licence__name"),
    Column(_("事项"), "kind"),
    Column(_("责任方"), "side"),
    Column(_("状态"), "status"),
    Column(_("办理期限"), "due_on"),
    Column(_("办理情况"), "account"),
    Column(_("销毁方式"), "method"),
    Column(_("监销人"), "witness"),
    Column(_("证明材料"), "evidence__name"),
    Column(_("证明材料的 SHA-256"), "evidence__sha256"),
    Column(_("办理日期"), "done_on"),
    Column(_("确认日期"), "confirmed_on"),
)
declare(ExitTask, *TASK_COLUMNS)
declare_details(
    Exit, DetailSheet(title="退出事项", model=ExitTask, link="exit", columns=TASK_COLUMNS)
)

declare(
    StopNotice,
    Column(_("授权名称"), "licence__name"),
    Column(_("协议编号"), "licence__number"),
    Column(_("公告日期"), "published_on"),
    Column(_("停止服务日期"), "stops_on"),
    Column(_("公告正文"), "text"),
    Column(_("涉及的产品和服务"), "products"),
)

declare(
    EarlyEnding,
    Column(_("授权名称"), "licence__name"),
    Column(_("协议编号"), "licence__number"),
    Column(_("运营机构"), "licence__operator__name"),
    Column(_("类别"), "kind"),
    Column(_("情形"), "ground"),
    Column(_("事实和理由"), "facts"),
    Column(_("依据"), "basis"),
    Column(_("状态"), "status"),
    Column(_("运营机构的陈述申辩"), "statement"),
    Column(_("决定日期"), "decided_on"),
    Column(_("决定的理由"), "decision"),
)
