"""How the data of a licence were used, year by year, for everybody (table T3; clause 五; 27号 第十九条)."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from governance.actors import as_actor
from licensing.exports.usage_files import usage_csv, usage_record
from licensing.models import Licence
from licensing.usage import figures


def _figures(request: HttpRequest, pk: int, year: int) -> figures.Yearly:
    """The figures of a licence on the register; 404 for a year of which nothing was accepted."""
    reader: Any = as_actor(request.user)
    licence = get_object_or_404(
        Licence.objects.visible_to(reader).on_register().with_parties(), pk=pk
    )
    if year not in figures.years(licence):
        raise Http404
    return figures.yearly(licence, year, reader)


@require_safe
def usage(request: HttpRequest, pk: int, year: int | None = None) -> HttpResponse:
    """The page of a year; of the newest one where none is named, and an empty state where there is none."""
    reader = as_actor(request.user)
    licence = get_object_or_404(
        Licence.objects.visible_to(reader).on_register().with_parties(), pk=pk
    )
    years = figures.years(licence)
    if year is None:
        year = years[0] if years else None
    elif year not in years:
        raise Http404
    found = figures.yearly(licence, year, reader) if year else None
    context = {"licence": licence, "years": years, "year": year, "found": found}
    return render(request, "licensing/licence_usage.html", context)


@require_safe
def usage_as_csv(request: HttpRequest, pk: int, year: int) -> HttpResponse:
    """The table of the page as a file."""
    return usage_csv(_figures(request, pk, year))


@require_safe
def usage_as_json(request: HttpRequest, pk: int, year: int) -> HttpResponse:
    """The same for machines."""
    return JsonResponse(
        usage_record(_figures(request, pk, year)), json_dumps_params={"ensure_ascii": False}
    )
