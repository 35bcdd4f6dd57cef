"""Rows of an Excel workbook, read by calamine; the sheet with the most known headings is taken unless one is named."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path

from django.utils.translation import gettext_lazy as _
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from governance.imports import limits, sheets
from governance.imports.csv_rows import headings_of, row_of
from governance.imports.limits import UnreadableFile
from governance.imports.rows import SourceRow, plain
from governance.imports.unpacking import checked_workbook

HEAD_ROWS = 20


def cell_text(value: object) -> str:
    """A cell as the text that stands in the sheet."""
    if isinstance(value, str):
        return value
    if isinstance(value, datetime):
        return (
            value.date().isoformat()
            if value.time() == time()
            else value.isoformat(sep=" ", timespec="seconds")
        )
    if isinstance(value, date | time | timedelta):
        return str(value)
    return plain(value)


class XlsxRows:
    """One sheet as rows under its headings, and a second one with what hangs on them."""

    delimiter = encoding = ""

    def __init__(
        self,
        path: Path,
        *,
        sheet: str = "",
        known: frozenset[str] = frozenset(),
        details: tuple[str, ...] = (),
    ) -> None:
        checked_workbook(path)
        self._workbook = _workbook(path)
        self.detail_sheet = next(
            (name for name in self._workbook.sheet_names if name in details), ""
        )
        self.sheet = sheet if sheet in self._workbook.sheet_names else self._best(known)
        self.heading_row, self.headings = headings_of(self._head(self.sheet), known)
        self.total = self._sheet(self.sheet).total_height

    def _best(self, known: frozenset[str]) -> str:
        def fit(name: str) -> tuple[int, int]:
            cells = [cell.strip() for row in self._head(name) for cell in row]
            return sum(1 for cell in cells if cell in known), sum(1 for cell in cells if cell)

        shown = [
            each.name
            for each in self._workbook.sheets_metadata
            if each.visible == SheetVisibleEnum.Visible and each.name not in sheets.OURS
        ]
        records = [name for name in shown if name != self.detail_sheet]
        if not records:
            raise UnreadableFile(
                _("工作簿里没有可以读取的工作表（隐藏的工作表不读取），请检查后重新上传。")
            )
        return max(records, key=fit)

    def _head(self, name: str) -> list[list[str]]:
        sheet = self._sheet(name)
        return [
            [cell_text(cell) for cell in row]
            for row in islice(sheet.to_python(nrows=HEAD_ROWS, skip_empty_area=False), HEAD_ROWS)
        ]

    def _sheet(self, name: str) -> CalamineSheet:
        try:
            sheet = self._workbook.get_sheet_by_name(name)
        except (CalamineError, ValueError, OSError) as error:
            raise UnreadableFile(
                _("工作表无法读取，请用 Excel 或 WPS 另存为 .xlsx 后重新上传。")
            ) from error
        if sheet.height > limits.WORKBOOK_ROWS:
            raise UnreadableFile(_("工作表超过 20 万行，请另存为 CSV 后重新上传。"))
        return sheet

    def __iter__(self) -> Iterator[SourceRow]:
        return self._rows(self.sheet, self.heading_row, self.headings)

    def details(self) -> Iterator[SourceRow]:
        """The rows of the sheet that lists what hangs on the records, if there is one."""
        head = self._head(self.detail_sheet) if self.detail_sheet else []
        if any(cell.strip() for row in head for cell in row):
            heading_row, headings = headings_of(head, frozenset())
            yield from self._rows(self.detail_sheet, heading_row, headings)

    def _rows(self, name: str, heading_row: int, headings: list[str]) -> Iterator[SourceRow]:
        sheet = self._sheet(name)
        # The reader counts rows from the top of the sheet, but cells from the first column that holds any.
        before = [""] * (sheet.start[1] if sheet.start else 0)
        for number, cells in enumerate(sheet.iter_rows(), start=1):
            if number <= heading_row:
                continue
            row = row_of(number, [*before, *map(cell_text, cells)], headings, "")
            if row is not None:
                yield row


def _workbook(path: Path) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_path(str(path))
    except (CalamineError, OSError, ValueError) as error:
        raise UnreadableFile(
            _("工作簿无法读取（可能加了密码），请去掉密码并另存为 .xlsx 后重新上传。")
        ) from error
