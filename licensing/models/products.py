"""Public data products, their sources within a licence, and their two reviews (clauses 五, 十, 十二)."""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalog.vocabulary import ProductForm, Purpose
from governance.querysets import PolicyQuerySet
from governance.records import GovernedModel, ProcessModel
from licensing.models.licences import Licence
from licensing.models.scope import LicensedResource
from licensing.models.terms import FREE_PURPOSES, ChargeUnit


class ProductQuerySet(PolicyQuerySet):
    def on_sale(self, on: date) -> "ProductQuerySet":
        """On sale and under a licence in force on the day; asked anew by every door."""
        return self.filter(
            ~Exists(sources_outside_scope(on)),
            status=Product.Status.ON_SALE,
            licence__in=Licence.objects.in_force(on),
        )

    def with_licence(self) -> "ProductQuerySet":
        return self.select_related(
            "licence", "licence__operator", "licence__implementing_body", "licence__regulator"
        )


class Product(ProcessModel):
    """A product or service that an operator offers under a licence."""

    inbox_organisation: ClassVar[str] = "licence__operator__name"

    Form = ProductForm
    Purpose = Purpose
    ChargeUnit = ChargeUnit

    class Status(models.TextChoices):
        DRAFT = "draft", _("起草中")
        IN_REVIEW = "in_review", _("审核中")
        RETURNED = "returned", _("已退回")
        ON_SALE = "on_sale", _("在售")
        WITHDRAWN = "withdrawn", _("已下架")

    OPEN_TO_EDITS = frozenset({Status.DRAFT, Status.RETURNED})

    status = models.CharField(
        _("状态"), max_length=24, choices=Status, default=Status.DRAFT, editable=False
    )
    name = models.CharField(_("产品名称"), max_length=120)
    licence = models.ForeignKey(
        Licence, models.PROTECT, related_name="products", verbose_name=_("授权运营协议")
    )
    form = models.CharField(_("产品形态"), max_length=16, choices=ProductForm)
    purpose = models.CharField(_("用途类别"), max_length=16, choices=Purpose)
    scenario = models.CharField(_("应用场景"), max_length=120)
    description = models.TextField(_("产品说明"))
    is_raw = models.BooleanField(_("直接提供原始数据"), default=False)
    processing = models.TextField(
        _("加工处理说明"),
        blank=True,
        help_text=_("写明脱敏、汇总、建模等处理，使原始数据不直接进入市场。"),
    )
    delivery = models.CharField(_("交付方式"), max_length=120)
    is_on_exchange = models.BooleanField(_("场内交易"), default=False)
    unit = models.CharField(_("计费单位"), max_length=16, choices=ChargeUnit)
    unit_name = models.CharField(
        _("计费单位名称"), max_length=20, help_text=_("例如：次、份、月。")
    )
    contact = models.CharField(_("联系方式"), max_length=120, blank=True)
    round = models.PositiveSmallIntegerField(_("送审次数"), default=0, editable=False)
    listed_on = models.DateField(_("上架日期"), null=True, editable=False)
    sources = models.ManyToManyField(
        "licensing.LicensedResource",
        through="ProductSource",
        through_fields=("product", "licensed_resource"),
        related_name="products",
        verbose_name=_("数据资源来源"),
    )

    objects: ClassVar[Any] = ProductQuerySet.as_manager()

    class Meta(ProcessModel.Meta):
        verbose_name = verbose_name_plural = _("公共数据产品和服务")
        ordering = ("name", "pk")
        permissions = (
            ("submit_product", _("送审产品")),
            ("security_review_product", _("产品安全审核")),
            ("conformity_review_product", _("产品业务规范性审核")),
            ("return_product", _("退回产品")),
            ("sell_product", _("上架产品")),
            ("withdraw_product", _("下架产品")),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(status__in=("draft", "in_review", "returned", "on_sale", "withdrawn")),
                name="product_status_is_known",
                violation_error_message=_("产品的状态不在规定的范围内，请由流程操作变更状态。"),
            ),
            models.CheckConstraint(
                condition=Q(purpose__in=Purpose.values),
                name="product_purpose_is_listed",
                violation_error_message=_(
                    "用途类别只能是公共治理、公益事业、产业发展或行业发展，请重新选择。"
                ),
            ),
            models.CheckConstraint(
                condition=Q(form__in=ProductForm.values),
                name="product_form_is_listed",
                violation_error_message=_("产品形态不在规定的范围内，请重新选择。"),
            ),
            models.CheckConstraint(
                condition=Q(is_raw=True) | ~Q(processing=""),
                name="product_says_how_data_were_processed",
                violation_error_message=_("不是原始数据的产品须写明加工处理情况，请补充后再保存。"),
            ),
            models.CheckConstraint(
                condition=Q(is_raw=False) | Q(form__in=("dataset", "interface", "other")),
                name="product_raw_only_as_data",
                violation_error_message=_(
                    "模型、核验、指数和报告不是原始数据，请取消“直接提供原始数据”。"
                ),
            ),
            models.UniqueConstraint(
                fields=("licence", "name"),
                name="licence_offers_a_product_once",
                violation_error_message=_("本协议下已有同名产品，请换一个名称。"),
            ),
            models.UniqueConstraint(
                fields=("id", "licence"),
                name="product_with_its_licence",
                violation_error_message=_("产品与所属协议的对应关系已存在，请刷新后重试。"),
            ),
        )
        indexes = (models.Index(fields=("status", "licence"), name="product_by_state_and_licence"),)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{reverse('licensing:products')}#product-{self.pk}"

    @property
    def deadline_region_code(self) -> str:
        """The region of the licence's regulator: its deadlines apply."""
        return self.licence.deadline_region_code

    @property
    def is_free(self) -> bool:
        """Public governance and welfare are served free of charge (clause 六; 65号 一)."""
        return self.purpose in FREE_PURPOSES

    def is_on_sale(self, on: date) -> bool:
        """The same question as ``objects.on_sale(on)``, for a row at hand."""
        is_listed = self.status == self.Status.ON_SALE and self.licence.is_in_force(on)
        return is_listed and not sources_outside_scope(on, of=Q(product=self.pk)).exists()


