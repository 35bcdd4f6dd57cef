"""Supervision in public: the numbers of a year, and how much of each field lies in few hands (意见（五）（十三）)."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.models import Role
from governance.actors import as_actor
from governance.clock import today
from licensing.registers import concentration as fields_register
from licensing.registers import supervision as register

#: Who reads the shares of each operator; everybody else reads the sums of a field.
OFFICIALS = (Role.AUTHORITY, Role.IMPLEMENTING_BODY, Role.PRICE_AUTHORITY, Role.AUDITOR)


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """The year's inspections, findings, rectifications and incidents in numbers."""
    on = today()
    context = {"year": on.year, "on": on, **register.years_numbers(on.year, on)}
    return render(request, "licensing/supervision.html", context)


@require_safe
def concentration(request: HttpRequest) -> HttpResponse:
    """Fields with their index; officials see each operator's share."""
    on = today()
    context = {
        "fields": fields_register.fields(on),
        "on": on,
        "is_detailed": as_actor(request.user).holds(*OFFICIALS),
        "share_limit": settings.LICENSING_CONCENTRATION_SHARE,
        "index_limit": settings.LICENSING_CONCENTRATION_INDEX,
    }
    return render(request, "licensing/concentration.html", context)
