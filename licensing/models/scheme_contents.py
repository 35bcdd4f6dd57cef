"""The texts that answer the twelve contents of 27号 第九条, and which of them make a change a larger one."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from licensing.models.contents import lacking

#: 27号 第十一条 asks for the same procedure again on a larger change and does not say what is larger: this portal's
#: proposal (待核对). Scope, planned products and annexes that are rows of their own always are.
LARGER = frozenset(
    {
        "name", "authority", "authorising_body", "implementing_body", "mode", "domain", "scenario", "planned_months",
        "operator_conditions", "resource_scope", "exit_mechanism", "asset_management", "accounting",
        "revenue_sharing", "data_protection", "rights_and_duties",
    }
)  # fmt: skip
#: What may be put right by the leading authority with a reason, once the scheme is decided.
CORRECTABLE = (
    "necessity", "lifecycle_service", "demand", "market_size", "expected_results", "risk_control", "construction",
    "technical_safeguards", "timetable", "evaluation_criteria", "incident_response", "supervision", "other_terms",
)  # fmt: skip


#: The five points of 27号 第十条, each of which feasibility must show.
FEASIBILITY = ("lifecycle_service", "demand", "market_size", "expected_results", "risk_control")


class SchemeContents(models.Model):
    """The twelve contents as far as they are told in words."""

    # Which fields answer which content of Art 9; (1) is the name, (4) the mode, (5) and (7) are rows of their own.
    CONTENTS = (
        (
            _("（二）必要性和可行性论证"),
            (
                "necessity",
                "lifecycle_service",
                "demand",
                "market_size",
                "expected_results",
                "risk_control",
            ),
        ),
        (_("（三）运营机构选择条件"), ("operator_conditions",)),
        (_("（五）数据资源范围"), ("resource_scope",)),
        (
            _("（六）期限、建设与退出"),
            (
                "construction",
                "technical_safeguards",
                "timetable",
                "evaluation_criteria",
                "exit_mechanism",
                "asset_management",
            ),
        ),
        (_("（八）核算与收益分配"), ("accounting", "revenue_sharing")),
        (_("（九）数据安全、个人信息保护和应急处置"), ("data_protection", "incident_response")),
        (_("（十）各方权利义务"), ("rights_and_duties",)),
        (_("（十一）监督管理及考核评价"), ("supervision",)),
    )

    necessity = models.TextField(_("必要性"), blank=True)
    lifecycle_service = models.TextField(_("数据全生命周期管理服务"), blank=True)
    demand = models.TextField(_("社会需求"), blank=True)
    market_size = models.TextField(_("市场规模"), blank=True)
    expected_results = models.TextField(_("预期成效"), blank=True)
    risk_control = models.TextField(_("风险防控"), blank=True)
    operator_conditions = models.TextField(_("运营机构选择条件"), blank=True)
    resource_scope = models.TextField(_("资源范围、更新频率和质量情况"), blank=True)
    construction = models.TextField(_("建设内容"), blank=True)
    technical_safeguards = models.TextField(_("技术保障"), blank=True)
    timetable = models.TextField(_("实施进度"), blank=True)
    evaluation_criteria = models.TextField(_("评价标准"), blank=True)
    exit_mechanism = models.TextField(_("退出机制"), blank=True)
    asset_management = models.TextField(_("资产管理"), blank=True)
    accounting = models.TextField(_("成本和收入核算机制"), blank=True)
    revenue_sharing = models.TextField(_("收益分配机制"), blank=True)
    data_protection = models.TextField(_("数据安全和个人信息保护措施"), blank=True)
    incident_response = models.TextField(_("应急处置措施"), blank=True)
    rights_and_duties = models.TextField(_("各方权利义务"), blank=True)
    supervision = models.TextField(_("监督管理及考核评价要求"), blank=True)
    other_terms = models.TextField(_("其他事项"), blank=True)

    class Meta:
        abstract = True

    def missing_contents(self) -> list[str]:
        """The contents of Art 9 that still have an empty field, in the words of the article."""
        return lacking(self)

    def missing_feasibility(self) -> list[str]:
        """Which of the five points of Art 10 nothing is said about."""
        labels = {field.name: str(field.verbose_name) for field in self._meta.concrete_fields}
        return [labels[name] for name in FEASIBILITY if not getattr(self, name).strip()]