class ProductSource(GovernedModel):
    """A licensed resource that a product draws on; composite keys hold both to one licence (I-09)."""

    product = models.ForeignKey(
        Product, models.PROTECT, related_name="product_sources", verbose_name=_("产品")
    )
    licensed_resource = models.ForeignKey(
        "licensing.LicensedResource",
        models.PROTECT,
        related_name="product_sources",
        verbose_name=_("授权资源"),
    )
    licence = models.ForeignKey(
        Licence,
        models.PROTECT,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("授权运营协议"),
    )

    class Meta(GovernedModel.Meta):
        verbose_name = verbose_name_plural = _("产品数据来源")
        ordering = ("product", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("product", "licensed_resource"),
                name="product_draws_on_a_resource_once",
                violation_error_message=_("该授权资源已是本产品的数据来源，请勿重复添加。"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.product} ← {self.licensed_resource}"

    def clean(self) -> None:
        """The licence is the product's; a source of another one is refused here and by the database (I-09)."""
        if self.licensed_resource_id is None or self.product.licence_id is None:
            return  # the missing field has its own error
        self.licence_id = self.product.licence_id
        if self.licensed_resource.licence_id != self.licence_id:
            raise ValidationError(
                {
                    "licensed_resource": _(
                        "该授权资源不属于本产品所依据的协议，请从本协议的资源范围中选择。"
                    )
                }
            )


def sources_outside_scope(on: date, of: Q | None = None) -> QuerySet[ProductSource]:
    """Sources that a change of the licence has taken away: the resource is gone, or no longer for this purpose."""
    sources = ProductSource.objects.filter(of if of is not None else Q(product=OuterRef("pk")))
    within = LicensedResource.objects.in_scope(on).filter(
        pk=OuterRef("licensed_resource"), purposes__contains=[OuterRef("product__purpose")]
    )
    return sources.exclude(Exists(within))


class ProductReview(GovernedModel):
    """One of the two reviews before sale (clause 十二); written by a step, never changed."""

    class Kind(models.TextChoices):
        SECURITY = "security", _("安全审核")
        CONFORMITY = "conformity", _("业务规范性审核")

    class Result(models.TextChoices):
        PASSED = "passed", _("审核通过")
        FAILED = "failed", _("审核不通过")

    product = models.ForeignKey(
        Product, models.PROTECT, related_name="reviews", verbose_name=_("产品")
    )
    kind = models.CharField(_("审核类别"), max_length=16, choices=Kind)
    round = models.PositiveSmallIntegerField(_("送审次数"))
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="product_reviews",
        verbose_name=_("审核人"),
    )
    result = models.CharField(_("审核结论"), max_length=16, choices=Result)
    opinion = models.TextField(_("审核意见"))
    reviewed_on = models.DateField(_("审核日期"))

    class Meta(GovernedModel.Meta):
        verbose_name = verbose_name_plural = _("产品审核")
        ordering = ("product", "round", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=("security", "conformity"), result__in=("passed", "failed")),
                name="product_review_is_listed",
                violation_error_message=_("审核类别和结论不在规定的范围内，请重新选择。"),
            ),
            models.UniqueConstraint(
                fields=("product", "round", "kind"),
                name="product_reviewed_once_of_each_kind",
                violation_error_message=_("本次送审的该项审核已有结论，请查看已有审核意见。"),
            ),
            models.UniqueConstraint(
                fields=("product", "round", "reviewer"),
                name="product_reviews_by_different_people",
                violation_error_message=_(
                    "安全审核与业务规范性审核须由不同人员作出，请由另一人审核。"
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.product} {self.get_kind_display()}（{self.get_result_display()}）"
