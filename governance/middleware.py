"""Middleware that gives each request its identity in the audit trail."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from governance.trail import Origin, coming_from

DOORS = (("/admin/", "admin"), ("/api/", "api"))


def door_of(path: str) -> str:
    """The door to which an address belongs: admin, api or (public) page."""
    return next((door for prefix, door in DOORS if path.startswith(prefix)), "page")


class RequestTrail:
    """Name the request, and keep what signed-in people see out of shared caches."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path:
            raise BadRequest(_("地址中含有无法识别的字符，请检查后重新输入。"))
        source = Origin(door_of(request.path), address=request.META.get("REMOTE_ADDR", ""))
        with coming_from(source):
            response = self.get_response(request)
        response["X-Request-Id"] = str(source.request_id)
        if request.user.is_authenticated:
            response["Cache-Control"] = "private, no-store"
        return response
