"""Notices and results of selections, for everybody, with the way to question a result (27号 第四条、第十二条)."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from governance.actors import VISITOR, as_actor
from governance.characters import writable
from governance.clock import morning, now, today
from governance.errors import Refusal
from licensing.forms.selections import ChallengeForm
from licensing.models import Selection
from licensing.pages.searching import PER_PAGE, searched
from licensing.registers import selections as register
from licensing.workflow.results import challenge_result

MOST_ENTRIES = 50


@require_safe
def selections(request: HttpRequest) -> HttpResponse:
    """What receives applications, what may be questioned, and what is past."""
    at, on, q = now(), today(), searched(request)
    rows = register.selections(as_actor(request.user), q=q)
    page = Paginator(register.others(rows, at, on), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "receiving": register.receiving(rows, at),
        "on_notice": register.on_notice(rows, on),
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number),
        "q": q,
    }
    return render(request, "licensing/selection_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def selection(request: HttpRequest, pk: int) -> HttpResponse:
    """One selection: notice, conditions, result; a challenge while the result is on notice."""
    visible = Selection.objects.visible_to(as_actor(request.user))
    found = get_object_or_404(visible.select_related("implementing_body", "scheme"), pk=pk)
    form = ChallengeForm(request.POST or None, request.FILES or None)
    if request.method != "POST":
        return _page(request, found, form, status=200)
    if not form.is_valid():
        return _page(request, found, form, status=400)
    try:
        return _challenge(request, found, form)
    except Refusal as refusal:
        form.add_error(None, str(refusal.message))
        return _page(request, found, form, status=refusal.http_status)


def _challenge(request: HttpRequest, found: Selection, form: ChallengeForm) -> HttpResponse:
    challenge_result(found, actor=as_actor(request.user), on=today(), **form.cleaned_data)
    messages.success(
        request,
        _("已收到对“%(name)s”结果的质疑。实施机构将核实，按您留下的联系方式答复；您的姓名不公开。")
        % {"name": found},
    )
    return HttpResponseRedirect(found.get_absolute_url())


def _page(
    request: HttpRequest, found: Selection, form: ChallengeForm, *, status: int
) -> HttpResponse:
    context = register.selection_facts(found, on=today(), at=now()) | {"form": form}
    return render(request, "licensing/selection_detail.html", context, status=status)


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The latest notices and results as Atom; the same for everybody."""
    news = Atom1Feed(
        title=_("%(site)s：遴选公告和结果") % {"site": settings.SITE_FACTS["name"]},
        link=request.build_absolute_uri(reverse("licensing:selections")),
        description="",
        language="zh-Hans",
        feed_url=request.build_absolute_uri(),
        author_name=settings.SITE_FACTS["name"],
    )
    for on, title, told, each in _entries():
        address = request.build_absolute_uri(each.get_absolute_url())
        at = morning(on)
        news.add_item(
            title=writable(title), link=address, description=writable(told),
            unique_id=f"{address}#{on.isoformat()}", pubdate=at, updateddate=at,
        )  # fmt: skip
    return HttpResponse(
        news.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8"
    )


def _entries() -> list[tuple[Any, str, str, Selection]]:
    rows = register.selections(VISITOR, q="").order_by("-published_on", "-pk")[:MOST_ENTRIES]
    told: list[tuple[Any, str, str, Selection]] = []
    for each in rows:
        words = {
            "name": each.name,
            "body": each.implementing_body.name,
            "method": each.get_method_display(),
        }
        told.append(
            (
                each.published_on,
                _("遴选公告：%(name)s") % words,
                _("%(body)s，%(method)s。") % words,
                each,
            )
        )
        if each.status in Selection.WITH_RESULT and each.winner is not None:
            result = {"winner": each.winner.name, "end": each.result_ends_on.isoformat()}
            sentence = _("拟选定%(winner)s，公示期至 %(end)s。") % result
            told.append((each.announced_on, _("遴选结果：%(name)s") % words, sentence, each))
    return sorted(told, key=lambda entry: (entry[0], entry[3].pk), reverse=True)[:MOST_ENTRIES]
