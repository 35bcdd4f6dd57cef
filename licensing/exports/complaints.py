"""The ledger of complaints as a file: the case, never who complains."""

from django.utils.translation import gettext_lazy as _

from governance.exports import Column, declare
from licensing.models import Complaint

declare(
    Complaint,
    Column(_("编号"), "number"),
    Column(_("投诉举报类型"), "kind"),
    Column(_("被投诉的运营机构"), "operator__name"),
    Column(_("办理单位"), "authority__name"),
    Column(_("协议编号"), "licence__number"),
    Column(_("收到日期"), "filed_on"),
    Column(_("受理日期"), "accepted_on"),
    Column(_("状态"), "status"),
    Column(_("办理期限"), "due_on"),
    Column(_("处理结论"), "outcome"),
    Column(_("处理措施"), "measures"),
    Column(_("处理日期"), "decided_on"),
    Column(_("答复日期"), "answered_on"),
    Column(_("公开摘要"), "public_words"),
)
