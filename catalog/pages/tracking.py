"""Find a quality issue, a data request or another case again by the number on its receipt."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalog import tracking
from catalog.forms.cases import CaseNumberForm
from catalog.models import DataRequest, QualityIssue
from governance.visibility import permission_name


@require_safe
def track(request: HttpRequest) -> HttpResponse:
    """One field; a number that is known leads to the page of its case."""
    is_asked = "number" in request.GET
    form = CaseNumberForm(request.GET if is_asked else None)
    if not is_asked:
        return _page(request, form, asked="", status=200)
    if not form.is_valid():
        return _page(request, form, asked="", status=400)
    number = form.cleaned_data["number"]
    address = found(request, number)
    if address is None:
        return _page(request, form, asked=number, status=404)
    return HttpResponseRedirect(address)


def found(request: HttpRequest, number: str) -> str | None:
    """Where the case with this number is followed, among those that anybody with the number may follow."""
    for model in (QualityIssue, DataRequest):
        rows: Any = model.objects.permitted(request.user, permission_name(model, "track"))
        case = rows.filter(number__iexact=number).order_by("pk").first()
        if case is not None:
            return str(case.get_absolute_url())
    return next(tracking.addresses(request.user, number), None)


def _page(request: HttpRequest, form: CaseNumberForm, *, asked: str, status: int) -> HttpResponse:
    context = {"form": form, "asked": asked}
    return render(request, "catalog/case_tracking.html", context, status=status)
