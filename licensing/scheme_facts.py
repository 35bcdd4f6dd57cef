"""What the catalogue knows of the resources of a scheme: quality, grade, updating (27号 第九条第五项)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from catalog.models import DataResource, ResourceQuality
from licensing.models import Scheme, SchemeResource


@dataclass(frozen=True)
class Facts:
    """One resource of a scheme as the catalogue told of it on a day."""

    entry: SchemeResource
    score: int | None
    grade: str
    update_cycle: str
    updated_on: date | None
    records: int | None
    #: The day on which this was kept; None for what holds now.
    kept_on: date | None


def live(entry: SchemeResource, score: int | None) -> dict[str, Any]:
    """The columns of an entry as the catalogue has them now."""
    resource: DataResource = entry.resource
    return {
        "quality_score": score,
        "grade": resource.grade,
        "update_cycle": resource.update_cycle,
        "data_updated_on": resource.data_updated_on,
        "record_count": resource.record_count,
    }


def keep(scheme: Scheme, *, on: date) -> None:
    """Keep the facts of the day with the scheme; called by the step that puts it forward."""
    for entry, score in _with_scores(scheme):
        for name, value in live(entry, score).items():
            setattr(entry, name, value)
        entry.facts_on = on
        entry.save()


def of(scheme: Scheme) -> list[Facts]:
    """Each resource of the scope: as the catalogue has it now while the text is open, else as it was kept."""
    is_open = scheme.status in Scheme.OPEN_TO_EDITS
    return [
        _facts(entry, live(entry, score) if is_open or entry.facts_on is None else None)
        for entry, score in _with_scores(scheme)
    ]


def _with_scores(scheme: Scheme) -> Iterable[tuple[SchemeResource, int | None]]:
    entries = list(scheme.scope.select_related("resource__provider").order_by("pk"))
    scores = dict(
        ResourceQuality.objects.filter(
            resource__in=[entry.resource_id for entry in entries]
        ).values_list("resource", "score")
    )
    return [(entry, scores.get(entry.resource_id)) for entry in entries]


def _facts(entry: SchemeResource, now: dict[str, Any] | None) -> Facts:
    kept_on = None if now is not None else entry.facts_on
    for name, value in (now or {}).items():
        setattr(entry, name, value)
    return Facts(
        entry=entry,
        score=entry.quality_score,
        grade=entry.get_grade_display(),
        update_cycle=entry.get_update_cycle_display(),
        updated_on=entry.data_updated_on,
        records=entry.record_count,
        kept_on=kept_on,
    )
