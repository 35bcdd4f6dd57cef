"""Marks in the very workbook that was uploaded: sheets, columns, widths and formats stay as they were."""

import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.utils.exceptions import InvalidFileException

from governance.exports import guarded
from governance.imports import sheets
from governance.imports.csv_rows import heading_of
from governance.imports.marking import (
    LISTED,
    Marked,
    Note,
    colour_of,
    guide,
    kind_words,
    list_headings,
    more_words,
    note_text,
)
from governance.imports.xlsx_rows import XlsxRows

#: Unpacked size of the sheets up to which a workbook is opened whole: about 100,000 cells, 100 MB, three seconds.
OPENED_BYTES = 6 * 1024**2
BROKEN = (InvalidFileException, ParseError, zipfile.BadZipFile, ValueError, KeyError, TypeError, AttributeError,
          IndexError, OSError)  # fmt: skip
Places = dict[str, int]


class NotAnnotated(Exception):
    """The workbook is too large to be opened whole, or cannot be."""


def annotate(
    stored: Path, path: Path, source: XlsxRows, rows: Iterable[Marked], facts: list[tuple[str, str]]
) -> None:
    """Write the workbook with its marks to ``path``; formulas are replaced by the values that were read."""
    with zipfile.ZipFile(stored) as archive:
        if (
            sum(part.file_size for part in archive.infolist() if "sheets/" in part.filename)
            > OPENED_BYTES
        ):
            raise NotAnnotated
    try:
        with stored.open("rb") as stream:  # by its name the file is of no kind
            book = load_workbook(stream, data_only=True, keep_links=False)
        _mark(book, source, list(rows), facts)
        book.save(path)
    except BROKEN as error:
        raise NotAnnotated from error


def _mark(book: Any, source: XlsxRows, rows: list[Marked], facts: list[tuple[str, str]]) -> None:
    sheet = book[source.sheet]
    for each in book.worksheets:
        _clean(each)
    if sheets.SUMMARY in book.sheetnames:
        del book[sheets.SUMMARY]
    beside = _note_column(sheet, source)
    detail = book[source.detail_sheet] if source.detail_sheet else None
    places = _headings(detail) if detail is not None else {}
    listed: list[tuple[str, str, Note]] = []
    for row in rows:
        if row.number:
            sheet.cell(row.number, beside).value = row.text
        listed += _cells(sheet, row.cells())
        if detail is not None:
            listed += _details(detail, row, places)
    _summary(book, listed, facts)


def _clean(sheet: Any) -> None:
    """Take away what an earlier return has left."""
    for line in sheet.iter_rows():
        for cell in line:
            if cell.comment is not None and cell.comment.author == sheets.AUTHOR:
                cell.comment = None
                cell.fill = PatternFill()


def _note_column(sheet: Any, source: XlsxRows) -> int:
    """The column for all sentences of a row: the one of an earlier return, emptied, else a new one on the right."""
    if sheets.NOTE_COLUMN in source.headings:
        place = source.headings.index(sheets.NOTE_COLUMN) + 1
        for line in range(source.heading_row + 1, sheet.max_row + 1):
            sheet.cell(line, place).value = None
        return place
    place = len(source.headings) + 1
    head = sheet.cell(source.heading_row, place)
    head.value, head.font = sheets.NOTE_COLUMN, Font(bold=True)
    sheet.column_dimensions[get_column_letter(place)].width = 60
    return place


def _cells(
    sheet: Any, cells: dict[tuple[int, int | str], list[Note]]
) -> list[tuple[str, str, Note]]:
    told = []
    for (row, column), notes in cells.items():
        cell = sheet.cell(row, int(column) + 1)
        _paint(cell, notes)
        told += [(sheet.title, cell.coordinate, note) for note in notes]
    return told


def _details(sheet: Any, row: Marked, places: Places) -> list[tuple[str, str, Note]]:
    cells = {
        (line, places.get(str(heading), 0)): notes
        for (line, heading), notes in row.cells(sheets.DETAILS).items()
    }
    return _cells(sheet, cells)  # type: ignore[arg-type]


def _headings(sheet: Any) -> Places:
    found: Places = {}
    for line in sheet.iter_rows(max_row=20):
        for place, cell in enumerate(line):
            if cell.value is not None:
                found.setdefault(heading_of(str(cell.value)), place)
    return found


def _paint(cell: Any, notes: list[Note]) -> None:
    cell.fill = PatternFill("solid", fgColor=colour_of(notes))
    if not isinstance(cell, MergedCell):
        comment = Comment(note_text(notes), sheets.AUTHOR)
        comment.width, comment.height = 320, 110
        cell.comment = comment


def _summary(book: Any, listed: list[tuple[str, str, Note]], facts: list[tuple[str, str]]) -> None:
    sheet = book.create_sheet(sheets.SUMMARY, 0)
    book.active = 0
    for each in book.worksheets[1:]:
        each.sheet_view.tabSelected = False
    for letter, width in zip("ABCDE", (16, 24, 12, 10, 90), strict=True):
        sheet.column_dimensions[letter].width = width
    for line in guide():
        sheet.append([line])
    sheet.append([])
    for label, value in facts:
        sheet.append([label, guarded(value)])
    sheet.append([])
    sheet.append(list_headings())
    for cell in sheet[sheet.max_row]:
        cell.font = Font(bold=True)
    for title, coordinate, note in listed[:LISTED]:
        sheet.append(
            [guarded(title), note.row, coordinate, kind_words(note), guarded(note.sentence)]
        )
        sheet.cell(sheet.max_row, 3).hyperlink = f"#{quote_sheetname(title)}!{coordinate}"
    if len(listed) > LISTED:
        sheet.append([more_words(len(listed) - LISTED)])
