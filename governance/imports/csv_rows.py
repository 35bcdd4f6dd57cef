"""Rows of a delimited text file; a broken row is a row with a fault, and the next one is read again from its start."""

import csv
import io
from collections import deque
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from django.utils.translation import gettext as _

from governance.imports import limits
from governance.imports.encodings import ERRORS
from governance.imports.limits import UnreadableFile
from governance.imports.rows import SourceRow, checked, heading_of
from governance.imports.sheets import EXAMPLE
from governance.imports.unpacking import opened

#: What is handed back of a row at fault.
RAW_CELLS = limits.COLUMNS
DELIMITERS = ",\t;|，"
csv.field_size_limit(limits.RECORD_CHARACTERS)
Record = tuple[list[str], str]


class _Lines:
    """Physical lines with a memory of those the current record took: a broken record gives them back."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self._returned: deque[str] = deque()
        self.taken: list[str] = []
        self.finished = False

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        if (
            len(self.taken) >= limits.QUOTED_LINES
            or sum(map(len, self.taken[-8:])) > limits.LINE_CHARACTERS
        ):
            raise csv.Error("unbalanced")
        line = self._returned.popleft() if self._returned else self._read()
        if not line:
            self.finished = True
            raise StopIteration
        self.taken.append(line)
        return line

    def _read(self) -> str:
        line = self._text.readline(limits.LINE_CHARACTERS)
        if len(line) < limits.LINE_CHARACTERS:
            return line
        while rest := self._text.readline(
            limits.LINE_CHARACTERS
        ):  # too long: keep the head, drop the rest of the line
            if len(rest) < limits.LINE_CHARACTERS or rest.endswith("\n"):
                break
        return line

    def give_back(self) -> None:
        """All lines but the first are read again: only the first is at fault."""
        self._returned.extendleft(reversed(self.taken[1:]))
        self.taken.clear()
        self.finished = False


def _records(lines: _Lines, delimiter: str) -> Iterator[Record]:
    """Cells of each record, or a fault. A quote that never closes costs one line, not the rest of the file."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        lines.taken.clear()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            if not lines.taken:
                return
            yield [lines.taken[0].rstrip("\r\n")], _line_fault(lines.taken)
            lines.give_back()
            reader = csv.reader(lines, delimiter=delimiter, strict=True)
            continue
        yield cells, ""


def _line_fault(taken: list[str]) -> str:
    if len(taken[0]) >= limits.LINE_CHARACTERS:
        return _("这一行过长，请检查换行后重新上传。")
    return _("这一行的引号不成对，请补齐后重新上传。")


def delimiter_of(sample: str) -> str:
    """The delimiter that stands most often in the first line that has one."""
    for line in sample.splitlines():
        counts = {mark: line.count(mark) for mark in DELIMITERS}
        best = max(counts, key=lambda mark: counts[mark])
        if counts[best]:
            return best
    return ","


def text_of(path: Path, encoding: str) -> io.TextIOWrapper:
    """The decoded file, line ends untouched."""
    return io.TextIOWrapper(opened(path), encoding=encoding, errors=ERRORS, newline="")


class CsvRows:
    """A delimited file as rows under its headings."""

    def __init__(self, path: Path, *, encoding: str, known: frozenset[str] = frozenset()) -> None:
        self.path, self.encoding = path, encoding
        with text_of(path, encoding) as text:
            self.delimiter = delimiter_of(text.read(1 << 16))
        with text_of(path, encoding) as text:
            head = [
                cells for cells, _fault in zip_first(_records(_Lines(text), self.delimiter), 20)
            ]
        self.heading_row, self.headings = headings_of(head, known)
        self.total = _line_count(path)

    def __iter__(self) -> Iterator[SourceRow]:
        with text_of(self.path, self.encoding) as text:
            for number, (cells, fault) in enumerate(
                _records(_Lines(text), self.delimiter), start=1
            ):
                if number <= self.heading_row:
                    continue
                row = row_of(number, cells, self.headings, fault)
                if row is not None:
                    yield row

    def details(self) -> Iterator[SourceRow]:
        """A sheet of text has no second sheet."""
        return iter(())


def _line_count(path: Path) -> int:
    """About how many rows there are, for the time that is left."""
    with opened(path) as stream:
        return sum(piece.count(b"\n") for piece in iter(lambda: stream.read(1 << 20), b""))


def zip_first(records: Iterator[Record], count: int) -> Iterator[Record]:
    """At most ``count`` records."""
    for _number, record in zip(range(count), records, strict=False):
        yield record


def headings_of(head: list[list[str]], known: frozenset[str]) -> tuple[int, list[str]]:
    """The heading row: the one with most known names among the first, else the first with two filled cells."""
    filled = [
        (number, [cell.strip() for cell in cells])
        for number, cells in enumerate(head, start=1)
        if sum(1 for cell in cells if cell.strip()) >= 2
    ]
    if not filled:
        filled = [
            (number, [cell.strip() for cell in cells])
            for number, cells in enumerate(head, start=1)
            if any(cell.strip() for cell in cells)
        ]
    if not filled:
        raise UnreadableFile(_("文件里没有标题行，请在第一行写上各列的名称后重新上传。"))
    number, names = max(
        filled, key=lambda row: (sum(1 for name in row[1] if name in known), -row[0])
    )
    names = names[: max(_width(cells) for cells in head[number - 1 :])]
    if len(names) > limits.COLUMNS:
        raise UnreadableFile(
            _("文件有 %(count)s 列，超过上限 %(limit)s 列，请删去无关的列后重新上传。")
            % {"count": len(names), "limit": limits.COLUMNS}
        )
    return number, distinct(names)


def _width(cells: list[str]) -> int:
    """How far the filled cells go: what a sheet merely formats is no column."""
    return max((place for place, cell in enumerate(cells, start=1) if cell.strip()), default=0)


def _repeats(cells: list[str], headings: list[str]) -> bool:
    """Whether the headings stand here again, as on every page of a printed sheet."""
    pairs = zip(cells, headings, strict=False)
    return all(heading_of(cell) == name for cell, name in pairs if cell.strip())


def distinct(names: list[str]) -> list[str]:
    """Headings made unique and never empty, so that no column hides another."""
    seen: dict[str, int] = {}
    result = []
    for position, name in enumerate(names, start=1):
        heading = heading_of(name) or _("第%(n)s列") % {"n": position}
        seen[heading] = seen.get(heading, 0) + 1
        result.append(heading if seen[heading] == 1 else f"{heading}（{seen[heading]}）")
    return result


def row_of(number: int, cells: list[str], headings: list[str], fault: str) -> SourceRow | None:
    """The row under its headings; an empty line is no row; surplus cells are a fault, never dropped in silence."""
    if fault:
        return SourceRow(number, {}, fault, raw=cells[:RAW_CELLS])
    if not any(cell.strip() for cell in cells) or EXAMPLE in cells or _repeats(cells, headings):
        return None
    if any(cell.strip() for cell in cells[len(headings) :]):
        return SourceRow(
            number,
            {},
            _(
                "第 %(row)s 行有 %(count)s 个单元格，比标题行的 %(columns)s 列多，请检查分隔符或引号。"
            )
            % {"row": number, "count": len(cells), "columns": len(headings)},
            raw=cells[:RAW_CELLS],
        )
    padded = chain(cells, [""] * (len(headings) - len(cells)))
    return checked(number, dict(zip(headings, padded, strict=False)))
