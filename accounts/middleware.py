"""What a session owes before it may go on: a password of its own that is not too old, and the second factor."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from accounts.passwords import is_too_old
from accounts.signin import CHOOSES_PASSWORD
from governance.clock import now

#: Addresses that stay open, so that the debt can be paid or the session closed.
OPEN = frozenset(
    {
        "admin:login",
        "admin:logout",
        "admin:password_change",
        "admin:password_change_done",
        "admin:second_factor",
        "admin:jsi18n",
    }
)


class SessionDuties:
    """Lead a signed-in person to the page on which the session's debt is paid."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: object
    ) -> HttpResponse | None:
        """Ask before any page is made; visitors owe nothing."""
        match = request.resolver_match
        if not request.user.is_authenticated or (match and match.view_name in OPEN):
            return None
        page = debt(request)
        return None if page is None else led_to(request, page)


def debt(request: HttpRequest) -> str | None:
    """The page that this session has to pass first."""
    user: Any = request.user
    if request.session.get(CHOOSES_PASSWORD) or is_too_old(user, at=now()):
        return "admin:password_change"
    # A role is what makes a person of the staff; without one there is nothing to protect twice.
    if settings.TOTP_REQUIRED and not user.is_verified() and user.is_staff:
        return "admin:second_factor"
    return None


def led_to(request: HttpRequest, page: str) -> HttpResponse:
    """A person is led on; a machine is told."""
    if request.path.startswith("/api/"):
        words = _("请先在网页上完成登录：修改密码或输入动态验证码。")
        return JsonResponse({"code": "sign_in_incomplete", "message": words}, status=403)
    return HttpResponseRedirect(f"{reverse(page)}?{urlencode({'next': request.get_full_path()})}")
