"""Words that a visitor looks for in the registers of authorised operation."""

from django.http import HttpRequest

PER_PAGE = 20
LONGEST_TERM = 100


def searched(request: HttpRequest) -> str:
    """The words looked for: bounded, without characters that the database cannot read."""
    return request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_TERM]
