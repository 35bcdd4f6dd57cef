"""The doors of the shared site: signing in and out, the own password, the second factor."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from accounts import pages


class SignInSite(admin.AdminSite):
    """Django's site with doors that tell the trail."""

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Add the second factor; let a person who holds no role yet choose a password too."""
        change = login_required(never_cache(self.password_change), login_url="admin:login")
        own = [
            path("password_change/", change, name="password_change"),
            path("second-factor/", self.admin_view(self.second_factor), name="second_factor"),
        ]
        return [*own, *super().get_urls()]

    def _frame(self, request: HttpRequest, title: Any) -> dict[str, Any]:
        return {**self.each_context(request), "title": title, "app_path": request.get_full_path()}

    @method_decorator(never_cache)
    def login(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """By password; who is in already goes on."""
        if request.method == "GET" and self.has_permission(request):
            return HttpResponseRedirect(reverse("admin:index", current_app=self.name))
        context = {**self._frame(request, _("登录")), **(extra_context or {})}
        return pages.SignIn.as_view(extra_context=context)(request)

    @method_decorator(never_cache)
    def logout(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Close the session; only by a form, never by a link."""
        context = {**self._frame(request, _("已退出")), "has_permission": False}
        return pages.SignOut.as_view(extra_context=context)(request)

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """One's own password."""
        context = self._frame(request, _("修改密码"))
        return pages.OwnPassword.as_view(extra_context=context)(request)

    def second_factor(self, request: HttpRequest) -> Any:
        """The code of the authenticator; the first time, setting it up."""
        context = self._frame(request, _("动态验证码"))
        return pages.SecondFactor.as_view(extra_context=context)(request)
