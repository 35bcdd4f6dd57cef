"""What the public saw from one publication to the next: frozen, numbered, with its digest (809号 第十七条)."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalog.models.resources import DataResource
from governance.canonical import canonical_json, sha256
from governance.querysets import PolicyQuerySet
from governance.records import GovernedModel


class ResourceVersion(GovernedModel):
    """One published version of an entry: written once, at its publication, and never changed."""

    resource = models.ForeignKey(
        DataResource,
        on_delete=models.PROTECT,
        related_name="versions",
        verbose_name=_("公共数据资源"),
    )
    number = models.PositiveIntegerField(_("版次"))
    published_on = models.DateField(_("版本发布日期"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("发布人"),
    )
    reason = models.TextField(_("修订理由"), blank=True)
    summary = models.TextField(_("变化摘要"), blank=True)
    registration_number = models.CharField(_("登记编号"), max_length=64, blank=True)
    content = models.JSONField(_("版本内容"))
    digest = models.CharField(_("版本摘要值"), max_length=64)

    objects: ClassVar[Any] = PolicyQuerySet.as_manager()

    class Meta(GovernedModel.Meta):
        verbose_name = _("资源版本")
        verbose_name_plural = _("资源版本")
        ordering = ("resource", "-number")
        permissions = (("inspect_resourceversion", _("查阅版本的全部内容和修订理由")),)
        indexes = (models.Index(fields=("-published_on", "-id"), name="resourceversion_newest"),)
        constraints = (
            models.UniqueConstraint(
                fields=("resource", "number"),
                name="resourceversion_number_is_unique_within_its_resource",
                violation_error_message=_("这一版次已经存在，请刷新页面后重试。"),
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1),
                name="resourceversion_is_numbered_from_one",
                violation_error_message=_("版次从一开始编号。"),
            ),
        )

    def __str__(self) -> str:
        return str(_("%(name)s，第%(n)s版") % {"name": self.resource, "n": self.number})

    def get_absolute_url(self) -> str:
        return reverse("catalog:version", args=[self.resource_id, self.number])

    @property
    def is_untouched(self) -> bool:
        """Whether the content is still the one whose digest was taken."""
        return sha256(canonical_json(self.content)) == self.digest
