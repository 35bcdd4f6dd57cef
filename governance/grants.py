"""Grants: a right on one record, given by name, with a reason and an end, by those whose office it is (§14)."""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from guardian.managers import GroupObjectPermissionManager, UserObjectPermissionManager
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase
from guardian.shortcuts import assign_perm

from governance import clock, policies
from governance.errors import InvalidInput, NotPermitted
from governance.models import AuditEvent

GRANT_PERMISSION = "governance.grant_rights"


def in_force(on: date) -> Q:
    """Grants that have not ended."""
    return Q(ends_on=None) | Q(ends_on__gte=on)


class UserGrantManager(UserObjectPermissionManager):
    """Grants to persons."""

    def to(self, user: Any, codename: str, *, on: date | None = None) -> models.QuerySet[Any]:
        """The ids of the records on which ``user`` was granted ``codename``."""
        if user.pk is None:
            return self.none().values_list("content_object_id", flat=True)
        mine = self.filter(
            in_force(on or clock.today()), user_id=user.pk, permission__codename=codename
        )
        return mine.values_list("content_object_id", flat=True)


class GroupGrantManager(GroupObjectPermissionManager):
    """Grants to groups of persons."""

    def to(self, user: Any, codename: str, *, on: date | None = None) -> models.QuerySet[Any]:
        """The ids of the records on which a group of ``user`` was granted ``codename``."""
        if user.pk is None:
            return self.none().values_list("content_object_id", flat=True)
        mine = self.filter(
            in_force(on or clock.today()), group__user=user.pk, permission__codename=codename
        )
        return mine.values_list("content_object_id", flat=True)


class GrantTerms(models.Model):
    """What every grant carries besides whom and what."""

    reason = models.TextField(_("理由"), default="")
    ends_on = models.DateField(_("截止日期"), null=True, blank=True)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("授予人"),
    )
    granted_at = models.DateTimeField(_("授予时间"), auto_now_add=True)

    class Meta:
        abstract = True


class UserGrant(GrantTerms, UserObjectPermissionBase):
    """Abstract: a right on one record for one person; subclasses add ``content_object``."""

    objects: ClassVar[Any] = UserGrantManager()

    class Meta(UserObjectPermissionBase.Meta):
        abstract = True
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.user}：{self.permission.name}"


class GroupGrant(GrantTerms, GroupObjectPermissionBase):
    """Abstract: a right on one record for a group; subclasses add ``content_object``."""

    objects: ClassVar[Any] = GroupGrantManager()

    class Meta(GroupObjectPermissionBase.Meta):
        abstract = True
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.group}：{self.permission.name}"


def grant(
    holder: Any,
    permission: str,
    subject: models.Model,
    *,
    actor: Any,
    reason: str,
    ends_on: date | None = None,
) -> AuditEvent:
    """Give a person or a group ``permission`` (``app.verb_model``) on one record, on record."""
    _may_grant(actor, holder)
    if not reason.strip():
        raise InvalidInput(_("请填写授予权限的理由。"))
    with transaction.atomic():
        given: Any = assign_perm(_permission(permission, subject), holder, subject)
        terms = {"reason": reason, "ends_on": ends_on, "granted_by_id": actor.pk}
        type(given)._base_manager.filter(pk=given.pk).update(**terms)
        changes = {permission: [None, {"holder": str(holder), "ends_on": ends_on}]}
        return AuditEvent.objects.record(
            "governance.grant.give", subject, actor=actor, reason=reason, changes=changes
        )


def withdraw(
    holder: Any, permission: str, subject: models.Model, *, actor: Any, reason: str
) -> AuditEvent:
    """Take a granted right back, on record."""
    _may_grant(actor, holder)
    with transaction.atomic():
        model: Any = grant_model(type(subject), holder)
        field = "group" if isinstance(holder, Group) else "user"
        given = model._base_manager.filter(
            **{field: holder}, content_object=subject, permission=_permission(permission, subject)
        )
        count, _rows = given.delete()
        if not count:
            raise InvalidInput(_("“%(holder)s”没有被授予这项权限。") % {"holder": holder})
        changes = {permission: [{"holder": str(holder)}, None]}
        return AuditEvent.objects.record(
            "governance.grant.withdraw", subject, actor=actor, reason=reason, changes=changes
        )


def grant_model(model: type[models.Model], holder: Any) -> type[GrantTerms]:
    """The direct-FK grant model for records of ``model``, to persons or to groups."""
    base = GroupGrant if isinstance(holder, Group) else UserGrant
    for relation in model._meta.related_objects:
        if issubclass(relation.related_model, base):
            return relation.related_model
    raise InvalidInput(_("这类记录不支持单独授权。"))


def _may_grant(actor: Any, holder: Any) -> None:
    if not policies.could(actor, GRANT_PERMISSION, AuditEvent):
        raise NotPermitted(_("只有安全管理员可以授予或收回权限。"))
    if actor == holder:
        raise NotPermitted(_("不得为自己授予或收回权限。"))


def _permission(permission: str, subject: models.Model) -> Permission:
    app_label, codename = permission.split(".")
    content_type = ContentType.objects.get_for_model(subject)
    if app_label != content_type.app_label:
        raise InvalidInput(_("权限与记录类型不符。"))
    return Permission.objects.get(content_type=content_type, codename=codename)
