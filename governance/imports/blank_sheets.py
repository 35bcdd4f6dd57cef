"""The sheet that a bureau fills in: headings, an example, notes, and lists to choose from."""

from pathlib import Path

import xlsxwriter
from django.utils.translation import gettext as _

from governance.imports.kinds import ImportKind

LIST_ROWS = 2000


def write_template(path: Path, kind: ImportKind) -> None:
    """A workbook with one sheet to fill in and one that explains each column."""
    with xlsxwriter.Workbook(str(path)) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "bg_color": "#E8EEF7"})
        text = book.add_format({"num_format": "@"})  # codes and dates stay what was typed
        sheet = book.add_worksheet(_("填写"))
        notes = book.add_worksheet(_("填写说明"))
        sheet.freeze_panes(1, 0)
        notes.set_column(0, 3, 40)
        for line, cell in enumerate((_("列"), _("说明"), _("可填的取值"), _("示例"))):
            notes.write_string(0, line, cell, bold)
        for position, field in enumerate(kind.fields):
            sheet.set_column(position, position, 18, text)
            sheet.write_string(0, position, str(field.label), bold)
            words = [str(label) for _code, label in field.choices]
            if field.note:
                sheet.write_comment(0, position, str(field.note))
            if words:
                sheet.data_validation(
                    1, position, LIST_ROWS, position, {"validate": "list", "source": words}
                )
            for column, cell in enumerate(
                (str(field.label), str(field.note), "、".join(words), str(field.example))
            ):
                notes.write_string(position + 1, column, cell)
