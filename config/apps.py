"""Configuration of the project itself: its checks and its commands."""

from importlib import import_module

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """The outermost layer: settings, addresses, health, the demo."""

    name = "config"

    def ready(self) -> None:
        import_module("config.checks")
