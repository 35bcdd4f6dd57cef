"""What hangs on imported resources, compared and written: items and distributions, an event each, constant queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Organisation
from catalog.models import DataItem, DataResource, Distribution
from governance.bulk import copy_in
from governance.constraints import database_refusal
from governance.models import AuditEvent, ImportBatch, ImportRow
from governance.snapshots import difference, snapshot

#: Payload name → its model, and what tells one from another within a resource.
KINDS: dict[str, tuple[type[Any], str]] = {
    "items": (DataItem, "name"),
    "distributions": (Distribution, "url"),
}
SHOWN = 5


@dataclass
class Plan:
    """What would be added to a resource and changed on it."""

    new: list[dict[str, Any]] = field(default_factory=list)
    changed: list[tuple[Any, dict[str, Any]]] = field(default_factory=list)
    held: int = 0

    def words(self, key: str) -> list[str] | None:
        """The difference for people: how many there are, what is new, what changes."""
        told = []
        if self.new:
            told.append(
                _("新增 %(count)s 项（%(names)s）") % _named([each[key] for each in self.new])
            )
        if self.changed:
            names = [getattr(each, key) for each, _values in self.changed]
            told.append(_("更改 %(count)s 项（%(names)s）") % _named(names))
        return [_("现有 %(count)s 项") % {"count": self.held}, "，".join(told)] if told else None


def _named(names: list[str]) -> dict[str, Any]:
    more = "…" if len(names) > SHOWN else ""
    return {"count": len(names), "names": "、".join(names[:SHOWN]) + more}


class Attached:
    """What the resources of one batch of rows hold already; a query for each kind that the rows bring."""

    def __init__(self, rows: Sequence[ImportRow], resources: Iterable[DataResource]) -> None:
        pks = [resource.pk for resource in resources]
        self._held: dict[str, dict[int, dict[str, Any]]] = {}
        for name, (model, key) in KINDS.items():
            held: dict[int, dict[str, Any]] = {}
            if any(row.payload.get(name) for row in rows):
                for each in model.objects.filter(resource__in=pks):
                    held.setdefault(each.resource_id, {})[getattr(each, key)] = each
            self._held[name] = held
        self._sources = _organisations(rows)

    def plan(self, name: str, row: ImportRow, resource: DataResource | None) -> Plan:
        """What one kind of the row's details means for the resource."""
        _model, key = KINDS[name]
        held = self._held[name].get(resource.pk, {}) if resource is not None else {}
        plan = Plan(held=len(held))
        for position, given in enumerate(row.payload.get(name) or (), start=len(held) + 1):
            values = self._stored(given)
            present = held.get(values[key])
            if present is None:
                plan.new.append({"position": position} | values if name == "items" else values)
                continue
            news = {
                each: value for each, value in values.items() if getattr(present, each) != value
            }
            if news:
                plan.changed.append((present, news))
        return plan

    def _stored(self, given: dict[str, Any]) -> dict[str, Any]:
        values = dict(given)
        source = values.pop("authoritative_source", None)
        if source in self._sources:
            values["authoritative_source_id"] = self._sources[source]
        return values

    def differences(self, row: ImportRow, resource: DataResource) -> dict[str, list[str]]:
        """Payload name → before and after in words, for what would change."""
        told = {name: self.plan(name, row, resource).words("name") for name in KINDS}
        return {name: words for name, words in told.items() if words}


def _organisations(rows: Sequence[ImportRow]) -> dict[str, int]:
    names = {
        item["authoritative_source"]
        for row in rows
        for item in row.payload.get("items") or ()
        if item.get("authoritative_source")
    }
    if not names:
        return {}
    known = Organisation.objects.active().filter(name__in=names).order_by("-pk")
    return dict(known.values_list("name", "pk"))


def write(
    pairs: Sequence[tuple[DataResource, ImportRow]],
    attached: Attached,
    *,
    batch: ImportBatch,
    actor: Any,
) -> list[AuditEvent]:
    """Add and change what the rows bring; where the database objects to one, it is told at its row and left out."""
    events: list[AuditEvent] = []
    for name in KINDS:
        plans = [(row, resource, attached.plan(name, row, resource)) for resource, row in pairs]
        events += _added(name, plans, batch, actor)
        events += _changed(name, plans, batch, actor)
    return events


Planned = tuple[ImportRow, DataResource, Plan]


def _added(name: str, plans: Sequence[Planned], batch: ImportBatch, actor: Any) -> list[AuditEvent]:
    model, _key = KINDS[name]
    made = [
        (row, model(resource=resource, created_by_id=actor.pk, **values))
        for row, resource, plan in plans
        for values in plan.new
    ]
    try:
        with transaction.atomic():
            copy_in([each for _row, each in made])
        stored = [each for _row, each in made]
    except IntegrityError:
        stored = [each for row, each in made if _alone(row, each)]
    return [_event("add", each, {}, batch, actor) for each in stored]


def _alone(row: ImportRow, each: Any) -> bool:
    try:
        with transaction.atomic():
            each.save(force_insert=True)
    except IntegrityError as error:
        row.tell(
            _("“%(name)s”没有写入：%(reason)s") % {"name": each, "reason": database_refusal(error)}
        )
        return False
    return True


def _changed(
    name: str, plans: Sequence[Planned], batch: ImportBatch, actor: Any
) -> list[AuditEvent]:
    model, _key = KINDS[name]
    changes = [pair for _row, _resource, plan in plans for pair in plan.changed]
    if not changes:
        return []
    names, before = {"version", "updated_at"}, {}
    for each, news in changes:
        before[each.pk] = snapshot(each)
        for field_name, value in news.items():
            setattr(each, field_name, value)
            names.add(field_name.removesuffix("_id"))
        each.version += 1
        each.updated_at = timezone.now()
    model.objects.bulk_update([each for each, _news in changes], sorted(names))
    return [_event("change", each, before[each.pk], batch, actor) for each, _news in changes]


def _event(
    verb: str, each: Any, before: dict[str, Any], batch: ImportBatch, actor: Any
) -> AuditEvent:
    after = {
        name: value for name, value in snapshot(each).items() if before or value not in (None, "")
    }
    return AuditEvent.objects.compose(
        f"{each._meta.label_lower}.{verb}", each, actor=actor, changes=difference(before, after),
        reason=_("导入批次 %(number)s：%(source)s") % {"number": batch.pk, "source": batch.source},
    )  # fmt: skip
