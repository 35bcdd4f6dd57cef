"""Products and services for everybody: the list, its files and feed, and a page for each (clause 五; 27号 第十九条)."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from governance import clock, exports
from governance.actors import as_actor
from governance.errors import InvalidInput
from governance.rates import visitor_rate
from governance.refusals import refusal_page
from licensing.exports.products import PUBLIC_COLUMNS
from licensing.forms.product_filter import ProductFilter
from licensing.models import Capability, Product
from licensing.pages.searching import PER_PAGE
from licensing.registers import product_pages
from licensing.registers import products as register

FORMATS = {
    "csv": exports.Format.CSV,
    "xlsx": exports.Format.XLSX,
    "json": exports.Format.JSON,
}


@require_safe
def products(request: HttpRequest) -> HttpResponse:
    """The list of products and services on sale today (table T2)."""
    form = ProductFilter(request.GET)
    if not form.is_valid():
        return refusal_page(request, not_understood())
    user, on = as_actor(request.user), clock.today()
    page = Paginator(asked_for(user, form), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number),
        "entries": register.product_entries(page.object_list, user),
        "form": form,
        "is_narrowed": form.is_narrowed,
        "formats": [(ending, ending.upper()) for ending in FORMATS],
        "on": on,
    }
    return render(request, "licensing/product_list.html", context)


def asked_for(user: Any, form: ProductFilter) -> Any:
    """The products behind a valid filter, with their prices of today."""
    on = clock.today()
    return register.with_prices(register.products(user, form.cleaned_data, on=on), user, on=on)


@require_safe
@visitor_rate("20/min", scope="products-file")
def products_file(request: HttpRequest, ending: str) -> HttpResponseBase:
    """The list as it is narrowed, as CSV, workbook or JSON."""
    form = ProductFilter(request.GET)
    if ending not in FORMATS:
        raise Http404
    if not form.is_valid():
        return refusal_page(request, not_understood())
    user = as_actor(request.user)
    return exports.download(
        register.products(user, form.cleaned_data, on=clock.today()),
        actor=user,
        file_format=FORMATS[ending],
        at=clock.now(),
        filters=request.GET.urlencode(),
        columns=PUBLIC_COLUMNS,
    )


@require_safe
def product(request: HttpRequest, pk: int) -> HttpResponse:
    """One product: who offers what, from which sources, at which price, and how to get it."""
    user = as_actor(request.user)
    found = get_object_or_404(Product.objects.visible_to(user), pk=pk)
    facts = product_pages.product_facts(found, user, on=clock.today())
    return render(request, "licensing/product_detail.html", facts)


@require_safe
def capabilities(request: HttpRequest) -> HttpResponse:
    """What operators can do besides their products."""
    user, on = as_actor(request.user), clock.today()
    rows = Capability.objects.visible_to(user).offered(on)
    context = {"entries": product_pages.capability_entries(rows), "on": on}
    return render(request, "licensing/capability_list.html", context)


def not_understood() -> InvalidInput:
    """What stands in the address is no filter of this list."""
    return InvalidInput(_("筛选条件无法识别，请回到列表重新选择。"))
