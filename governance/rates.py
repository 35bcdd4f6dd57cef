"""How often a visitor may ask for pages that search or compute: beyond it 429 with ``Retry-After``."""

from collections.abc import Callable
from functools import wraps
from math import ceil
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from rest_framework.throttling import AnonRateThrottle

View = Callable[..., HttpResponseBase]


def visitor_rate(rate: str, *, scope: str) -> Callable[[View], View]:
    """Let an address without an account ask this view at most so often (``"60/min"``)."""
    throttle = type("PageRate", (AnonRateThrottle,), {"rate": rate, "scope": f"page-{scope}"})

    def limit(view: View) -> View:
        @wraps(view)
        def limited(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            asked = throttle()
            if asked.allow_request(request, view):
                return view(request, *args, **kwargs)
            refused = render(request, "429.html", status=429)
            refused["Retry-After"] = str(ceil(asked.wait() or 60))
            return refused

        return limited

    return limit
