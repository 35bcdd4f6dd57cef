"""An uploaded file of whatever kind as one thing: headings, and rows that can be read again from any place."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Protocol

from django.utils.translation import gettext_lazy as _

from governance.imports import limits
from governance.imports.csv_rows import CsvRows
from governance.imports.encodings import CHOICES, encoding_of
from governance.imports.json_rows import JsonRows
from governance.imports.limits import UnreadableFile
from governance.imports.rows import SourceRow
from governance.imports.unpacking import OLD_WORKBOOK, ZIP, opened
from governance.imports.xlsx_rows import XlsxRows


class Source(Protocol):
    """What every reader offers."""

    encoding: str
    delimiter: str
    headings: list[str]

    def __iter__(self) -> Iterator[SourceRow]: ...


@dataclass(frozen=True, kw_only=True)
class Reading:
    """How to read a file; what is empty is found out."""

    encoding: str = ""
    part: str = ""  # the list inside a JSON document, or the sheet of a workbook
    known: frozenset[str] = frozenset()


def source_of(path: Path, reading: Reading) -> Source:
    """The reader that fits the bytes; the file's name is never trusted."""
    if path.stat().st_size == 0:
        raise UnreadableFile(_("文件是空的，请选择有内容的文件后重新上传。"))
    with path.open("rb") as stream:
        magic = stream.read(4)
    if magic == ZIP:
        return XlsxRows(path, sheet=reading.part, known=reading.known)
    if magic == OLD_WORKBOOK:
        raise UnreadableFile(
            _("不支持旧版 Excel 格式（.xls）或加密的工作簿，请另存为不加密的 .xlsx 后重新上传。")
        )
    encoding = reading.encoding if reading.encoding in CHOICES else encoding_of(path)
    if _first_mark(path, encoding) in ("[", "{"):
        return JsonRows(path, encoding=encoding, records=reading.part)
    return CsvRows(path, encoding=encoding, known=reading.known)


def _first_mark(path: Path, encoding: str) -> str:
    with opened(path) as stream:
        head = stream.read(1 << 12)
    return head.decode(encoding, "ignore").lstrip("\ufeff \t\r\n\x1e")[:1]


def rows_after(source: Source, number: int) -> Iterator[SourceRow]:
    """The rows behind the one with this number; the limit on rows is a refusal of the whole file."""
    for row in source:
        if row.number > limits.ROWS + 100:
            raise UnreadableFile(_("文件超过 100 万行，请拆分后重新上传。"))
        if row.number > number:
            yield row


def sample(source: Source, count: int = 200) -> list[SourceRow]:
    """The first rows that can be read, to suggest what the columns mean."""
    return [row for row in islice(source, count) if not row.fault]
