"""How an app of the governed chain starts: its policies and its steps are registered before the first request."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import module_has_submodule


class GovernedApp(AppConfig):
    """Base configuration: import what registers itself: rules, steps, exports, imports, due work."""

    default = False
    default_auto_field = "django.db.models.BigAutoField"
    registers: tuple[str, ...] = (
        "policies",
        "workflow",
        "exports",
        "importing",
        "expiry",
        "tasks",
        "events",
        "desk",
        "measures",
    )

    def ready(self) -> None:
        for name in self.registers:
            if self.module is not None and module_has_submodule(self.module, name):
                import_module(f"{self.name}.{name}")
