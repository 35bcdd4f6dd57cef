"""Middleware that gives each request its identity in the audit trail, and bounds what the public may send."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from governance.imports.uploads import declared_length
from governance.trail import Origin, coming_from

#: The largest file that any public form takes; each form states and enforces its own.
PUBLIC_FILE_BYTES = 10 * 1024**2
#: What is read at all: a file somewhat too large is still told at its field, with everything typed kept.
PUBLIC_BODY_BYTES = 3 * PUBLIC_FILE_BYTES
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


class PublicBound:
    """413 by the declared length alone, before anything reads the body: the search for a CSRF token would read it all.

    Public pages take small files from everybody; behind the sign-in, forms for large files have bounds of their own.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        door = door_of(request.path)
        is_public = door == "page" or not request.user.is_authenticated
        if not is_public or declared_length(request) <= PUBLIC_BODY_BYTES:
            return self.get_response(request)
        message = _(
            "提交的内容太大，没有接收，也没有保存。附件最大 %(size)s MB，请压缩或者拆分后重新提交。"
        ) % {"size": PUBLIC_FILE_BYTES // 1024**2}
        if door == "api":
            return JsonResponse({"code": "too_large", "detail": message}, status=413)
        return render(request, "413.html", {"message": message}, status=413)
