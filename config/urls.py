"""Every address of the portal."""

from django.contrib import admin
from django.urls import include, path

from config.health import healthz, readyz
from config.pages import home
from governance.files import download

urlpatterns = [
    path("", home, name="home"),
    path("", include("catalog.urls")),
    path("admin/", admin.site.urls),
    path("api/v1/", include("config.api")),
    path("", include("licensing.urls")),
    path("", include("pricing.urls")),
    path("", include("disclosure.urls")),
    path("files/<str:label>/<int:pk>/<slug:name>/", download, name="file"),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("", include("accounts.urls")),
]

handler400 = "governance.refusals.bad_request"
handler403 = "governance.refusals.permission_denied"
handler404 = "governance.refusals.page_not_found"
handler500 = "governance.refusals.server_error"
