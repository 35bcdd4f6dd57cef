"""Refusals as answers to machines: one mapping from what was refused to its status, code and sentence."""

from typing import Any

from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler as framework_handler
from rest_framework.views import set_rollback

from governance.constraints import validation_refusal
from governance.errors import Refusal

# Hidden and absent are told with the same bytes, and never with the name of a model.
NOT_FOUND = {"code": "not_found", "detail": _("没有这条记录，或者没有向您公开。")}


def exception_handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """404 cannot see, 403 may not, 409 wrong state or stale (with the differences), 422 key reused, 400 bad input."""
    if isinstance(error, Http404 | exceptions.NotFound) and not _is_page(error):
        return Response(NOT_FOUND, status=404)
    if isinstance(error, ValidationError):
        error = validation_refusal(error)
    if isinstance(error, Refusal):
        set_rollback()
        return Response(refusal_body(error), status=error.http_status)
    if isinstance(error, BadRequest):
        return Response({"code": "bad_request", "detail": str(error)}, status=400)
    if isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied(_("您没有这项权限。"))
    return framework_handler(error, context)


def _is_page(error: Exception) -> bool:
    return isinstance(error, exceptions.NotFound) and str(error.detail) != str(
        exceptions.NotFound.default_detail
    )


def refusal_body(refusal: Refusal) -> dict[str, Any]:
    """A refusal's code, its sentence and what it says of single fields."""
    body: dict[str, Any] = {"code": refusal.code, "detail": str(refusal.message)}
    if refusal.details:
        body["fields"] = refusal.details
    return body
