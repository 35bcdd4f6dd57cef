"""Public pages of guided prices: the board, a product's history, a determination (65号 五)."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from governance.actors import as_actor
from governance.clock import now, today
from licensing.models import Product, Purpose
from pricing import board, exports
from pricing.forms import QuantityForm
from pricing.models import AllowedRevenue
from pricing.wording import printed

PER_PAGE = 50
LONGEST_TERM = 100


def chosen(request: HttpRequest) -> dict[str, str]:
    """The filters of the board: bounded, without characters that the database cannot read."""
    names = ("q", "purpose", "operator")
    found = {name: request.GET.get(name, "").replace("\x00", "").strip() for name in names}
    return {name: text[:LONGEST_TERM] for name, text in found.items()}


@require_safe
def prices(request: HttpRequest) -> HttpResponse:
    """Table T6: 项目、单位、上限、现价、依据文号、生效日、监督电话."""
    user, on, filters = as_actor(request.user), today(), chosen(request)
    page = Paginator(board.prices(user, **filters, on=on), PER_PAGE).get_page(
        request.GET.get("page")
    )
    context: dict[str, Any] = {
        **filters,
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number),
        "entries": board.entries(page.object_list, user, on=on),
        "changes": board.changes(user, on=on),
        "operators": board.operators(on),
        "purposes": Purpose.choices,
        "on": on,
    }
    return render(request, "pricing/price_list.html", context)


@require_safe
def export(request: HttpRequest) -> HttpResponseBase:
    """The board as CSV, under the filters of the page."""
    user, on, filters = as_actor(request.user), today(), chosen(request)
    rows = board.prices(user, **filters, on=on)
    return exports.board_csv(
        board.entries(rows, user, on=on), actor=user, at=now(), filters=filters
    )


@require_safe
def product(request: HttpRequest, pk: int) -> HttpResponse:
    """All that one product ever cost, and was allowed to cost; and what a quantity costs today."""
    user = as_actor(request.user)
    found = get_object_or_404(Product.objects.visible_to(user).with_licence(), pk=pk)
    form = QuantityForm(request.GET if "quantity" in request.GET else None)
    context = {"product": found, "on": today(), "form": form, **board.history(found, user)}
    if form.is_valid():
        wanted = form.cleaned_data["quantity"]
        context["estimates"] = board.estimates(found, user, quantity=wanted, on=today())
    return render(request, "pricing/product_detail.html", context)


@require_safe
def determination(request: HttpRequest, pk: int) -> HttpResponse:
    """An allowed revenue with its derivation, line by line."""
    visible = AllowedRevenue.objects.visible_to(as_actor(request.user)).with_parties()
    found = get_object_or_404(visible, pk=pk)
    steps = list(printed(found.derivation)) if found.derivation else []
    context = {"revenue": found, "steps": steps}
    return render(request, "pricing/determination.html", context)
