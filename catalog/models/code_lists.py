"""Code lists with validity: industry (GB/T 4754), classification of resources, themes; kept by the data authority."""

from datetime import date
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from governance.querysets import PolicyQuerySet
from governance.records import GovernedModel


class CodeEntryQuerySet(PolicyQuerySet["CodeEntry"]):
    """Sets of entries."""

    def in_force(self, on: date) -> Self:
        """What may be chosen on a day; the day an entry ends is its first day out of force."""
        return self.filter(
            Q(valid_from=None) | Q(valid_from__lte=on), Q(valid_to=None) | Q(valid_to__gt=on)
        )


class CodeEntry(GovernedModel):
    """One code with its name; what has ended stays, for the resources that used it."""

    class CodeList(models.TextChoices):
        CLASSIFICATION = "classification", _("资源分类（类、项、目、细目）")
        THEME = "theme", _("主题")
        INDUSTRY = "industry", _("国民经济行业")

    code_list = models.CharField(_("代码表"), max_length=24, choices=CodeList)
    code = models.CharField(_("代码"), max_length=24)
    name = models.CharField(_("名称"), max_length=60)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("上级代码"),
    )
    valid_from = models.DateField(_("启用日期"), null=True, blank=True)
    valid_to = models.DateField(
        _("停用日期"),
        null=True,
        blank=True,
        help_text=_("从这一天起不能再选用；已经选用的资源不受影响。"),
    )
    successor = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("替代代码"),
        help_text=_("停用后应当改用的代码。"),
    )

    objects: ClassVar[Any] = CodeEntryQuerySet.as_manager()

    class Meta(GovernedModel.Meta):
        verbose_name = _("代码")
        verbose_name_plural = _("代码表")
        ordering = ("code_list", "code")
        constraints = (
            models.UniqueConstraint(
                fields=("code_list", "code"),
                name="codeentry_code_is_unique_within_its_list",
                violation_error_message=_("这张代码表中已有相同的代码，请核对后更换。"),
            ),
            models.CheckConstraint(
                condition=~Q(code="") & ~Q(name=""),
                name="codeentry_has_code_and_name",
                violation_error_message=_("代码和名称都要填写。"),
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                name="codeentry_ends_after_it_begins",
                violation_error_message=_("停用日期须晚于启用日期，请核对后重新填写。"),
            ),
            models.CheckConstraint(
                condition=(Q(parent=None) | ~Q(parent=F("pk")))
                & (Q(successor=None) | ~Q(successor=F("pk"))),
                name="codeentry_is_neither_its_own_parent_nor_successor",
                violation_error_message=_("上级代码和替代代码不能是这条代码自己，请另选一条。"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    def clean(self) -> None:
        """Relations stay within one list."""
        for name in ("parent", "successor"):
            other = getattr(self, name)
            if other is not None and other.code_list != self.code_list:
                raise ValidationError(
                    {name: _("“%(other)s”属于另一张代码表，请在本表中选择。") % {"other": other}}
                )

    def is_in_force(self, on: date) -> bool:
        """Whether it may be chosen on a day."""
        begun = self.valid_from is None or self.valid_from <= on
        return begun and (self.valid_to is None or on < self.valid_to)

    def unusable_because(self, on: date) -> str:
        """Why it may not be chosen on a day and what instead, in a sentence; empty where it may."""
        if self.is_in_force(on):
            return ""
        shown = {
            "entry": self,
            "from": self.valid_from,
            "to": self.valid_to,
            "next": self.successor,
        }
        if self.valid_to is None or on < self.valid_to:
            return str(
                _("代码“%(entry)s”自%(from)s起启用，现在还不能选用，请改选其他代码。") % shown
            )
        if self.successor is not None:
            return str(_("代码“%(entry)s”已于%(to)s停用，请改用“%(next)s”。") % shown)
        return str(_("代码“%(entry)s”的有效期到%(to)s前为止，请改选仍然有效的代码。") % shown)
