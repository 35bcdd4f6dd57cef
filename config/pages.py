"""The pages of the portal itself: the front page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from config.home import home_context
from governance import clock


def home(request: HttpRequest) -> HttpResponse:
    """The front page, the same for everyone."""
    return render(request, "home.html", home_context(clock.today()))
