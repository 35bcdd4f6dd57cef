"""Related parties of operators: who controls whom, as disclosed and checked (27号 第六条、第十四条第六项; I-31)."""

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts import uscc
from accounts.models.fields import UsccField
from governance.querysets import PolicyQuerySet
from governance.records import ProcessModel


class RelatedPartyQuerySet(PolicyQuerySet):
    def binding(self, on: date) -> "RelatedPartyQuerySet":
        """What counts on the day: a disclosure binds at once, whether it has been checked or not."""
        return self.filter(
            Q(holds_to=None) | Q(holds_to__gte=on),
            status__in=RelatedParty.BINDING,
            holds_from__lte=on,
        )


class RelatedParty(ProcessModel):
    """An organisation or a person so close to an operator that what one may not do, the other may not either."""

    inbox_title: ClassVar[Any] = Coalesce("party__name", "party_name")
    inbox_organisation: ClassVar[str] = "operator__name"

    class Relation(models.TextChoices):
        CONTROLS = "controls", _("控制运营机构")
        CONTROLLED_BY = "controlled_by", _("被运营机构控制")
        COMMON_CONTROL = "common_control", _("与运营机构受同一方控制")
        KEY_PERSON = "key_person", _("关键人员及其任职单位")
        OTHER = "other", _("其他关联关系")

    class Status(models.TextChoices):
        DRAFT = "draft", _("填报中")
        DISCLOSED = "disclosed", _("已申报，待核实")
        RETURNED = "returned", _("已退回补充")
        CONFIRMED = "confirmed", _("已核实")
        ENDED = "ended", _("关系已解除")

    TONES: ClassVar[dict[str, str]] = {Status.DISCLOSED: "go"}

    OPEN_TO_EDITS = frozenset({Status.DRAFT, Status.RETURNED})
    BINDING = frozenset({Status.DISCLOSED, Status.CONFIRMED, Status.ENDED})

    status = models.CharField(
        _("状态"), max_length=24, choices=Status, default=Status.DRAFT, editable=False
    )
    operator = models.ForeignKey(
        "accounts.Organisation",
        models.PROTECT,
        related_name="related_parties",
        verbose_name=_("运营机构"),
    )
    authority = models.ForeignKey(
        "accounts.Organisation",
        models.PROTECT,
        related_name="checked_relations",
        verbose_name=_("核实的数据主管部门"),
    )
    party = models.ForeignKey(
        "accounts.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="operators_related",
        verbose_name=_("关联单位"),
        help_text=_("本平台已有的单位请直接选择；没有的，在下面填写名称和代码。"),
    )
    party_name = models.CharField(_("关联方名称或者姓名"), max_length=200, blank=True)
    party_uscc = UsccField(_("关联方统一社会信用代码"), max_length=18, blank=True)
    relation = models.CharField(_("关联关系"), max_length=16, choices=Relation)
    note = models.CharField(_("关系说明"), max_length=300, blank=True)
    holds_from = models.DateField(_("关系起始日期"))
    holds_to = models.DateField(_("关系截止日期"), null=True, blank=True)
    source = models.CharField(
        _("依据"), max_length=200, help_text=_("例如营业执照、股东名册、任职文件。")
    )
    file = models.ForeignKey(
        "governance.Attachment",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("证明材料"),
    )

    objects: ClassVar[Any] = RelatedPartyQuerySet.as_manager()

    class Meta(ProcessModel.Meta):
        verbose_name = verbose_name_plural = _("运营机构关联方")
        ordering = ("operator", "pk")
        permissions = (
            ("disclose_relatedparty", _("申报关联方")),
            ("check_relatedparty", _("核实关联方")),
            ("end_relatedparty", _("登记关联关系解除")),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(status__in=("draft", "disclosed", "returned", "confirmed", "ended")),
                name="related_party_status_is_known",
                violation_error_message=_("关联方的状态不在规定的范围内，请由流程操作变更状态。"),
            ),
            models.CheckConstraint(
                condition=Q(
                    relation__in=(
                        "controls",
                        "controlled_by",
                        "common_control",
                        "key_person",
                        "other",
                    )
                ),
                name="related_party_relation_is_listed",
                violation_error_message=_("关联关系不在规定的范围内，请重新选择。"),
            ),
            models.CheckConstraint(
                condition=Q(party__isnull=False) | ~Q(party_name=""),
                name="related_party_is_named",
                violation_error_message=_("请选择关联单位，或者填写关联方名称。"),
            ),
            models.CheckConstraint(
                condition=Q(party=None) | ~Q(party=F("operator")),
                name="related_party_is_another",
                violation_error_message=_("关联方不能是运营机构自己，请重新选择。"),
            ),
            models.CheckConstraint(
                condition=~Q(relation="other") | ~Q(note=""),
                name="related_party_other_relation_is_explained",
                violation_error_message=_("选择其他关联关系的，须写明关系说明，请补充。"),
            ),
            models.CheckConstraint(
                condition=Q(holds_to=None) | Q(holds_to__gte=F("holds_from")),
                name="related_party_ends_after_it_begins",
                violation_error_message=_("关系截止日期不能早于起始日期，请修改日期。"),
            ),
            models.CheckConstraint(
                condition=~Q(status="ended") | Q(holds_to__isnull=False),
                name="related_party_ended_says_when",
                violation_error_message=_("关联关系解除须写明截止日期，请补充。"),
            ),
            models.UniqueConstraint(
                fields=("operator", "party", "party_name", "relation", "holds_from"),
                name="related_party_is_disclosed_once",
                nulls_distinct=False,
                violation_error_message=_("这一关联关系已有记录，请打开已有记录。"),
            ),
        )
        indexes = (models.Index(fields=("party_uscc",), name="related_party_by_code"),)

    def __str__(self) -> str:
        return f"{self.operator} · {self.name_of_party}"

    @property
    def name_of_party(self) -> str:
        """The party as it is called: in the directory, else as it was written."""
        return self.party.name if self.party else self.party_name

    def get_absolute_url(self) -> str:
        return reverse("admin:licensing_relatedparty_change", args=(self.pk,))

    @property
    def deadline_region_code(self) -> str:
        """The region of the authority that checks: its deadlines apply."""
        return self.authority.region_id or ""

    def clean(self) -> None:
        """A code that is given is a good one."""
        if self.party_uscc and uscc.check(self.party_uscc) is not uscc.Verdict.OK:
            raise ValidationError(
                {
                    "party_uscc": _(
                        "统一社会信用代码不符合编码规则，请核对 18 位代码；没有代码的留空。"
                    )
                }
            )
