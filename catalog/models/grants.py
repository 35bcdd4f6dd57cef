"""Rights to one data resource given to a person or a group by name (django-guardian, direct foreign keys)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog.models.resources import DataResource
from governance.grants import GroupGrant, UserGrant


class DataResourceUserGrant(UserGrant):
    """A right on one resource for one person."""

    content_object = models.ForeignKey(
        DataResource, on_delete=models.CASCADE, verbose_name=_("公共数据资源")
    )

    class Meta(UserGrant.Meta):
        verbose_name = _("对个人的资源授权")
        verbose_name_plural = _("对个人的资源授权")


class DataResourceGroupGrant(GroupGrant):
    """A right on one resource for one group."""

    content_object = models.ForeignKey(
        DataResource, on_delete=models.CASCADE, verbose_name=_("公共数据资源")
    )

    class Meta(GroupGrant.Meta):
        verbose_name = _("对小组的资源授权")
        verbose_name_plural = _("对小组的资源授权")
