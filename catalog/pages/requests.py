"""Ask for data that are not open yet, follow the request, and see what others asked for (clause 二)."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from catalog.contacts import masked_words
from catalog.forms import DataRequestForm
from catalog.models import DataRequest, DataResource
from catalog.pages.cases import filed, terms, timeline
from catalog.pages.searching import Address
from catalog.workflow import requests
from governance.actors import as_actor
from governance.clock import today

PAGE_SIZE = 20
LONGEST_FACET = 12
LONGEST_PREFILL = 100
Status = DataRequest.Status
#: What the square tells apart.
STATES: dict[str, tuple[Any, tuple[str, ...]]] = {
    "running": (
        gettext_lazy("办理中"),
        (Status.ACCEPTED, Status.ASSIGNED, Status.OPENED, Status.PARTLY, Status.REFUSED),
    ),
    "replied": (gettext_lazy("已答复"), (Status.REPLIED, Status.CLOSED)),
}


@require_http_methods(["GET", "HEAD", "POST"])
def new_data_request(request: HttpRequest) -> HttpResponse:
    """Four fields; what was searched for without a hit stands there already."""
    asked = "".join(filter(str.isprintable, request.GET.get("q", "")))[:LONGEST_PREFILL].strip()
    form = DataRequestForm(request.POST or None, initial={"title": asked})
    context = {"form": form, **terms("demand.accept", "demand.reply")}
    return filed(
        request,
        form,
        "catalog/data_request_form.html",
        context,
        lambda: requests.ask(actor=as_actor(request.user), on=today(), **form.cleaned_data),
    )


@require_safe
def data_request(request: HttpRequest, number: str) -> HttpResponse:
    """How far a request has come, and the reply; its words once it was taken up."""
    tracked = DataRequest.objects.permitted(request.user, "catalog.track_datarequest")
    found = get_object_or_404(tracked.select_related("bureau"), number=number)
    is_told = DataRequest.objects.visible_to(request.user).filter(pk=found.pk).exists()
    is_replied = found.status in (Status.REPLIED, Status.CLOSED)
    resources = DataResource.objects.visible_to(request.user).published()
    context = {
        "asked": found,
        "is_told": is_told,
        "is_replied": is_replied,
        "title": masked_words(found.title) if is_told else "",
        "purpose": masked_words(found.purpose) if is_told else "",
        "resource": resources.filter(answered_requests=found).first() if is_replied else None,
        "timeline": timeline(found),
        "next_words": next_words(found),
    }
    return render(request, "catalog/data_request_detail.html", context)


def next_words(found: DataRequest) -> str:
    """What happens next, as the requester wants to know it."""
    if found.status == Status.FILED:
        return _("数据主管部门决定是否受理。")
    if found.status == Status.ACCEPTED:
        return _("数据主管部门分派承办单位。")
    if found.status == Status.ASSIGNED:
        return _("承办单位研究能否开放。")
    is_decided = found.status in (Status.OPENED, Status.PARTLY, Status.REFUSED)
    return _("数据主管部门复核后公开答复。") if is_decided else ""


@require_safe
def data_requests(request: HttpRequest) -> HttpResponse:
    """The demand square: what was asked for and what was replied, the newest first."""
    public = DataRequest.objects.visible_to(request.user).exclude(
        status__in=(Status.FILED, Status.DECLINED)
    )
    state, theme = request.GET.get("state", ""), _readable(request.GET.get("theme", ""))
    rows = _chosen(public, state, theme).select_related("bureau")
    paginator = Paginator(rows.order_by("-filed_on", "-pk"), PAGE_SIZE)
    page = paginator.get_page(_readable(request.GET.get("page", "")))
    for each in page.object_list:
        each.public_title = masked_words(each.title)
    context = {
        "page": page,
        "pages": paginator.get_elided_page_range(page.number),
        "facets": _facets(Address(request.GET), public, state, theme),
        "is_filtered": bool(state or theme),
    }
    return render(request, "catalog/data_request_list.html", context)


def _readable(text: str) -> str:
    """What the database can be asked; nothing has such a theme otherwise."""
    return "".join(filter(str.isprintable, text))


def _chosen(public: Any, state: str, theme: str) -> Any:
    rows = public
    if state in STATES:
        rows = rows.filter(status__in=STATES[state][1])
    return rows.filter(theme=theme) if theme else rows


def _facets(
    address: Address, public: QuerySet[DataRequest], state: str, theme: str
) -> list[dict[str, Any]]:
    by_theme = _counts(_chosen(public, state, "").exclude(theme=""), "theme")
    by_status = _counts(_chosen(public, "", theme), "status")
    states = [
        {
            "label": label,
            "count": sum(by_status.get(each, 0) for each in among),
            "query": address.with_(page="", state="" if key == state else key),
            "is_chosen": key == state,
        }
        for key, (label, among) in STATES.items()
    ]
    themes = [
        {
            "label": name,
            "count": number,
            "query": address.with_(page="", theme="" if name == theme else name),
            "is_chosen": name == theme,
        }
        for name, number in sorted(by_theme.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
    return [
        {"title": _("进度"), "choices": states},
        {"title": _("主题"), "choices": themes[:LONGEST_FACET]},
    ]


def _counts(rows: Any, name: str) -> dict[str, int]:
    counted = rows.order_by().values(name).annotate(number=Count("pk"))
    return {row[name]: row["number"] for row in counted}
