"""When a right existed: the moments between which a licence was in force and a product on sale, read from the trail."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Model
from django.utils import timezone

from governance.models import AuditEvent
from licensing.models import Licence, Product

FOREVER = None


@dataclass(frozen=True)
class Span:
    """From one moment (included) to another (excluded); without end while it lasts."""

    starts: datetime
    ends: datetime | None = FOREVER

    def meets(self, other: "Span") -> "Span | None":
        """What both have in common."""
        starts = max(self.starts, other.starts)
        ends = min((each for each in (self.ends, other.ends) if each is not None), default=FOREVER)
        return Span(starts, ends) if ends is None or starts < ends else None


def meeting(first: Iterable[Span], second: Iterable[Span]) -> list[Span]:
    """The moments that lie in both."""
    others = list(second)
    found = (one.meets(other) for one in first for other in others)
    return [each for each in found if each is not None]


def midnight(day: date) -> datetime:
    """The beginning of a day in China."""
    return timezone.make_aware(datetime.combine(day, time()), ZoneInfo(settings.TIME_ZONE))


def days(first: date, last: date) -> Span:
    """Whole days, both included."""
    return Span(midnight(first), midnight(last + timedelta(days=1)))


def in_force(licence: Licence) -> list[Span]:
    """When the licence was in force: by its steps, within its term."""
    stood = standing([licence], Licence.Status.IN_FORCE)[licence.pk]
    return meeting(stood, [days(licence.starts_on, licence.ends_on)])


def on_sale(products: Iterable[Product]) -> dict[int, list[Span]]:
    """When each product was on sale under its licence in force."""
    rows = list(products)
    licences = {each.licence_id: each.licence for each in rows}
    terms = {pk: in_force(licence) for pk, licence in licences.items()}
    listed = standing(rows, Product.Status.ON_SALE)
    return {each.pk: meeting(listed[each.pk], terms[each.licence_id]) for each in rows}


def standing(rows: Iterable[Model], status: str) -> dict[Any, list[Span]]:
    """When each row stood in a state, from the events of its steps: one query."""
    subjects = list(rows)
    found: dict[Any, list[Span]] = {each.pk: [] for each in subjects}
    if not subjects:
        return found
    events = AuditEvent.objects.filter(
        subject_type=subjects[0]._meta.label_lower,
        subject_id__in=[str(each.pk) for each in subjects],
        outcome=AuditEvent.Outcome.DONE,
    ).order_by("id")
    told = defaultdict(list)
    for subject_id, at, changes in events.values_list("subject_id", "at", "changes"):
        told[int(subject_id)].append((at, changes))
    for pk, history in told.items():
        found[pk] = list(spans_of(history, status))
    return found


def spans_of(history: list[tuple[datetime, dict[str, Any]]], status: str) -> Iterable[Span]:
    """The moments in the state, out of what changed when."""
    since, opened = "", None
    for at, changes in history:
        since = changes.get("status_since", (None, since))[1] or since
        if "status" not in changes:
            continue
        moment = moment_of(at, since)
        if changes["status"][1] == status:
            opened = moment
        elif opened is not None:
            if opened < moment:
                yield Span(opened, moment)
            opened = None
    if opened is not None:
        yield Span(opened)


def moment_of(at: datetime, since: str) -> datetime:
    """The instant of the step, or the beginning of the day as of which it was carried out."""
    day = date.fromisoformat(since) if since else timezone.localdate(at)
    return at if timezone.localdate(at) == day else midnight(day)
