"""What the operator says against an evaluation before it is published, and what became of it."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from governance.querysets import PolicyQuerySet
from governance.records import ProcessModel
from licensing.models.evaluations import Evaluation


class EvaluationObjection(ProcessModel):
    """An objection of the operator to an evaluation that somebody else gave."""

    inbox_title: ClassVar[str] = "evaluation__licence__name"
    inbox_organisation: ClassVar[str] = "evaluation__licence__operator__name"
    TONES: ClassVar[dict[str, str]] = {"raised": "warn", "upheld": "ok", "rejected": "off"}

    class Status(models.TextChoices):
        RAISED = "raised", _("待答复")
        UPHELD = "upheld", _("异议成立，重新评价")
        REJECTED = "rejected", _("异议不成立")

    status = models.CharField(
        _("状态"), max_length=24, choices=Status, default=Status.RAISED, editable=False
    )
    evaluation = models.ForeignKey(
        Evaluation, models.PROTECT, related_name="objections", verbose_name=_("成效评价")
    )
    statement = models.TextField(_("异议和理由"))
    evidence = models.ForeignKey(
        "governance.Attachment",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("证明材料"),
    )
    reply = models.TextField(_("答复"), blank=True, editable=False)
    decided_by = models.ForeignKey(
        "accounts.User",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("答复人"),
    )
    decided_on = models.DateField(_("答复日期"), null=True, editable=False)

    objects: ClassVar[Any] = PolicyQuerySet.as_manager()

    class Meta(ProcessModel.Meta):
        verbose_name = verbose_name_plural = _("成效评价异议")
        ordering = ("-pk",)
        permissions = (("decide_evaluationobjection", _("答复成效评价异议")),)
        constraints = (
            models.CheckConstraint(
                condition=Q(status__in=("raised", "upheld", "rejected")) & ~Q(statement=""),
                name="evaluation_objection_states_its_reason",
                violation_error_message=_("异议须写明理由，请补充。"),
            ),
            models.CheckConstraint(
                condition=Q(status="raised")
                | (
                    Q(decided_by__isnull=False, decided_on__isnull=False)
                    & ~Q(reply="")
                    & ~Q(decided_by=F("created_by"))
                ),
                name="evaluation_objection_is_answered_by_another",
                violation_error_message=_("异议须由提出人以外的人答复并写明理由。"),
            ),
            models.UniqueConstraint(
                fields=("evaluation",),
                condition=Q(status="raised"),
                name="evaluation_objection_is_the_only_open_one",
                violation_error_message=_("这项评价已有正在办理的异议，请等待答复。"),
            ),
        )

    def __str__(self) -> str:
        return str(_("对%(evaluation)s的异议") % {"evaluation": self.evaluation})

    @property
    def deadline_region_code(self) -> str:
        """The licence's regulator's region: its deadlines apply."""
        return self.evaluation.deadline_region_code

    def lock_first(self) -> models.QuerySet[Any]:
        """The evaluation: it is never published while an objection is being answered."""
        rows: models.QuerySet[Any] = Evaluation._base_manager.filter(pk=self.evaluation_id)
        return rows
