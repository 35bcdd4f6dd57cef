"""The list of products and services on sale, for everybody (clause 五; 27号 第十九条)."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from governance.actors import as_actor
from governance.clock import today
from licensing.models import Purpose
from licensing.pages.searching import PER_PAGE, searched
from licensing.registers import products as register


@require_safe
def products(request: HttpRequest) -> HttpResponse:
    """The list of products and services on sale today (table T2)."""
    user, on, q = as_actor(request.user), today(), searched(request)
    purpose = request.GET.get("purpose", "")
    rows = register.products(user, q=q, purpose=purpose, on=on)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number),
        "entries": register.product_entries(page.object_list, user),
        "q": q,
        "purpose": purpose,
        "purposes": Purpose.choices,
        "on": on,
    }
    return render(request, "licensing/product_list.html", context)
