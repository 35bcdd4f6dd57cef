"""Usage reports, their rows and metered batches as files."""

from django.utils.translation import gettext_lazy as _

from governance.exports import Column, DetailSheet, declare, declare_details
from licensing.models import UsageBatch, UsageEntry, UsageMonthly, UsageReport

ENTRY = (
    Column(_("运营机构"), "licence__operator__name"),
    Column(_("协议编号"), "licence__number"),
    Column(_("期间起始日"), "report__starts_on"),
    Column(_("期间截止日"), "report__ends_on"),
    Column(_("产品"), "product__name"),
    Column(_("用途类别"), "purpose"),
    Column(_("调用量／交付量"), "deliveries"),
    Column(_("数据量（条）"), "volume"),
    Column(_("用户数"), "users"),
    Column(_("其中免费提供量"), "free_quantity"),
    Column(_("收入（元）"), "revenue"),
    Column(_("计量的调用量"), "metered"),
    Column(_("说明"), "note"),
    Column(_("报告状态"), "report__status"),
)
declare(UsageEntry, *ENTRY)
declare(
    UsageReport,
    Column(_("运营机构"), "licence__operator__name"),
    Column(_("协议编号"), "licence__number"),
    Column(_("报告类型"), "granularity"),
    Column(_("期间起始日"), "starts_on"),
    Column(_("期间截止日"), "ends_on"),
    Column(_("版次"), "revision"),
    Column(_("状态"), "status"),
    Column(_("报送期限"), "owed_on"),
    Column(_("报送日期"), "submitted_on"),
    Column(_("审核日期"), "accepted_on"),
    Column(_("更正理由"), "correction_reason"),
    Column(_("现在的办理期限"), "due_on"),
)
declare_details(
    UsageReport,
    DetailSheet(title=_("使用情况明细"), model=UsageEntry, link="report", columns=ENTRY),  # type: ignore[arg-type]
)
declare(
    UsageBatch,
    Column(_("协议编号"), "licence__number"),
    Column(_("幂等键"), "key"),
    Column(_("记录数"), "rows"),
    Column(_("超范围记录数"), "refused"),
    Column(_("最早记录时间"), "first_at"),
    Column(_("最晚记录时间"), "last_at"),
    Column(_("内容摘要值"), "digest"),
    Column(_("报送时间"), "created_at"),
)
declare(
    UsageMonthly,
    Column(_("月份"), "month"),
    Column(_("运营机构"), "licence__operator__name"),
    Column(_("协议编号"), "licence__number"),
    Column(_("产品"), "product__name"),
    Column(_("用途类别"), "purpose"),
    Column(_("记录数"), "records"),
    Column(_("调用量／交付量"), "quantity"),
    Column(_("字节数"), "size"),
    Column(_("失败记录数"), "failed"),
    Column(_("超范围记录数"), "refused"),
)
