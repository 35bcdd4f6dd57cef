"""How many cases one address may file: beyond it 429 with ``Retry-After``, whichever door it comes to."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from rest_framework.throttling import SimpleRateThrottle


class CaseRate(SimpleRateThrottle):
    """By address, for visitors; whoever is signed in is known, and may enter what callers tell."""

    scope = "cases"
    rate = "20/hour"

    def get_cache_key(self, request: Any, view: Any) -> str | None:
        """The address as the server saw it; what a client claims about itself does not count."""
        if request.user.is_authenticated:
            return None
        return str(self.cache_format % {"scope": self.scope, "ident": address_of(request)})


def address_of(request: Any) -> str:
    """The peer, or behind our own proxy the last address of its list: what stands before it, anybody can write."""
    if settings.SECURE_PROXY_SSL_HEADER:
        hops = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        if hops[-1].strip():
            return str(hops[-1].strip())
    return str(request.META.get("REMOTE_ADDR", ""))


def too_many_cases(request: HttpRequest) -> HttpResponse | None:
    """The answer to an address that files too much; nothing for all others, and this one is counted."""
    throttle = CaseRate()
    if throttle.allow_request(request, None):  # type: ignore[arg-type]
        return None
    seconds = int(throttle.wait() or 0) + 1
    words = _(
        "短时间内从您的网络提交的次数太多，这次没有收下。请在%(minutes)d分钟后再提交，已提交的不受影响。"
    )
    message = words % {"minutes": -(-seconds // 60)}
    page = render(request, "429.html", {"message": message}, status=429)
    page["Retry-After"] = str(seconds)
    return page
