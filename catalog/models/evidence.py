"""Evidence preserved before an application is filed (存证, 26号 第七条)."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog import vocabulary
from catalog.digests import UnknownAlgorithm, digest_of
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
    digest = models.CharField(
        _("摘要值"),
        max_length=64,
        blank=True,
        help_text=_("64位十六进制数字，小写；上传了存证文件的，可以不填，由系统计算。"),
    )
    institution = models.CharField(_("存证机构"), max_length=120)
    preserved_on = models.DateField(_("存证日期"))
    preserved_time = models.TimeField(_("存证时刻"), null=True, blank=True)
    file = models.ForeignKey(
        "governance.Attachment",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("存证文件"),
        help_text=_("可以不上传；上传的，系统按所选算法核对摘要值。"),
    )

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

    def clean(self) -> None:
        """The digest is that of the file where one is given: computed if left open, compared if typed."""
        self.digest = self.digest.strip().lower()
        if self.file is None:
            if not self.digest:
                raise ValidationError({"digest": _("请填写摘要值，或者上传存证文件由系统计算。")})
            return
        computed = self._computed(self.file)
        if self.digest and self.digest != computed:
            raise ValidationError(
                {
                    "digest": _(
                        "摘要值与所上传文件的%(name)s摘要不符，请核对文件和算法后重新填写。"
                    )
                    % {"name": self.get_algorithm_display()}
                }
            )
        self.digest = computed

    def _computed(self, attachment: Any) -> str:
        if self.algorithm == self.Algorithm.SHA256:
            return str(attachment.sha256)
        try:
            with attachment.file.open("rb") as file:
                return digest_of(file.chunks(), self.algorithm)
        except UnknownAlgorithm as error:
            raise ValidationError(
                {"algorithm": _("本机的密码库不支持这一算法，请改用SHA-256，或者不上传文件。")}
            ) from error
