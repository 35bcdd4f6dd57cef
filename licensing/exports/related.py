"""The list of related parties as a file (27号 第六条)."""

from django.utils.translation import gettext_lazy as _

from governance.exports import Column, declare
from licensing.models import RelatedParty

declare(
    RelatedParty,
    Column(_("运营机构"), "operator__name"),
    Column(_("关联单位"), "party__name"),
    Column(_("关联方名称"), "party_name"),
    Column(_("关联方统一社会信用代码"), "party_uscc"),
    Column(_("关联关系"), "relation"),
    Column(_("关系起始日期"), "holds_from"),
    Column(_("关系截止日期"), "holds_to"),
    Column(_("依据"), "source"),
    Column(_("状态"), "status"),
    Column(_("核实的数据主管部门"), "authority__name"),
)
