"""The workbook that a bureau fills in: headings, an example, notes, and lists to choose from, the items beside."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from governance.imports import sheets
from governance.imports.kinds import ImportKind, TargetField

LIST_ROWS = 20_000
WIDTH, NOTE_WIDTH = 18, 40


@dataclass
class _Book:
    """The workbook with its looks and, column by column, the lists that its drop-downs show."""

    book: Any
    lists: Any
    used: dict[tuple[str, ...], str] = field(default_factory=dict)

    def look(self, **properties: Any) -> Any:
        return self.book.add_format({"text_wrap": True, **properties})

    def range_of(self, words: tuple[str, ...]) -> str:
        """The cells in which a list stands: a list written into the rule itself ends at 255 characters."""
        if words not in self.used:
            column = len(self.used)
            letter = xlsxwriter.utility.xl_col_to_name(column)
            for line, word in enumerate(words, start=1):
                self.lists.write_string(line, column, word)
            self.lists.set_column(column, column, WIDTH)
            self.used[words] = f"='{sheets.LISTS}'!${letter}$2:${letter}${len(words) + 1}"
        return self.used[words]


def write_template(path: Path, kind: ImportKind) -> None:
    """A sheet for the records, one for what hangs on them, one that explains each column, one with the lists."""
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False}) as book:
        records = book.add_worksheet(_("填写"))
        details = book.add_worksheet(kind.detail_sheets[0]) if kind.detail_sheets else None
        notes = book.add_worksheet(sheets.NOTES)
        made = _Book(book, book.add_worksheet(sheets.LISTS))
        _sheet(made, records, kind.fields)
        explained = [(records, kind.fields)]
        if details is not None:
            _sheet(made, details, kind.detail_fields)
            explained.append((details, kind.detail_fields))
        _notes(made, notes, explained)


def _sheet(made: _Book, sheet: Any, fields: Sequence[TargetField]) -> None:
    """Headings, the example, and a rule for every column with a list."""
    head = made.look(bold=True, bg_color="#E8EEF7", border=1)
    needed = made.look(bold=True, bg_color="#D5E3F5", border=1, font_color="#A4262C")
    text = made.book.add_format({"num_format": "@"})  # codes and dates stay what was typed
    pale = made.look(italic=True, font_color="#6B7280", num_format="@")
    sheet.freeze_panes(1, 0)
    for position, each in enumerate(fields):
        sheet.set_column(position, position, WIDTH, text)
        sheet.write_string(0, position, str(each.label), needed if each.is_required else head)
        sheet.write_string(1, position, str(each.example), pale)
        if each.note:
            sheet.write_comment(0, position, str(each.note), {"author": sheets.AUTHOR})
        words = tuple(str(label) for _code, label in each.choices)
        if words:
            heading = str(each.label)
            made.lists.write_string(0, len(made.used), heading, head)
            rule = {"validate": "list", "source": made.range_of(words), **_warning(heading)}
            sheet.data_validation(1, position, LIST_ROWS, position, rule)
    sheet.write_string(1, 0, sheets.EXAMPLE, pale)


def _warning(heading: str) -> dict[str, str]:
    """A word that is not on the list may stay: the import asks what it means."""
    return {
        "error_type": "warning",
        "error_title": _("取值不在列表中"),
        "error_message": _("%(column)s请从列表中选择。仍要保留时，导入预览会请您选择对应的代码。")
        % {"column": heading},
    }


def _notes(made: _Book, sheet: Any, explained: Sequence[tuple[Any, Sequence[TargetField]]]) -> None:
    head, wrap = made.look(bold=True, bg_color="#E8EEF7"), made.look(valign="top")
    sheet.set_column(0, 2, WIDTH)
    sheet.set_column(3, 5, NOTE_WIDTH)
    sheet.freeze_panes(1, 0)
    titles = (_("工作表"), _("列"), _("是否必填"), _("说明"), _("可填的取值"), _("示例"))
    for column, cell in enumerate(titles):
        sheet.write_string(0, column, cell, head)
    line = 0
    for page, fields in explained:
        for each in fields:
            line += 1
            words = "、".join(str(label) for _code, label in each.choices)
            required = _("必填") if each.is_required else _("选填")
            cells = (page.name, str(each.label), required, str(each.note), words, str(each.example))
            for column, cell in enumerate(cells):
                sheet.write_string(line, column, cell, wrap)
