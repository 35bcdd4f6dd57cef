"""The dashboard 监管: what is open, late and never looked at; every number leads to exactly these rows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from governance.deadlines import portal_calendar
from governance.presentation import SOON
from licensing.models import Complaint, Incident, Inspection, Licence, Rectification

Rows = Callable[[Any, date], QuerySet[Any]]


@dataclass(frozen=True)
class Number:
    """One figure: which rows, and the filter of the list that shows them."""

    label: str | Promise
    model: Any
    query: dict[str, str]
    rows: Rows

    def told(self, user: Any, on: date) -> dict[str, Any]:
        """The figure with its address."""
        label = f"{self.model._meta.app_label}_{self.model._meta.model_name}"
        address = reverse(f"admin:{label}_changelist")
        return {
            "label": self.label,
            "number": self.rows(user, on).count(),
            "url": f"{address}?{urlencode(self.query)}",
        }


def uninspected(rows: Any, year: int) -> Any:
    """Licences in force or suspended that nobody has begun to inspect in a year."""
    seen = Inspection.objects.filter(begun_on__year=year).values("licence")
    return rows.filter(status__in=Licence.RUNNING).exclude(pk__in=seen)


def inspectable(user: Any, on: date) -> Any:
    """For those who may read the whole licence: that is what its list shows."""
    return uninspected(Licence.objects.permitted(user, "licensing.inspect_licence"), on.year)


def in_states(model: Any, *states: str) -> Rows:
    """The visible rows in these states."""
    return lambda user, on: model.objects.visible_to(user).filter(status__in=states)


def open_late(model: Any) -> Rows:
    """The visible open rows whose term has passed."""
    return lambda user, on: model.objects.visible_to(user).filter(
        status__in=model.OPEN, due_on__lt=on
    )


OPEN = {"open": "yes"}
LATE = {"open": "yes", "overdue": "yes"}
NUMBERS: tuple[tuple[str | Promise, tuple[Number, ...]], ...] = (
    (
        _("监督检查"),
        (
            Number(_("没有办结的检查"), Inspection, OPEN, in_states(Inspection, *Inspection.OPEN)),
            Number(_("本年度没有检查过的授权"), Licence, {"inspected": "no"}, inspectable),
        ),
    ),
    (
        _("限期整改"),
        (
            Number(_("整改中"), Rectification, OPEN, in_states(Rectification, *Rectification.OPEN)),
            Number(_("逾期"), Rectification, LATE, open_late(Rectification)),
            Number(
                _("拒不整改"),
                Rectification,
                {"status__exact": Rectification.Status.REFUSED.value},
                in_states(Rectification, Rectification.Status.REFUSED),
            ),
        ),
    ),
    (
        _("投诉举报"),
        (
            Number(_("没有办结的投诉举报"), Complaint, OPEN, in_states(Complaint, *Complaint.OPEN)),
            Number(_("逾期"), Complaint, LATE, open_late(Complaint)),
        ),
    ),
)


def overview(user: Any, on: date) -> list[dict[str, Any]]:
    """Every figure of the dashboard, in groups."""
    told: list[dict[str, Any]] = [
        {"label": label, "numbers": [each.told(user, on) for each in numbers]}
        for label, numbers in NUMBERS
    ]
    told.insert(2, {"label": _("事件和应急处置"), "numbers": list(incidents(user, on))})
    told[-1]["numbers"].append(soon(user, on))
    return told


def incidents(user: Any, on: date) -> Iterator[dict[str, Any]]:
    """Open incidents by severity, in one query, and those that are late."""
    address = reverse("admin:licensing_incident_changelist")
    rows = Incident.objects.visible_to(user).open().order_by()
    counted = dict(rows.values_list("severity").annotate(Count("pk")))
    for severity in Incident.Severity:
        query = urlencode(OPEN | {"severity__exact": severity.value})
        yield {
            "label": severity.label,
            "number": counted.get(severity.value, 0),
            "url": f"{address}?{query}",
        }
    yield Number(_("逾期"), Incident, LATE, open_late(Incident)).told(user, on)


def soon(user: Any, on: date) -> dict[str, Any]:
    """Complaints whose term ends within a few working days."""
    last = portal_calendar().after(on, SOON).on
    bounds = {"due_on__gte": on, "due_on__lte": last}
    rows = Complaint.objects.visible_to(user).open().filter(**bounds)
    query = urlencode({name: day.isoformat() for name, day in bounds.items()} | OPEN)
    address = reverse("admin:licensing_complaint_changelist")
    return {"label": _("即将到期"), "number": rows.count(), "url": f"{address}?{query}"}
