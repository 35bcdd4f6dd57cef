"""Versions of an entry: its content frozen at each publication, and what differs between two of them, in words."""

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from datetime import date
from typing import Any

from django.db.models import Field, Max, Model
from django.utils.translation import gettext as _

from catalog.contacts import masked
from catalog.models import DataItem, DataResource, Distribution, ResourceVersion
from governance.canonical import canonical_json, plain, sha256
from governance.frozen import Difference, field_differences
from governance.words import field_label, field_value

Content = dict[str, Any]

#: Who answers for the grade, and until when: written by the steps that confirm it.
GRADE_CONFIRMED = frozenset(
    {"confirmed_grade", "grade_reviewed_by", "grade_reviewed_on", "grade_review_by"}
)
#: What tells of the procedure, the source's bookkeeping and the working copy: never part of the content.
PROCEDURE = GRADE_CONFIRMED | frozenset(
    {
        "id", "version", "created_by", "created_at", "updated_at", "status", "status_since", "due_on", "due_rule",
        "due_is_provisional", "submitted_by", "reviewed_by", "withdrawn_on", "withdrawal_reason", "withdrawn_by",
        "delivered_on", "source_system", "source_key", "source_digest", "revision_of", "revision_cause",
        "revision_reason", "revision_base", "changed_on", "release_on", "resource", "origin",
    }
)  # fmt: skip
#: What an entry keeps for good, whatever its revisions say.
LASTING = frozenset({"code", "issued_on"})
#: What anybody may see of an entry; a field that is not named here stays inside.
PUBLIC = (
    "name", "code", "provider", "abstract", "category", "category_code", "theme", "industry", "region", "tags",
    "formats", "sharing", "sharing_conditions", "sharing_way", "sharing_legal_basis", "opening",
    "opening_conditions", "opening_reason", "update_cycle", "update_cycle_text", "grade", "acquisition",
    "acquisition_basis", "contact_phone", "issued_on", "data_updated_on", "opening_way", "opening_requirements",
    "opening_safeguards", "is_livelihood", "legal_basis", "covers_from", "covers_to", "spatial_range", "record_count",
    "volume_bytes", "origin_system", "is_backflow",
)  # fmt: skip
PUBLIC_ITEM = (
    "key",
    "name",
    "english_name",
    "data_type",
    "length",
    "unit",
    "description",
    "is_personal",
)
#: What hangs on an entry: where it stands in the content, its model, and what a row is called.
DETAILS: tuple[tuple[str, type[Model]], ...] = (
    ("items", DataItem),
    ("distributions", Distribution),
)


def content_fields(model: type[Model]) -> list[Field]:
    """The stored fields that make up the content of a row, those that came later too."""
    return [
        field
        for field in model._meta.concrete_fields
        if field.name not in PROCEDURE and not field.generated
    ]


def content_of(resource: DataResource) -> Content:
    """The entry with its items and files as plain values; related records by their names."""
    content: Content = {"fields": _values(resource) | _related(resource)}
    for name, model in DETAILS:
        related = [field.name for field in content_fields(model) if field.is_relation]
        rows = getattr(resource, name).select_related(*related).order_by("pk")
        content[name] = [{"key": row.origin_id or row.pk} | _values(row) for row in rows]
    return content


def _values(row: Model) -> dict[str, Any]:
    return {field.name: _value(row, field) for field in content_fields(type(row))}


def _related(resource: DataResource) -> dict[str, list[str]]:
    """Lists of related records, by their names."""
    return {
        field.name: sorted(str(each) for each in getattr(resource, field.name).all())
        for field in DataResource._meta.many_to_many
    }


def _value(row: Model, field: Field) -> Any:
    if not field.is_relation:
        return plain(field.value_from_object(row))
    related = getattr(row, field.name)
    return "" if related is None else str(getattr(related, "name", related))


def write(
    resource: DataResource, changes: Mapping[str, Any], *, actor: Any, on: date, reason: str
) -> ResourceVersion:
    """Freeze the entry as it will stand after ``changes``; called by the step that publishes it, under its lock."""
    standing = copy(resource)
    for name, value in changes.items():
        setattr(standing, name, value)
    content = content_of(standing)
    last = resource.versions.order_by("-number").first()
    number = (resource.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    version = ResourceVersion(
        resource=resource,
        number=number,
        published_on=on,
        published_by_id=actor.pk,
        reason=reason,
        summary=summary(public(last.content), public(content)) if last else "",
        registration_number=_registration_number(resource, on),
        content=content,
        digest=sha256(canonical_json(content)),
    )
    version.save(force_insert=True)
    return version


def _registration_number(resource: DataResource, on: date) -> str:
    registrations: Any = resource.registrations
    found = registrations.active(on).first()
    return found.number if found else ""


def public(content: Content, *, is_open: bool = True) -> Content:
    """What anybody may see: contacts masked; of a closed entry neither files nor its basis, as on its page."""
    fields = content["fields"]
    shown = {name: fields[name] for name in PUBLIC if name in fields}
    shown["contact_phone"] = masked(
        fields.get("contact_phone") or fields.get("contact_email") or ""
    )
    is_open = is_open and fields.get("opening") != DataResource.Opening.NONE
    if not is_open:
        shown.pop("acquisition_basis", None)
    items = [{name: item.get(name) for name in PUBLIC_ITEM} for item in content["items"]]
    return {
        "fields": shown,
        "items": items,
        "distributions": content["distributions"] if is_open else [],
    }


def revisable(content: Content) -> Content:
    """Without what an entry keeps for good: the working copy has none of it."""
    fields = {name: value for name, value in content["fields"].items() if name not in LASTING}
    return content | {"fields": fields}


def differences(before: Content, after: Content) -> list[Difference]:
    """Field by field what differs, labels and values in words."""
    found = list(field_differences(DataResource, before["fields"], after["fields"]))
    for name, model in DETAILS:
        found += _row_differences(model, before[name], after[name])
    return found


def _row_differences(
    model: type[Model], before: Sequence[dict[str, Any]], after: Sequence[dict[str, Any]]
) -> Iterator[Difference]:
    old = {row["key"]: row for row in before}
    new = {row["key"]: row for row in after}
    none = _("（无）")
    for key in dict.fromkeys((*old, *new)):
        title = f"{model._meta.verbose_name}“{(new.get(key) or old[key])['name']}”"
        if key not in new:
            yield {"label": title, "before": _row_words(model, old[key]), "after": none}
        elif key not in old:
            yield {"label": title, "before": none, "after": _row_words(model, new[key])}
        else:
            of = _("%(title)s的") % {"title": title}
            yield from field_differences(model, old[key], new[key], of)


def _row_words(model: type[Model], row: Mapping[str, Any]) -> str:
    told = [name for name, value in row.items() if name != "key" and value not in (None, "", False)]
    return "；".join(
        f"{field_label(model, name)}：{field_value(model, name, row[name])}" for name in told
    )


def summary(before: Content, after: Content) -> str:
    """What changed, by name only: 修改：摘要、更新周期."""
    labels = [each["label"] for each in differences(before, after)]
    return (_("修改：%(what)s") % {"what": "、".join(labels)}) if labels else _("公开内容没有变化")


def facts(content: Content) -> list[dict[str, str]]:
    """The fields of a version that say something, in words."""
    return [
        {"label": field_label(DataResource, name), "value": field_value(DataResource, name, value)}
        for name, value in content["fields"].items()
        if value not in (None, "", [])
    ]
