"""The content of a registration after each correction: frozen like the first one, never changed (26号 第九条第三项)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.models.applications import RegistrationApplication
from catalog.models.registrations import Registration
from governance.records import GovernedModel


class RegistrationVersion(GovernedModel):
    """The seven blocks as corrected; version 1 is what was coded and stands on the registration itself."""

    registration = models.ForeignKey(
        Registration,
        on_delete=models.PROTECT,
        related_name="versions",
        verbose_name=_("登记"),
    )
    sequence = models.PositiveSmallIntegerField(_("第几版"))
    application = models.OneToOneField(
        RegistrationApplication,
        on_delete=models.PROTECT,
        related_name="version_made",
        verbose_name=_("更正申请"),
    )
    content = models.JSONField(_("登记内容"))
    content_digest = models.CharField(_("登记内容的摘要值"), max_length=64)
    corrected_on = models.DateField(_("更正日期"))
    reason = models.TextField(_("更正的理由"))

    class Meta(GovernedModel.Meta):
        verbose_name = _("更正后的登记内容")
        verbose_name_plural = _("更正后的登记内容")
        ordering = ("registration", "sequence")
        constraints = (
            models.UniqueConstraint(
                fields=("registration", "sequence"),
                name="registrationversion_is_numbered_once",
                violation_error_message=_("这一版登记内容已经存在，请刷新页面后重试。"),
            ),
            models.CheckConstraint(
                condition=Q(sequence__gte=2),
                name="registrationversion_follows_what_was_coded",
                violation_error_message=_("更正后的登记内容从第2版起编号。"),
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="registrationversion_states_why",
                violation_error_message=_("更正登记内容须写明理由。"),
            ),
        )

    def __str__(self) -> str:
        return str(_("%(name)s第%(n)s版") % {"name": self.registration, "n": self.sequence})
