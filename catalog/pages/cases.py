"""What the two public forms share: filing, the number to remember, and the way that a case has come."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.throttling import too_many_cases
from governance.deadlines import rule_for
from governance.errors import Refusal
from governance.models import AuditEvent
from governance.transitions import steps_of

Filing = Callable[[], tuple[Any, bool]]


def filed(
    request: HttpRequest, form: forms.Form, template: str, context: dict[str, Any], file: Filing
) -> HttpResponse:
    """Answer to one of the forms: the form with what was typed, 429, or the page of the case."""
    if request.method != "POST":
        return render(request, template, context)
    if not form.is_valid():
        return render(request, template, context, status=400)
    refused = too_many_cases(request)
    if refused is not None:
        return refused
    try:
        case, is_new = file()
    except Refusal as refusal:
        form.add_error(None, str(refusal.message))
        return render(request, template, context, status=refusal.http_status)
    messages.success(request, _received(case, is_new=is_new))
    return HttpResponseRedirect(case.get_absolute_url())


def _received(case: Any, *, is_new: bool) -> str:
    if is_new:
        return _("已收到，编号%(number)s。请记下编号，凭编号在“查办理进度”查询进度和答复。") % {
            "number": case.number
        }
    return _(
        "同样的内容已经收到，正在办理，编号%(number)s。凭编号在“查办理进度”查询进度和答复。"
    ) % {"number": case.number}


def terms(taken_up: str, answered: str, region_code: str = "") -> dict[str, Any]:
    """How long it takes, as the form promises it, and whether the law or only the portal says so."""
    first, second = rule_for(taken_up, region_code), rule_for(answered, region_code)
    return {
        "accept_days": first.number,
        "answer_days": second.number,
        "is_suggested": not (first.verified and second.verified),
    }


def timeline(case: Any) -> list[dict[str, Any]]:
    """The steps of a case with their days, the latest first; never who took them or what was said inside."""
    labels = {each.transition.action: each.transition.label for each in steps_of(type(case))}
    labels[f"{case._meta.label_lower}.add"] = _("收到")
    told = AuditEvent.objects.about(case).filter(action__in=labels, outcome=AuditEvent.Outcome.DONE)
    return [
        {"words": labels[action], "day": timezone.localtime(at).date()}
        for action, at in told.values_list("action", "at")
    ]
