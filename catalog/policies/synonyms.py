"""Who keeps the list of synonyms (clause 二: what is opened must be found)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from governance.actors import Actor
from governance.policies import EVERYBODY, NOBODY, Grounds, allow, rule


@rule("catalog.view_synonym")
def may_view_synonyms(user: Actor) -> Grounds:
    """The search page tells of each, so anybody may read the list."""
    return EVERYBODY


@rule("catalog.add_synonym", "catalog.change_synonym")
def may_keep_synonyms(user: Actor) -> Grounds:
    """The data authority keeps it."""
    return allow(_("数据主管部门维护同义词表。"), Q()) if user.holds(Role.AUTHORITY) else NOBODY
