"""Drafts written in bulk: constraints by the database, policy asked again of what is stored, one event a row."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.coding import CODED_FIELDS, match_codes
from catalog.importing.comparison import CHANGE, fault, news
from catalog.importing.departments import Departments
from catalog.importing.interpretation import DATE_FIELDS, plain_values
from catalog.models import CodeEntry, DataResource
from governance import policies
from governance.bulk import copy_in
from governance.clock import today
from governance.constraints import database_refusal
from governance.errors import NotPermitted
from governance.models import AuditEvent, ImportBatch, ImportRow
from governance.snapshots import difference, snapshot

Fate = ImportRow.Fate
Pair = tuple[DataResource, ImportRow]
Written = tuple[list[Pair], list[AuditEvent]]
ADD = "catalog.add_dataresource"
#: Field with words → field with the entry of the code list that they mean.
ENTRIES = {field.words: field.entry for field in CODED_FIELDS}


def create(
    batch: ImportBatch, rows: Sequence[ImportRow], departments: Departments, *, actor: Any
) -> Written:
    drafts = [(row, _draft(batch, row, departments, actor)) for row in rows]
    match_codes([draft for _row, draft in drafts], CodeEntry.objects.all(), on=today())
    stored = _stored(drafts)
    _require(actor, ADD, stored)
    for row, resource in drafts:
        if row.fate == Fate.NEW:
            row.record_pk = resource.pk
    events = [
        _event("add", resource, actor=actor, batch=batch, changes=_told(resource))
        for resource in stored
    ]
    return [(resource, row) for row, resource in drafts if row.fate == Fate.NEW], events


def _draft(
    batch: ImportBatch, row: ImportRow, departments: Departments, actor: Any
) -> DataResource:
    values = plain_values(row.payload)
    department = row.payload.get("department") or ""
    values |= {name: date.fromisoformat(values[name]) for name in DATE_FIELDS if values.get(name)}
    values |= {
        "source_system": batch.source,
        "source_key": row.key,
        "source_provider": department[:120],
        "source_digest": row.digest,
        "provider_id": departments.match(department) or batch.organisation_id,
        "created_by_id": actor.pk,
    }
    return DataResource(**values)


def _stored(drafts: Sequence[tuple[ImportRow, DataResource]]) -> list[DataResource]:
    """All in one statement; where the database objects to one, each alone, so that it is an error of its row."""
    try:
        with transaction.atomic():
            copy_in([resource for _row, resource in drafts])
    except IntegrityError:
        return [resource for row, resource in drafts if _stored_alone(row, resource)]
    return [resource for _row, resource in drafts]


def _stored_alone(row: ImportRow, resource: DataResource) -> bool:
    try:
        with transaction.atomic():
            resource.save(force_insert=True)
    except IntegrityError as error:
        fault(row, str(database_refusal(error)))
        return False
    return True


def _require(actor: Any, permission: str, resources: Sequence[DataResource]) -> None:
    """The policy is asked of the rows as they are now stored: what it does not cover must not stay."""
    covered = policies.covered(actor, permission, resources)
    for resource in resources:
        if resource.pk not in covered:
            clauses = "；".join(policies.explain(actor, permission, resource).clauses)
            raise NotPermitted(
                _("您无权为“%(provider)s”导入资源“%(name)s”：%(clauses)s")
                % {"provider": resource.provider, "name": resource.name, "clauses": clauses}
            )


def change(pairs: Sequence[Pair], departments: Departments, *, actor: Any) -> Written:
    if not pairs:
        return [], []
    before = {resource.pk: snapshot(resource) for resource, _row in pairs}
    names = {"version", "updated_at", "source_digest"}
    for resource, row in pairs:
        names |= _take_over(resource, row, departments)
    if names & ENTRIES.keys():
        match_codes([each for each, _row in pairs], CodeEntry.objects.all(), on=today())
        names |= {name for pair in ENTRIES.items() for name in pair}
    stored = _updated(pairs, sorted(names))
    _require(actor, CHANGE, stored)
    kept = {resource.pk for resource in stored}
    written = [(resource, row) for resource, row in pairs if resource.pk in kept]
    for resource, row in written:
        row.record_pk = resource.pk
    events = [
        _event(
            "change",
            each,
            actor=actor,
            batch=row.batch,
            changes=difference(before[each.pk], snapshot(each)),
        )
        for each, row in written
    ]
    return written, events


def _take_over(resource: DataResource, row: ImportRow, departments: Departments) -> set[str]:
    """Write the news of a row into its resource; return the names of the fields touched."""
    touched = set()
    for name, (_before, after) in news(row, resource, departments).items():
        setattr(resource, name, date.fromisoformat(after) if name in DATE_FIELDS else after)
        touched.add(name)
        if name in ENTRIES:
            # The new words are to find their entry anew.
            setattr(resource, ENTRIES[name], None)
    resource.version += 1
    resource.updated_at = timezone.now()
    if not row.key.startswith("id:"):
        resource.source_digest = row.digest
    return touched


def _updated(
    pairs: Sequence[tuple[DataResource, ImportRow]], names: list[str]
) -> list[DataResource]:
    resources = [resource for resource, _row in pairs]
    try:
        with transaction.atomic():
            DataResource.objects.bulk_update(resources, names)
    except IntegrityError:
        return [resource for resource, row in pairs if _updated_alone(resource, row, names)]
    return resources


def _updated_alone(resource: DataResource, row: ImportRow, names: list[str]) -> bool:
    try:
        with transaction.atomic():
            resource.save(update_fields=names)
    except IntegrityError as error:
        fault(row, str(database_refusal(error)))
        return False
    return True


def _told(resource: DataResource) -> dict[str, list[Any]]:
    return difference(
        {},
        {name: value for name, value in snapshot(resource).items() if value not in (None, "", [])},
    )


def _event(
    verb: str, resource: DataResource, *, actor: Any, batch: ImportBatch, changes: dict[str, Any]
) -> AuditEvent:
    return AuditEvent.objects.compose(
        f"catalog.dataresource.{verb}", resource, actor=actor, changes=changes,
        reason=_("导入批次 %(number)s：%(source)s") % {"number": batch.pk, "source": batch.source},
    )  # fmt: skip
