"""The shared admin site in which data officials work."""

from django.contrib import admin
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class PortalAdminConfig(AdminConfig):
    default_site = "config.admin.PortalAdminSite"


class PortalAdminSite(admin.AdminSite):
    site_header = _("公共数据管理")
    site_title = _("公数管理")
    index_title = _("我的待办")
