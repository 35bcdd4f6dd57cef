"""Code lists, grades, findings, sources and synonyms as files."""

from django.utils.translation import gettext_lazy as _

from catalog.models import CodeEntry, GradeChange, PersonalDataFinding, SourceConflict, Synonym
from governance.exports import Column, declare

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
