"""The import of a catalogue: rows become drafts of data resources, one event each, in constant queries a batch."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.importing import headings
from catalog.importing.departments import Departments
from catalog.importing.fields import FIELDS
from catalog.importing.interpretation import RowInterpreter, plain_values
from catalog.models import DataResource, ResourceSearch
from governance import policies
from governance.bulk import copy_in
from governance.constraints import constraint_message
from governance.errors import NotPermitted
from governance.imports.kinds import Interpreter
from governance.imports.rows import SourceRow
from governance.models import AuditEvent, ImportBatch, ImportRow
from governance.snapshots import difference, snapshot

Fate = ImportRow.Fate
DATES = ("issued_on", "data_updated_on")
CHANGE = "catalog.change_dataresource"
ADD = "catalog.add_dataresource"


class CatalogueImport:
    """``ImportKind`` of data resources."""

    name = "catalogue"
    label = gettext_lazy("公共数据资源目录")
    fields = FIELDS
    known_headings = headings.KNOWN_HEADINGS

    def suggest(self, names: Sequence[str], rows: Iterable[SourceRow]) -> dict[str, str]:
        """What the columns most likely mean."""
        return headings.suggest(names, rows)

    def interpreter(self, batch: ImportBatch) -> Interpreter:
        """A reader of rows with this batch's columns and answers."""
        return RowInterpreter(columns=batch.columns, answers=batch.answers)

    def compare(self, batch: ImportBatch, rows: Sequence[ImportRow], *, actor: Any) -> None:
        """New, changed or the same, against what the portal holds now."""
        existing = _existing(batch, rows, lock=False)
        _judge(batch, rows, existing, actor=actor)

    def write(self, batch: ImportBatch, rows: Sequence[ImportRow], *, actor: Any) -> None:
        """Create and change, after judging again against the locked rows."""
        existing = _existing(batch, rows, lock=True)
        departments = _judge(batch, rows, existing, actor=actor)
        new = [row for row in rows if row.fate == Fate.NEW]
        changed = [(existing[row.key], row) for row in rows if row.fate == Fate.CHANGED]
        events = [*_create(batch, new, departments, actor=actor), *_change(changed, departments, actor=actor)]
        AuditEvent.objects.record_each(events)


def _existing(batch: ImportBatch, rows: Sequence[ImportRow], *, lock: bool) -> dict[str, DataResource]:
    """Key → resource: by the source's identifier, or by our own number where the file was exported here."""
    ids = {key[3:]: key for key in (row.key for row in rows) if key.startswith("id:") and key[3:].isdigit()}
    found = DataResource.objects.select_related("provider")
    if lock:
        found = found.select_for_update(of=("self",)).order_by("pk")
    of_source = {
        resource.source_key: resource
        for resource in found.filter(source_system=batch.source, source_key__in=[row.key for row in rows])
    }
    if not ids:
        return of_source
    by_number = found.filter(pk__in=list(ids))
    return of_source | {ids[str(resource.pk)]: resource for resource in by_number}


def _judge(
    batch: ImportBatch, rows: Sequence[ImportRow], existing: dict[str, DataResource], *, actor: Any
) -> Departments:
    departments = Departments(batch.organisation, [row.payload.get("department") or "" for row in rows])
    editable = policies.covered(actor, CHANGE, existing.values())
    visible = policies.covered(actor, "catalog.view_dataresource", existing.values())
    for row in rows:
        resource = existing.get(row.key)
        if resource is not None and resource.pk not in visible:
            resource = None
        _judge_one(row, resource, departments, may_edit=resource is not None and resource.pk in editable)
    return departments


