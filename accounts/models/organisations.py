"""Organisations and their tree: who provides, registers, authorises, operates, prices and audits."""

from typing import Any, ClassVar, Self

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts import uscc
from accounts.models.fields import UsccField
from accounts.models.regions import Region
from governance.querysets import PolicyQuerySet
from governance.records import GovernedModel


class OrganisationQuerySet(PolicyQuerySet["Organisation"]):
    def active(self) -> "OrganisationQuerySet":
        return self.filter(is_active=True)

    def within(self, organisation: "Organisation") -> "OrganisationQuerySet":
        """The organisation and everything below it."""
        return self.filter(links_up__ancestor=organisation)

    def with_branch(self) -> Self:
        """Add ``branch``: the names from the root down to the body, by which a list stands as a tree."""
        links = OrganisationClosure.objects.filter(descendant=OuterRef("pk")).order_by("-depth")
        return self.annotate(branch=ArraySubquery(links.values("ancestor__name")))

    def above(self, organisation: "Organisation") -> "OrganisationQuerySet":
        """The organisation and everything above it, the root first."""
        return self.filter(links_down__descendant=organisation).order_by("-links_down__depth")


class Organisation(GovernedModel):
    """A public body, enterprise or association with its place in the tree."""

    class Kind(models.TextChoices):
        PARTY_OR_STATE = "PARTY_OR_STATE", _("党政机关")
        PUBLIC_INSTITUTION = "PUBLIC_INSTITUTION", _("事业单位")
        ENTERPRISE = "ENTERPRISE", _("企业")
        SOCIAL = "SOCIAL", _("社会组织")
        OTHER = "OTHER", _("其他")

    class Level(models.TextChoices):
        NATIONAL = "NATIONAL", _("国家级")
        PROVINCE = "PROVINCE", _("省级")
        CITY = "CITY", _("市级")
        COUNTY = "COUNTY", _("县级")
        TOWNSHIP = "TOWNSHIP", _("乡级")

    name = models.CharField(_("单位名称"), max_length=200)
    short_name = models.CharField(_("简称"), max_length=60, blank=True)
    uscc = UsccField(_("统一社会信用代码"), max_length=18, blank=True)
    uscc_override_reason = models.CharField(
        _("校验位不符的核实说明"),
        max_length=300,
        blank=True,
        editable=False,
    )
    accepted_uscc = models.CharField(_("经认可的代码"), max_length=18, blank=True, editable=False)
    kind = models.CharField(_("单位性质"), max_length=20, choices=Kind, default=Kind.PARTY_OR_STATE)
    level = models.CharField(_("层级"), max_length=10, choices=Level, default=Level.CITY)
    region = models.ForeignKey(
        Region,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="organisations",
        verbose_name=_("行政区划"),
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("上级单位"),
    )
    has_legal_personality = models.BooleanField(_("具有法人资格"), default=True)
    is_active = models.BooleanField(
        _("正常"), default=True, help_text=_("机构撤销后取消勾选，不得删除。")
    )

    objects: ClassVar[Any] = OrganisationQuerySet.as_manager()

    class Meta(GovernedModel.Meta):
        verbose_name = _("单位")
        verbose_name_plural = _("单位")
        permissions = (
            ("move_organisation", _("调整隶属关系")),
            ("appoint_organisation", _("任用人员")),
            ("accept_code_organisation", _("认可校验位不符的代码")),
        )
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(
                fields=("uscc",),
                condition=~Q(uscc=""),
                name="organisation_uscc_is_unique",
                violation_error_message=_("该统一社会信用代码已登记给其他单位，请核对后重新填写。"),
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=models.F("pk")),
                name="organisation_is_not_its_own_parent",
                violation_error_message=_("单位不能作为自己的上级单位。"),
            ),
        )

    def __str__(self) -> str:
        return self.short_name or self.name

    def clean(self) -> None:
        if not self.uscc:
            return
        messages = {
            uscc.Verdict.BAD_LENGTH: _("统一社会信用代码应为18位，请核对后重新填写。"),
            uscc.Verdict.BAD_CHARACTER: _(
                "统一社会信用代码含有不允许的字符（不使用I、O、S、V、Z），请核对后重新填写。"
            ),
        }
        verdict = uscc.check(self.uscc)
        if verdict in messages:
            raise ValidationError({"uscc": messages[verdict]})
        if verdict is uscc.Verdict.BAD_CHECK_DIGIT and self.uscc != self.accepted_uscc:
            raise ValidationError(
                {
                    "uscc": _(
                        "统一社会信用代码的校验位不符。如经核对证照确认无误，请先不填代码保存，再由数据主管部门“认可校验位不符的代码”。"
                    )
                }
            )


class OrganisationClosure(models.Model):
    """Every pair of a body and one below it, each with itself too; written only by the database."""

    ancestor = models.ForeignKey(Organisation, models.CASCADE, related_name="links_down")
    descendant = models.ForeignKey(Organisation, models.CASCADE, related_name="links_up")
    depth = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("单位层级关系")
        verbose_name_plural = _("单位层级关系")
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=("ancestor", "descendant"), name="organisationclosure_pair_is_unique"
            ),
        )
        indexes = (
            models.Index(fields=("descendant", "ancestor"), name="organisationclosure_upwards"),
        )

    def __str__(self) -> str:
        return f"{self.ancestor_id} → {self.descendant_id} ({self.depth})"
