"""The machine interface: the routes of every app, and their description."""

from importlib import import_module

from django.apps import apps
from django.urls import include, path
from django.utils.module_loading import module_has_submodule
from drf_spectacular.views import SpectacularJSONAPIView
from rest_framework.routers import SimpleRouter

from governance.registration import GovernedApp

router = SimpleRouter()
for app in apps.get_app_configs():
    # Each app of the chain says in its ``api`` which nouns it offers.
    if isinstance(app, GovernedApp) and module_has_submodule(app.module, "api"):
        for noun, viewset in getattr(import_module(f"{app.name}.api"), "ROUTES", ()):
            router.register(noun, viewset, basename=noun)

urlpatterns = [
    path("schema/", SpectacularJSONAPIView.as_view(), name="schema"),
    path("", include(router.urls)),
]
