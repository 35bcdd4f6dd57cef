"""The shared admin site in which data officials work."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.site import SignInSite
from config.navigation import grouped
from governance.workplace.site import GovernedSite


class PortalAdminSite(SignInSite, GovernedSite):
    site_header = _("公共数据管理")
    site_title = _("公数管理")
    index_title = _("我的待办")
    empty_value_display = "–"

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """What the person may see, grouped and ordered as the work goes."""
        return grouped(super().get_app_list(request, app_label))
