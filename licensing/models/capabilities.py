"""What an operator can do besides its products: the list of capabilities (clause 五; 27号 第十九条)."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.querysets import PolicyQuerySet
from governance.records import ProcessModel
from licensing.models.licences import Licence
from licensing.models.terms import Business


class CapabilityQuerySet(PolicyQuerySet):
    def offered(self, on: date) -> "CapabilityQuerySet":
        """Published, under a licence in force on the day."""
        return self.filter(
            status=Capability.Status.PUBLISHED, licence__in=Licence.objects.in_force(on)
        )


class Capability(ProcessModel):
    """One service that an operator offers under a licence, within the business that the licence names."""

    inbox_organisation: ClassVar[str] = "licence__operator__name"

    class Status(models.TextChoices):
        DRAFT = "draft", _("起草中")
        PUBLISHED = "published", _("已公布")
        WITHDRAWN = "withdrawn", _("已撤下")

    status = models.CharField(
        _("状态"), max_length=24, choices=Status, default=Status.DRAFT, editable=False
    )
    licence = models.ForeignKey(
        Licence, models.PROTECT, related_name="capabilities", verbose_name=_("授权运营协议")
    )
    business = models.CharField(_("所属业务范围"), max_length=24, choices=Business)
    name = models.CharField(_("服务能力"), max_length=120)
    description = models.TextField(_("能力说明"))
    conditions = models.TextField(_("提供条件"), blank=True)
    contact = models.CharField(_("联系方式"), max_length=120)
    published_on = models.DateField(_("公布日期"), null=True, blank=True, editable=False)

    objects: ClassVar[Any] = CapabilityQuerySet.as_manager()

    class Meta(ProcessModel.Meta):
        verbose_name = verbose_name_plural = _("服务能力")
        ordering = ("name", "pk")
        permissions = (
            ("publish_capability", _("公布服务能力")),
            ("withdraw_capability", _("撤下服务能力")),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(status="draft", published_on=None)
                | Q(status__in=("published", "withdrawn"), published_on__isnull=False),
                name="capability_published_has_its_day",
                violation_error_message=_("公布服务能力须有公布日期，请由流程操作公布。"),
            ),
            models.CheckConstraint(
                condition=Q(business__in=Business.values),
                name="capability_business_is_listed",
                violation_error_message=_(
                    "所属业务范围只能是公共数据资源开发、产品经营或技术服务，请重新选择。"
                ),
            ),
            models.UniqueConstraint(
                fields=("licence", "name"),
                name="licence_lists_a_capability_once",
                violation_error_message=_("本协议下已有同名服务能力，请换一个名称。"),
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{reverse('licensing:capabilities')}#capability-{self.pk}"
