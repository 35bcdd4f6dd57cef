"""The register of registrations (一本账): everybody finds, checks and takes away what was registered."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog import registers
from catalog.forms.registers import RegistrationFilter
from catalog.models import Registration
from catalog.standing import answer
from governance import clock, exports
from governance.actors import as_actor
from governance.errors import InvalidInput
from governance.rates import visitor_rate
from governance.refusals import refusal_page

PAGE_SIZE = 20
FORMATS = {"csv": exports.Format.CSV, "json": exports.Format.JSON}


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """The register by words and filters, a page at a time."""
    form = RegistrationFilter(request.GET)
    if not form.is_valid():
        return refusal_page(request, not_understood())
    on = clock.today()
    rows = Paginator(asked_for(request, form), PAGE_SIZE)
    page = rows.get_page(request.GET.get("page"))
    context = {
        "form": form,
        "is_narrowed": any(form.cleaned_data.values()),
        "page": page,
        "pages": rows.get_elided_page_range(page.number),
        "entries": [(each, answer(each, on)) for each in page.object_list],
        "formats": list(FORMATS),
        "on": on,
    }
    return render(request, "catalog/registration_list.html", context)


@require_safe
@visitor_rate("20/min", scope="registrations-file")
def register_file(request: HttpRequest, ending: str) -> HttpResponseBase:
    """The register as it is narrowed, as CSV or JSON."""
    form = RegistrationFilter(request.GET)
    if ending not in FORMATS:
        raise Http404
    if not form.is_valid():
        return refusal_page(request, not_understood())
    return exports.download(
        asked_for(request, form),
        actor=as_actor(request.user),
        file_format=FORMATS[ending],
        at=clock.now(),
        filters=request.GET.urlencode(),
        columns=registers.PUBLIC_COLUMNS,
    )


def asked_for(request: HttpRequest, form: Any) -> Any:
    """The visible registrations behind a valid filter."""
    visible = Registration.objects.visible_to(request.user).select_related(
        "registrant", "registry", "application"
    )
    return registers.registrations(visible, form.cleaned_data, on=clock.today())


def not_understood() -> InvalidInput:
    """What stands in the address is no filter of this list."""
    return InvalidInput(_("筛选条件无法识别，请回到列表重新选择。"))
