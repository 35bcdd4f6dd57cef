"""我的工作台: my affairs, what is asked of me now, and the days on which something falls due."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from governance import clock
from governance.calendars import Calendar
from governance.desk import Obligation, obligation_source, obligations, sections_for
from governance.files import attached
from governance.icalendar import calendar_file
from governance.inbox import Inbox, Urgency
from governance.models import AuditEvent
from governance.months import Month, weeks
from governance.workplace.home import calendar_of, duty_row, inbox_of, record_url

NOW = 8
#: So many duties find their place in a calendar; an office with more works from its list.
MOST = 500
AHEAD = timedelta(days=400)
BEHIND = timedelta(days=30)
COMING = timedelta(days=90)


@obligation_source
def terms_of_duties(user: Any, on: date, first: date, last: date) -> Iterable[Obligation]:
    """Every running clock of 我的待办, whichever app set it."""
    for duty in Inbox(user, Urgency(on, on)).duties(number=MOST):
        if duty.due_on is None:
            break  # those without a clock come last
        yield Obligation(
            on=duty.due_on,
            title=duty.title,
            kind="／".join(str(step.transition.label) for step in duty.steps),
            url=record_url(duty.model._meta.label_lower, duty.pk),
            basis=f"{duty.rule.source}，{duty.rule.term}" if duty.rule else "",
            is_provisional=duty.is_provisional,
        )


def desk_context(request: HttpRequest) -> dict[str, Any]:
    """Everything that the page shows; the number of questions does not grow with the rows."""
    inbox, calendar, on = inbox_of(request), calendar_of(request), clock.today()
    month = Month.parse(request.GET.get("month", ""), otherwise=on)
    first, last = min(month.first, on) - timedelta(days=7), max(month.last, on + COMING)
    found = obligations(request.user, on=on, first=first, last=last + timedelta(days=7))
    return {
        "on": on,
        "now": [duty_row(duty, inbox, calendar) for duty in inbox.duties(number=NOW)],
        "duty_total": inbox.total,
        "sections": [
            {
                "key": each.key,
                "title": each.title,
                "empty": each.empty,
                "rows": list(each.rows(request.user, on)),
                "action": each.action(request.user),
            }
            for each in sections_for(request.user)
        ],
        "month": month,
        "previous": month.moved(-1),
        "following": month.moved(1),
        "weeks": weeks(month, found, today=on),
        "of_month": told(found, calendar, on, month.first, month.last),
        "coming": told(found, calendar, on, on, on + COMING),
    }


def told(
    found: Iterable[Obligation], calendar: Calendar, on: date, first: date, last: date
) -> list[dict[str, Any]]:
    """The obligations of a span with the working days that are left."""
    return [
        {"obligation": each, "left": calendar.between(on, each.on)}
        for each in found
        if first <= each.on <= last
    ]


def calendar_download(request: HttpRequest) -> HttpResponse:
    """A year of obligations for the calendar of a phone, told to the trail like every export."""
    on = clock.today()
    found = obligations(request.user, on=on, first=on - BEHIND, last=on + AHEAD)
    with transaction.atomic():
        AuditEvent.objects.record(
            "governance.desk.export", None, actor=request.user, changes={"rows": len(found)}
        )
    name = _("办理日历")
    content = calendar_file(found, name=name, now=clock.now(), host=request.get_host())
    return attached(content.encode(), f"{name}.ics", "text/calendar; charset=utf-8")
