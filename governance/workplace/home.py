"""The home of the shared site: 我的待办, what waits for others, what was finished, and the city's figures."""

from datetime import date, datetime, time
from typing import Any

from django.contrib.admin.utils import quote
from django.core.paginator import Paginator
from django.db.models import CharField
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast, TruncDate
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from governance import clock, figures, presentation
from governance.calendars import Calendar
from governance.deadlines import portal_calendar
from governance.figures import counted
from governance.inbox import BUCKETS, Counts, Duty, Inbox, Urgency
from governance.models import AuditEvent, DeadlineRule
from governance.transitions import steps
from governance.words import model_of

PAGE = 20
DEEPEST_PAGE = 500
WAITING = 5
RECENT = 5


def inbox_of(request: HttpRequest) -> Inbox:
    """The inbox of the signed-in person, counted once a request."""
    kept = getattr(request, "inbox", None)
    if kept is None or kept.user is not request.user:
        on = clock.today()
        soon = calendar_of(request).after(on, presentation.SOON).on
        kept = Inbox(request.user, Urgency(on, soon))
        request.inbox = kept  # type: ignore[attr-defined]
    return kept


def calendar_of(request: HttpRequest) -> Calendar:
    """The calendar, asked for once a request."""
    if not hasattr(request, "portal_calendar"):
        request.portal_calendar = portal_calendar()  # type: ignore[attr-defined]
    return request.portal_calendar  # type: ignore[attr-defined]


def bucket_of(request: HttpRequest) -> str:
    """Which duties are asked for: overdue, soon or all."""
    asked = request.GET.get("due", "all")
    return asked if asked in BUCKETS else "all"


def home_context(request: HttpRequest) -> dict[str, Any]:
    """Everything that the home page shows."""
    inbox, calendar = inbox_of(request), calendar_of(request)
    bucket = bucket_of(request)
    number = request.GET.get("p", "1")
    first = (
        (int(number) - 1) * PAGE
        if number.isdecimal() and 0 < int(number[:6]) <= DEEPEST_PAGE
        else 0
    )
    duties, waiting = inbox.overview(bucket=bucket, first=first, number=PAGE, waiting=WAITING)
    page: Any = Paginator(range(getattr(inbox.total, bucket)), PAGE).get_page(first // PAGE + 1)
    page.object_list = [duty_row(duty, inbox, calendar) for duty in duties]
    numbers = all_numbers(request, inbox.urgency.today)
    return {
        "duties": page,
        "bucket": bucket,
        "duty_figures": duty_figures(inbox.total, numbers, inbox.urgency.today),
        "waiting": [duty_row(duty, inbox, calendar) for duty in waiting],
        "recent": recent(request),
        "city_figures": city_figures(numbers),
    }


def duty_row(duty: Duty, inbox: Inbox, calendar: Calendar) -> dict[str, Any]:
    """A duty as the page shows it."""
    today = inbox.urgency.today
    return {
        "url": record_url(duty.model._meta.label_lower, duty.pk),
        "title": f"{duty.title}，{duty.model._meta.verbose_name}",
        "step": "／".join(str(step.transition.label) for step in duty.steps),
        "organisation": duty.organisation,
        "due_on": duty.due_on,
        "left": calendar.between(today, duty.due_on) if duty.due_on else None,
        "is_provisional": duty.is_provisional,
        "basis": f"{duty.rule.source}，{duty.rule.term}" if duty.rule else "",
        "waited": calendar.between(duty.since, today) if duty.since else None,
    }


def record_url(label: str, pk: str) -> str:
    """The page of a record in the shared site; empty where its model has none."""
    try:
        return reverse(f"admin:{label.replace('.', '_')}_change", args=[quote(pk)])
    except NoReverseMatch:
        return ""


def basis_words(keys: set[str]) -> dict[str, str]:
    """By which article and term, in words."""
    rules = DeadlineRule.objects.filter(key__in=keys - {""}, region_code="")
    return {rule.key: f"{rule.source}，{rule.term}" for rule in rules} if keys - {""} else {}


def duty_figures(total: Counts, numbers: dict[str, int], on: date) -> list[dict[str, Any]]:
    """The figures on top; each leads to its rows."""
    finished, in_time = numbers.get("finished", 0), numbers.get("in_time", 0)
    rate = f"{in_time / finished:.1%}"[:-1] if finished else "–"
    unit, home = _("件"), reverse("admin:index")
    events = reverse("admin:governance_auditevent_changelist")
    return [
        {"value": total.overdue, "unit": unit, "label": _("已逾期"), "url": f"{home}?due=overdue",
         "tone": "bad" if total.overdue else ""},
        {"value": total.soon, "unit": unit, "label": _("3 个工作日内到期"), "url": f"{home}?due=soon", "tone": ""},
        {"value": total.all, "unit": unit, "label": _("全部待办"), "url": f"{home}?due=all", "tone": ""},
        {"value": rate, "unit": "%" if finished else "", "tone": "", "url": f"{events}?at__gte={on.year}-01-01",
         "label": _("本年按期办结（%(in_time)d/%(finished)d）") % {"in_time": in_time, "finished": finished}},
    ]  # fmt: skip


def all_numbers(request: HttpRequest, on: date) -> dict[str, int]:
    """The city's figures and this person's own record of the year, in one statement."""
    finished = finished_by(request.user, since=date(on.year, 1, 1))
    in_time = finished.filter(due__gte=Cast(TruncDate("at"), CharField()))
    city = ((figure.key, figure.rows(request.user, on)) for figure in figures.figures())
    return counted([("finished", finished), ("in_time", in_time), *city])


def finished_by(user: Any, *, since: date) -> Any:
    """The steps with which this person ended a running clock."""
    begin = timezone.make_aware(datetime.combine(since, time.min), timezone.get_default_timezone())
    due = KeyTextTransform(0, KeyTransform("due_on", "changes"))
    events = AuditEvent.objects.filter(
        actor=user.pk, at__gte=begin, outcome=AuditEvent.Outcome.DONE
    )
    return events.annotate(due=due).filter(due__isnull=False)


def city_figures(numbers: dict[str, int]) -> list[dict[str, Any]]:
    """Counts that the person may see, each a link to the filtered list."""
    return [
        {
            "value": numbers.get(figure.key, 0),
            "unit": figure.unit,
            "label": figure.label,
            "url": f"{reverse(figure.view)}{'?' if figure.query else ''}{figure.query}",
        }
        for figure in figures.figures()
    ]


def recent(request: HttpRequest) -> list[dict[str, Any]]:
    """The last steps of this person, with the state they led to."""
    labels = {step.transition.action: step.transition.label for step in steps()}
    events = AuditEvent.objects.filter(
        actor=request.user.pk, action__in=labels, outcome=AuditEvent.Outcome.DONE
    )
    return [
        {
            "url": record_url(event.subject_type, event.subject_id)
            if model_of(event.subject_type)
            else "",
            "title": event.subject_label,
            "words": labels[event.action],
            "tone": presentation.Tone.OK,
            "at": event.at,
        }
        for event in events.order_by("-id")[:RECENT]
    ]
