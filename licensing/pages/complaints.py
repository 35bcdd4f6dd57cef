"""Complain about an operator without an account, follow the case by its receipt, read the outcomes (意见（五）)."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from catalog.pages.cases import terms
from catalog.throttling import too_many_cases
from governance.actors import VISITOR, as_actor
from governance.clock import today
from governance.errors import Refusal
from licensing.forms.complaints import ComplaintForm
from licensing.models import Complaint
from licensing.pages.searching import PER_PAGE
from licensing.registers import complaints as register
from licensing.workflow.complaints import file_complaint
from licensing.workflow.receipts import by_receipt

Status = Complaint.Status


@require_safe
def complaints(request: HttpRequest) -> HttpResponse:
    """Numbers by kind and the anonymous outcomes."""
    page = Paginator(register.outcomes(request.user), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number),
        "kinds": register.by_kind(),
    }
    return render(request, "licensing/complaint_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_complaint(request: HttpRequest) -> HttpResponse:
    """Seven fields, four of them optional."""
    form = ComplaintForm(request.POST or None, request.FILES or None)
    if request.method != "POST":
        return _form_page(request, form, status=200)
    if not form.is_valid():
        return _form_page(request, form, status=400)
    refused = too_many_cases(request)
    if refused is not None:
        return refused
    try:
        # Whoever is signed in files as the public too: the trail shall not tell who complains.
        case, _is_new = file_complaint(actor=VISITOR, on=today(), **form.cleaned_data)
    except Refusal as refusal:
        form.add_error(None, str(refusal.message))
        return _form_page(request, form, status=refusal.http_status)
    words = _(
        "已收到，编号和查询码是%(receipt)s。请记下，凭它在“查办理进度”查询进度和答复，丢失不能找回。"
    )
    messages.success(request, words % {"receipt": case.receipt})
    return HttpResponseRedirect(case.tracking_url)


def _form_page(request: HttpRequest, form: ComplaintForm, *, status: int) -> HttpResponse:
    context = {"form": form, **terms("comp.accept", "comp.investigate")}
    return render(request, "licensing/complaint_form.html", context, status=status)


@require_safe
def complaint(request: HttpRequest, number: str) -> HttpResponse:
    """How far a case has come, and its answer; neither its words nor the accused stand here."""
    case = by_receipt(as_actor(request.user), number)
    if case is None:
        raise Http404
    context = {
        "case": case,
        "way": way(case),
        "next_words": next_words(case),
        "is_answered": case.answered_on is not None,
    }
    page = render(request, "licensing/complaint_detail.html", context)
    # The address is a key: it shall not travel to other sites or stay in caches.
    page["Referrer-Policy"] = "no-referrer"
    page["Cache-Control"] = "private, no-store"
    return page


def way(case: Complaint) -> list[dict[str, Any]]:
    """The stations of a case with their days, the latest first; never who took them."""
    stations: list[tuple[date | None, str]] = [
        (case.filed_on, _("收到")),
        (case.accepted_on, _("受理")),
        (case.decided_on, _("作出处理")),
        (case.answered_on, _("不予受理") if case.status == Status.DECLINED else _("答复")),
    ]
    return [{"day": day, "words": words} for day, words in reversed(stations) if day is not None]


def next_words(case: Complaint) -> str:
    """What happens next, as the reporter wants to know it."""
    words = {
        Status.FILED: _("数据主管部门决定是否受理。"),
        Status.ACCEPTED: _("数据主管部门安排人员调查。"),
        Status.INVESTIGATING: _("数据主管部门查明事实、听取被投诉单位的说明，由另一人作出处理。"),
        Status.DECIDED: _("数据主管部门答复您。"),
    }
    return words.get(Status(case.status), "")