def _judge_one(row: ImportRow, resource: DataResource | None, departments: Departments, *, may_edit: bool) -> None:
    row.diff = {}
    if resource is None:
        row.fate = Fate.NEW
        if row.key.startswith("id:"):
            _fault(row, _("系统编号对应的资源不存在，或者不在您的权限范围内。请核对；如为新增，请将系统编号留空。"))
        return
    if resource.source_digest == row.digest and not row.key.startswith("id:"):
        row.fate = Fate.SAME  # the source says what it said last time, whatever was edited here since
        return
    row.diff = {name: [_shown(before), after] for name, (before, after) in _news(row, resource, departments).items()}
    row.fate = Fate.CHANGED if row.diff else Fate.SAME
    if row.diff and not may_edit:
        _fault(row, _("资源当前为“%(status)s”，不能由导入直接修改，请先修订或者退回后重新导入。")
               % {"status": resource.get_status_display()})


def _fault(row: ImportRow, message: str) -> None:
    row.fate = Fate.ERROR
    row.messages = [*row.messages, message]


def _shown(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _news(row: ImportRow, resource: DataResource, departments: Departments) -> dict[str, tuple[Any, Any]]:
    """Field → (before, after). What the source leaves out never erases what is here."""
    values = plain_values(row.payload)
    found = {
        name: (getattr(resource, name), after)
        for name, after in values.items()
        if after not in ("", None, []) and _shown(getattr(resource, name)) != after
    }
    if values.get("update_cycle") and resource.update_cycle_text:
        found["update_cycle_text"] = (resource.update_cycle_text, "")
    department = row.payload.get("department") or ""
    provider = resource.provider
    if department and department not in (provider.name, provider.short_name, resource.source_provider):
        found["source_provider"] = (resource.source_provider, department)
        matched = departments.match(department)
        if matched and matched != resource.provider_id:
            found["provider_id"] = (resource.provider_id, matched)
    return found


def _create(
    batch: ImportBatch, rows: Sequence[ImportRow], departments: Departments, *, actor: Any
) -> list[AuditEvent]:
    drafts = [(row, _draft(batch, row, departments, actor)) for row in rows]
    stored = _stored(drafts)
    _require(actor, ADD, stored)
    ResourceSearch.objects.rebuild(stored)
    return [_event("add", resource, actor=actor, batch=batch, changes=_told(resource)) for resource in stored]


def _draft(batch: ImportBatch, row: ImportRow, departments: Departments, actor: Any) -> DataResource:
    values = plain_values(row.payload)
    department = row.payload.get("department") or ""
    values |= {name: date.fromisoformat(values[name]) for name in DATES if values.get(name)}
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
        _fault(row, str(constraint_message(error)))
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


def _change(
    pairs: Sequence[tuple[DataResource, ImportRow]], departments: Departments, *, actor: Any
) -> list[AuditEvent]:
    if not pairs:
        return []
    before = {resource.pk: snapshot(resource) for resource, _row in pairs}
    names = {"version", "updated_at", "source_digest"}
    for resource, row in pairs:
        for name, (_before, after) in _news(row, resource, departments).items():
            setattr(resource, name, date.fromisoformat(after) if name in DATES else after)
            names.add(name)
        resource.version += 1
        resource.updated_at = timezone.now()
        resource.source_digest = row.digest if not row.key.startswith("id:") else resource.source_digest
    stored = _updated(pairs, sorted(names))
    _require(actor, CHANGE, stored)
    ResourceSearch.objects.rebuild(stored)
    batch = pairs[0][1].batch
    return [
        _event("change", each, actor=actor, batch=batch, changes=difference(before[each.pk], snapshot(each)))
        for each in stored
    ]


def _updated(pairs: Sequence[tuple[DataResource, ImportRow]], names: list[str]) -> list[DataResource]:
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
        _fault(row, str(constraint_message(error)))
        return False
    return True


def _told(resource: DataResource) -> dict[str, list[Any]]:
    return difference({}, {name: value for name, value in snapshot(resource).items() if value not in (None, "", [])})


def _event(verb: str, resource: DataResource, *, actor: Any, batch: ImportBatch, changes: dict[str, Any]) -> AuditEvent:
    return AuditEvent.objects.compose(
        f"catalog.dataresource.{verb}", resource, actor=actor, changes=changes,
        reason=_("导入批次 %(number)s：%(source)s") % {"number": batch.pk, "source": batch.source},
    )  # fmt: skip
