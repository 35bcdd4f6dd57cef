"""Where a batch stands, in words and figures, and its rows page by page."""

import math
import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.paginator import Paginator
from django.db.models import CharField, Count, DateField, Model, Q, TextField
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.imports.kinds import ImportKind, kind_of
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
MINUTE = 60
PLAIN = (CharField, TextField, DateField)
SHOWN_WORDS = 20


def overview(batch: ImportBatch) -> dict[str, Any]:
    """Counts by fate, words that wait for a person, and how far a running batch has come."""
    progress = ImportProgress.objects.filter(batch=batch).first()
    if progress is None:
        return {"progress": None, "is_abandoned": False}
    words = open_words(batch, progress)
    fates = progress.fates
    writable = fates.get(ImportRow.Fate.NEW, 0) + fates.get(ImportRow.Fate.CHANGED, 0)
    return {
        "progress": progress,
        "counts": counts(progress),
        "words": words[:SHOWN_WORDS],
        "more_words": max(len(words) - SHOWN_WORDS, 0),
        "writable": writable,
        "wrong": fates.get(ImportRow.Fate.ERROR, 0),
        "left_out": batch.summary.get("good_rows_alone", {}).get("left_out", 0),
        "unfilled": unfilled(batch, progress),
        "speed": speed(batch, progress),
        "is_abandoned": is_abandoned(batch),
    }


def open_words(batch: ImportBatch, progress: ImportProgress) -> list[dict[str, Any]]:
    """The words that nobody has given a meaning, most frequent first; none once the batch is done."""
    if batch.status in (ImportBatch.Status.DONE, ImportBatch.Status.CANCELLED):
        return []
    labels = labels_of(batch)
    words = [
        {"field": labels.get(name, name), "word": word, "count": count}
        for name, values in progress.listed.items()
        for word, count in values.items()
        if word not in batch.answers.get(name, {})
    ]
    return sorted(words, key=lambda each: -each["count"])


def unfilled(batch: ImportBatch, progress: ImportProgress) -> list[dict[str, Any]]:
    """After the import: fields that words left empty, with the number of records that still lack them."""
    if batch.status != ImportBatch.Status.DONE or not progress.listed:
        return []
    model, labels = kind_of(batch).model, labels_of(batch)
    rows = batch.rows.filter(is_listed=True, record_pk__isnull=False).values("record_pk")
    coded = [name for name in progress.listed if name in labels and _is_plain(model, name)]
    told = model._base_manager.filter(pk__in=rows).aggregate(
        **{name: Count("pk", filter=_is_empty(model, name)) for name in coded}
    )
    return [{"field": labels[name], "count": told[name]} for name in coded if told[name]]


def _is_plain(model: type[Model], name: str) -> bool:
    return name in {field.name for field in model._meta.concrete_fields if isinstance(field, PLAIN)}


def _is_empty(model: type[Model], name: str) -> Q:
    is_null = Q(**{f"{name}__isnull": True})
    return (
        is_null if isinstance(model._meta.get_field(name), DateField) else is_null | Q(**{name: ""})
    )


def speed(batch: ImportBatch, progress: ImportProgress) -> dict[str, Any]:
    """How far a running batch is, rows a second, and the time that is left; what is not known yet is missing."""
    if batch.status == ImportBatch.Status.PREVIEWING:
        total, seen, began = (
            progress.reading.get("total", 0),
            progress.rows_seen,
            progress.started_at,
        )
    elif batch.status == ImportBatch.Status.IMPORTING:
        total, seen, began = progress.rows_seen, progress.cursor, progress.import_started_at
    else:
        return {}
    if not began or not seen or not progress.heartbeat_at:
        return {}
    seconds = (progress.heartbeat_at - began).total_seconds()
    rate = seen / seconds if seconds > 0 else 0
    left = max(total - seen, 0)
    return {
        "percent": min(100, seen * 100 // total) if total else None,
        "rate": round(rate),
        "left": _duration(left / rate) if rate and total else "",
    }


def _duration(seconds: float) -> str:
    if seconds < MINUTE:
        return _("不到 1 分钟")
    return _("约 %(minutes)s 分钟") % {"minutes": math.ceil(seconds / MINUTE)}


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


def listed_words(batch: ImportBatch) -> dict[str, dict[str, int]]:
    """Field → word → count, for a batch that was previewed; nothing before."""
    progress = ImportProgress.objects.filter(batch=batch).first()
    return progress.listed if progress else {}


def chosen_fate(request: HttpRequest) -> str:
    """The fate that the address names, if there is such a one."""
    fate = request.GET.get("fate", "")
    return fate if fate in ImportRow.Fate.values else ""


def held_words(row: ImportRow, kind: ImportKind) -> str:
    """「数据项 3 项，分发方式 2 项」 for what a row brings besides its own cells."""
    counted = {
        label: len(row.payload.get(name) or ()) for name, label in kind.detail_labels.items()
    }
    return "，".join(
        _("%(label)s %(count)s 项") % {"label": label, "count": count}
        for label, count in counted.items()
        if count
    )


def _known(model: type[Model], rows: Iterable[ImportRow], user: Any) -> set[Any]:
    """The records behind the rows that this person may see."""
    pks = [row.record_pk for row in rows if row.record_pk]
    visible: Any = model._default_manager
    return (
        set(visible.visible_to(user).filter(pk__in=pks).values_list("pk", flat=True))
        if pks
        else set()
    )


def _record_url(model: type[Model], pk: Any) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[pk])


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
    known = _known(kind.model, page, request.user)
    shown = [
        {
            "row": row,
            "tone": TONES[ImportRow.Fate(row.fate)],
            "diff": diff_words(row, kind),
            "holds": held_words(row, kind),
            "record_url": _record_url(kind.model, row.record_pk) if row.record_pk in known else "",
        }
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
