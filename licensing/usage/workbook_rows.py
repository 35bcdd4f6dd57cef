"""A usage report's workbook on its way back: read, judged cell by cell, and written as edits, all of it or nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from catalog.vocabulary import Purpose
from governance import edits
from governance.exports import unguarded
from governance.imports.annotating import annotate
from governance.imports.limits import UnreadableFile
from governance.imports.marking import Marked, Note
from governance.imports.rows import SourceRow
from governance.imports.xlsx_rows import XlsxRows
from governance.snapshots import difference, snapshot
from licensing.models import UsageEntry, UsageReport
from licensing.usage.workbooks import COLUMNS, FIGURES

HEADINGS = {str(heading): name for name, heading in COLUMNS.items()}


@dataclass
class Row:
    """One line of the workbook: the entry it stands for, and what is to be said about its cells."""

    number: int
    entry: UsageEntry
    told: list[tuple[str, str, bool]] = field(default_factory=list)
    is_changed: bool = False

    def tell(self, name: str, sentence: str, *, is_wrong: bool = True) -> None:
        """A sentence about the cell of a field."""
        self.told.append((name, sentence, is_wrong))

    @property
    def is_wrong(self) -> bool:
        return any(wrong for _name, _sentence, wrong in self.told)


@dataclass
class Reading:
    """What a workbook says."""

    source: XlsxRows
    rows: list[Row]

    @property
    def is_wrong(self) -> bool:
        return any(row.is_wrong for row in self.rows)

    @property
    def sentences(self) -> Iterator[str]:
        """Every sentence with its place, errors first."""
        for wanted in (True, False):
            for row in self.rows:
                for name, sentence, is_wrong in row.told:
                    if is_wrong is wanted:
                        where = {"row": row.number, "column": COLUMNS[name]}
                        yield f"{_('第 %(row)d 行“%(column)s”') % where}：{sentence}"


def read(path: Path, report: UsageReport) -> Reading:
    """Judge every row; raises ``UnreadableFile`` where it is no such workbook."""
    source = XlsxRows(path, known=frozenset(HEADINGS))
    lacking = [heading for heading in HEADINGS if heading not in source.headings]
    if lacking:
        raise UnreadableFile(
            _("工作簿缺少以下各列：%(names)s。请下载本报告的模板填写。")
            % {"names": "、".join(lacking)}
        )
    known = {(each.product_id, each.purpose): each for each in report.entries.all()}
    products = {str(each.pk): each for each in report.licence.products.all()}
    rows: list[Row] = []
    seen: set[tuple[Any, str]] = set()
    for cells in source:
        if any(str(cells.cells.get(heading, "")).strip() for heading in HEADINGS):
            row = _row(cells, report, known, products)
            _judge(row, seen)
            rows.append(row)
    return Reading(source, rows)


def _row(
    cells: SourceRow, report: UsageReport, known: dict[Any, UsageEntry], products: dict[str, Any]
) -> Row:
    given = {
        name: unguarded(str(cells.cells.get(heading, ""))).strip()
        for heading, name in HEADINGS.items()
    }
    product = products.get(given["product"].partition(" ")[0])
    purposes = {str(label): code for code, label in Purpose.choices}
    purpose = purposes.get(given["purpose"], "")
    entry = known.get((product and product.pk, purpose)) or UsageEntry(
        report=report, product=product, purpose=purpose
    )
    row = Row(cells.number, entry)
    if product is None:
        row.tell("product", _("不是本协议的产品，请从列表中选择。"))
    if not purpose:
        row.tell("purpose", _("不是规定的用途类别，请从列表中选择。"))
    before = snapshot(entry)
    for name in FIGURES:
        _figure(row, name, given[name])
    entry.note = given["note"]
    row.is_changed = entry.pk is None or bool(difference(before, snapshot(entry)))
    return row


#: Longer figures are no quantities, and would only cost time.
MOST_DIGITS = 15


def _figure(row: Row, name: str, text: str) -> None:
    plain = text.replace(",", "").replace("，", "") or "0"
    try:
        value = Decimal(plain)
    except InvalidOperation:
        row.tell(name, _("不是数字，请改正。"))
        return
    if (
        not value.is_finite()
        or value < 0
        or value.adjusted() > MOST_DIGITS
        or -int(value.as_tuple().exponent) > MOST_DIGITS
        or (name != "revenue" and value != value.to_integral_value())
    ):
        row.tell(
            name,
            _("应为非负整数，不超过 15 位。")
            if name != "revenue"
            else _("应为非负金额，不超过 15 位。"),
        )
        return
    setattr(row.entry, name, value.quantize(Decimal("0.01")) if name == "revenue" else int(value))


def _judge(row: Row, seen: set[tuple[Any, str]]) -> None:
    """Faults of the row as a whole, in the words of the form and of the database."""
    if row.is_wrong:
        return
    entry = row.entry
    key = (entry.product_id, entry.purpose)
    if key in seen:
        row.tell("product", _("同一产品的同一用途已有一行，请合并填写。"))
    seen.add(key)
    try:
        entry.full_clean()
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            for message in messages:
                row.tell(name if name in COLUMNS else "deliveries", str(message))
    if entry.purpose != entry.product.purpose:
        words = _("产品登记的用途为“%(purpose)s”，报送后将按超范围使用处理，请核对。")
        row.tell("purpose", words % {"purpose": entry.product.get_purpose_display()}, is_wrong=False)  # fmt: skip


@transaction.atomic
def apply(reading: Reading, *, actor: Any) -> dict[str, int]:
    """Write what is new and changed as edits; return how much there was of each."""
    counts = {"new": 0, "changed": 0, "same": 0}
    for row in reading.rows:
        if not row.is_changed:
            counts["same"] += 1
            continue
        counts["new" if row.entry.pk is None else "changed"] += 1
        edits.save(row.entry, actor=actor)
    return counts


def mark(stored: Path, path: Path, reading: Reading) -> None:
    """The person's own workbook with its wrong cells coloured and noted."""
    places = {heading: place for place, heading in enumerate(reading.source.headings)}
    marked = [
        Marked(
            row.number,
            row.is_wrong,
            tuple(
                Note(
                    sentence=sentence, is_wrong=is_wrong, column=places[str(COLUMNS[name])], sheet="", row=row.number,
                    heading=str(COLUMNS[name]),
                )
                for name, sentence, is_wrong in row.told
            ),
        )
        for row in reading.rows
        if row.told
    ]  # fmt: skip
    annotate(stored, path, reading.source, marked, [])
