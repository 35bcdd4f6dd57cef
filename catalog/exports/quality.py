"""Scores, quality issues and data requests as files; how to reach who filed a case is in none."""

from django.utils.translation import gettext_lazy as _

from catalog.models import DataRequest, QualityIssue, ResourceQuality
from governance.exports import Column, declare

declare(
    ResourceQuality,
    Column(_("资源名称"), "resource__name"),
    Column(_("提供单位"), "resource__provider__name"),
    Column(_("质量分"), "score"),
    Column(_("完整性"), "completeness"),
    Column(_("准确性"), "accuracy"),
    Column(_("及时性"), "timeliness"),
    Column(_("机器可读性"), "readability"),
    Column(_("先改哪一处"), "fix"),
    Column(_("可加分"), "fix_gain"),
    Column(_("约需分钟"), "fix_minutes"),
    Column(_("承诺的更新周期"), "resource__update_cycle"),
    Column(_("数据更新日期"), "resource__data_updated_on"),
    Column(_("承诺的下次更新"), "next_update_on"),
)

declare(
    QualityIssue,
    Column(_("编号"), "number"),
    Column(_("资源名称"), "resource_name"),
    Column(_("提供单位"), "resource__provider__name"),
    Column(_("问题类型"), "kind"),
    Column(_("问题说明"), "description"),
    Column(_("状态"), "status"),
    Column(_("提出日期"), "filed_on"),
    Column(_("受理日期"), "accepted_on"),
    Column(_("办理期限"), "due_on"),
    Column(_("核实情况"), "finding"),
    Column(_("答复"), "answer"),
    Column(_("答复日期"), "answered_on"),
    Column(_("主管部门督办"), "is_escalated"),
)

declare(
    DataRequest,
    Column(_("编号"), "number"),
    Column(_("想要的数据"), "title"),
    Column(_("用来做什么"), "purpose"),
    Column(_("主题"), "theme"),
    Column(_("与民生紧密相关"), "is_livelihood"),
    Column(_("状态"), "status"),
    Column(_("提出日期"), "filed_on"),
    Column(_("受理日期"), "accepted_on"),
    Column(_("办理期限"), "due_on"),
    Column(_("承办单位"), "bureau__name"),
    Column(_("办理结果"), "outcome"),
    Column(_("满足需求的资源"), "resource__name"),
    Column(_("公开答复"), "reply"),
    Column(_("答复日期"), "replied_on"),
)
