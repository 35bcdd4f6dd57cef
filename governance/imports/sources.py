"""An uploaded file of whatever kind as one thing: headings, and rows that can be read again from any place."""

import re
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
from governance.imports.rdf_rows import JSON_LD, RDF_XML, TURTLE, RdfRows
from governance.imports.rows import SourceRow
from governance.imports.unpacking import OLD_WORKBOOK, ZIP, opened
from governance.imports.xlsx_rows import XlsxRows

#: What other files begin with, and what to do about them.
FOREIGN = {
    OLD_WORKBOOK: _(
        "不支持旧版 Excel 格式（.xls）或加密的工作簿，请另存为不加密的 .xlsx 后重新上传。"
    ),
    b"%PDF": _("不能从 PDF 导入，请上传 Excel（.xlsx）、CSV、JSON 或者 DCAT 文件。"),
    b"Rar!": _("不能读取 RAR 压缩包，请解压后上传其中的文件。"),
    b"7z\xbc\xaf": _("不能读取 7z 压缩包，请解压后上传其中的文件。"),
    b"\x89PNG": _("不能从图片导入，请上传 Excel（.xlsx）、CSV、JSON 或者 DCAT 文件。"),
    b"\xff\xd8\xff": _("不能从图片导入，请上传 Excel（.xlsx）、CSV、JSON 或者 DCAT 文件。"),
}
TURTLE_HEAD = re.compile(
    r"(?:#[^\n]*\n\s*)*(?:@(?:prefix|base)\b|(?:prefix|base)\s+[\w:-]*\s*<|<https?:[^>\s]*>\s)",
    re.IGNORECASE,
)
RDF_MARK = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
PAGE_HEAD = re.compile(r"<!doctype html|<html|<table|<meta|<body", re.IGNORECASE)
LINKED_DATA = re.compile(
    r'"(?:@graph|(?:dcat|dct|dcterms):\w+|http://www\.w3\.org/ns/dcat#\w+)"\s*:'
)


class Source(Protocol):
    """What every reader offers."""

    encoding: str
    delimiter: str
    headings: list[str]
    total: int  # about how many rows there are

    def __iter__(self) -> Iterator[SourceRow]: ...
    def details(self) -> Iterator[SourceRow]: ...


@dataclass(frozen=True, kw_only=True)
class Reading:
    """How to read a file; what is empty is found out."""

    encoding: str = ""
    part: str = ""  # the list inside a JSON document, or the sheet of a workbook
    known: frozenset[str] = frozenset()
    details: tuple[str, ...] = ()  # names of the sheet that lists what hangs on the records


def source_of(path: Path, reading: Reading) -> Source:
    """The reader that fits the bytes; the file's name is never trusted."""
    if path.stat().st_size == 0:
        raise UnreadableFile(_("文件是空的，请选择有内容的文件后重新上传。"))
    with path.open("rb") as stream:
        magic = stream.read(4)
    if magic == ZIP:
        return XlsxRows(path, sheet=reading.part, known=reading.known, details=reading.details)
    for mark, sentence in FOREIGN.items():
        if magic.startswith(mark):
            raise UnreadableFile(sentence)
    encoding = reading.encoding if reading.encoding in CHOICES else encoding_of(path)
    head = _head(path, encoding)
    syntax = _syntax(head)
    if syntax:
        return RdfRows(path, encoding=encoding, syntax=syntax)
    if head[:1] in ("[", "{"):
        return JsonRows(path, encoding=encoding, records=reading.part)
    return CsvRows(path, encoding=encoding, known=reading.known)


def _head(path: Path, encoding: str) -> str:
    with opened(path) as stream:
        head = stream.read(1 << 14)
    return head.decode(encoding, "ignore").lstrip("\ufeff \t\r\n\x1e")


def _syntax(head: str) -> str:
    """The way in which a graph is written down; nothing for files of rows and records."""
    if TURTLE_HEAD.match(head):
        return TURTLE
    if head[:1] == "<":
        if RDF_MARK in head:
            return RDF_XML
        is_page = PAGE_HEAD.search(head[:1024])
        raise UnreadableFile(
            _("文件其实是网页（HTML），不是表格。请用浏览器打开，另存或者复制为 .xlsx 后重新上传。")
            if is_page
            else _(
                "XML 文件里没有 DCAT 目录（rdf:RDF），请改用 Excel、CSV、JSON 或者 DCAT 文件重新上传。"
            )
        )
    return JSON_LD if head[:1] in ("[", "{") and LINKED_DATA.search(head) else ""


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
