"""The licence register, for everybody (clause 五; 27号 第十八条)."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from governance import exports
from governance.actors import as_actor
from governance.clock import now, today
from governance.errors import InvalidInput
from governance.policies import holds
from governance.rates import visitor_rate
from governance.refusals import refusal_page
from licensing.exports.licences import PUBLIC_COLUMNS
from licensing.forms.registers import RegisterFilter
from licensing.models import Licence
from licensing.pages.searching import PER_PAGE, searched
from licensing.registers import licences as register

FORMATS = {"csv": exports.Format.CSV, "xlsx": exports.Format.XLSX, "json": exports.Format.JSON}


@require_safe
def licences(request: HttpRequest) -> HttpResponse:
    """The register: 对象、内容、范围、时限 of every licence that ever took effect."""
    form, on = asked(request), today()
    if not form.is_valid():
        return refusal_page(request, not_understood())
    rows = register.counted(register.licences(request.user, form.cleaned_data, on=on), on=on)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "is_narrowed": form.is_narrowed,
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number),
        "entries": register.register_entries(page.object_list, on=on),
        "formats": list(FORMATS),
        "on": on,
    }
    return render(request, "licensing/licence_list.html", context)


@require_safe
@visitor_rate("20/min", scope="licences-file")
def register_file(request: HttpRequest, ending: str) -> HttpResponseBase:
    """The register exactly as it is narrowed, as a file."""
    form = asked(request)
    if ending not in FORMATS:
        raise Http404
    if not form.is_valid():
        return refusal_page(request, not_understood())
    return exports.download(
        register.licences(request.user, form.cleaned_data, on=today()),
        actor=as_actor(request.user),
        file_format=FORMATS[ending],
        at=now(),
        filters=request.GET.urlencode(),
        columns=PUBLIC_COLUMNS,
    )


def asked(request: HttpRequest) -> RegisterFilter:
    """What the address asks for, its words bounded and readable."""
    given = request.GET.copy()
    if "q" in given:
        given["q"] = searched(request)
    return RegisterFilter(given)


def not_understood() -> InvalidInput:
    """What stands in the address is no filter of this list."""
    return InvalidInput(_("筛选条件无法识别，请回到列表重新选择。"))


@require_safe
def licence(request: HttpRequest, pk: int) -> HttpResponse:
    """One licence: the facts of table T1, its term, scope, decisions, filings, products and course."""
    user, on = as_actor(request.user), today()
    found = get_object_or_404(Licence.objects.visible_to(user).with_parties(), pk=pk)
    context = register.licence_facts(found, user, on=on)
    context["may_print"] = holds(user, "licensing.inspect_licence", found)
    return render(request, "licensing/licence_detail.html", context)
