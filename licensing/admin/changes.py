"""Changes of agreements in the shared site (27号 第十三条、第十四条第十二项)."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from governance.admin import PolicyStackedInline, step_action
from licensing.admin.bases import InspectedAdmin, PartsOfDraft
from licensing.models import LicenceChange, LicenceChangeItem
from licensing.workflow import changes


class LicenceChangeItemInline(PartsOfDraft, PolicyStackedInline):
    model = LicenceChangeItem
    fields = (
        "action", "resource", "purposes", "restrictions", "is_exclusive", "consent", "assessment",
    )  # fmt: skip
    autocomplete_fields = ("resource",)


@admin.register(LicenceChange)
class LicenceChangeAdmin(InspectedAdmin):
    list_display = ("licence", "effective_on", "status", "serial", "due_on")
    list_filter = (
        "status",
        ("licence__operator", admin.RelatedOnlyFieldListFilter),
        "effective_on",
    )
    list_select_related = ("licence",)
    search_fields = ("licence__name", "licence__number", "grounds")
    autocomplete_fields = ("licence", "new_region", "new_authorising_body", "new_regulator")
    inlines = (LicenceChangeItemInline,)
    fieldsets = (
        (None, {"fields": ("status", "licence", "grounds", "effective_on")}),
        (
            _("变更的内容（不变的留空）"),
            {
                "fields": (
                    "new_ends_on",
                    "new_business",
                    "new_content",
                    "new_region",
                    "new_authorising_body",
                    "new_regulator",
                )
            },
        ),
        (
            _("决策与补充协议"),
            {"fields": ("decision", "serial", "agreement", "signed_on", "took_effect_on")},
        ),
    )
    actions = (
        step_action(changes.decide_change),
        step_action(changes.effect_change),
        step_action(changes.withdraw_change),
    )
