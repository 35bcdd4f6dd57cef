"""A change of grade: proposed by one person, confirmed by another (GB/T 43697; 数安法 第二十一条; clause 三)."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from catalog import vocabulary
from catalog.models.resources import DataResource
from governance.querysets import PolicyQuerySet
from governance.records import ProcessModel


class GradeChange(ProcessModel):
    """Why a resource that somebody answers for shall have another grade, and who agreed."""

    inbox_title: ClassVar[str] = "resource__name"
    inbox_organisation: ClassVar[str] = "resource__provider__name"

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("待核定")
        CONFIRMED = "confirmed", _("已核定")
        REJECTED = "rejected", _("不予调整")

    status = models.CharField(
        _("状态"), max_length=24, choices=Status, default=Status.PROPOSED, editable=False
    )
    resource = models.ForeignKey(
        DataResource,
        on_delete=models.PROTECT,
        related_name="grade_changes",
        verbose_name=_("公共数据资源"),
    )
    grade_before = models.CharField(_("原分级"), max_length=16, choices=vocabulary.Grade)
    grade_after = models.CharField(_("调整为"), max_length=16, choices=vocabulary.Grade)
    factors = ArrayField(
        models.CharField(max_length=16, choices=vocabulary.GradeFactor),
        verbose_name=_("分级要素"),
        default=list,
        blank=True,
    )
    rationale = models.TextField(_("调整理由"))
    proposed_by = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        editable=False,
        related_name="+",
        verbose_name=_("提出人"),
    )
    proposed_on = models.DateField(_("提出日期"))
    decided_by = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("核定人"),
    )
    decided_on = models.DateField(_("核定日期"), null=True, blank=True, editable=False)
    decision = models.TextField(_("核定意见"), blank=True, editable=False)

    objects: ClassVar[Any] = PolicyQuerySet.as_manager()

    class Meta(ProcessModel.Meta):
        verbose_name = _("分级调整")
        verbose_name_plural = _("分级调整")
        ordering = ("-proposed_on", "-pk")
        permissions = (("decide_gradechange", _("核定分级调整")),)
        constraints = (
            models.UniqueConstraint(
                fields=("resource",),
                condition=Q(status="proposed"),
                name="gradechange_is_pending_once_per_resource",
                violation_error_message=_("这项资源已有一件分级调整待核定，请先办结。"),
            ),
            models.CheckConstraint(
                condition=~Q(grade_before=F("grade_after")),
                name="gradechange_changes_the_grade",
                violation_error_message=_("调整后的分级与原分级相同，请另选一级。"),
            ),
            models.CheckConstraint(
                condition=~Q(rationale=""),
                name="gradechange_states_why",
                violation_error_message=_("调整分级须写明理由。"),
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("proposed_by")),
                name="gradechange_decider_is_not_the_proposer",
                violation_error_message=_("提出调整的人不得核定，请由另一人核定。"),
            ),
            models.CheckConstraint(
                condition=Q(status="proposed") | (Q(decided_by__isnull=False) & ~Q(decision="")),
                name="gradechange_decision_states_who_and_why",
                violation_error_message=_("核定分级调整须记录核定人和意见。"),
            ),
        )

    @property
    def deadline_region_code(self) -> str:
        """The region whose deadlines apply."""
        return self.resource.deadline_region_code

    def __str__(self) -> str:
        return str(_("%(name)s的分级调整") % {"name": self.resource})
