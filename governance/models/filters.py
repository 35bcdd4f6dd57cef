"""Saved filters: a list as somebody looks at it every morning, kept under a name of his own."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedFilter(models.Model):
    """One person's name for the filter of one list; the list itself still shows visible rows only."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("保存人")
    )
    list_label = models.CharField(_("列表"), max_length=100)
    name = models.CharField(_("筛选名称"), max_length=30)
    query = models.CharField(_("筛选条件"), max_length=1000)
    saved_at = models.DateTimeField(_("保存时间"), auto_now=True)

    class Meta:
        verbose_name = _("已保存的筛选")
        verbose_name_plural = _("已保存的筛选")
        default_permissions = ()
        ordering = ("name",)
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "list_label", "name"],
                name="savedfilter_name_once_for_each_list",
                violation_error_message=_("您在这个列表里已有同名的筛选，请换一个名称。"),
            )
        ]

    def __str__(self) -> str:
        return self.name
