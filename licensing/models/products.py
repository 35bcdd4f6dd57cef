"""Public data products and their sources within a licence (clauses 五, 十, 十二; 27号 第十九条)."""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalog.grading import suggested
from catalog.vocabulary import Grade, ProductForm, Purpose
from governance.querysets import PolicyQuerySet
from governance.records import GovernedModel, ProcessModel
from licensing.models.licences import Licence
from licensing.models.product_laws import PRODUCT_LAWS
from licensing.models.product_service import ProductService
from licensing.models.scope import LicensedResource
from licensing.models.terms import FREE_PURPOSES, ChargeUnit


def on_sale(on: date) -> Q:
    """On the shelf, before the end of the last day of service, under a licence in force that covers its sources."""
    is_served = Q(last_service_on=None) | Q(last_service_on__gte=on)
    is_listed = Q(status=Product.Status.ON_SALE, licence__in=Licence.objects.in_force(on))
    return is_served & is_listed & ~Q(Exists(sources_outside_scope(on)))


def suspended(on: date) -> Q:
    """Suspended by its supervisors under a licence in force: whoever uses it is told why it does not answer."""
    return Q(status=Product.Status.SUSPENDED, licence__in=Licence.objects.in_force(on))


class ProductQuerySet(PolicyQuerySet):
    def on_sale(self, on: date) -> "ProductQuerySet":
        """What may be sold on the day; asked anew by every door."""
        return self.filter(on_sale(on))

    def with_licence(self) -> "ProductQuerySet":
        return self.select_related(
            "licence", "licence__operator", "licence__implementing_body", "licence__regulator"
        )


class Product(ProductService, ProcessModel):
    """A product or service that an operator offers under a licence."""

    inbox_title: ClassVar[Any] = models.Case(
        models.When(revision_of__isnull=False, then=Concat("name", models.Value("（新版本）"))),
        default="name",
        output_field=models.CharField(),
    )
    inbox_organisation: ClassVar[str] = "licence__operator__name"
    TONES: ClassVar[dict[str, str]] = {"released": "off"}

    Form = ProductForm
    Purpose = Purpose
    ChargeUnit = ChargeUnit

    class Status(models.TextChoices):
        DRAFT = "draft", _("起草中")
        IN_REVIEW = "in_review", _("审核中")
        RETURNED = "returned", _("已退回")
        ON_SALE = "on_sale", _("在售")
        SUSPENDED = "suspended", _("暂停服务")
        WITHDRAWN = "withdrawn", _("已下架")
        RELEASED = "released", _("已发布为新版本")

    OPEN_TO_EDITS = frozenset({Status.DRAFT, Status.RETURNED})
    LISTED = frozenset({Status.ON_SALE, Status.SUSPENDED})

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
    revision_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="revisions",
        verbose_name=_("所替换的产品"),
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("送审人"),
    )
    graded_as = models.CharField(
        _("送审时的数据分级"), max_length=16, choices=Grade, blank=True, editable=False
    )
    listed_on = models.DateField(_("上架日期"), null=True, editable=False)
    suspended_until = models.DateField(_("暂停至"), null=True, editable=False)
    last_service_on = models.DateField(_("最后服务日"), null=True, editable=False)
    closing_notice = models.TextField(_("停止服务告知"), blank=True, editable=False)
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
            ("suspend_product", _("暂停产品服务")),
            ("resume_product", _("恢复产品服务")),
            ("recall_product", _("要求产品重新审核")),
            ("register_product", _("发起产品登记")),
            ("deliver_product", _("登记产品交付")),
        )
        constraints = PRODUCT_LAWS
        indexes = (models.Index(fields=("status", "licence"), name="product_by_state_and_licence"),)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("licensing:product", args=(self.pk,))

    def lock_first(self) -> models.QuerySet[Any] | None:
        """The product before its new edition, whichever of the two a step begins with."""
        if self.revision_of_id is None:
            return None
        rows: models.QuerySet[Any] = Product._base_manager.filter(pk=self.revision_of_id)
        return rows

    @property
    def clock_started_on(self) -> date | None:
        """A registration is due from the first listing on, whatever came between."""
        return self.listed_on if self.due_rule.startswith("reg.") else self.status_since

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
        is_served = self.last_service_on is None or on <= self.last_service_on
        is_listed = self.status == self.Status.ON_SALE and self.licence.is_in_force(on)
        is_covered = is_served and is_listed
        return is_covered and not sources_outside_scope(on, of=Q(product=self.pk)).exists()

    def grade(self) -> str:
        """The highest grade of the data items that its sources use (就高从严)."""
        return suggested(source.grade() for source in self.product_sources.with_items())


class ProductSourceQuerySet(PolicyQuerySet):
    def with_items(self) -> "ProductSourceQuerySet":
        return self.select_related("licensed_resource__resource").prefetch_related("items")


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
    items = models.ManyToManyField(
        "catalog.DataItem",
        blank=True,
        related_name="product_sources",
        verbose_name=_("使用的数据项"),
        help_text=_("未逐项选择的，按使用该资源的全部数据项对待。"),
    )
    graded_as = models.CharField(
        _("送审时的资源分级"), max_length=16, choices=Grade, blank=True, editable=False
    )

    objects: ClassVar[Any] = ProductSourceQuerySet.as_manager()

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

    def grade(self) -> str:
        """The highest grade of the items used; that of the resource where items are not named or not graded."""
        resource, items = self.licensed_resource.resource, list(self.items.all())
        levels = [item.sensitivity for item in items]
        return suggested(levels) if levels and all(levels) else str(resource.grade)


def sources_outside_scope(on: date, of: Q | None = None) -> QuerySet[ProductSource]:
    """Sources that a change of the licence has taken away: the resource is gone, or no longer for this purpose."""
    sources = ProductSource.objects.filter(of if of is not None else Q(product=OuterRef("pk")))
    within = LicensedResource.objects.in_scope(on).filter(
        pk=OuterRef("licensed_resource"), purposes__contains=[OuterRef("product__purpose")]
    )
    return sources.exclude(Exists(within))
