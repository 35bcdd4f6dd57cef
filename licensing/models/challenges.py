"""Challenges to the result of a selection, answered before it is concluded (27号 第四条、第十二条)."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.querysets import PolicyQuerySet
from governance.records import ProcessModel
from licensing.models.selections import Selection


class SelectionChallengeQuerySet(PolicyQuerySet):
    def open(self) -> "SelectionChallengeQuerySet":
        """Not answered yet."""
        return self.filter(status=SelectionChallenge.Status.RAISED)


class SelectionChallenge(ProcessModel):
    """What somebody holds against a result; real name and grounds, the name not public."""

    inbox_title: ClassVar[str] = "selection__name"
    inbox_organisation: ClassVar[str] = "selection__implementing_body__name"

    class Status(models.TextChoices):
        RAISED = "raised", _("待答复")
        UPHELD = "upheld", _("质疑成立")
        DISMISSED = "dismissed", _("质疑不成立")

    TONES: ClassVar[dict[str, str]] = {Status.UPHELD: "warn", Status.DISMISSED: "off"}

    status = models.CharField(
        _("状态"), max_length=24, choices=Status, default=Status.RAISED, editable=False
    )
    selection = models.ForeignKey(
        Selection, models.PROTECT, related_name="challenges", verbose_name=_("遴选")
    )
    real_name = models.CharField(_("姓名或者单位名称"), max_length=120)
    contact = models.CharField(_("联系方式"), max_length=120)
    claim = models.TextField(_("质疑事项"))
    grounds = models.TextField(_("事实和理由"))
    file = models.ForeignKey(
        "governance.Attachment",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("证明材料"),
    )
    raised_on = models.DateField(_("提出日期"))
    answer = models.TextField(_("答复"), blank=True, editable=False)
    answered_on = models.DateField(_("答复日期"), null=True, editable=False)
    answered_by = models.ForeignKey(
        "accounts.User",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("答复人"),
    )

    objects: ClassVar[Any] = SelectionChallengeQuerySet.as_manager()

    class Meta(ProcessModel.Meta):
        verbose_name = verbose_name_plural = _("遴选结果质疑")
        ordering = ("-raised_on", "-pk")
        permissions = (("answer_selectionchallenge", _("答复遴选结果质疑")),)
        constraints = (
            models.CheckConstraint(
                condition=~Q(real_name="") & ~Q(contact="") & ~Q(claim="") & ~Q(grounds=""),
                name="challenge_has_name_and_grounds",
                violation_error_message=_(
                    "提出质疑须写明姓名或者单位名称、联系方式、质疑事项和理由。"
                ),
            ),
            models.CheckConstraint(
                condition=Q(status="raised")
                | (
                    Q(status__in=("upheld", "dismissed"), answered_on__isnull=False) & ~Q(answer="")
                ),
                name="challenge_answer_says_why",
                violation_error_message=_("答复质疑须写明理由，请补充。"),
            ),
        )

    def __str__(self) -> str:
        return str(_("质疑%(n)s号") % {"n": self.pk})

    def get_absolute_url(self) -> str:
        return reverse("admin:licensing_selectionchallenge_change", args=(self.pk,))

    @property
    def deadline_region_code(self) -> str:
        """The region of the implementing body: its deadlines apply."""
        return self.selection.deadline_region_code

    def lock_first(self) -> models.QuerySet[Any] | None:
        """The selection: whatever happens about one result happens one after another."""
        selections: models.QuerySet[Any] = Selection._base_manager.filter(pk=self.selection_id)
        return selections
