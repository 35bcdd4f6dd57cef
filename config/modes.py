"""长者模式: large text and targets, high contrast, one column; kept in a cookie for a year."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import patch_vary_headers
from django.utils.http import escape_leading_slashes

COOKIE = "mode"
ELDER = "elder"
STANDARD = "standard"
YEAR = 365 * 24 * 3600


def is_elder(request: HttpRequest) -> bool:
    """Whether the reader has chosen 长者模式."""
    return request.COOKIES.get(COOKIE) == ELDER


class ReadingMode:
    """Answer ``?mode=elder`` and ``?mode=standard`` with the cookie, and lead back to the page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.GET.get("mode")
        if request.method == "GET" and chosen in (ELDER, STANDARD):
            return self.remember(request, chosen)
        response = self.get_response(request)
        if not response.streaming and response.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ["Cookie"])
        return response

    def remember(self, request: HttpRequest, mode: str) -> HttpResponse:
        """Keep the choice and lead back; never to another site, whatever the path begins with."""
        others = request.GET.copy()
        del others["mode"]
        address = request.path + (f"?{others.urlencode()}" if others else "")
        response = HttpResponseRedirect(escape_leading_slashes(address))
        secure = settings.SESSION_COOKIE_SECURE
        response.set_cookie(
            COOKIE, mode, max_age=YEAR, secure=secure, httponly=True, samesite="Lax"
        )
        return response
