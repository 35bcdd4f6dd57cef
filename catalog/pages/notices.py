"""Public notices of registrations, and the form to object to one without an account (26号 第十二条)."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from catalog import registers
from catalog.forms import ObjectionForm
from catalog.forms.registers import NoticeFilter
from catalog.models import PublicNotice
from catalog.outcomes import objections_told
from catalog.pages.registers import not_understood
from catalog.querysets import PublicNoticeQuerySet
from catalog.workflow.objections import raise_objection
from governance.actors import as_actor
from governance.clock import today
from governance.errors import Refusal
from governance.refusals import refusal_page

PAGE_SIZE = 20


def _visible(request: HttpRequest) -> PublicNoticeQuerySet:
    rows: PublicNoticeQuerySet = PublicNotice.objects.visible_to(request.user).select_related(
        "application"
    )
    return rows


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    """Notices that run, the first to end first; then those that are over."""
    form = NoticeFilter(request.GET)
    if not form.is_valid():
        return refusal_page(request, not_understood())
    on, asked = today(), registers.notices(_visible(request), form.cleaned_data)
    running = asked.running(on).order_by("ends_on", "pk")
    over = Paginator(asked.filter(ends_on__lt=on), PAGE_SIZE)
    page = over.get_page(request.GET.get("page"))
    context = {
        "running": running,
        "page": page,
        "pages": over.get_elided_page_range(page.number),
        "on": on,
        "form": form,
        "is_narrowed": any(form.cleaned_data.values()),
    }
    return render(request, "catalog/notice_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """The four columns, and the way to object while the notice runs."""
    found = get_object_or_404(_visible(request), pk=pk)
    form = ObjectionForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _object(request, found, form)
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
            return _page(request, found, form, status=refusal.http_status)
    return _page(request, found, form, status=400 if request.method == "POST" else 200)


def _object(request: HttpRequest, found: PublicNotice, form: ObjectionForm) -> HttpResponse:
    raise_objection(
        found.application, actor=as_actor(request.user), on=today(), **form.cleaned_data
    )
    messages.success(
        request,
        _(
            "已收到对“%(name)s”的异议。登记机构将核实，处理结果按您留下的联系方式告知；您的姓名不公开。"
        )
        % {"name": found},
    )
    return HttpResponseRedirect(found.get_absolute_url())


def _page(request: HttpRequest, found: PublicNotice, form: Any, *, status: int) -> HttpResponse:
    context = {
        "notice": found,
        "form": form,
        "is_running": found.is_running(today()),
        "objections": objections_told(found),
        "is_marked": found.objections.open().exists(),
        "registration": getattr(found.application, "registration", None),
    }
    return render(request, "catalog/notice_detail.html", context, status=status)
