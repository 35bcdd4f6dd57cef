"""A role held in an organisation from one day to another."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, F, Func, IntegerField, Q, Value, When
from django.utils.translation import gettext_lazy as _

from accounts.models.organisations import Organisation
from accounts.models.roles import THREE_ADMINISTRATORS, Role
from governance.querysets import PolicyQuerySet
from governance.records import GovernedModel

# Exclusion constraints over ranges alone need no extension of PostgreSQL: an id or a role is a range of one number, a
# period is half-open like ``ends_on``, and "another role" is adjacency of [0,1] and [1,2].
PERIOD = (
    Func(F("starts_on"), F("ends_on"), Value("[)"), function="daterange"),
    RangeOperators.OVERLAPS,
)


def _point(number: Any, function: str = "int8range") -> Func:
    return Func(number, number, Value("[]"), function=function)


def _numbered(roles: Sequence[str], default: int) -> Func:
    """The place of the role among ``roles``, else ``default``, as a range."""
    whens = [When(role=role, then=Value(number)) for number, role in enumerate(roles)]
    return _point(Case(*whens, default=Value(default), output_field=IntegerField()), "int4range")


def never_together(
    first: str, others: Iterable[str], *, name: str, message: Any
) -> ExclusionConstraint:
    """Nobody holds ``first`` and one of ``others`` on one day, in whatever organisations."""
    return ExclusionConstraint(
        name=name,
        expressions=[
            (_point(F("user")), RangeOperators.OVERLAPS),
            PERIOD,
            (_numbered([first], 1), RangeOperators.ADJACENT_TO),
        ],
        condition=Q(role__in=sorted({first, *others})),
        violation_error_message=message,
    )


ENDS_TOO_EARLY = _("终止日期不得早于任用日期。")
THREE_APART = _(
    "系统管理员、安全管理员、审计管理员不得由同一人同时担任，请先终止原有任用或另选人员。"
)


class MembershipQuerySet(PolicyQuerySet["Membership"]):
    def in_force(self, on: date) -> "MembershipQuerySet":
        """Held on the day: the last day is the one before ``ends_on``."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gt=on), starts_on__lte=on)

    def roles_of(self, user_id: int) -> dict[str, frozenset[int]]:
        """Role → ids of the organisations where it counts, in one query over the closure."""
        reach = Q(covers_subtree=True) | Q(organisation__links_down__depth=0)
        rows = (
            self.order_by()
            .filter(reach, user_id=user_id, user__is_active=True)
            .values_list("role", "organisation__links_down__descendant_id")
        )
        held: dict[str, set[int]] = defaultdict(set)
        for role, organisation_id in rows:
            held[role].add(organisation_id)
        return {role: frozenset(ids) for role, ids in held.items()}


class Membership(GovernedModel):
    """Who holds which role where, and when; the only source of a role."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships", verbose_name=_("用户")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="memberships", verbose_name=_("单位")
    )
    role = models.CharField(_("角色"), max_length=20, choices=Role)
    starts_on = models.DateField(_("任用日期"))
    ends_on = models.DateField(
        _("终止日期"), null=True, blank=True, help_text=_("自该日起不再任用。")
    )
    covers_subtree = models.BooleanField(_("包括下级单位"), default=False)

    objects: ClassVar[Any] = MembershipQuerySet.as_manager()

    class Meta(GovernedModel.Meta):
        verbose_name = _("任用")
        verbose_name_plural = _("任用")
        permissions = (("dismiss_membership", _("终止任用")),)
        ordering = ("user", "organisation", "role", "starts_on")
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="membership_ends_after_it_starts",
                violation_error_message=ENDS_TOO_EARLY,
            ),
            never_together(
                Role.SYSTEM_ADMIN,
                THREE_ADMINISTRATORS,
                name="membership_system_admin_is_no_other_admin",
                message=THREE_APART,
            ),
            never_together(
                Role.SECURITY_ADMIN,
                {Role.AUDIT_ADMIN},
                name="membership_security_admin_is_no_audit_admin",
                message=THREE_APART,
            ),
            never_together(
                Role.AUDITOR,
                Role.values,
                name="membership_auditor_holds_no_other_role",
                message=_(
                    "审计机关的人员只查阅不办理，同一时期不得担任其他角色，请先终止原有任用或另选人员。"
                ),
            ),
            ExclusionConstraint(
                name="membership_held_once_at_a_time",
                expressions=[
                    (_point(F("user")), RangeOperators.OVERLAPS),
                    (_point(F("organisation")), RangeOperators.OVERLAPS),
                    (_numbered(Role.values, 0), RangeOperators.OVERLAPS),
                    PERIOD,
                ],
                violation_error_message=_("该人员在此单位的同一角色已有任用，期限不得重叠。"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} {self.organisation} {self.get_role_display()}"

    def clean(self) -> None:
        # Told of the field, so that the constraints need not try a period that runs backwards.
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": ENDS_TOO_EARLY})
