"""The parts of a sharing request: what is asked, what was replied, what was provided (809号 第二十条至第二十五条)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from catalog import vocabulary


class SharingAsk(models.Model):
    """What a department asks another for, and what it promises (809号 第二十条、第二十五条)."""

    requester = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.PROTECT,
        related_name="sharing_requests",
        verbose_name=_("申请单位"),
    )
    resource = models.ForeignKey(
        "catalog.DataResource",
        on_delete=models.PROTECT,
        related_name="sharing_requests",
        verbose_name=_("公共数据资源"),
    )
    items = ArrayField(
        models.CharField(max_length=120),
        verbose_name=_("需要的数据项"),
        default=list,
        blank=True,
        help_text=_("留空表示全部数据项。"),
    )
    purpose = models.TextField(_("用途"), blank=True, help_text=_("写明用于哪一项履职工作。"))
    legal_basis = models.TextField(
        _("履职依据"), blank=True, help_text=_("写明赋予本单位这项职责的法律法规或者文件和条款。")
    )
    scope = models.CharField(
        _("范围"), max_length=300, blank=True, help_text=_("需要的时间、区域和数量。")
    )
    way = models.CharField(
        _("希望的共享方式"), max_length=16, choices=vocabulary.SharingWay, blank=True
    )
    starts_on = models.DateField(_("使用期限自"), null=True, blank=True)
    ends_on = models.DateField(_("使用期限至"), null=True, blank=True)
    conditions_met = models.TextField(
        _("如何符合共享条件"), blank=True, help_text=_("申请有条件共享的资源时填写。")
    )
    security = models.TextField(
        _("安全保障承诺"), blank=True, help_text=_("写明由谁使用、如何保管和销毁，不得转交第三方。")
    )
    contact_name = models.CharField(_("联系人"), max_length=60, blank=True)
    contact_phone = models.CharField(_("联系电话"), max_length=60, blank=True)

    # What the catalogue said when the request was filed: later changes of the entry do not touch it.
    provider = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="sharing_requests_received",
        verbose_name=_("提供单位"),
    )
    kind = models.CharField(
        _("共享类型"), max_length=16, choices=vocabulary.Sharing, blank=True, editable=False
    )
    conditions = models.TextField(_("目录载明的共享条件"), blank=True, editable=False)
    is_return_flow = models.BooleanField(
        _("是否数据回流"),
        default=False,
        editable=False,
        help_text=_("下级单位申请上级单位汇聚的数据。"),
    )
    number = models.CharField(_("申请编号"), max_length=24, blank=True, editable=False)
    submission = models.PositiveSmallIntegerField(_("第几次提交"), default=0, editable=False)
    received_on = models.DateField(_("收到日期"), null=True, blank=True, editable=False)
    submitted_by = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("提交人"),
    )

    class Meta:
        abstract = True


class SharingReply(models.Model):
    """What the provider replied, by when, and what the data authority said to it (809号 第二十一条, I-28)."""

    class Extension(models.TextChoices):
        ASKED = "asked", _("已申请延期，待同意")
        GRANTED = "granted", _("已同意延期")
        DECLINED = "declined", _("不同意延期")

    class ExtraReview(models.TextChoices):
        PENDING = "pending", _("待审查")
        UPHELD = "upheld", _("予以维持")
        STRUCK = "struck", _("予以取消")

    reply_due_on = models.DateField(_("答复期限"), null=True, blank=True, editable=False)
    replied_on = models.DateField(_("答复日期"), null=True, blank=True, editable=False)
    replied_by = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("答复人"),
    )
    reply_reason = models.TextField(_("不同意的理由"), blank=True, editable=False)
    reply_legal_basis = models.CharField(
        _("不同意的法律依据"), max_length=300, blank=True, editable=False
    )
    unmet_condition = models.CharField(
        _("不符合的共享条件"), max_length=500, blank=True, editable=False
    )

    extension = models.CharField(
        _("答复延期"), max_length=16, choices=Extension, blank=True, editable=False
    )
    extension_reason = models.TextField(_("申请延期的理由"), blank=True, editable=False)
    extension_asked_by = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("延期申请人"),
    )
    extension_decided_by = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("延期同意人"),
    )
    extended_from = models.DateField(_("原答复期限"), null=True, blank=True, editable=False)
    extension_noted_on = models.DateField(
        _("申请单位知悉延期的日期"), null=True, blank=True, editable=False
    )

    extra_conditions = models.TextField(_("目录以外另加的条件"), blank=True, editable=False)
    extra_review = models.CharField(
        _("另加条件的审查"), max_length=16, choices=ExtraReview, blank=True, editable=False
    )
    extra_opinion = models.TextField(_("审查意见"), blank=True, editable=False)
    extra_reviewed_by = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("审查人"),
    )

    class Meta:
        abstract = True

    @property
    def binding_conditions(self) -> str:
        """The extra conditions, as long as the authority has not struck them."""
        return "" if self.extra_review == self.ExtraReview.STRUCK else self.extra_conditions


class SharingProvision(models.Model):
    """How the data were handed over and how their use went (809号 第二十二条、第二十五条)."""

    provided_on = models.DateField(_("提供日期"), null=True, blank=True, editable=False)
    provided_way = models.CharField(
        _("提供方式"), max_length=16, choices=vocabulary.SharingWay, blank=True, editable=False
    )
    provision_evidence = models.CharField(_("提供凭证"), max_length=300, blank=True, editable=False)
    provision_file = models.ForeignKey(
        "governance.Attachment",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("提供凭证文件"),
    )
    provided_by = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("经办人"),
    )
    confirmed_on = models.DateField(_("确认收到日期"), null=True, blank=True, editable=False)
    last_used_on = models.DateField(
        _("最近一次登记使用情况的日期"), null=True, blank=True, editable=False
    )
    ended_on = models.DateField(_("结束日期"), null=True, blank=True, editable=False)
    end_reason = models.TextField(_("结束的理由"), blank=True, editable=False)

    class Meta:
        abstract = True


#: Rank of an organisation's level: the smaller, the higher.
LEVELS = ("NATIONAL", "PROVINCE", "CITY", "COUNTY", "TOWNSHIP")


def crossings(
    levels: tuple[str, str], regions: tuple[str | None, str | None]
) -> list[str | Promise]:
    """Which of the five boundaries of clause (一)e a request crosses, in words."""
    crossed: list[str | Promise] = [_("跨部门")]
    if levels[0] != levels[1]:
        crossed.insert(0, _("跨层级"))
    if all(regions) and str(regions[0])[:4] != str(regions[1])[:4]:
        crossed.insert(0, _("跨地域"))
    return crossed


def is_downwards(provider_level: str, requester_level: str) -> bool:
    """Whether the data come from a higher level down to a lower one (数据回流)."""
    return LEVELS.index(provider_level) < LEVELS.index(requester_level)
