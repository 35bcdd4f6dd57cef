"""What a row would change: nothing, a new draft, some fields of one that exists, or an error."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from catalog.importing.attached import Attached
from catalog.importing.departments import Departments
from catalog.importing.interpretation import plain_values
from catalog.importing.vocabularies import VOCABULARIES
from catalog.models import DataResource
from governance import policies
from governance.models import ImportBatch, ImportRow

Fate = ImportRow.Fate
CHANGE, VIEW = "catalog.change_dataresource", "catalog.view_dataresource"


def existing_for(
    batch: ImportBatch, rows: Sequence[ImportRow], *, lock: bool
) -> dict[str, DataResource]:
    """Key → resource: by the source's identifier, or by our own number where the file was exported here."""
    ids = {
        key[3:]: key
        for key in (row.key for row in rows)
        if key.startswith("id:") and key[3:].isdigit()
    }
    found = DataResource.objects.select_related("provider")
    if lock:
        found = found.select_for_update(of=("self",)).order_by("pk")
    of_source = {
        resource.source_key: resource
        for resource in found.filter(
            source_system=batch.source, source_key__in=[row.key for row in rows]
        )
    }
    if not ids:
        return of_source
    by_number = found.filter(pk__in=list(ids))
    return of_source | {ids[str(resource.pk)]: resource for resource in by_number}


def judge(
    batch: ImportBatch, rows: Sequence[ImportRow], existing: dict[str, DataResource], *, actor: Any
) -> tuple[Departments, Attached]:
    departments = Departments(
        batch.organisation, [row.payload.get("department") or "" for row in rows]
    )
    editable = policies.covered(actor, CHANGE, existing.values())
    visible = policies.covered(actor, VIEW, existing.values())
    attached = Attached(rows, existing.values())
    for row in rows:
        resource = existing.get(row.key)
        if resource is not None and resource.pk not in visible:
            resource = None
        may_edit = resource is not None and resource.pk in editable
        _judge_one(row, resource, departments, attached, may_edit=may_edit)
    return departments, attached


def _judge_one(
    row: ImportRow,
    resource: DataResource | None,
    departments: Departments,
    attached: Attached,
    *,
    may_edit: bool,
) -> None:
    row.diff = {}
    if resource is None:
        _judge_new(row)
        return
    row.settled = frozenset(name for name in VOCABULARIES if getattr(resource, name))
    if resource.source_digest == row.digest and not row.key.startswith("id:"):
        row.fate = Fate.SAME  # the source repeats itself, whatever was edited here since
        return
    row.diff = {
        name: [_shown(before), after]
        for name, (before, after) in news(row, resource, departments).items()
    }
    if "provider_id" in row.diff:  # people know organisations by name
        del row.diff["provider_id"]
        row.diff["provider"] = [resource.provider.name, row.payload["department"]]
    row.diff |= attached.differences(row, resource)
    row.fate = Fate.CHANGED if row.diff else Fate.SAME
    if row.diff and not may_edit:
        _judge_fixed(row, resource)


def _judge_fixed(row: ImportRow, resource: DataResource) -> None:
    fault(
        row,
        _("资源当前为“%(status)s”，不能由导入直接修改，请先修订或者退回后重新导入。")
        % {"status": resource.get_status_display()},
    )


def _judge_new(row: ImportRow) -> None:
    row.fate = Fate.NEW
    if row.key.startswith("id:"):
        fault(
            row,
            _("系统编号对应的资源不存在或者不由您办理。请核对；如为新增，请将系统编号留空。"),
            at="id",
        )


def fault(row: ImportRow, message: str, *, at: str = "") -> None:
    row.fate = Fate.ERROR
    row.tell(message, at=at, is_wrong=True)


def _shown(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def news(
    row: ImportRow, resource: DataResource, departments: Departments
) -> dict[str, tuple[Any, Any]]:
    """Field → (before, after). What the source leaves out never erases what is here."""
    values = plain_values(row.payload)
    found = {
        name: (getattr(resource, name), after)
        for name, after in values.items()
        if after not in ("", None, []) and _shown(getattr(resource, name)) != after
    }
    if values.get("update_cycle") and resource.update_cycle_text:
        found["update_cycle_text"] = (resource.update_cycle_text, "")
    elif resource.update_cycle and not values.get("update_cycle"):
        found.pop("update_cycle_text", None)  # somebody has chosen a cycle here meanwhile
    department = row.payload.get("department") or ""
    provider = resource.provider
    if department and department not in (
        provider.name,
        provider.short_name,
        resource.source_provider,
    ):
        found["source_provider"] = (resource.source_provider, department)
        matched = departments.match(department)
        if matched and matched != resource.provider_id:
            found["provider_id"] = (resource.provider_id, matched)
    return found
