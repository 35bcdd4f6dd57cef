"""Rights to one scheme or one licence given by name, for co-signing departments and evaluators (§14)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.grants import GroupGrant, UserGrant
from licensing.models.licences import Licence
from licensing.models.schemes import Scheme


class SchemeUserGrant(UserGrant):
    """A right on one scheme for one person."""

    content_object = models.ForeignKey(Scheme, on_delete=models.CASCADE, verbose_name=_("实施方案"))

    class Meta(UserGrant.Meta):
        verbose_name = _("对个人的方案授权")
        verbose_name_plural = _("对个人的方案授权")


class SchemeGroupGrant(GroupGrant):
    """A right on one scheme for one group."""

    content_object = models.ForeignKey(Scheme, on_delete=models.CASCADE, verbose_name=_("实施方案"))

    class Meta(GroupGrant.Meta):
        verbose_name = _("对小组的方案授权")
        verbose_name_plural = _("对小组的方案授权")


class LicenceUserGrant(UserGrant):
    """A right on one licence for one person."""

    content_object = models.ForeignKey(
        Licence, on_delete=models.CASCADE, verbose_name=_("授权运营协议")
    )

    class Meta(UserGrant.Meta):
        verbose_name = _("对个人的协议授权")
        verbose_name_plural = _("对个人的协议授权")


class LicenceGroupGrant(GroupGrant):
    """A right on one licence for one group."""

    content_object = models.ForeignKey(
        Licence, on_delete=models.CASCADE, verbose_name=_("授权运营协议")
    )

    class Meta(GroupGrant.Meta):
        verbose_name = _("对小组的协议授权")
        verbose_name_plural = _("对小组的协议授权")
