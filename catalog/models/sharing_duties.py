"""The sharing responsibility list (共享责任清单, clause 一d): a view over the catalogue, never written by hand."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog.models.resources import DataResource
from governance.querysets import PolicyQuerySet


class SharingDuty(models.Model):
    """What an organisation must share, on which conditions, and how it answers."""

    is_governed: ClassVar[bool] = True

    resource = models.OneToOneField(
        DataResource,
        on_delete=models.DO_NOTHING,
        primary_key=True,
        related_name="sharing_duty",
        verbose_name=_("公共数据资源"),
    )
    provider = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.DO_NOTHING,
        related_name="sharing_duties",
        verbose_name=_("责任单位"),
    )
    received = models.PositiveIntegerField(_("收到申请"))
    replied = models.PositiveIntegerField(_("已答复"))
    in_time = models.PositiveIntegerField(_("按期答复"))
    provided = models.PositiveIntegerField(_("已提供"))

    objects: ClassVar[Any] = PolicyQuerySet.as_manager()

    class Meta:
        managed = False
        db_table = "catalog_sharingduty"
        verbose_name = _("共享责任")
        verbose_name_plural = _("共享责任清单")
        default_permissions = ("view",)
        ordering = ("provider_id", "pk")

    def __str__(self) -> str:
        return str(self.resource)
