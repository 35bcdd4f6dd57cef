"""A person's exports in the shared site: ordered, then there to download."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse

from governance.admin.policy_admin import PolicyAdmin
from governance.models import ExportFile


@admin.register(ExportFile)
class ExportFileAdmin(PolicyAdmin):
    """Read-only: an export is ordered above a list."""

    list_display = ("title", "row_count", "status", "created_at")
    list_filter = ("status",)
    fields = ("title", "filters", "row_count", "file", "failure")
    readonly_fields = fields

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """There is nothing to fill in."""
        return False

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """While the file is written the page asks again by itself."""
        response = super().change_view(request, object_id, form_url, extra_context)
        export = (getattr(response, "context_data", None) or {}).get("original")
        if isinstance(export, ExportFile) and export.status == ExportFile.Status.ORDERED:
            response["Refresh"] = "3"
        return response
