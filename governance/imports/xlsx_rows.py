"""Rows of an Excel workbook, read by calamine; the sheet with the most known headings is taken unless one is named."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path

from django.utils.translation import gettext_lazy as _
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from governance.imports import limits
from governance.imports.csv_rows import headings_of, row_of
from governance.imports.limits import UnreadableFile
from governance.imports.rows import SourceRow, plain
from governance.imports.unpacking import checked_workbook


def cell_text(value: object) -> str:
    """A cell as the text that stands in the sheet."""
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
    """One sheet as rows under its headings."""

    delimiter = encoding = ""

    def __init__(self, path: Path, *, sheet: str = "", known: frozenset[str] = frozenset()) -> None:
        checked_workbook(path)
        self._workbook = _workbook(path)
        self.sheets = self._workbook.sheet_names
        self.sheet = sheet if sheet in self.sheets else self._best(known)
        self.heading_row, self.headings = headings_of(self._head(self.sheet), known)

    def _best(self, known: frozenset[str]) -> str:
        def fit(name: str) -> tuple[int, int]:
            cells = [cell.strip() for row in self._head(name) for cell in row]
            return sum(1 for cell in cells if cell in known), sum(1 for cell in cells if cell)

        if not self.sheets:
            raise UnreadableFile(_("工作簿里没有工作表，请检查后重新上传。"))
        return max(self.sheets, key=fit)

    def _head(self, name: str) -> list[list[str]]:
        sheet = self._sheet(name)
        return [
            [cell_text(cell) for cell in row]
            for row in islice(sheet.to_python(nrows=20, skip_empty_area=False), 20)
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
        sheet = self._sheet(self.sheet)
        first = sheet.start[0] if sheet.start else 0
        for number, cells in enumerate(sheet.iter_rows(), start=first + 1):
            if number <= self.heading_row:
                continue
            row = row_of(number, [cell_text(cell) for cell in cells], self.headings, "")
            if row is not None:
                yield row


def _workbook(path: Path) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_path(str(path))
    except (CalamineError, OSError, ValueError) as error:
        raise UnreadableFile(
            _("工作簿无法读取（可能加了密码），请去掉密码并另存为 .xlsx 后重新上传。")
        ) from error
