"""Related parties of operators in the shared site (27号 第六条、第十四条第六项)."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from governance.admin import PolicyAdmin, step_action
from licensing.models import RelatedParty
from licensing.workflow import related


@admin.register(RelatedParty)
class RelatedPartyAdmin(PolicyAdmin):
    list_display = (
        "operator",
        "name_of_party",
        "relation",
        "holds_from",
        "holds_to",
        "status",
        "due_on",
    )
    list_filter = ("status", "relation", ("operator", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("operator", "party")
    search_fields = ("operator__name", "party__name", "party_name", "party_uscc")
    autocomplete_fields = ("operator", "authority", "party")
    fieldsets = (
        (None, {"fields": ("status", "operator", "authority")}),
        (_("关联方"), {"fields": ("party", "party_name", "party_uscc", "relation", "note")}),
        (_("期间和依据"), {"fields": ("holds_from", "holds_to", "source", "file")}),
    )
    actions = (
        step_action(related.disclose),
        step_action(related.confirm),
        step_action(related.send_back),
    )
    standard_reasons = {
        "return": (_("缺少证明材料，请补充。"), _("关联方代码与名称不符，请核对。"))
    }

    @admin.display(description=_("关联方"))
    def name_of_party(self, party: RelatedParty) -> str:
        """The party as it is called."""
        return party.name_of_party

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """The operator for which the person works, where there is just one."""
        user: Any = request.user
        own = user.organisation_ids(Role.OPERATOR)
        begun = {"operator": own[0]} if len(own) == 1 else {}
        return begun | super().get_changeform_initial_data(request)
