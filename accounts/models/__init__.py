"""Who: people, organisations, regions and the roles that join them."""

from accounts.models.keys import AccessKey, AccessKeyQuerySet, AccessKeyUse
from accounts.models.memberships import Membership, MembershipQuerySet
from accounts.models.organisations import Organisation, OrganisationClosure, OrganisationQuerySet
from accounts.models.regions import Region, RegionQuerySet
from accounts.models.roles import OVERSEERS, THREE_ADMINISTRATORS, Role
from accounts.models.signin import FormerPassword, SignInLink
from accounts.models.users import CONSOLE, User, UserManager

__all__ = (
    "CONSOLE",
    "OVERSEERS",
    "THREE_ADMINISTRATORS",
    "AccessKey",
    "AccessKeyQuerySet",
    "AccessKeyUse",
    "FormerPassword",
    "Membership",
    "MembershipQuerySet",
    "Organisation",
    "OrganisationClosure",
    "OrganisationQuerySet",
    "Region",
    "RegionQuerySet",
    "Role",
    "SignInLink",
    "User",
    "UserManager",
)
