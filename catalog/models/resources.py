"""The data resource: one entry of the catalogue (clauses 一, 二; 809号 第十六条; 编制指南 core metadata)."""

from datetime import date
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalog import vocabulary
from catalog.clocks import IN_FORCE_SINCE, first_registration_term
from catalog.freshness import Freshness, freshness
from catalog.models.laws import RESOURCE_LAWS
from catalog.querysets import DataResourceQuerySet
from governance.records import ProcessModel


class DataResource(ProcessModel):
    """One entry of the catalogue, from the provider's draft to the tombstone."""

    inbox_organisation: ClassVar[str] = "provider__name"

    class Status(models.TextChoices):
        DRAFT = "draft", _("草稿")
        SUBMITTED = "submitted", _("待审核")
        RETURNED = "returned", _("已退回修改")
        PUBLISHED = "published", _("已发布")
        WITHDRAWN = "withdrawn", _("已撤回")

    Category = vocabulary.Category
    Sharing = vocabulary.Sharing
    SharingWay = vocabulary.SharingWay
    Opening = vocabulary.Opening
    UpdateCycle = vocabulary.UpdateCycle
    Grade = vocabulary.Grade
    Acquisition = vocabulary.Acquisition

    status = models.CharField(
        _("状态"), max_length=24, choices=Status, default=Status.DRAFT, editable=False
    )
    code = models.CharField(_("资源代码"), max_length=64, blank=True)
    name = models.CharField(_("资源名称"), max_length=200)
    provider = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.PROTECT,
        related_name="data_resources",
        verbose_name=_("提供单位"),
    )
    abstract = models.TextField(_("摘要"), blank=True)
    category = models.CharField(_("资源分类"), max_length=16, choices=Category, blank=True)
    category_code = models.CharField(_("分类码"), max_length=24, blank=True)
    theme = models.CharField(_("主题"), max_length=60, blank=True)
    industry = models.CharField(_("所属行业"), max_length=60, blank=True)
    region = models.ForeignKey(
        "accounts.Region",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="data_resources",
        verbose_name=_("所属区域"),
    )
    tags = ArrayField(
        models.CharField(max_length=60), verbose_name=_("标签"), default=list, blank=True
    )
    formats = ArrayField(
        models.CharField(max_length=40), verbose_name=_("格式"), default=list, blank=True
    )

    sharing = models.CharField(_("共享类型"), max_length=16, choices=Sharing, blank=True)
    sharing_conditions = models.TextField(_("共享条件"), blank=True)
    sharing_way = models.CharField(_("共享方式"), max_length=16, choices=SharingWay, blank=True)
    sharing_legal_basis = models.TextField(
        _("不予共享的依据"),
        blank=True,
        help_text=_("写明法律、行政法规或者国务院决定的名称和条款。"),
    )
    opening = models.CharField(_("开放类型"), max_length=16, choices=Opening, blank=True)
    opening_conditions = models.TextField(_("开放条件"), blank=True)
    opening_reason = models.TextField(_("不予开放的理由"), blank=True)
    is_secret = models.BooleanField(_("是否涉密"), default=False)

    update_cycle = models.CharField(_("更新周期"), max_length=16, choices=UpdateCycle, blank=True)
    update_cycle_text = models.CharField(
        _("更新周期原文"),
        max_length=100,
        blank=True,
        help_text=_("导入时无法对应的原文，请人工核对。"),
    )
    grade = models.CharField(_("数据分级"), max_length=16, choices=Grade, blank=True)
    acquisition = models.CharField(_("取得方式"), max_length=16, choices=Acquisition, blank=True)
    acquisition_basis = models.TextField(_("取得依据"), blank=True)

    contact_name = models.CharField(_("联系人"), max_length=60, blank=True)
    contact_phone = models.CharField(_("联系电话"), max_length=60, blank=True)
    contact_email = models.CharField(_("电子邮箱"), max_length=120, blank=True)

    issued_on = models.DateField(_("发布日期"), null=True, blank=True)
    data_updated_on = models.DateField(_("数据更新日期"), null=True, blank=True)
    delivered_on = models.DateField(
        _("首次提供日期"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("运营开始且数据已经提供之日，首次登记的期限从此起算。"),
    )

    source_system = models.CharField(_("来源系统"), max_length=60, blank=True)
    source_key = models.CharField(_("来源标识"), max_length=300, blank=True)
    source_url = models.CharField(_("来源网址"), max_length=1000, blank=True)
    source_provider = models.CharField(_("来源提供单位"), max_length=120, blank=True)
    source_digest = models.CharField(_("来源记录摘要值"), max_length=64, blank=True, editable=False)

    submitted_by = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("提交人"),
    )
    reviewed_by = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("审核人"),
    )
    withdrawn_on = models.DateField(_("撤回日期"), null=True, blank=True, editable=False)
    withdrawal_reason = models.TextField(_("撤回理由"), blank=True, editable=False)

    objects: ClassVar[Any] = DataResourceQuerySet.as_manager()

    class Meta(ProcessModel.Meta):
        verbose_name = _("公共数据资源")
        verbose_name_plural = _("公共数据资源")
        ordering = ("-updated_at", "-pk")
        permissions = (
            ("submit_dataresource", _("提交资源审核")),
            ("review_dataresource", _("审核资源")),
            ("withdraw_dataresource", _("撤回资源")),
            ("revise_dataresource", _("修订已发布的资源")),
            ("deliver_dataresource", _("记录首次提供日期")),
            ("register_dataresource", _("记录登记结果")),
            ("see_tombstone_dataresource", _("查看已撤回资源的说明")),
        )
        indexes = (
            models.Index(
                fields=("status", "-data_updated_on", "-id"), name="dataresource_by_freshness"
            ),
            models.Index(fields=("provider", "status"), name="dataresource_by_provider"),
            # What search asks of a row, without reading the row.
            models.Index(
                fields=("id",),
                include=(
                    "status",
                    "is_secret",
                    "provider",
                    "theme",
                    "opening",
                    "update_cycle",
                    "formats",
                ),
                name="dataresource_for_search",
            ),
        )
        constraints = RESOURCE_LAWS

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("catalog:resource", args=[self.pk])

    def refresh_derived(self) -> None:
        """Keep the search entry in step."""
        entries: Any = self._meta.get_field("search").related_model
        entries.objects.rebuild([self])

    @property
    def is_open(self) -> bool:
        """Whether society may have it, with or without conditions."""
        return self.opening in (self.Opening.UNCONDITIONAL, self.Opening.CONDITIONAL)

    @property
    def source_link(self) -> str:
        """The source's page, if its address is one that may be followed."""
        return self.source_url if self.source_url.startswith(("https://", "http://")) else ""

    @property
    def clock_started_on(self) -> date | None:
        """The term of the first registration counts from the delivery, not from a change of state."""
        if self.due_rule == "reg.legacy":
            return IN_FORCE_SINCE
        return self.delivered_on if self.due_rule == "reg.first" else self.status_since

    @property
    def deadline_region_code(self) -> str:
        """The region whose deadlines apply."""
        return self.region_id or ""

    @property
    def update_promise(self) -> str:
        """The promised cycle in words, verbatim where no code fits."""
        return self.get_update_cycle_display() or self.update_cycle_text

    def freshness(self, on: date) -> Freshness:
        """Promised and kept, as of ``on``."""
        return freshness(self.update_cycle, last=self.data_updated_on, on=on)

    def registration_clock_runs(self, on: date) -> bool:
        """Whether the time for the first registration is still open (26号 第九条, I-08)."""
        if self.delivered_on is None or on < self.delivered_on:
            return False
        return on <= first_registration_term(self.delivered_on, self.deadline_region_code).on
