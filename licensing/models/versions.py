"""What a licence said in each of its versions, frozen (27号 第十三条、第十四条第十二项)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.records import GovernedModel
from licensing.models.changes import LicenceChange
from licensing.models.licences import Licence


class LicenceVersion(GovernedModel):
    """The whole agreement as canonical JSON with its digest; written when it takes effect, never changed."""

    licence = models.ForeignKey(
        Licence, models.PROTECT, related_name="versions", verbose_name=_("授权运营协议")
    )
    number = models.PositiveSmallIntegerField(_("版次"))
    valid_from = models.DateField(_("自何日起"))
    change = models.ForeignKey(
        LicenceChange,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="versions",
        verbose_name=_("授权变更"),
    )
    content = models.JSONField(_("内容"))
    digest = models.CharField(_("摘要值"), max_length=64)

    class Meta(GovernedModel.Meta):
        verbose_name = verbose_name_plural = _("授权版本")
        ordering = ("licence", "-number")
        constraints = (
            models.UniqueConstraint(
                fields=("licence", "number"),
                name="licence_version_number_is_unique",
                violation_error_message=_("该授权的这一版次已有记录，请刷新后重试。"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.licence.number} 第 {self.number} 版"
