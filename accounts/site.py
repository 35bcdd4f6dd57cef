"""The doors of the shared site: signing in and out, the own password, the second factor."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from accounts import pages


class SignInSite(admin.AdminSite):
    """Django's site with doors that tell the trail."""

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Add the second factor to the site's own addresses."""
        own = [path("second-factor/", self.admin_view(self.second_factor), name="second_factor")]
        return [*own, *super().get_urls()]

    def _frame(self, request: HttpRequest, title: Any) -> dict[str, Any]:
        return {**self.each_context(request), "title": title, "app_path": request.get_full_path()}

    @never_cache
    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """By password; who is in already goes on."""
        if request.method == "GET" and self.has_permission(request):
            return HttpResponseRedirect(reverse("admin:index", current_app=self.name))
        context = {**self._frame(request, _("登录")), **(extra_context or {})}
        return pages.SignIn.as_view(extra_context=context)(request)

    @never_cache
    def logout(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Close the session; only by a form, never by a link."""
        context = {**self._frame(request, _("已退出")), "has_permission": False}
        return pages.SignOut.as_view(extra_context=context)(request)

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """One's own password."""
        context = self._frame(request, _("修改密码"))
        return pages.OwnPassword.as_view(extra_context=context)(request)

    def second_factor(self, request: HttpRequest) -> HttpResponse:
        """The code of the authenticator; the first time, setting it up."""
        context = self._frame(request, _("动态验证码"))
        return pages.SecondFactor.as_view(extra_context=context)(request)
