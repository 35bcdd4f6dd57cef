"""The pages of the portal itself: the front page, and the refusals that Django hands over."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from config.home import home_context
from governance import clock


def home(request: HttpRequest) -> HttpResponse:
    """The front page, the same for everyone."""
    return render(request, "home.html", home_context(clock.today()))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400 with our frame: Django's own gives the template no request."""
    return render(request, "400.html", status=400)
