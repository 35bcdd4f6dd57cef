"""Use of shared data: what the requester records, and what others report of it (809号 第二十五条)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from catalog.models.sharing import SharingRequest
from governance.records import GovernedModel, ProcessModel


class SharingUse(GovernedModel):
    """What the requester did with the data in a period; once recorded it stands."""

    request = models.ForeignKey(
        SharingRequest, on_delete=models.PROTECT, related_name="uses", verbose_name=_("共享申请")
    )
    used_from = models.DateField(_("使用时间自"))
    used_until = models.DateField(_("使用时间至"))
    purpose = models.TextField(_("实际用途"))
    times = models.PositiveIntegerField(_("调用次数"), default=0)
    volume = models.CharField(_("数据量"), max_length=120, blank=True)
    result = models.TextField(_("使用成效"))
    recorded_on = models.DateField(_("登记日期"))

    class Meta(GovernedModel.Meta):
        verbose_name = _("共享使用记录")
        verbose_name_plural = _("共享使用记录")
        ordering = ("-recorded_on", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(used_until__gte=F("used_from"), recorded_on__gte=F("used_until")),
                name="sharinguse_period_is_in_order",
                violation_error_message=_(
                    "使用时间的截止日期不能早于开始日期，也不能晚于登记日期，请核对后重新填写。"
                ),
            ),
            models.CheckConstraint(
                condition=~Q(purpose="") & ~Q(result=""),
                name="sharinguse_says_for_what_and_with_what_result",
                violation_error_message=_("使用记录须写明实际用途和使用成效。"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.used_from}—{self.used_until}"


class SharingIncident(ProcessModel):
    """Data that nobody uses, or that are used beyond what was agreed: reported, verified, handled."""

    inbox_title: ClassVar[str] = "request__resource__name"
    inbox_organisation: ClassVar[str] = "request__requester__name"

    class Status(models.TextChoices):
        REPORTED = "reported", _("待核实")
        VERIFIED = "verified", _("属实，待处理")
        DISMISSED = "dismissed", _("不属实")
        HANDLED = "handled", _("已处理")

    class Kind(models.TextChoices):
        NONUSE = "nonuse", _("取得后未使用")
        BEYOND_SCOPE = "beyond_scope", _("超出约定范围或者用途使用")
        THIRD_PARTY = "third_party", _("未经同意提供给第三方")

    class Measure(models.TextChoices):
        NONE = "none", _("督促改正")
        SUSPEND = "suspend", _("暂停使用")
        STOP = "stop", _("停止共享")

    status = models.CharField(
        _("状态"), max_length=24, choices=Status, default=Status.REPORTED, editable=False
    )
    request = models.ForeignKey(
        SharingRequest,
        on_delete=models.PROTECT,
        related_name="incidents",
        verbose_name=_("共享申请"),
    )
    kind = models.CharField(_("问题类型"), max_length=16, choices=Kind)
    facts = models.TextField(_("发现的事实"))
    found_on = models.DateField(_("发现日期"))
    statement = models.TextField(_("使用单位的说明"), blank=True, editable=False)
    stated_on = models.DateField(_("说明日期"), null=True, blank=True, editable=False)
    verified_by = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("核实人"),
    )
    verified_on = models.DateField(_("核实日期"), null=True, blank=True, editable=False)
    finding = models.TextField(_("核实结论"), blank=True, editable=False)
    measure = models.CharField(
        _("处理措施"), max_length=16, choices=Measure, blank=True, editable=False
    )
    handled_on = models.DateField(_("处理日期"), null=True, blank=True, editable=False)
    handling = models.TextField(_("处理理由"), blank=True, editable=False)

    class Meta(ProcessModel.Meta):
        verbose_name = _("共享使用问题")
        verbose_name_plural = _("共享使用问题")
        ordering = ("-pk",)
        permissions = (
            ("answer_sharingincident", _("说明共享使用情况")),
            ("verify_sharingincident", _("核实共享使用问题")),
            ("handle_sharingincident", _("处理共享使用问题")),
        )
        constraints = (
            models.CheckConstraint(
                condition=~Q(facts=""),
                name="sharingincident_states_the_facts",
                violation_error_message=_("报告共享使用问题须写明发现的事实。"),
            ),
            models.CheckConstraint(
                condition=Q(status="reported")
                | (~Q(finding="") & Q(verified_by__isnull=False, verified_on__isnull=False)),
                name="sharingincident_is_verified_by_somebody_with_a_finding",
                violation_error_message=_("核实共享使用问题须记录核实人、日期和结论。"),
            ),
            models.CheckConstraint(
                condition=Q(verified_by=None) | ~Q(verified_by=F("created_by")),
                name="sharingincident_is_not_verified_by_its_reporter",
                violation_error_message=_("本人报告的问题，不得由本人核实，请由另一人核实。"),
            ),
            models.CheckConstraint(
                condition=~Q(status="handled") | (~Q(measure="") & ~Q(handling="")),
                name="sharingincident_handling_states_measure_and_reason",
                violation_error_message=_("处理共享使用问题须写明措施和理由。"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.request}：{self.get_kind_display()}"

    @property
    def deadline_region_code(self) -> str:
        """The region of the provider."""
        return self.request.deadline_region_code
