"""The licence register, for everybody (clause 五; 27号 第十八条)."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from governance.actors import as_actor
from governance.clock import today
from licensing.models import Licence
from licensing.pages.searching import PER_PAGE, searched
from licensing.registers import licences as register

STANDINGS = (
    ("", _("全部")),
    ("in_force", _("正在生效")),
    ("stopped", _("已中止")),
    ("ended", _("已结束")),
)


@require_safe
def licences(request: HttpRequest) -> HttpResponse:
    """The register: 对象、内容、范围、时限 of every licence that ever took effect."""
    on, q, standing = today(), searched(request), request.GET.get("standing", "")
    rows = register.licences(request.user, q=q, standing=standing, on=on)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number),
        "entries": register.register_entries(page.object_list, on=on),
        "q": q,
        "standing": standing,
        "standings": STANDINGS,
        "on": on,
    }
    return render(request, "licensing/licence_list.html", context)


@require_safe
def licence(request: HttpRequest, pk: int) -> HttpResponse:
    """One licence: the facts of table T1, its term, scope, decisions, filings and products."""
    user, on = as_actor(request.user), today()
    found = get_object_or_404(Licence.objects.visible_to(user).with_parties(), pk=pk)
    return render(
        request, "licensing/licence_detail.html", register.licence_facts(found, user, on=on)
    )
