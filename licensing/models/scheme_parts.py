"""The rows of a scheme: resources with the facts of the catalogue, planned products, annexes (27号 第九条)."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.vocabulary import Grade, ProductForm, Purpose, UpdateCycle
from governance.querysets import PolicyQuerySet
from governance.records import GovernedModel
from licensing.models.schemes import Scheme
from licensing.models.terms import FREE_PURPOSES


class SchemeResource(GovernedModel):
    """A data resource within the scope of a scheme, with what is known of its quality (Art 9 (五))."""

    scheme = models.ForeignKey(
        Scheme, models.PROTECT, related_name="scope", verbose_name=_("实施方案")
    )
    resource = models.ForeignKey(
        "catalog.DataResource",
        models.PROTECT,
        related_name="scheme_entries",
        verbose_name=_("数据资源"),
    )
    quality_note = models.CharField(_("质量情况说明"), max_length=250, blank=True)
    # Drawn from the catalogue: live while the scheme is drafted, kept here as they were when it was put forward.
    quality_score = models.PositiveSmallIntegerField(
        _("质量分"), null=True, blank=True, editable=False
    )
    grade = models.CharField(
        _("数据分级"), max_length=16, choices=Grade, blank=True, editable=False
    )
    update_cycle = models.CharField(
        _("更新周期"), max_length=16, choices=UpdateCycle, blank=True, editable=False
    )
    data_updated_on = models.DateField(_("数据更新日期"), null=True, blank=True, editable=False)
    record_count = models.PositiveBigIntegerField(
        _("数据量（条）"), null=True, blank=True, editable=False
    )
    facts_on = models.DateField(_("事实截止日期"), null=True, blank=True, editable=False)

    objects: ClassVar[Any] = PolicyQuerySet.as_manager()

    class Meta(GovernedModel.Meta):
        verbose_name = verbose_name_plural = _("方案资源")
        ordering = ("scheme", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("scheme", "resource"),
                name="scheme_lists_a_resource_once",
                violation_error_message=_("该数据资源已列入本实施方案，请勿重复添加。"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.scheme} · {self.resource}"


class PlannedProduct(GovernedModel):
    """A product that the scheme plans, in one of the two classes of Art 9 (七)."""

    scheme = models.ForeignKey(
        Scheme, models.PROTECT, related_name="planned_products", verbose_name=_("实施方案")
    )
    name = models.CharField(_("拟提供的产品和服务"), max_length=120)
    purpose = models.CharField(_("用途类别"), max_length=16, choices=Purpose)
    form = models.CharField(_("预期形态"), max_length=16, choices=ProductForm)

    class Meta(GovernedModel.Meta):
        verbose_name = verbose_name_plural = _("拟提供的产品和服务")
        ordering = ("scheme", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(purpose__in=Purpose.values),
                name="planned_product_purpose_is_listed",
                violation_error_message=_(
                    "用途类别只能是公共治理、公益事业、产业发展或行业发展，请重新选择。"
                ),
            ),
            models.UniqueConstraint(
                fields=("scheme", "name"),
                name="scheme_plans_a_product_once",
                violation_error_message=_("本实施方案已有同名产品，请换一个名称。"),
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def is_public_good(self) -> bool:
        """The first of the two classes: public governance and welfare."""
        return self.purpose in FREE_PURPOSES


class SchemeAnnex(GovernedModel):
    """A paper that supports one of the twelve contents, such as the feasibility study; kept with its hash."""

    class Content(models.TextChoices):
        """The contents of Art 9 by their number."""

        NECESSITY = "02", _("（二）必要性和可行性论证")
        OPERATOR = "03", _("（三）运营机构选择条件")
        MODE = "04", _("（四）授权运营模式")
        RESOURCES = "05", _("（五）数据资源范围")
        TERM = "06", _("（六）期限、建设与退出")
        PRODUCTS = "07", _("（七）产品和服务清单")
        ACCOUNTING = "08", _("（八）核算与收益分配")
        SECURITY = "09", _("（九）数据安全、个人信息保护和应急处置")
        DUTIES = "10", _("（十）各方权利义务")
        SUPERVISION = "11", _("（十一）监督管理及考核评价")
        OTHER = "12", _("（十二）其他")

    scheme = models.ForeignKey(
        Scheme, models.PROTECT, related_name="annexes", verbose_name=_("实施方案")
    )
    content = models.CharField(_("所属内容"), max_length=2, choices=Content)
    title = models.CharField(_("附件名称"), max_length=120)
    file = models.ForeignKey(
        "governance.Attachment", models.PROTECT, related_name="+", verbose_name=_("附件")
    )

    objects: ClassVar[Any] = PolicyQuerySet.as_manager()

    class Meta(GovernedModel.Meta):
        verbose_name = verbose_name_plural = _("方案附件")
        ordering = ("scheme", "content", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(content__gte="02", content__lte="12"),
                name="scheme_annex_belongs_to_a_content",
                violation_error_message=_("所属内容须为第九条第二至第十二项，请重新选择。"),
            ),
            models.UniqueConstraint(
                fields=("scheme", "content", "title"),
                name="scheme_annex_is_listed_once",
                violation_error_message=_("该项内容已有同名附件，请换一个名称。"),
            ),
        )

    def __str__(self) -> str:
        return self.title
