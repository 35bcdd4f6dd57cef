"""What stands against a withdrawal, and which body withdraws (809号 第十七条; 26号 第十条至第十三条; 27号 第十四条)."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from catalog.models import DataResource, RegistrationApplication
from governance.transitions import TransitionError

Status = RegistrationApplication.Status
#: The registry works on it: an application must not lose its subject under way.
AT_THE_REGISTRY = frozenset(
    {
        Status.SUBMITTED,
        Status.RETURNED,
        Status.IN_REVIEW,
        Status.REVIEWED,
        Status.NOTICE,
        Status.OBJECTED,
    }
)


def require_free(resource: DataResource, on: date) -> None:
    """Nobody operates on it under a licence in force, and no application for its registration is under way."""
    # Licensing stands to the right: it is asked by the name of its reverse relation, never imported.
    entries: Any = resource.licensed_entries
    entry = entries.in_force(on).select_related("licence").first()
    if entry is not None:
        raise TransitionError(
            _(
                "“%(name)s”在授权“%(licence)s”的资源范围内，授权生效期间不得撤回。"
                "请先由实施机构变更、中止或者终止授权，再撤回。"
            )
            % {"name": resource, "licence": entry.licence}
        )
    applications = RegistrationApplication.objects.filter(resource=resource)
    if applications.filter(status__in=AT_THE_REGISTRY).exists():
        raise TransitionError(
            _(
                "“%(name)s”的登记申请正在办理，不得撤回。请等登记机构办结，或者由登记机构终止办理后再撤回。"
            )
            % {"name": resource}
        )


def withdrawing_body(resource: DataResource, actor: Any, on: date) -> int | None:
    """The body for which the person acts: the provider itself, else the authority that answers for it."""
    if resource.provider_id in actor.organisation_ids(Role.PROVIDER):
        return resource.provider_id
    held = actor.memberships.in_force(on).filter(role=Role.AUTHORITY)
    above = held.filter(organisation__links_down__descendant=resource.provider_id)
    found: int | None = above.values_list("organisation", flat=True).first()
    return found
