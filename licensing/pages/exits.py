"""Notices that services stop, for everybody; the list of an exit, for its parties (clause 三; 27号 第十四条第九项)."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from catalog.pages.registration_feeds import ENTRIES, add_entry, feed_answer, new_feed
from governance.actors import as_actor
from governance.clock import today
from licensing.models import Exit
from licensing.pages.searching import PER_PAGE
from licensing.registers import exits as register

STOPPING = (
    ("", gettext_lazy("全部")),
    ("ahead", gettext_lazy("即将停止")),
    ("stopped", gettext_lazy("已经停止")),
)


@require_safe
def stop_notices(request: HttpRequest) -> HttpResponse:
    """Which services stop when, the newest notice first."""
    stopping, on = request.GET.get("stopping", ""), today()
    rows = register.notices_for(request.user, stopping=stopping, on=on)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number),
        "stopping": stopping,
        "choices": STOPPING,
        "on": on,
    }
    return render(request, "licensing/stop_notice_list.html", context)


@require_safe
def stop_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """One notice, with the one that it corrects or that corrects it."""
    rows = register.notices().visible_to(request.user).select_related("corrects")
    found = get_object_or_404(rows, pk=pk)
    context = {
        "notice": found,
        "later": getattr(found, "corrected_by", None),
        "has_stopped": found.stops_on <= today(),
    }
    return render(request, "licensing/stop_notice_detail.html", context)


@require_safe
def stop_notices_feed(request: HttpRequest) -> HttpResponse:
    """The latest notices for readers and other portals."""
    feed = new_feed(
        request, _("停止服务公告"), "licensing:stop_notices", "licensing:stop_notices_feed"
    )
    for each in register.notices().visible_to(request.user)[:ENTRIES]:
        words = {"day": each.stops_on.isoformat(), "text": each.text}
        told = _("自 %(day)s 起停止服务。%(text)s") % words
        add_entry(feed, request, each, str(each), told, on=each.published_on)
    return feed_answer(feed)


@require_safe
def exit_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything an exit settles on one sheet, to read and to print; for whoever may see the exit."""
    user = as_actor(request.user)
    found = get_object_or_404(Exit.objects.visible_to(user).with_parties(), pk=pk)
    tasks = found.tasks.visible_to(user).select_related("evidence").order_by("pk")
    context = {"exit": found, "tasks": tasks, "notices": found.notices.all()}
    return render(request, "licensing/exit_detail.html", context)
