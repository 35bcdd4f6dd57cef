"""Where a batch stands, in words and figures, and its rows page by page."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest

from governance.imports.kinds import kind_of
from governance.imports.results import diff_words, labels_of
from governance.imports.runs import is_abandoned
from governance.models import ImportBatch, ImportProgress, ImportRow
from governance.presentation import Tone

TONES = {
    ImportRow.Fate.NEW: Tone.OK,
    ImportRow.Fate.CHANGED: Tone.GO,
    ImportRow.Fate.SAME: Tone.OFF,
    ImportRow.Fate.DUPLICATE: Tone.WARN,
    ImportRow.Fate.ERROR: Tone.BAD,
}
PAGE_ROWS = 50
SHOWN_WORDS = 20


def overview(batch: ImportBatch) -> dict[str, Any]:
    """Counts by fate, words that wait for a person, and how far a running batch has come."""
    progress = ImportProgress.objects.filter(batch=batch).first()
    if progress is None:
        return {"progress": None, "is_abandoned": False}
    labels = labels_of(batch)
    words = [
        {"field": labels.get(name, name), "word": word, "count": count}
        for name, values in progress.listed.items()
        for word, count in values.items()
    ]
    words.sort(key=lambda each: -each["count"])
    writable = progress.fates.get(ImportRow.Fate.NEW, 0) + progress.fates.get(
        ImportRow.Fate.CHANGED, 0
    )
    return {
        "progress": progress,
        "counts": counts(progress),
        "words": words[:SHOWN_WORDS],
        "more_words": max(len(words) - SHOWN_WORDS, 0),
        "writable": writable,
        "percent": _percent(batch, progress),
        "is_abandoned": is_abandoned(batch),
    }


def counts(progress: ImportProgress) -> list[dict[str, Any]]:
    """Every fate with its number of rows, those without any too."""
    return [
        {
            "fate": fate.value,
            "label": fate.label,
            "count": progress.fates.get(fate.value, 0),
            "tone": TONES[fate],
        }
        for fate in ImportRow.Fate
    ]


def next_steps(batch: ImportBatch, steps: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The import as a button of its own, once every row was shown; the other steps as links to their pages."""
    by_verb = {each["step"].transition.verb: each for each in steps}
    start = by_verb.pop("begin_import", None)
    is_shown = ImportProgress.objects.filter(batch=batch, is_previewed=True).exists()
    return {
        "import_url": start["url"] if start and is_shown else "",
        "other_steps": list(by_verb.values()),
        "step_key": uuid.uuid4(),
    }


def _percent(batch: ImportBatch, progress: ImportProgress) -> int | None:
    if batch.status != ImportBatch.Status.IMPORTING or not progress.rows_seen:
        return None
    return min(100, progress.cursor * 100 // progress.rows_seen)


def listed_words(batch: ImportBatch) -> dict[str, dict[str, int]]:
    """Field → word → count, for a batch that was previewed; nothing before."""
    progress = ImportProgress.objects.filter(batch=batch).first()
    return progress.listed if progress else {}


def chosen_fate(request: HttpRequest) -> str:
    """The fate that the address names, if there is such a one."""
    fate = request.GET.get("fate", "")
    return fate if fate in ImportRow.Fate.values else ""


def row_page(request: HttpRequest, batch: ImportBatch) -> dict[str, Any]:
    """One page of rows, of one fate where one is chosen."""
    chosen = chosen_fate(request)
    rows = batch.rows.order_by("number")
    if chosen:
        rows = rows.filter(fate=chosen)
    if request.GET.get("listed") == "1":
        rows = rows.filter(is_listed=True)
    page = Paginator(rows, PAGE_ROWS).get_page(request.GET.get("p"))
    kind = kind_of(batch)
    shown = [
        {"row": row, "tone": TONES[ImportRow.Fate(row.fate)], "diff": diff_words(row, kind)}
        for row in page
    ]
    query = request.GET.copy()
    query.pop("p", None)
    return {
        "page": page,
        "shown": shown,
        "fate": chosen,
        "query": query.urlencode(),
        "kind": kind_of(batch),
    }
