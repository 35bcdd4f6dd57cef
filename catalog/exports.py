"""What an exported catalogue shows: the columns of a filled-in sheet, so that it comes back without a change."""

from django.utils.translation import gettext_lazy as _

from catalog.importing.fields import BY_NAME
from catalog.importing.item_fields import ITEM_FIELDS, LINKS, SHEETS
from catalog.models import (
    CodeEntry,
    DataItem,
    DataRequest,
    DataResource,
    GradeChange,
    PersonalDataFinding,
    QualityIssue,
    ResourceQuality,
    SourceConflict,
    Synonym,
)
from catalog.sharing_exports import SHARING
from governance.exports import Column, DetailSheet, declare, declare_details

#: Columns that only tell; an import passes over them.
TOLD = (
    Column(_("状态"), "status"),
    Column(_("提供单位代码"), "provider__uscc"),
    Column(_("已核定分级"), "confirmed_grade"),
    Column(_("分级复核期限"), "grade_review_by"),
    Column(_("来源系统"), "source_system"),
    Column(_("修改时间"), "updated_at"),
)
PATHS = {"department": "provider__name"}

declare(
    DataResource,
    *(Column(field.label, PATHS.get(name, name)) for name, field in BY_NAME.items()),
    *TOLD,
)

declare(
    CodeEntry,
    Column(_("代码表"), "code_list"),
    Column(_("代码"), "code"),
    Column(_("名称"), "name"),
    Column(_("上级代码"), "parent__code"),
    Column(_("启用日期"), "valid_from"),
    Column(_("停用日期"), "valid_to"),
    Column(_("替代代码"), "successor__code"),
)
declare(
    GradeChange,
    Column(_("公共数据资源"), "resource__name"),
    Column(_("提供单位"), "resource__provider__name"),
    Column(_("原分级"), "grade_before"),
    Column(_("调整为"), "grade_after"),
    Column(_("调整理由"), "rationale"),
    Column(_("提出日期"), "proposed_on"),
    Column(_("状态"), "status"),
    Column(_("核定日期"), "decided_on"),
    Column(_("核定意见"), "decision"),
)
declare(
    PersonalDataFinding,
    Column(_("公共数据资源"), "resource__name"),
    Column(_("提供单位"), "resource__provider__name"),
    Column(_("具体位置"), "place_detail"),
    Column(_("疑似内容"), "kind"),
    Column(_("片段（已遮盖）"), "excerpt"),
    Column(_("处数"), "number"),
    Column(_("状态"), "status"),
    Column(_("处理日期"), "handled_on"),
    Column(_("公开理由"), "justification"),
)
declare(
    SourceConflict,
    Column(_("数据项或者资源"), "name"),
    Column(_("类别"), "kind"),
    Column(_("各处名称"), "spellings"),
    Column(_("涉及单位"), "providers_text"),
    Column(_("状态"), "status"),
    Column(_("数源单位"), "authoritative_source__name"),
    Column(_("保留的资源"), "kept_resource__name"),
    Column(_("决定理由"), "decision"),
    Column(_("发现日期"), "found_on"),
)
declare(
    Synonym,
    Column(_("词"), "term"),
    Column(_("同义词"), "equivalents"),
    Column(_("互为同义"), "is_mutual"),
    Column(_("启用"), "is_active"),
    Column(_("说明"), "note"),
    Column(_("修改时间"), "updated_at"),
)
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

# How to reach who filed a case is in no export.
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
for model, columns in SHARING.items():
    declare(model, *columns)
#: The second sheet says of which resource each item is one, and comes back with it.
LINK_PATHS = {
    "id": "resource_id",
    "source_key": "resource__source_key",
    "code": "resource__code",
    "name": "resource__name",
}
ITEM_PATHS = {"authoritative_source": "authoritative_source__name"}

declare_details(
    DataResource,
    DetailSheet(
        title=SHEETS[0],
        model=DataItem,
        link="resource",
        columns=(
            *(Column(field.label, LINK_PATHS[field.name]) for field in LINKS),
            *(Column(field.label, ITEM_PATHS.get(field.name, field.name)) for field in ITEM_FIELDS),
        ),
        order=("position", "pk"),
    ),
)
