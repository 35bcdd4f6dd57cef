"""Uploads: too large a body is refused before it is read, everything else is streamed to disk."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from governance.imports import limits

#: What the other fields and the boundaries of a form may take.
FORM_BYTES = 1024**2
View = Callable[..., HttpResponse]


def declared_length(request: HttpRequest) -> int:
    """How long the body says it is; without a length the server reads none."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def bounded(view: View) -> View:
    """Answer 413 by the declared length alone; ``view`` checks the CSRF token itself, after this."""

    @csrf_exempt  # the middleware would read the whole body to look for the token
    def entry(request: HttpRequest, *args: object, **options: object) -> HttpResponse:
        if declared_length(request) <= limits.UPLOAD_BYTES + FORM_BYTES:
            return view(request, *args, **options)
        message = _("文件超过 %(size)s MB，没有接收。请拆分后上传，或者用 gzip 压缩。") % {
            "size": limits.UPLOAD_BYTES // 1024**2
        }
        return render(request, "413.html", {"message": message}, status=413)

    return entry
