"""A role held in an organisation from one day to another."""

from collections import defaultdict
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models.organisations import Organisation
from accounts.models.roles import Role


class MembershipQuerySet(models.QuerySet["Membership"]):
    def in_force(self, on: date) -> "MembershipQuerySet":
        """Held on the day: the last day is the one before ``ends_on``."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gt=on), starts_on__lte=on)

    def roles_of(self, user_id: int) -> dict[str, frozenset[int]]:
        """Role → ids of the organisations where it counts, in one query over the closure."""
        reach = Q(covers_subtree=True) | Q(organisation__links_down__depth=0)
        rows = self.filter(reach, user_id=user_id, user__is_active=True).values_list(
            "role", "organisation__links_down__descendant_id"
        )
        held: dict[str, set[int]] = defaultdict(set)
        for role, organisation_id in rows:
            held[role].add(organisation_id)
        return {role: frozenset(ids) for role, ids in held.items()}


class Membership(models.Model):
    """Who holds which role where, and when; the only source of a role."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships", verbose_name=_("用户")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="memberships", verbose_name=_("单位")
    )
    role = models.CharField(_("角色"), max_length=20, choices=Role)
    starts_on = models.DateField(_("任用日期"))
    ends_on = models.DateField(_("终止日期"), null=True, blank=True, help_text=_("自该日起不再任用。"))
    covers_subtree = models.BooleanField(_("包括下级单位"), default=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("任用")
        verbose_name_plural = _("任用")
        default_permissions = ("add", "change", "view")
        ordering = ("user", "organisation", "role", "starts_on")
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="membership_ends_after_it_starts",
                violation_error_message=_("终止日期不得早于任用日期。"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} {self.organisation} {self.get_role_display()}"
