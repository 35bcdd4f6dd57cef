"""What the public list of selections shows: notices that run, results on notice, and what is past."""

from datetime import date, datetime
from typing import Any

from django.db.models import Q

from licensing.models import Selection, SelectionChallenge

Status = Selection.Status


def selections(user: Any, *, q: str) -> Any:
    """Published selections for whoever reads, by name, body or number."""
    rows = (
        Selection.objects.visible_to(user).published().select_related("implementing_body", "winner")
    )
    if q:
        rows = rows.filter(
            Q(name__icontains=q)
            | Q(notice_no__icontains=q)
            | Q(result_no__icontains=q)
            | Q(implementing_body__name__icontains=q)
        )
    return rows


def receiving(rows: Any, at: datetime) -> Any:
    """Open for applications now or later, the first to close first."""
    return rows.filter(status=Status.OPEN, closes_at__gte=at).order_by("closes_at", "pk")


def on_notice(rows: Any, on: date) -> Any:
    """Results that may be questioned today."""
    return rows.filter(
        status__in=(Status.RESULT_NOTICE, Status.CHALLENGED), result_ends_on__gte=on
    ).order_by("result_ends_on", "pk")


def others(rows: Any, at: datetime, on: date) -> Any:
    """Everything else, the newest first."""
    shown = Q(pk__in=receiving(rows, at).values("pk")) | Q(pk__in=on_notice(rows, on).values("pk"))
    return rows.exclude(shown).order_by("-published_on", "-pk")


def selection_facts(selection: Selection, *, on: date, at: datetime) -> dict[str, Any]:
    """Everything on the page of one selection."""
    has_result = selection.status in Selection.WITH_RESULT
    challenges = selection.challenges.exclude(status=SelectionChallenge.Status.RAISED)
    return {
        "selection": selection,
        "conditions": list(selection.conditions.all()),
        "criteria": list(selection.criteria.all()),
        "business": [str(selection_word(selection, each)) for each in selection.business],
        "is_receiving": selection.is_receiving(at),
        "takes_challenges": selection.takes_challenges(on),
        "result": selection.result if has_result else [],
        "answered": challenges.order_by("raised_on", "pk"),
        "is_challenged": selection.status == Status.CHALLENGED,
    }


def selection_word(selection: Selection, business: str) -> Any:
    """A kind of business in words."""
    field: Any = selection._meta.get_field("business")
    return dict(field.base_field.choices)[business]
