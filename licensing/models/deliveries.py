"""Who received a product for what, and what others made of it (27号 第六条、第二十一条; I-31)."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models.fields import UsccField
from catalog.vocabulary import Purpose
from governance.querysets import PolicyQuerySet
from governance.records import ProcessModel
from licensing.models.products import Product

#: Eighteen signs; the check digit is for the form.
CODE = r"^[0-9A-Z]{18}$"


class PartyKind(models.TextChoices):
    """Of a natural person only the class is kept: who it was is the operator's to know."""

    ORGANISATION = "organisation", _("单位")
    PERSON = "person", _("自然人")


def party_is_named(kind: str, name: str, code: str, person_class: str) -> Q:
    """Organisations by name and code; of persons nothing but their class."""
    is_body = Q(**{kind: "organisation", person_class: ""}) & ~Q(**{name: ""})
    is_person = Q(**{kind: "person", name: "", code: ""}) & ~Q(**{person_class: ""})
    return (is_body & Q(**{f"{code}__regex": CODE})) | is_person


class DeliveryQuerySet(PolicyQuerySet):
    def running(self) -> "DeliveryQuerySet":
        return self.filter(status=Delivery.Status.RUNNING)


class Delivery(ProcessModel):
    """A product handed to one customer under one contract; an aggregate of persons is told by class."""

    inbox_title: ClassVar[str] = "product__name"
    inbox_organisation: ClassVar[str] = "product__licence__operator__name"

    PartyKind = PartyKind

    class Status(models.TextChoices):
        RUNNING = "running", _("使用中")
        ENDED = "ended", _("已结束")

    status = models.CharField(
        _("状态"), max_length=24, choices=Status, default=Status.RUNNING, editable=False
    )
    product = models.ForeignKey(
        Product, models.PROTECT, related_name="deliveries", verbose_name=_("产品")
    )
    customer_kind = models.CharField(_("客户类型"), max_length=16, choices=PartyKind)
    customer_name = models.CharField(_("客户名称"), max_length=120, blank=True)
    customer_code = UsccField(_("客户统一社会信用代码"), max_length=18, blank=True)
    person_class = models.CharField(_("自然人类别"), max_length=60, blank=True)
    purpose = models.CharField(_("使用用途"), max_length=16, choices=Purpose)
    use = models.TextField(_("具体用于什么"))
    contract_no = models.CharField(_("合同编号"), max_length=60)
    quantity_terms = models.CharField(_("数量约定"), max_length=120, blank=True)
    starts_on = models.DateField(_("开始提供日期"))
    ends_on = models.DateField(_("约定结束日期"), null=True, blank=True)
    service_ends_on = models.DateField(
        _("告知的停止服务日期"), null=True, blank=True, editable=False
    )
    ended_on = models.DateField(_("实际结束日期"), null=True, blank=True, editable=False)

    objects: ClassVar[Any] = DeliveryQuerySet.as_manager()

    class Meta(ProcessModel.Meta):
        verbose_name = verbose_name_plural = _("产品交付")
        ordering = ("-starts_on", "-pk")
        permissions = (
            ("end_delivery", _("结束产品交付")),
            ("redevelop_delivery", _("申报再开发")),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(status__in=("running", "ended")),
                name="delivery_status_is_known",
                violation_error_message=_("交付的状态不在规定的范围内，请由流程操作变更状态。"),
            ),
            models.CheckConstraint(
                condition=party_is_named(
                    "customer_kind", "customer_name", "customer_code", "person_class"
                ),
                name="delivery_names_its_customer",
                violation_error_message=_(
                    "客户是单位的，须写明名称和统一社会信用代码；是自然人的，只写类别，不写姓名。"
                ),
            ),
            models.CheckConstraint(
                condition=Q(purpose__in=Purpose.values),
                name="delivery_purpose_is_listed",
                violation_error_message=_(
                    "使用用途只能是公共治理、公益事业、产业发展或行业发展，请重新选择。"
                ),
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="delivery_ends_after_it_starts",
                violation_error_message=_("约定结束日期不能早于开始提供日期，请修改日期。"),
            ),
            models.CheckConstraint(
                condition=Q(status="running", ended_on=None)
                | Q(status="ended", ended_on__gte=F("starts_on")),
                name="delivery_ended_has_its_day",
                violation_error_message=_("结束交付须写明不早于开始提供日期的结束日期，请补充。"),
            ),
            models.UniqueConstraint(
                fields=("product", "contract_no"),
                name="delivery_of_a_contract_is_recorded_once",
                violation_error_message=_("本产品已登记过这份合同，请核对合同编号。"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.product} → {self.customer}"

    @property
    def customer(self) -> str:
        """The organisation by name; a natural person by class alone."""
        if self.customer_kind == PartyKind.PERSON:
            return str(_("自然人（%(kind)s）") % {"kind": self.person_class})
        return self.customer_name

    @property
    def deadline_region_code(self) -> str:
        """The region of the licence's regulator: its deadlines apply."""
        return self.product.deadline_region_code


class Redevelopment(ProcessModel):
    """A further product made of a delivered one: recorded, or refused where the operator stands behind it (I-31)."""

    inbox_title: ClassVar[str] = "title"
    inbox_organisation: ClassVar[str] = "delivery__product__licence__operator__name"

    class Status(models.TextChoices):
        RECORDED = "recorded", _("已备案")
        REFUSED = "refused", _("不予备案")

    TONES: ClassVar[dict[str, str]] = {Status.RECORDED: "ok", Status.REFUSED: "bad"}

    status = models.CharField(
        _("状态"), max_length=24, choices=Status, default=Status.RECORDED, editable=False
    )
    delivery = models.ForeignKey(
        Delivery, models.PROTECT, related_name="redevelopments", verbose_name=_("所依据的产品交付")
    )
    developer_name = models.CharField(_("再开发单位"), max_length=120)
    developer_code = UsccField(_("再开发单位统一社会信用代码"), max_length=18)
    title = models.CharField(_("再开发产品名称"), max_length=120)
    description = models.TextField(_("再开发内容"))
    contact = models.CharField(_("联系方式"), max_length=120)
    declared_on = models.DateField(_("申报日期"))
    refusal = models.TextField(_("不予备案的理由"), blank=True, editable=False)

    objects: ClassVar[Any] = PolicyQuerySet.as_manager()

    class Meta(ProcessModel.Meta):
        verbose_name = verbose_name_plural = _("再开发")
        ordering = ("-declared_on", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(status="recorded", refusal="") | (Q(status="refused") & ~Q(refusal="")),
                name="redevelopment_refused_says_why",
                violation_error_message=_("不予备案的再开发须写明理由，请补充后再办理。"),
            ),
            models.UniqueConstraint(
                fields=("delivery", "developer_code", "title"),
                name="redevelopment_is_declared_once",
                violation_error_message=_("这项再开发已经申报过，不用重复提交。"),
            ),
        )

    def __str__(self) -> str:
        return self.title
