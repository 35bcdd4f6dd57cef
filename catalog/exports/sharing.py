"""What exports around sharing show: the responsibility list (clause 一d) and the ledger of requests."""

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from catalog.models import SharingDuty, SharingRequest
from governance.exports import Column, declare

SHARING: dict[type[Model], tuple[Column, ...]] = {
    SharingDuty: (
        Column(_("责任单位"), "provider__name"),
        Column(_("资源代码"), "resource__code"),
        Column(_("资源名称"), "resource__name"),
        Column(_("共享类型"), "resource__sharing"),
        Column(_("共享条件"), "resource__sharing_conditions"),
        Column(_("共享方式"), "resource__sharing_way"),
        Column(_("更新周期"), "resource__update_cycle"),
        Column(_("收到申请（件）"), "received"),
        Column(_("已答复（件）"), "replied"),
        Column(_("按期答复（件）"), "in_time"),
        Column(_("已提供（件）"), "provided"),
    ),
    SharingRequest: (
        Column(_("申请编号"), "number"),
        Column(_("申请单位"), "requester__name"),
        Column(_("提供单位"), "provider__name"),
        Column(_("资源名称"), "resource__name"),
        Column(_("共享类型"), "kind"),
        Column(_("用途"), "purpose"),
        Column(_("履职依据"), "legal_basis"),
        Column(_("状态"), "status"),
        Column(_("收到日期"), "received_on"),
        Column(_("答复期限"), "reply_due_on"),
        Column(_("答复日期"), "replied_on"),
        Column(_("不同意的理由"), "reply_reason"),
        Column(_("不同意的法律依据"), "reply_legal_basis"),
        Column(_("不符合的共享条件"), "unmet_condition"),
        Column(_("提供日期"), "provided_on"),
        Column(_("使用期限至"), "ends_on"),
        Column(_("最近一次登记使用情况的日期"), "last_used_on"),
        Column(_("是否数据回流"), "is_return_flow"),
    ),
}

for model, columns in SHARING.items():
    declare(model, *columns)
