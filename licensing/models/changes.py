"""Changes of a licence by supplementary agreement (27号 第十三条、第十四条第十二项)."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalog.vocabulary import Purpose
from governance.querysets import PolicyQuerySet
from governance.records import GovernedModel, ProcessModel
from licensing.models.licences import Licence
from licensing.models.terms import Business, several


class LicenceChange(ProcessModel):
    """What a running licence is to say from a day on; the licence itself changes only when this takes effect."""

    inbox_title: ClassVar[str] = "licence__name"
    inbox_organisation: ClassVar[str] = "licence__operator__name"

    class Status(models.TextChoices):
        DRAFT = "draft", _("拟订中")
        DECIDED = "decided", _("已集体决策")
        SIGNED = "signed", _("已签补充协议")
        FILED = "filed", _("已备案，待生效")
        EFFECTIVE = "effective", _("已生效")
        WITHDRAWN = "withdrawn", _("已撤回")

    OPEN = frozenset({Status.DRAFT, Status.DECIDED, Status.SIGNED, Status.FILED})
    FILE_PERMISSIONS = {"agreement": "licensing.inspect_licencechange"}
    #: Field of the licence → field that carries its new value.
    FIELDS: ClassVar[dict[str, str]] = {
        "ends_on": "new_ends_on",
        "business": "new_business",
        "content": "new_content",
        "region": "new_region",
        "authorising_body": "new_authorising_body",
        "regulator": "new_regulator",
    }

    status = models.CharField(
        _("状态"), max_length=24, choices=Status, default=Status.DRAFT, editable=False
    )
    licence = models.ForeignKey(
        Licence, models.PROTECT, related_name="changes", verbose_name=_("授权运营协议")
    )
    grounds = models.TextField(_("变更理由"))
    effective_on = models.DateField(_("变更生效日期"))
    new_ends_on = models.DateField(
        _("新的截止日期"),
        null=True,
        blank=True,
        help_text=_("延长后的期限原则上仍不超过 5 年；不变的留空。"),
    )
    new_business = several(
        Business, _("新的业务范围"), default=list, blank=True, help_text=_("不变的不选。")
    )
    new_content = models.TextField(_("新的授权内容"), blank=True, help_text=_("不变的留空。"))
    new_region = models.ForeignKey(
        "accounts.Region",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("新的使用地域"),
    )
    new_authorising_body = models.ForeignKey(
        "accounts.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("新的授权主体"),
    )
    new_regulator = models.ForeignKey(
        "accounts.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("新的监管部门"),
    )
    decision = models.ForeignKey(
        "licensing.CollectiveDecision",
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("变更的集体决策"),
    )
    serial = models.PositiveSmallIntegerField(_("补充协议序号"), null=True, editable=False)
    agreement = models.ForeignKey(
        "governance.Attachment",
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("补充协议文本"),
    )
    signed_on = models.DateField(_("签订日期"), null=True, editable=False)
    took_effect_on = models.DateField(_("办理生效日期"), null=True, editable=False)

    objects: ClassVar[Any] = PolicyQuerySet.as_manager()

    class Meta(ProcessModel.Meta):
        verbose_name = verbose_name_plural = _("授权变更")
        ordering = ("-effective_on", "-pk")
        permissions = (
            ("inspect_licencechange", _("查阅补充协议")),
            ("decide_licencechange", _("登记变更的集体决策")),
            ("sign_licencechange", _("签订补充协议")),
            ("file_licencechange", _("备案补充协议")),
            ("effect_licencechange", _("办理变更生效")),
            ("withdraw_licencechange", _("撤回变更")),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(
                    status__in=("draft", "decided", "signed", "filed", "effective", "withdrawn")
                ),
                name="licence_change_status_is_known",
                violation_error_message=_("变更的状态不在规定的范围内，请由流程操作变更状态。"),
            ),
            models.CheckConstraint(
                condition=Q(status__in=("draft", "withdrawn")) | Q(decision__isnull=False),
                name="licence_change_rests_on_a_decision",
                violation_error_message=_("变更须经实施机构集体决策通过，请先办理决策。"),
            ),
            models.CheckConstraint(
                condition=Q(status__in=("draft", "decided", "withdrawn"))
                | Q(agreement__isnull=False, signed_on__isnull=False, serial__isnull=False),
                name="licence_change_signed_has_its_agreement",
                violation_error_message=_("变更须签订补充协议，并有文本、日期和序号，请先签订。"),
            ),
            models.UniqueConstraint(
                fields=("licence",),
                condition=Q(status__in=("draft", "decided", "signed", "filed")),
                name="licence_has_one_open_change",
                violation_error_message=_("该协议已有一项变更正在办理，请先办结或撤回。"),
            ),
            models.UniqueConstraint(
                fields=("licence", "serial"),
                name="licence_change_serial_is_unique",
                violation_error_message=_("该补充协议序号已被使用，请重新签订。"),
            ),
        )

    def __str__(self) -> str:
        name = self.licence.number or self.licence.name
        return f"{name} 变更（{self.effective_on} 起）"

    def get_absolute_url(self) -> str:
        return reverse("admin:licensing_licencechange_change", args=(self.pk,))

    def lock_first(self) -> models.QuerySet[Any]:
        """The licence: its suspension and its change never wait for each other in a circle."""
        return Licence._base_manager.filter(pk=self.licence_id)

    @property
    def deadline_region_code(self) -> str:
        """The region of the licence's regulator."""
        return self.licence.deadline_region_code

    @property
    def new_values(self) -> dict[str, Any]:
        """Field of the licence → its new value, for those that change."""
        named = {field: getattr(self, new) for field, new in self.FIELDS.items()}
        return {field: value for field, value in named.items() if value not in (None, "", [])}


