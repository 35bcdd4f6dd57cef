"""The cells of any uploaded file in a new workbook with marks, row by row: for CSV, JSON and whatever is large."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from governance.exports import guarded
from governance.imports import sheets
from governance.imports.marking import (
    DOUBTFUL,
    LISTED,
    TEXT_CHARACTERS,
    WRONG,
    Marked,
    Note,
    colour_of,
    guide,
    kind_words,
    list_headings,
    more_words,
    note_text,
)
from governance.imports.rows import Cell, SourceRow
from governance.imports.sources import Source
from governance.imports.xlsx_rows import XlsxRows

#: A longer workbook is no help to anybody: it holds the wrong rows alone.
ALL_ROWS = 50_000
COMMENTS = 10_000
Listed = list[tuple[str, int, int, Note]]


def rewrite(
    path: Path,
    source: Source,
    rows: Iterator[Marked],
    facts: list[tuple[str, str]],
    *,
    only_wrong: bool,
) -> None:
    """A workbook with the uploaded columns; the first sheet lists what is marked on the second."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        summary = book.add_worksheet(sheets.SUMMARY)
        writer = _Sheet(book, source, only_wrong=only_wrong or source.total > ALL_ROWS)
        listed = writer.write(rows)
        if writer.only_wrong:
            facts = [*facts, (_("范围"), _("只含有误的行，其余的行不必重新上传。"))]
        _summary(book, summary, listed, facts)


class _Sheet:
    """The records' own sheet."""

    def __init__(self, book: Any, source: Source, *, only_wrong: bool) -> None:
        self._source, self.only_wrong = source, only_wrong
        self._headings = [name for name in source.headings if name != sheets.NOTE_COLUMN]
        title = source.sheet if isinstance(source, XlsxRows) else ""
        self._title = title if title and title not in sheets.OURS else _("目录")
        self._sheet = book.add_worksheet(self._title)
        self._colours = {
            colour: book.add_format({"bg_color": f"#{colour}"}) for colour in (WRONG, DOUBTFUL)
        }
        self._bold = book.add_format({"bold": True, "text_wrap": True, "bg_color": "#E8EEF7"})
        self._line, self._comments = 0, 0
        self._listed: Listed = []

    def write(self, rows: Iterator[Marked]) -> Listed:
        sheet = self._sheet
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(self._headings), 18)
        sheet.set_column(len(self._headings), len(self._headings), 60)
        for place, heading in enumerate([*self._headings, sheets.NOTE_COLUMN]):
            sheet.write_string(0, place, heading, self._bold)
        marked = next(rows, None)
        for row in self._source:
            while marked is not None and marked.number < row.number:
                marked = next(rows, None)
            own = marked if marked is not None and marked.number == row.number else None
            if not self.only_wrong or (own is not None and own.is_wrong):
                self._row(row, own)
        self._leftover(marked, rows)
        return self._listed

    def _leftover(self, marked: Marked | None, rows: Iterator[Marked]) -> None:
        """What was said of a second sheet stands in the list of the first."""
        rest = [marked] if marked is not None else []
        for each in [*rest, *islice(rows, LISTED)]:
            self._listed += [(note.sheet or self._title, note.row, -1, note) for note in each.notes]

    def _row(self, row: SourceRow, own: Marked | None) -> None:
        self._line += 1
        notes: dict[int, list[Note]] = {}
        if own is not None:
            for (_number, column), found in own.cells().items():
                notes[int(column)] = found
            self._sheet.write_string(self._line, len(self._headings), own.text)
            self._list(own)
        cells: list[Cell] = [row.cells.get(heading, "") for heading in self._headings]
        for place, cell in enumerate([_clean(raw) for raw in row.raw] or cells):
            self._cell(place + (place >= len(cells)), cell, notes.get(place, []))

    def _list(self, own: Marked) -> None:
        for note in own.notes:
            if len(self._listed) <= LISTED:
                where = (
                    (self._title, self._line + 1, note.column)
                    if not note.sheet
                    else (note.sheet, note.row, -1)
                )
                self._listed.append((*where, note))

    def _cell(self, place: int, value: Cell, notes: list[Note]) -> None:
        text = guarded(value if isinstance(value, str) else ",".join(value))
        if len(text) > TEXT_CHARACTERS:
            text = ""  # an empty cell never erases what is stored
            said = _("内容超过 Excel 单元格的上限，没有写入；再次导入时这一项保持不变。")
            notes = [*notes, Note(said, False, place, "", 0, "")]
        if not notes:
            if text:
                self._sheet.write_string(self._line, place, text)
            return
        self._sheet.write_string(self._line, place, text, self._colours[colour_of(notes)])
        if self._comments < COMMENTS:
            self._comments += 1
            size = {"author": sheets.AUTHOR, "x_scale": 2.5, "y_scale": 1.5}
            self._sheet.write_comment(self._line, place, note_text(notes), size)


def _clean(text: str) -> str:
    """What a workbook can hold of a broken cell."""
    whole = "".join(sign for sign in text if sign in "\n\t" or sign >= " ")
    return whole.encode("utf-8", "replace").decode()


def _summary(book: Any, sheet: Any, listed: Listed, facts: list[tuple[str, str]]) -> None:
    bold, link = book.add_format({"bold": True}), book.get_default_url_format()
    for place, width in enumerate((16, 24, 12, 10, 90)):
        sheet.set_column(place, place, width)
    lines: list[list[str]] = [[line] for line in guide()]
    lines += [[], *([label, guarded(value)] for label, value in facts), []]
    for number, cells in enumerate(lines):
        for place, cell in enumerate(cells):
            sheet.write_string(number, place, cell)
    for place, heading in enumerate(list_headings()):
        sheet.write_string(len(lines), place, heading, bold)
    for number, (title, row, column, note) in enumerate(listed[:LISTED], start=len(lines) + 1):
        cell = xlsxwriter.utility.xl_rowcol_to_cell(row - 1, column) if column >= 0 else ""
        sheet.write_string(number, 0, guarded(title))
        sheet.write_number(number, 1, row)
        if cell:
            sheet.write_url(
                number,
                2,
                f"internal:{xlsxwriter.utility.quote_sheetname(title)}!{cell}",
                link,
                cell,
            )
        sheet.write_string(number, 3, kind_words(note))
        sheet.write_string(number, 4, guarded(note.sentence)[:TEXT_CHARACTERS])
    if len(listed) > LISTED:
        sheet.write_string(len(lines) + LISTED + 1, 0, more_words(len(listed) - LISTED))
