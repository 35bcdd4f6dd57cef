"""Rows on their way out: CSV by COPY past Python, JSON in pieces, XLSX row by row; flat memory in each."""

import codecs
import csv
import io
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import psycopg
import xlsxwriter
from django.core.exceptions import EmptyResultSet
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.db.models import QuerySet

from governance.exports.columns import Column, as_text, columns_of, details_of, headings, is_number

BOM = codecs.BOM_UTF8
CHUNK = 2000
WIDTH = 18


def csv_bytes(
    rows: QuerySet[Any], columns: tuple[Column, ...], *, encoding: str
) -> Iterator[bytes]:
    """A CSV file in UTF-8 with its mark (opens in Excel and WPS) or in GB18030."""
    first = io.StringIO()
    csv.writer(first).writerow(headings(columns))
    head = first.getvalue().encode(encoding)
    yield BOM + head if encoding == "utf-8" else head
    decoder = codecs.getincrementaldecoder("utf-8")()
    for piece in _copied(rows, columns):
        yield piece if encoding == "utf-8" else decoder.decode(piece).encode(encoding, "replace")


def _copied(rows: QuerySet[Any], columns: tuple[Column, ...]) -> Iterator[bytes]:
    statement = rows.values_list(*(as_text(rows.model, column) for column in columns))
    try:
        sql, params = statement.query.sql_with_params()
    except EmptyResultSet:
        # What this person may see is empty by its very terms: headings only.
        return
    with transaction.atomic(), connection.cursor() as plain:
        plain.execute("SET LOCAL statement_timeout = 0")
        raw = psycopg.ClientCursor(connection.connection)
        with raw.copy(f"COPY ({sql}) TO STDOUT WITH (FORMAT csv)", params) as pieces:
            held = bytearray()
            for piece in pieces:
                held += piece
                if len(held) >= 1 << 16:
                    yield bytes(held)
                    held.clear()
            yield bytes(held)


def _records(rows: QuerySet[Any], columns: tuple[Column, ...]) -> Iterator[dict[str, Any]]:
    """Machine-readable: the paths as keys, the codes as values."""
    names = [column.path for column in columns]
    asked = [column.path if column.made is None else column.made() for column in columns]
    with transaction.atomic():
        for values in rows.values_list(*asked).iterator(chunk_size=CHUNK):
            yield dict(zip(names, values, strict=True))


def _json(record: dict[str, Any]) -> bytes:
    return json.dumps(record, cls=DjangoJSONEncoder, ensure_ascii=False).encode()


def jsonl_bytes(rows: QuerySet[Any], columns: tuple[Column, ...]) -> Iterator[bytes]:
    """One record a line."""
    for record in _records(rows, columns):
        yield _json(record) + b"\n"


def json_bytes(rows: QuerySet[Any], columns: tuple[Column, ...]) -> Iterator[bytes]:
    """One list."""
    separator = b"[\n"
    for record in _records(rows, columns):
        yield separator + _json(record)
        separator = b",\n"
    yield b"[]\n" if separator == b"[\n" else b"\n]\n"


def write_xlsx(
    path: Path, rows: QuerySet[Any], columns: tuple[Column, ...], *, title: str, actor: Any
) -> None:
    """A workbook with frozen headings; text is text and never a formula, numbers are numbers."""
    details = details_of(rows.model) if columns == columns_of(rows.model) else None
    options = {"constant_memory": True, "strings_to_formulas": False}
    with xlsxwriter.Workbook(str(path), options) as workbook, transaction.atomic():
        _write_sheet(workbook, title, rows, columns)
        if details is not None:
            held = details.model._default_manager.filter(
                **{f"{details.link}__in": rows.order_by().values("pk")}
            )
            visible = details.model._default_manager.visible_to(actor).values("pk")  # type: ignore[attr-defined]
            shown = held.filter(pk__in=visible).order_by(details.link, *details.order)
            _write_sheet(workbook, details.title, shown, details.columns)


def _write_sheet(
    workbook: Any, title: str, rows: QuerySet[Any], columns: tuple[Column, ...]
) -> None:
    numeric = [is_number(rows.model, column) for column in columns]
    statement = rows.values_list(*(as_text(rows.model, column) for column in columns))
    sheet = workbook.add_worksheet(title[:31])
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(columns) - 1, WIDTH)
    for position, heading in enumerate(headings(columns)):
        sheet.write_string(0, position, heading, workbook.add_format({"bold": True}))
    for number, values in enumerate(statement.iterator(chunk_size=CHUNK), start=1):
        _write_row(sheet, number, values, numeric)


def _write_row(
    sheet: Any, number: int, values: tuple[str | None, ...], numeric: list[bool]
) -> None:
    for position, (value, is_numeric) in enumerate(zip(values, numeric, strict=True)):
        if value is None or value == "":
            continue
        if is_numeric and len(value) <= 15:  # beyond 15 digits a spreadsheet would round
            sheet.write_number(number, position, Decimal(value))
        else:
            sheet.write_string(number, position, value[:32_767])
