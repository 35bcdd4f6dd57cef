"""The working copy of a published entry: made field by field, and merged back where it changed something."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import CharField, Model, ProtectedError, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext_lazy as _

from catalog.models import DataItem, DataResource, ResourceRelation
from catalog.versions import DETAILS, LASTING, content_fields
from governance.deadlines import due
from governance.errors import TransitionError
from governance.snapshots import snapshot

Cause = DataResource.RevisionCause
#: Causes by which the law sets a term for the update (809号 第十七条).
UNDER_A_TERM = frozenset({Cause.LAW, Cause.DUTY})


def open_copy(resource: DataResource) -> DataResource | None:
    """The revision on its way, if there is one."""
    found: DataResource | None = resource.revisions.filter(status__in=DataResource.OPEN).first()
    return found


def make(
    resource: DataResource,
    *,
    actor: Any,
    on: date,
    reason: str,
    cause: str,
    changed_on: date | None,
) -> DataResource:
    """A draft with the content of the entry, its items and its files; code and source stay with the entry."""
    since = (changed_on or on) if cause in UNDER_A_TERM else None
    revision = DataResource(
        **_values(resource),
        **_term(since, resource.deadline_region_code),
        revision_of=resource,
        revision_cause=cause,
        revision_reason=reason.strip(),
        revision_base=snapshot(resource),
        changed_on=since,
        created_by_id=actor.pk,
        status_since=on,
    )
    revision.full_clean(validate_constraints=False)
    revision.save(force_insert=True)
    _copy_relations(resource, revision)
    _take_links(resource, revision)
    for name, model in DETAILS:
        _copy_rows(model, list(getattr(resource, name).order_by("pk")), revision)
    revision.refresh_derived()
    return revision


def _values(resource: DataResource) -> dict[str, Any]:
    return {
        field.attname: field.value_from_object(resource)
        for field in content_fields(DataResource)
        if field.name not in LASTING
    }


def _term(since: date | None, region_code: str) -> dict[str, Any]:
    if since is None:
        return {}
    return due("cat.update", start=since, region_code=region_code).clock


def _copy_relations(source: DataResource, target: DataResource) -> None:
    for field in DataResource._meta.many_to_many:
        through: Any = field.remote_field.through
        if through._meta.auto_created:
            getattr(target, field.name).set(getattr(source, field.name).all())


def _take_links(source: DataResource, target: DataResource) -> None:
    """The related resources of one row become those of the other; nothing is written where they are the same."""
    wanted = dict(source.relations.values_list("related", "note"))
    standing = dict(target.relations.values_list("related", "note"))
    gone = [related for related, note in standing.items() if wanted.get(related) != note]
    target.relations.filter(related__in=gone).delete()
    ResourceRelation.objects.bulk_create(
        ResourceRelation(resource=target, related_id=related, note=note)
        for related, note in wanted.items()
        if standing.get(related) != note
    )


def _copy_rows(model: type[Model], rows: Sequence[Any], revision: DataResource) -> None:
    names = [field.attname for field in content_fields(model)]
    model._default_manager.bulk_create(
        model(resource=revision, origin_id=row.pk, **{name: getattr(row, name) for name in names})
        for row in rows
    )


def merge(resource: DataResource, revision: DataResource) -> dict[str, Any]:
    """Merge items and files into the entry; return the fields of the entry that the revision changed."""
    _copy_relations(revision, resource)
    _take_links(revision, resource)
    for name, model in DETAILS:
        _merge_rows(model, resource, getattr(resource, name).all(), getattr(revision, name).all())
    now, base = snapshot(revision), revision.revision_base
    return {
        field.attname: field.value_from_object(revision)
        for field in content_fields(DataResource)
        if field.name not in LASTING and now[field.name] != base.get(field.name)
    }


def _merge_rows(model: type[Model], resource: DataResource, old: Any, new: Any) -> None:
    standing = {row.pk: row for row in old}
    changed = [row for row in new if row.origin_id in standing]
    _remove(resource, [pk for pk in standing if pk not in {row.origin_id for row in changed}], old)
    names = [field.attname for field in content_fields(model)]
    if model is DataItem:  # two items may have exchanged their names
        renamed = [each.origin_id for each in changed if each.name != standing[each.origin_id].name]
        old.filter(pk__in=renamed).update(
            name=Concat(Value("~"), Cast("pk", CharField()), output_field=CharField())
        )
    for row in changed:
        entry = standing[row.origin_id]
        _write(entry, {name: getattr(row, name) for name in names} | _settled(entry))
    model._default_manager.bulk_create(
        model(resource=resource, **{name: getattr(row, name) for name in names})
        for row in new
        if row.origin_id not in standing
    )


def _settled(row: Any) -> dict[str, Any]:
    """What was decided for the entry: a source once fixed is changed by such a decision only (一数一源, I-29)."""
    source = getattr(row, "authoritative_source_id", None)
    return {"authoritative_source_id": source} if source else {}


def _write(row: Any, values: dict[str, Any]) -> None:
    if all(getattr(row, name) == value for name, value in values.items()):
        return
    for name, value in values.items():
        setattr(row, name, value)
    row.version += 1
    row.save()


def _remove(resource: DataResource, gone: Sequence[int], rows: Any) -> None:
    try:
        rows.filter(pk__in=gone).delete()
    except ProtectedError as error:
        raise TransitionError(
            _(
                "“%(name)s”的修订稿删去了仍被其他记录引用的数据项或者文件，不能并入。请退回修订稿，保留这些内容。"
            )
            % {"name": resource}
        ) from error
