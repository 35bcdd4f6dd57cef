"""Collective decisions and filings in the shared site (27号 第十一条、第十三条)."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from governance.admin import PolicyAdmin
from licensing.models import CollectiveDecision, Filing


@admin.register(CollectiveDecision)
class CollectiveDecisionAdmin(PolicyAdmin):
    list_display = ("meeting", "minutes_no", "kind", "body", "held_on", "result", "status")
    list_filter = ("status", "kind", "result", ("body", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("body",)
    search_fields = ("meeting", "minutes_no")
    autocomplete_fields = ("scheme", "licence", "body")
    fieldsets = (
        (None, {"fields": ("status", "kind", "scheme", "licence")}),
        (
            _("会议"),
            {
                "fields": (
                    "body",
                    "meeting",
                    "held_on",
                    "minutes_no",
                    "chair",
                    "attendees",
                    "recusals",
                )
            },
        ),
        (
            _("结果"),
            {
                "fields": (
                    "opinions",
                    "result",
                    "conditions",
                    "exception_grounds",
                    "file",
                    "signed_on",
                )
            },
        ),
    )
    readonly_fields = ("file",)


@admin.register(Filing)
class FilingAdmin(PolicyAdmin):
    list_display = ("number", "authority", "scheme", "licence", "filed_on")
    list_filter = (("authority", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("authority", "scheme", "licence")
    search_fields = ("number",)
    fields = ("number", "authority", "scheme", "licence", "filed_on")
