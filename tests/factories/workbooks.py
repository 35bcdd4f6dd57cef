"""Workbooks as people make them, and what stands in those that come back."""

import io
from typing import Any

import xlsxwriter
from openpyxl import load_workbook

HEAD = ["资源名称", "提供单位", "更新周期", "来源网址", "发布日期"]


def workbook(**sheets: list[list[Any]]) -> bytes:
    """A workbook with these sheets, texts as texts and numbers as numbers."""
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return held.getvalue()


def line(number: int, **over: str) -> list[str]:
    """A row under ``HEAD``."""
    cells = {
        "name": f"停车泊位信息{number}", "department": "市城市管理局", "cycle": "每月",
        "url": f"https://data.example.cn/{number}", "day": "2022-8-25",
    } | over  # fmt: skip
    return list(cells.values())


def opened(content: bytes) -> Any:
    """The workbook as openpyxl reads it."""
    return load_workbook(io.BytesIO(content))


def notes_in(sheet: Any) -> dict[str, str]:
    """Cell → the words of its comment."""
    return {
        cell.coordinate: cell.comment.text
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment is not None
    }


def saved(book: Any) -> bytes:
    """The bytes of a workbook that a person has mended."""
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()
