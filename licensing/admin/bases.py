"""What the lists of authorised operation have in common."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from governance.admin import PolicyAdmin
from governance.admin.inlines import PolicyRows
from licensing.models import Licence, Scheme

RETURNED_FOR = (
    _("内容不完整，请按列出的条款补充。"),
    _("资源范围与实施方案不一致，请核对。"),
    _("安全措施不足，请补充数据安全和个人信息保护措施。"),
)


def contents_of(model: type[Scheme] | type[Licence]) -> list[tuple[Any, Any]]:
    """One group of fields for each content that the article demands, in its own words."""
    return [(title, {"fields": fields}) for title, fields in model.CONTENTS]


class InspectedAdmin(PolicyAdmin):
    """Only those who may inspect the whole record work on it here; for everybody else there is the register."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Rows whose every field the person may read."""
        rows: Any = super().get_queryset(request)
        return rows.permitted(request.user, f"licensing.inspect_{self.opts.model_name}")


class PartsOfDraft(PolicyRows):
    """Rows that are written with their parent: as long as that is open to edits, and the first one at once."""

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        """One empty row where there is no record yet."""
        return 0 if obj else 1

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Who may change the parent."""
        return super().has_add_permission(request, obj) and self._is_open(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Who may change the parent."""
        return super().has_change_permission(request, obj) and self._is_open(request, obj)

    def _is_open(self, request: HttpRequest, parent: Any) -> bool:
        change = f"licensing.change_{self.parent_model._meta.model_name}"
        return parent is None or request.user.has_perm(change, parent)


class PreparedAdmin(PolicyAdmin):
    """A new record begins with the implementing body for which the person works."""

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """His own body, where there is just one."""
        user: Any = request.user
        own = user.organisation_ids(Role.IMPLEMENTING_BODY)
        begun = {"implementing_body": own[0]} if len(own) == 1 else {}
        return begun | super().get_changeform_initial_data(request)
