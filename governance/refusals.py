"""Refusals as pages: each error in Chinese, with the clause that speaks and the way back."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from governance.errors import Refusal

PAGES = {400: "400.html", 403: "403.html", 404: "404.html", 409: "409.html", 422: "409.html"}


def refusal_page(request: HttpRequest, refusal: Refusal, *, back: str = "") -> HttpResponse:
    """The page of a refusal: what was refused and why, under the status that machines understand."""
    status = refusal.http_status
    context = {"message": refusal.message, "back": back}
    return render(request, PAGES.get(status, "400.html"), context, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: what was sent cannot be read; our own sentences are passed on, those of libraries are not."""
    return render(request, "400.html", {"message": _sentence(exception)}, status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403, with the clause where one was named."""
    return render(request, "403.html", {"message": _sentence(exception)}, status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, the same bytes for what is hidden and for what does not exist."""
    return render(request, "404.html", {}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, without asking the database or the session anything."""
    return render(None, "500.html", {}, status=500)


def _sentence(exception: Any) -> str:
    text = str(exception)
    return text if text.endswith("。") else ""
