"""Configuration of the project itself: its checks and its commands."""

from importlib import import_module

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class ConfigConfig(AppConfig):
    """The outermost layer: settings, addresses, health, the city's figures, the demo."""

    default = True
    name = "config"

    def ready(self) -> None:
        for name in ("checks", "events", "figures"):
            import_module(f"config.{name}")


class PortalAdminConfig(admin_apps.AdminConfig):
    """Django's admin app with the portal's own site."""

    default = False
    default_site = "config.admin.PortalAdminSite"
