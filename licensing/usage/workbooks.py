"""A usage report as a workbook: already filled in, lists to choose from, metered and last figures beside."""

from pathlib import Path
from typing import Any

import xlsxwriter
from django.utils.translation import gettext_lazy as _

from catalog.vocabulary import Purpose
from governance.exports import guarded
from governance.imports import sheets
from licensing.models import Product, UsageEntry, UsageReport
from licensing.usage import checks

SHEET = _("使用情况")
#: Field → heading; the file format of this workbook.
COLUMNS = {
    "product": _("产品"),
    "purpose": _("用途类别"),
    "deliveries": _("调用量／交付量"),
    "volume": _("数据量（条）"),
    "users": _("用户数"),
    "free_quantity": _("其中免费提供量"),
    "revenue": _("收入（元）"),
    "note": _("说明"),
}
#: Shown beside, never read back.
BESIDE = (_("计量的调用量"), _("上期调用量／交付量"))
FIGURES = ("deliveries", "volume", "users", "free_quantity", "revenue")
ROWS, WIDTH = 500, 18


def product_words(product: Product) -> str:
    """「12 停车空位接口」: chosen by a person, known again by its number."""
    return f"{product.pk} {product.name}"


def write(path: Path, report: UsageReport) -> None:
    """The workbook of a report: its rows, then one for each product that has none yet."""
    entries = checks.entries_of(report)
    told = {entry.product_id for entry in entries}
    added = [each for each in checks.on_sale_during(report) if each.pk not in told]
    entries += [UsageEntry(report=report, product=each, purpose=each.purpose) for each in added]
    products = list(report.licence.products.exclude(listed_on=None).order_by("name", "pk"))
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(str(SHEET))
        lists = book.add_worksheet(sheets.LISTS)
        _head(book, sheet)
        _choices(sheet, lists, 0, [product_words(each) for each in products])
        _choices(sheet, lists, 1, [str(label) for label in Purpose.labels])
        _numbers(sheet)
        earlier = checks.last_figures(report)
        for line, entry in enumerate(entries, start=1):
            _row(sheet, line, entry, earlier.get((entry.product_id, entry.purpose)))


def _head(book: Any, sheet: Any) -> None:
    head = book.add_format({"bold": True, "bg_color": "#E8EEF7", "border": 1, "text_wrap": True})
    pale = book.add_format(
        {"italic": True, "font_color": "#6B7280", "border": 1, "text_wrap": True}
    )
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, len(COLUMNS) + len(BESIDE) - 1, WIDTH)
    for column, heading in enumerate(COLUMNS.values()):
        sheet.write_string(0, column, str(heading), head)
    for column, heading in enumerate(BESIDE, start=len(COLUMNS)):
        sheet.write_string(0, column, str(heading), pale)
        sheet.write_comment(0, column, str(_("供核对，上传时不读取。")), {"author": sheets.AUTHOR})


def _choices(sheet: Any, lists: Any, column: int, words: list[str]) -> None:
    for line, word in enumerate(words):
        lists.write_string(line, column, guarded(word))
    if words:
        letter = xlsxwriter.utility.xl_col_to_name(column)
        source = f"='{sheets.LISTS}'!${letter}$1:${letter}${len(words)}"
        sheet.data_validation(1, column, ROWS, column, {"validate": "list", "source": source})


def _numbers(sheet: Any) -> None:
    whole = {"validate": "integer", "criteria": ">=", "value": 0, "error_title": str(_("请填写非负整数"))}  # fmt: skip
    money = {"validate": "decimal", "criteria": ">=", "value": 0, "error_title": str(_("请填写非负金额"))}  # fmt: skip
    for column, name in enumerate(COLUMNS):
        if name in FIGURES:
            sheet.data_validation(1, column, ROWS, column, money if name == "revenue" else whole)


def _row(sheet: Any, line: int, entry: UsageEntry, before: int | None) -> None:
    sheet.write_string(line, 0, guarded(product_words(entry.product)))
    sheet.write_string(line, 1, str(entry.get_purpose_display()))
    for column, name in enumerate(COLUMNS):
        if name in FIGURES:
            sheet.write_number(line, column, getattr(entry, name))
    sheet.write_string(line, list(COLUMNS).index("note"), guarded(entry.note))
    for column, figure in enumerate((entry.metered, before), start=len(COLUMNS)):
        if figure is not None:
            sheet.write_number(line, column, figure)