class LicenceChangeItem(GovernedModel):
    """One resource that comes into the scope, leaves it, or is used otherwise."""

    class Action(models.TextChoices):
        ADD = "add", _("列入范围")
        REMOVE = "remove", _("移出范围")
        REVISE = "revise", _("调整用途和限制")

    FILE_PERMISSIONS = {
        "consent": "licensing.inspect_licencechangeitem",
        "assessment": "licensing.inspect_licencechangeitem",
    }

    change = models.ForeignKey(
        LicenceChange, models.PROTECT, related_name="items", verbose_name=_("授权变更")
    )
    action = models.CharField(_("变更方式"), max_length=8, choices=Action)
    resource = models.ForeignKey(
        "catalog.DataResource", models.PROTECT, related_name="+", verbose_name=_("数据资源")
    )
    purposes = several(Purpose, _("许可用途"), default=list, blank=True)
    restrictions = models.TextField(_("使用限制"), blank=True)
    is_exclusive = models.BooleanField(_("独占授权"), default=False)
    consent = models.ForeignKey(
        "governance.Attachment",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("数据提供单位同意函"),
    )
    assessment = models.ForeignKey(
        "governance.Attachment",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("风险评估报告"),
    )

    class Meta(GovernedModel.Meta):
        verbose_name = verbose_name_plural = _("变更的资源")
        ordering = ("change", "pk")
        permissions = (("inspect_licencechangeitem", _("查阅变更所附的同意函和评估报告")),)
        constraints = (
            models.UniqueConstraint(
                fields=("change", "resource"),
                name="licence_change_names_a_resource_once",
                violation_error_message=_("该数据资源已列入本次变更，请勿重复添加。"),
            ),
            models.CheckConstraint(
                condition=Q(action="remove")
                | Q(purposes__len__gte=1, purposes__contained_by=list(Purpose.values)),
                name="licence_change_states_the_purposes",
                violation_error_message=_("列入或者调整的数据资源须写明许可用途，请至少选择一项。"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_action_display()}：{self.resource}"
