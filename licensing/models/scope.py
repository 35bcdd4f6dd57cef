"""The resources within the scope of a licence (clauses 三, 四, 五; 27号 第五条、第十四条第一项)."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from catalog.vocabulary import Purpose
from governance.querysets import PolicyQuerySet
from governance.records import GovernedModel
from licensing import validity
from licensing.models.changes import LicenceChange, LicenceChangeItem
from licensing.models.licences import Licence
from licensing.models.terms import several, some_of


class LicensedResourceQuerySet(PolicyQuerySet):
    def in_scope(self, on: date) -> "LicensedResourceQuerySet":
        """Those that have come by the day and that no filed change has taken out by it, effected or not."""
        leaving = LicenceChangeItem.objects.filter(
            resource=OuterRef("resource"), change__licence=OuterRef("licence"),
            action=LicenceChangeItem.Action.REMOVE, change__status=LicenceChange.Status.FILED,
            change__effective_on__lte=on,
        )  # fmt: skip
        return self.filter(
            ~Exists(leaving),
            Q(scope_from=None) | Q(scope_from__lte=on),
            Q(scope_until=None) | Q(scope_until__gte=on),
        )

    def in_force(self, on: date) -> "LicensedResourceQuerySet":
        """Those that a licence in force on the day has in its scope on the day."""
        return self.in_scope(on).filter(licence__in=Licence.objects.in_force(on))


class LicensedResource(GovernedModel):
    """A data resource within the scope of a licence: for which purposes, with which restrictions."""

    FILE_PERMISSIONS = {
        "consent": "licensing.inspect_licensedresource",
        "assessment": "licensing.inspect_licensedresource",
    }

    licence = models.ForeignKey(
        Licence, models.PROTECT, related_name="scope", verbose_name=_("授权运营协议")
    )
    resource = models.ForeignKey(
        "catalog.DataResource",
        models.PROTECT,
        related_name="licensed_entries",
        verbose_name=_("数据资源"),
    )
    purposes = several(Purpose, _("许可用途"))
    restrictions = models.TextField(_("使用限制"), blank=True)
    consent = models.ForeignKey(
        "governance.Attachment",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("数据提供单位同意函"),
        help_text=_("共享获得的数据须附提供单位的书面同意。"),
    )
    assessment = models.ForeignKey(
        "governance.Attachment",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("风险评估报告"),
        help_text=_("重要数据须附风险评估报告。"),
    )
    is_exclusive = models.BooleanField(_("独占授权"), default=False)
    scope_from = models.DateField(_("列入日期"), null=True, editable=False)
    scope_until = models.DateField(_("在范围内截至"), null=True, editable=False)

    objects: ClassVar[Any] = LicensedResourceQuerySet.as_manager()

    class Meta(GovernedModel.Meta):
        verbose_name = verbose_name_plural = _("授权资源")
        ordering = ("licence", "pk")
        permissions = (("inspect_licensedresource", _("查阅同意函和评估报告")),)
        constraints = (
            models.UniqueConstraint(
                fields=("licence", "resource"),
                name="licence_lists_a_resource_once",
                violation_error_message=_("该数据资源已列入本协议的资源范围，请勿重复添加。"),
            ),
            models.UniqueConstraint(
                fields=("id", "licence"),
                name="licensed_resource_with_its_licence",
                violation_error_message=_("授权资源与所属协议的对应关系已存在，请刷新后重试。"),
            ),
            models.CheckConstraint(
                condition=some_of("purposes", Purpose),
                name="licensed_resource_purposes_are_listed",
                violation_error_message=_(
                    "许可用途只能在公共治理、公益事业、产业发展和行业发展中选择，至少一项。"
                ),
            ),
        )

    def is_in_scope(self, on: date) -> bool:
        """Whether the row's own days cover the day."""
        return validity.is_in_scope(self.scope_from, self.scope_until, on)

    @property
    def days(self) -> validity.Term | None:
        """The days of the term on which the resource is in the scope."""
        return self.licence.term.within(self.scope_from, self.scope_until)

    @property
    def is_held_alone(self) -> bool:
        """Exclusive by itself or with the whole licence."""
        return self.is_exclusive or self.licence.is_exclusive

    def get_purposes_display(self) -> str:
        """The purposes in words, in the order of the policy."""
        return "、".join(str(purpose.label) for purpose in Purpose if purpose in self.purposes)

    def __str__(self) -> str:
        return str(self.resource)
