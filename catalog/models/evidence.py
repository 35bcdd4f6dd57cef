"""Evidence preserved before an application is filed (存证, 26号 第七条)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog import vocabulary
from catalog.models.applications import RegistrationApplication
from governance.records import GovernedModel


class Evidence(GovernedModel):
    """One proof that the data came from where the registrant says."""

    Method = vocabulary.EvidenceMethod
    Algorithm = vocabulary.HashAlgorithm

    application = models.ForeignKey(
        RegistrationApplication,
        on_delete=models.PROTECT,
        related_name="evidence",
        verbose_name=_("登记申请"),
    )
    method = models.CharField(_("存证方式"), max_length=16, choices=Method, default=Method.HASH)
    number = models.CharField(_("存证编号"), max_length=120, blank=True)
    algorithm = models.CharField(
        _("摘要算法"), max_length=8, choices=Algorithm, default=Algorithm.SHA256
    )
    digest = models.CharField(_("摘要值"), max_length=64, help_text=_("64位十六进制数字，小写。"))
    institution = models.CharField(_("存证机构"), max_length=120)
    preserved_on = models.DateField(_("存证日期"))

    class Meta(GovernedModel.Meta):
        verbose_name = _("存证")
        verbose_name_plural = _("存证")
        ordering = ("application", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(digest__regex=r"^[0-9a-f]{64}$"),
                name="evidence_digest_is_64_hexadecimal_digits",
                violation_error_message=_("摘要值须为64位十六进制数字，请核对后重新填写。"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_method_display()} {self.number or self.digest[:12]}"
