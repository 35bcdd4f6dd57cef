"""Every address of the portal."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/v1/", include("config.api")),
]

handler400 = "governance.refusals.bad_request"
handler403 = "governance.refusals.permission_denied"
handler404 = "governance.refusals.page_not_found"
handler500 = "governance.refusals.server_error"
