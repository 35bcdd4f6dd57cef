"""Risk assessments and linkage analyses as files: conclusions and figures, never a value of a sample."""

from django.utils.translation import gettext_lazy as _

from governance.exports import Column, declare
from licensing.models import IdentifierWord, LinkageAnalysis, RiskAssessment

declare(
    RiskAssessment,
    Column(_("授权运营协议"), "licence__name"),
    Column(_("实施机构"), "licence__implementing_body__name"),
    Column(_("运营机构"), "licence__operator__name"),
    Column(_("评估类型"), "kind"),
    Column(_("评估单位和人员"), "assessor"),
    Column(_("评估日期"), "assessed_on"),
    Column(_("评估结论"), "conclusion"),
    Column(_("须采取的措施"), "measures"),
    Column(_("状态"), "status"),
    Column(_("有效期至"), "valid_until"),
)

declare(
    LinkageAnalysis,
    Column(_("授权运营协议"), "licence__name"),
    Column(_("运营机构"), "licence__operator__name"),
    Column(_("状态"), "status"),
    Column(_("合并后的记录数"), "rows_total"),
    Column(_("最小等价类"), "least_class"),
    Column(_("唯一记录占比（%）"), "unique_share"),
    Column(_("含直接标识"), "has_direct"),
    Column(_("须书面风险评估"), "is_beyond"),
    Column(_("完成日期"), "finished_on"),
)

declare(
    IdentifierWord,
    Column(_("词"), "word"),
    Column(_("识别要素"), "concept"),
    Column(_("类别"), "kind"),
    Column(_("依据"), "source"),
    Column(_("依据已核对"), "is_verified"),
    Column(_("启用"), "is_active"),
)
