"""Versions of a scheme: its contents frozen by the steps, and what differs between two of them."""

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from datetime import date
from typing import Any

from django.db.models import Max, Model
from django.utils.translation import gettext as _

from governance.canonical import canonical_json, sha256
from governance.frozen import Difference, field_differences, plain_value
from governance.words import field_label, field_value
from licensing.models import (
    CollectiveDecision,
    PlannedProduct,
    Scheme,
    SchemeAnnex,
    SchemeResource,
    SchemeVersion,
)
from licensing.models.scheme_contents import CORRECTABLE, LARGER

Content = dict[str, Any]

#: What of each row makes up the content; the first names the row.
ROWS: tuple[tuple[str, type[Model], tuple[str, ...]], ...] = (
    (
        "scope", SchemeResource,
        ("resource", "quality_note", "quality_score", "grade", "update_cycle", "data_updated_on", "record_count"),
    ),
    ("planned_products", PlannedProduct, ("name", "purpose", "form")),
    ("annexes", SchemeAnnex, ("title", "content", "file")),
)  # fmt: skip
#: The fields of a scheme that make up its content, in the order of the form.
FIELDS = tuple(
    field.name
    for field in Scheme._meta.concrete_fields
    if field.name in LARGER or field.name in CORRECTABLE
)
#: Facts of the catalogue move by themselves: a change of theirs alone changes no scheme.
DRAWN = frozenset({"quality_score", "grade", "update_cycle", "data_updated_on", "record_count"})


def content_of(scheme: Scheme) -> Content:
    """The twelve contents as plain values; related records by their names."""
    content: Content = {"fields": {name: plain_value(scheme, name) for name in FIELDS}}
    for name, _model, fields in ROWS:
        related = [each for each in fields if each in ("resource", "file")]
        rows = getattr(scheme, name).select_related(*related).order_by("pk")
        content[name] = [_row(row, fields) for row in rows]
    return content


def _row(row: Any, fields: Sequence[str]) -> dict[str, Any]:
    told = {name: plain_value(row, name) for name in fields}
    if isinstance(row, SchemeAnnex):
        told["sha256"] = row.file.sha256
    return {"key": str(getattr(row, "resource_id", "") or told[fields[0]]), **told}


def write(
    scheme: Scheme,
    kind: SchemeVersion.Kind,
    *,
    actor: Any,
    on: date,
    changes: Mapping[str, Any] | None = None,
    decision: CollectiveDecision | None = None,
    reason: str = "",
) -> SchemeVersion:
    """Freeze the scheme as it will stand after ``changes``; called by a step, under its lock."""
    standing = copy(scheme)
    for name, value in (changes or {}).items():
        setattr(standing, name, value)
    content = content_of(standing)
    last = scheme.versions.aggregate(last=Max("number"))["last"] or 0
    version = SchemeVersion(
        scheme=scheme,
        number=last + 1,
        kind=kind,
        frozen_on=on,
        frozen_by_id=actor.pk,
        decision=decision,
        reason=reason,
        content=content,
        digest=sha256(canonical_json(content)),
    )
    version.save(force_insert=True)
    return version


#: The versions that stood in force; a text put forward does not.
STOOD = (SchemeVersion.Kind.APPROVED, SchemeVersion.Kind.CHANGED, SchemeVersion.Kind.CORRECTED)


def standing(scheme: Scheme, *, actor: Any, on: date) -> SchemeVersion:
    """The version in force; one is written where a scheme was decided before versions were kept."""
    last: SchemeVersion | None = scheme.versions.filter(kind__in=STOOD).order_by("-number").first()
    return last or write(
        scheme, SchemeVersion.Kind.APPROVED, actor=actor, on=on, decision=scheme.decision
    )


def newest_decision(scheme: Scheme) -> CollectiveDecision | None:
    """The decision by which the scheme got its present text."""
    decided = scheme.versions.filter(decision__isnull=False).select_related("decision")
    last = decided.order_by("-number").first()
    return last.decision if last else None


def comparable(content: Content) -> Content:
    """Without the facts that the catalogue changes by itself."""
    rows = [
        {name: value for name, value in row.items() if name not in DRAWN}
        for row in content["scope"]
    ]
    return content | {"scope": rows}


def differences(before: Content, after: Content) -> list[Difference]:
    """Field by field what differs, labels and values in words."""
    found = list(field_differences(Scheme, before["fields"], after["fields"]))
    for name, model, _fields in ROWS:
        found += _row_differences(model, before[name], after[name])
    return found


def _row_differences(
    model: type[Model], before: Sequence[dict[str, Any]], after: Sequence[dict[str, Any]]
) -> Iterator[Difference]:
    old, new = ({row["key"]: row for row in rows} for rows in (before, after))
    none = _("（无）")
    for key in dict.fromkeys((*old, *new)):
        row = new.get(key) or old[key]
        title = f"{model._meta.verbose_name}“{next(v for name, v in row.items() if name != 'key')}”"
        if key not in new:
            yield {"label": title, "before": _row_words(model, old[key]), "after": none}
        elif key not in old:
            yield {"label": title, "before": none, "after": _row_words(model, new[key])}
        else:
            yield from field_differences(model, old[key], new[key], f"{title}：")


def _row_words(model: type[Model], row: Mapping[str, Any]) -> str:
    told = [name for name, value in row.items() if name != "key" and value not in (None, "")]
    return "；".join(
        f"{field_label(model, name)}：{field_value(model, name, row[name])}" for name in told
    )
