"""The import of a catalogue: rows become drafts of data resources, one event each, in constant queries a batch."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from catalog.importing import attached as details
from catalog.importing import headings
from catalog.importing.comparison import existing_for, judge
from catalog.importing.fields import FIELDS
from catalog.importing.interpretation import RowInterpreter, host_of
from catalog.importing.item_fields import ITEM_FIELDS, LINKS, SHEETS
from catalog.importing.writing import change, create
from catalog.models import DataResource, ResourceQuality, ResourceSearch
from governance.imports.kinds import Interpreter, TargetField
from governance.imports.rows import SourceRow
from governance.models import AuditEvent, ImportBatch, ImportRow

Fate = ImportRow.Fate


class CatalogueImport:
    """``ImportKind`` of data resources."""

    name = "catalogue"
    model = DataResource
    label = _("公共数据资源目录")
    fields: tuple[TargetField, ...] = FIELDS
    known_headings = headings.KNOWN_HEADINGS
    detail_sheets = SHEETS
    detail_fields: tuple[TargetField, ...] = (*LINKS, *ITEM_FIELDS)
    detail_labels: Mapping[str, Any] = {"items": _("数据项"), "distributions": _("分发方式")}

    def suggest(self, names: Sequence[str], rows: Iterable[SourceRow]) -> dict[str, str]:
        """What the columns most likely mean."""
        return headings.suggest(names, rows)

    def is_own(self, names: Sequence[str]) -> bool:
        """Whether most columns bear the names of our own sheet."""
        return headings.is_own(names)

    def name_source(self, names: Sequence[str], rows: Iterable[SourceRow]) -> str:
        """The host on which most pages of the records lie."""
        return host_of([str(row.cells.get(name, "")) for row in rows for name in names])

    def interpreter(self, batch: ImportBatch, details: Iterable[SourceRow] = ()) -> Interpreter:
        """A reader of rows with this batch's columns and answers, and the items of the second sheet."""
        return RowInterpreter(columns=batch.columns, answers=batch.answers, details=details)

    def compare(self, batch: ImportBatch, rows: Sequence[ImportRow], *, actor: Any) -> None:
        """New, changed or the same, against what the portal holds now."""
        existing = existing_for(batch, rows, lock=False)
        judge(batch, rows, existing, actor=actor)

    def write(self, batch: ImportBatch, rows: Sequence[ImportRow], *, actor: Any) -> None:
        """Create and change, after judging again against the locked rows."""
        existing = existing_for(batch, rows, lock=True)
        departments, attached = judge(batch, rows, existing, actor=actor)
        new = [row for row in rows if row.fate == Fate.NEW]
        changed = [(existing[row.key], row) for row in rows if row.fate == Fate.CHANGED]
        created, events = create(batch, new, departments, actor=actor)
        altered, more = change(changed, departments, actor=actor)
        written = [*created, *altered]
        events += [*more, *details.write(written, attached, batch=batch, actor=actor)]
        for derived in (ResourceSearch, ResourceQuality):
            derived.objects.rebuild([resource for resource, _row in written])
        AuditEvent.objects.record_each(events)
