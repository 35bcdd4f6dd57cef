"""Who: people, organisations, regions and the roles that join them."""

from accounts.models.memberships import Membership, MembershipQuerySet
from accounts.models.organisations import Organisation, OrganisationClosure, OrganisationQuerySet
from accounts.models.regions import Region, RegionQuerySet
from accounts.models.roles import THREE_ADMINISTRATORS, Role
from accounts.models.users import User, UserManager

__all__ = (
    "THREE_ADMINISTRATORS",
    "Membership",
    "MembershipQuerySet",
    "Organisation",
    "OrganisationClosure",
    "OrganisationQuerySet",
    "Region",
    "RegionQuerySet",
    "Role",
    "User",
    "UserManager",
)
