"""The result of a batch as a file: each row's number, fate and reasons, for Excel and for machines."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import xlsxwriter
from django.utils.translation import gettext as _

from governance.exports import guarded
from governance.imports.kinds import ImportKind, kind_of
from governance.models import ImportBatch, ImportRow
from governance.words import field_label, field_value

CHUNK = 2000
MARKED = {
    ImportRow.Fate.ERROR: "#F8D7DA",
    ImportRow.Fate.DUPLICATE: "#E2E3E5",
    ImportRow.Fate.CHANGED: "#FFF3CD",
}


def headings() -> list[str]:
    """The first line."""
    return [_("行号"), _("结果"), _("名称"), _("说明"), _("变化"), _("来源标识")]


def lines(batch: ImportBatch, fate: str = "") -> Iterator[tuple[ImportRow, list[str]]]:
    """Every row, or those of one fate, with its cells."""
    kind = kind_of(batch)
    rows = batch.rows.filter(fate=fate) if fate else batch.rows.all()
    for row in rows.order_by("number").iterator(chunk_size=CHUNK):
        cells = [row.label, "；".join(row.messages), diff_words(row, kind), row.key]
        yield row, [row.where, row.get_fate_display(), *(guarded(cell) for cell in cells)]


def labels_of(batch: ImportBatch) -> dict[str, str]:
    """Field → its Chinese name."""
    return {field.name: str(field.label) for field in kind_of(batch).fields}


def diff_words(row: ImportRow, kind: ImportKind) -> str:
    """「更新周期：每年 → 每月」 for each changed field."""
    model, labels = kind.model, kind.detail_labels
    return "；".join(
        f"{labels.get(name) or field_label(model, name)}："
        f"{field_value(model, name, before)} → {field_value(model, name, after)}"
        for name, (before, after) in row.diff.items()
    )


def csv_bytes(batch: ImportBatch, fate: str = "") -> Iterator[bytes]:
    """In pieces, with the mark by which Excel and WPS know UTF-8."""
    held = io.StringIO()
    writer = csv.writer(held)
    writer.writerow(headings())
    held.seek(0)
    yield b"\xef\xbb\xbf" + held.read().encode()
    for _row, cells in lines(batch, fate):
        held.seek(0)
        held.truncate()
        writer.writerow(cells)
        yield held.getvalue().encode()


def write_xlsx(path: Path, batch: ImportBatch, fate: str = "") -> None:
    """A workbook whose cells are coloured by fate, errors with a note."""
    with xlsxwriter.Workbook(
        str(path), {"constant_memory": True, "strings_to_formulas": False}
    ) as book:
        sheet = book.add_worksheet(_("导入结果"))
        sheet.freeze_panes(1, 0)
        sheet.set_column(2, 5, 30)
        bold = book.add_format({"bold": True})
        colours = {mark: book.add_format({"bg_color": colour}) for mark, colour in MARKED.items()}
        for position, heading in enumerate(headings()):
            sheet.write_string(0, position, heading, bold)
        for line, (row, cells) in enumerate(lines(batch, fate), start=1):
            for position, cell in enumerate(cells):
                sheet.write_string(
                    line, position, cell[:32_767], colours.get(ImportRow.Fate(row.fate))
                )
