"""Objections to a public notice: real name and evidence, the name never public (26号 第十二条, I-23)."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from catalog.models.applications import RegistrationApplication
from catalog.models.notices import PublicNotice
from catalog.querysets import ObjectionQuerySet
from governance.records import ProcessModel


class Objection(ProcessModel):
    """What somebody holds against a registration, decided by somebody other than the reviewer (I-21)."""

    inbox_title: ClassVar[str] = "notice__data_name"
    inbox_organisation: ClassVar[str] = "notice__application__registrant__name"

    class Status(models.TextChoices):
        RAISED = "raised", _("待处理")
        UPHELD = "upheld", _("异议成立")
        DISMISSED = "dismissed", _("异议不成立")

    status = models.CharField(
        _("状态"), max_length=24, choices=Status, default=Status.RAISED, editable=False
    )
    notice = models.ForeignKey(
        PublicNotice,
        on_delete=models.PROTECT,
        related_name="objections",
        verbose_name=_("登记公示"),
    )
    real_name = models.CharField(_("姓名或者单位名称"), max_length=120)
    contact = models.CharField(_("联系方式"), max_length=120)
    claim = models.TextField(_("异议内容"))
    evidence_statement = models.TextField(_("证据说明"))
    evidence_file = models.ForeignKey(
        "governance.Attachment",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("证据材料"),
    )
    raised_on = models.DateField(_("提出日期"))
    reviewer = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("形式审核人"),
    )
    decided_by = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("处理人"),
    )
    decided_on = models.DateField(_("处理日期"), null=True, blank=True, editable=False)
    decision = models.TextField(_("处理理由"), blank=True, editable=False)

    objects: ClassVar[Any] = ObjectionQuerySet.as_manager()

    class Meta(ProcessModel.Meta):
        verbose_name = _("异议")
        verbose_name_plural = _("异议")
        ordering = ("-raised_on", "-pk")
        permissions = (("decide_objection", _("处理登记异议")),)
        constraints = (
            models.CheckConstraint(
                condition=~Q(real_name="")
                & ~Q(contact="")
                & ~Q(claim="")
                & ~Q(evidence_statement=""),
                name="objection_has_real_name_and_evidence",
                violation_error_message=_(
                    "提出异议须写明真实姓名或者单位名称、联系方式、异议内容和证据。"
                ),
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("reviewer")),
                name="objection_decider_is_not_the_reviewer",
                violation_error_message=_(
                    "形式审核人不得处理对自己审核结果的异议，请由另一人处理。"
                ),
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("created_by")),
                name="objection_decider_is_not_its_author",
                violation_error_message=_("本人提出的异议，不得由本人处理，请由另一人处理。"),
            ),
            models.CheckConstraint(
                condition=Q(status="raised") | (Q(decided_by__isnull=False) & ~Q(decision="")),
                name="objection_decision_states_who_and_why",
                violation_error_message=_("处理异议须记录处理人和理由。"),
            ),
        )

    def __str__(self) -> str:
        return str(_("异议%(n)s号") % {"n": self.pk})

    def lock_first(self) -> models.QuerySet[Any] | None:
        """The application: whatever happens about one notice happens one after another."""
        applications: models.QuerySet[Any] = RegistrationApplication._base_manager.filter(
            notice=self.notice_id
        )
        return applications
