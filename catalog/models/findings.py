"""Personal data found in an entry before its publication (PIPL; clause 十二; I-30): always shown masked."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.models.resources import DataResource
from governance.querysets import PolicyQuerySet
from governance.records import ProcessModel


class PersonalDataFinding(ProcessModel):
    """What looks like personal data in one place of a resource, and how it was dealt with."""

    inbox_title: ClassVar[str] = "resource__name"
    inbox_organisation: ClassVar[str] = "resource__provider__name"

    class Status(models.TextChoices):
        OPEN = "open", _("待处理")
        MASKED = "masked", _("已脱敏或者删除")
        OFFICE = "office", _("公务联系方式")
        JUSTIFIED = "justified", _("已说明公开理由")

    class Kind(models.TextChoices):
        MOBILE = "mobile", _("手机号码")
        IDENTITY = "identity", _("居民身份证号码")
        BANK_CARD = "bank_card", _("银行卡号")
        EMAIL = "email", _("电子邮箱")

    class Place(models.TextChoices):
        CONTACT = "contact", _("联系方式")
        ABSTRACT = "abstract", _("摘要")
        SAMPLE = "sample", _("样例数据")

    status = models.CharField(
        _("状态"), max_length=24, choices=Status, default=Status.OPEN, editable=False
    )
    resource = models.ForeignKey(
        DataResource,
        on_delete=models.PROTECT,
        related_name="findings",
        verbose_name=_("公共数据资源"),
    )
    kind = models.CharField(_("疑似内容"), max_length=16, choices=Kind)
    place = models.CharField(_("位置"), max_length=16, choices=Place)
    place_detail = models.CharField(_("具体位置"), max_length=200)
    excerpt = models.CharField(_("片段（已遮盖）"), max_length=120)
    number = models.PositiveIntegerField(_("处数"), default=1)
    digest = models.CharField(_("内容摘要值"), max_length=64, editable=False)
    found_on = models.DateField(_("发现日期"))
    handled_by = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("处理人"),
    )
    handled_on = models.DateField(_("处理日期"), null=True, blank=True, editable=False)
    justification = models.TextField(_("公开理由"), blank=True, editable=False)

    objects: ClassVar[Any] = PolicyQuerySet.as_manager()
    #: The digest tells one content from another, and nothing more.
    untold: ClassVar[frozenset[str]] = frozenset({"digest"})

    class Meta(ProcessModel.Meta):
        verbose_name = _("个人信息检查结果")
        verbose_name_plural = _("个人信息检查结果")
        ordering = ("-found_on", "-pk")
        permissions = (("handle_personaldatafinding", _("处理个人信息检查结果")),)
        constraints = (
            models.UniqueConstraint(
                fields=("resource", "kind", "place_detail", "digest"),
                name="personaldatafinding_is_told_once",
                violation_error_message=_("同一处的同一内容已经列出，不用重复登记。"),
            ),
            models.CheckConstraint(
                condition=Q(status="open") | Q(handled_by__isnull=False),
                name="personaldatafinding_handling_states_who",
                violation_error_message=_("处理个人信息检查结果须记录处理人。"),
            ),
            models.CheckConstraint(
                condition=~Q(status="justified") | ~Q(justification=""),
                name="personaldatafinding_publication_states_why",
                violation_error_message=_("公开个人信息须写明理由。"),
            ),
            models.CheckConstraint(
                condition=~Q(status="office") | Q(place="contact", kind__in=("mobile", "email")),
                name="personaldatafinding_office_is_a_contact",
                violation_error_message=_(
                    "只有联系方式中的手机号码和电子邮箱可以作为公务联系方式，其他内容请脱敏或者说明理由。"
                ),
            ),
        )

    def __str__(self) -> str:
        words = {
            "resource": self.resource,
            "place": self.place_detail,
            "kind": self.get_kind_display(),
        }
        return str(_("%(resource)s：%(place)s中的%(kind)s") % words)
