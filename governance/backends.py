"""The authentication backend that answers ``has_perm`` from the policies."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db.models import Model

from governance.actors import is_person
from governance.policies import holds, is_known


class PolicyBackend(ModelBackend):
    """Sign in by password; answer ``user.has_perm(permission, obj)`` with the predicate that filters lists."""

    def has_perm(self, user_obj: Any, perm: str, obj: Model | None = None) -> bool:
        """Deny by default: no row, no rule or no active person means no."""
        if obj is None or not is_known(perm) or not is_person(user_obj):
            return False
        return holds(user_obj, perm, obj)

    def get_user_permissions(self, user_obj: Any, obj: Model | None = None) -> set[str]:
        """Rights are not stored on users."""
        return set()

    def get_group_permissions(self, user_obj: Any, obj: Model | None = None) -> set[str]:
        """Rights are not stored on groups."""
        return set()

    def get_all_permissions(self, user_obj: Any, obj: Model | None = None) -> set[str]:
        """Rights are derived for each row, so there is no list of them."""
        return set()

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        """The shared admin site asks the policies itself."""
        return is_person(user_obj)
