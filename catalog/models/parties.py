"""Several subjects who register together: one of them leads and files, all consent (26号 第七条)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.models.applications import RegistrationApplication
from governance.records import GovernedModel


class ApplicationParty(GovernedModel):
    """One of the joint applicants; an application by one subject alone has no such row."""

    application = models.ForeignKey(
        RegistrationApplication,
        on_delete=models.PROTECT,
        related_name="parties",
        verbose_name=_("登记申请"),
    )
    organisation = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.PROTECT,
        related_name="joint_applications",
        verbose_name=_("共同申请单位"),
    )
    is_lead = models.BooleanField(
        _("牵头单位"), default=False, help_text=_("牵头单位就是登记主体，由其提交申请。")
    )
    consent_statement = models.TextField(
        _("同意共同申请的说明"), blank=True, help_text=_("写明同意文件的名称、文号和日期。")
    )
    consent_file = models.ForeignKey(
        "governance.Attachment",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("同意文件"),
    )

    class Meta(GovernedModel.Meta):
        verbose_name = _("共同申请单位")
        verbose_name_plural = _("共同申请单位")
        ordering = ("application", "-is_lead", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("application", "organisation"),
                name="applicationparty_is_named_once",
                violation_error_message=_("同一单位只能列为一次共同申请单位，请删去重复的一行。"),
            ),
            models.UniqueConstraint(
                fields=("application",),
                condition=Q(is_lead=True),
                name="applicationparty_has_one_lead",
                violation_error_message=_("共同申请只能有一个牵头单位，请核对后重新选择。"),
            ),
        )

    def __str__(self) -> str:
        return str(self.organisation)

    @property
    def has_consented(self) -> bool:
        """The lead consents by filing; the others by a statement or a file."""
        return self.is_lead or bool(self.consent_statement) or self.consent_file_id is not None
