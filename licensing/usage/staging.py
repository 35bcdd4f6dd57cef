"""Metered records on their way in: CSV as it comes, NDJSON line by line, into a table of text; bounded throughout."""

import csv
import hashlib
import io
import json
import re
import tempfile
from collections.abc import Iterable, Iterator
from typing import Any, Protocol

from django.db import connection
from django.utils.translation import gettext_lazy as _

from governance.errors import InvalidInput
from licensing.usage import statements

PIECE = 1 << 16
LARGEST = 256 << 20
IN_MEMORY = 4 << 20
LONGEST_HEADING = 4096
SHOWN_FAULTS = 20
FIELDS = {
    "product": _("产品"),
    "at": _("时间"),
    "quantity": _("数量"),
    "purpose": _("用途类别"),
    "customer": _("用户或交付编号"),
    "size": _("字节数"),
    "outcome": _("结果"),
    "resources": _("授权资源"),
}
LINE = re.compile(r"line (\d+)")
END_MARK = re.compile(rb"\n\\\.\r?\n")


class Readable(Protocol):
    """What can be read piece by piece: a request, a file."""

    def read(self, size: int = ..., /) -> bytes: ...


class TooLarge(InvalidInput):
    """More than one delivery may hold."""

    http_status = 413
    code = "too_large"


class Pieces:
    """The body in pieces, counted and hashed as it passes, and held on disk: who made a mistake is told where."""

    def __init__(self, stream: Readable) -> None:
        self._stream = stream
        self._held = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 -- closed by ``__exit__``
        self._hash = hashlib.sha256()
        self.size = 0

    def __enter__(self) -> "Pieces":
        return self

    def __exit__(self, *_told: object) -> None:
        self._held.close()

    def __iter__(self) -> Iterator[bytes]:
        while piece := self._stream.read(PIECE):
            self.size += len(piece)
            if self.size > LARGEST:
                raise TooLarge(
                    _("一批计量记录不得超过 %(limit)d MB，请分批报送。") % {"limit": LARGEST >> 20}
                )
            self._hash.update(piece)
            self._held.write(piece)
            yield piece

    def again(self) -> Iterator[bytes]:
        """The pieces that have passed."""
        self._held.seek(0)
        while piece := self._held.read(PIECE):
            yield piece

    @property
    def digest(self) -> str:
        """The hash of what has passed."""
        return self._hash.hexdigest()


def stage(pieces: Iterable[bytes], file_format: str, *, as_text: bool = False) -> None:
    """Fill the table of typed columns, or the one of texts; a malformed file is refused with its line.

    Raises ``DataError`` where a value is of the wrong type: the texts then tell which.
    """
    reading = iter(pieces)
    with connection.cursor() as cursor:
        cursor.execute(statements.TEXTS if as_text else statements.STAGE)
    table = "usage_text" if as_text else "usage_stage"
    if file_format == "csv":
        _copy_csv(table, reading)
    else:
        _copy(table, tuple(FIELDS), _lines_as_csv(reading))


def _copy(table: str, columns: tuple[str, ...], rows: Iterator[bytes]) -> None:
    statement = f"COPY {table} ({', '.join(columns)}) FROM STDIN WITH (FORMAT csv)"
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(statement) as copy,
    ):
        for piece in _without_end_mark(rows):
            copy.write(piece)


def _without_end_mark(rows: Iterator[bytes]) -> Iterator[bytes]:
    """A line of its own that ends COPY would lose what follows it: refused."""
    tail = b"\n"
    for piece in rows:
        if END_MARK.search(tail + piece + b"\n" if piece.endswith(b"\\.") else tail + piece):
            raise InvalidInput(_("文件中有一行只有“\\.”，不是计量记录，请删去后重新报送。"))
        tail = (tail + piece)[-3:]
        yield piece


def _copy_csv(table: str, reading: Iterator[bytes]) -> None:
    held = b""
    while b"\n" not in held and len(held) <= LONGEST_HEADING:
        piece = next(reading, b"")
        held += piece
        if not piece:
            break
    head, _newline, rest = held.partition(b"\n")
    columns = headings(head)

    def rows() -> Iterator[bytes]:
        yield rest
        yield from reading

    _copy(table, columns, rows())


def headings(line: bytes) -> tuple[str, ...]:
    """The columns of a CSV, by their names in the interface or in Chinese."""
    try:
        names = next(csv.reader([line.decode("utf-8-sig").strip()]), [])
    except (UnicodeDecodeError, csv.Error) as error:
        raise InvalidInput(_("文件首行不能识别，请用 UTF-8 编码，首行写列名。")) from error
    words = {str(label): name for name, label in FIELDS.items()}
    found = tuple(words.get(name.strip(), name.strip()) for name in names)
    strangers = [name for name in found if name not in FIELDS]
    if strangers or len(set(found)) != len(found) or not {"product", "at"} <= set(found):
        raise InvalidInput(
            _("首行的列名应在以下各列中选择，且须有产品（product）和时间（at）：%(names)s。")
            % {"names": "、".join(f"{label}（{name}）" for name, label in FIELDS.items())}
        )
    return found


def _lines_as_csv(reading: Iterator[bytes]) -> Iterator[bytes]:
    """NDJSON as CSV, a piece at a time."""
    held, number = b"", 0
    for piece in reading:
        *lines, held = (held + piece).split(b"\n")
        if len(held) > PIECE * 2:
            raise InvalidInput(
                _("第 %(line)d 行过长，请核对文件。") % {"line": number + len(lines) + 1}
            )
        yield _as_csv(lines, number)
        number += len(lines)
    if held.strip():
        yield _as_csv([held], number)


def _as_csv(lines: list[bytes], before: int) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    for number, line in enumerate(lines, start=before + 1):
        if line.strip():
            writer.writerow(_cells(line, number))
    try:
        return out.getvalue().encode()
    except UnicodeEncodeError as error:
        raise InvalidInput(
            _("第 %(first)d 至 %(last)d 行中有不能识别的字符，请用 UTF-8 编码重新报送。")
            % {"first": before + 1, "last": before + len(lines)}
        ) from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The members of an object; of two with one name nobody knows which is meant."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name stands twice")
    return found


def _cells(line: bytes, number: int) -> list[Any]:
    try:
        record = json.loads(line, object_pairs_hook=_once)
    except (ValueError, RecursionError):
        record = None
    if not isinstance(record, dict) or record.keys() - FIELDS.keys():
        raise InvalidInput(
            _(
                "第 %(line)d 行不是可以识别的 JSON 对象，或者同一字段写了两次，请按接口说明的字段填写。"
            )
            % {"line": number}
        )
    listed = record.get("resources")
    if isinstance(listed, list):
        record["resources"] = " ".join(str(each) for each in listed)
    if any(isinstance(value, dict | list | bool) for value in record.values()):
        raise InvalidInput(
            _("第 %(line)d 行的字段应为文字或数字，请核对后重新报送。") % {"line": number}
        )
    return [record.get(name) for name in FIELDS]


def malformed(error: Exception) -> Any:
    cause: Any = error.__cause__
    found = LINE.search(getattr(getattr(cause, "diag", None), "context", "") or "")
    if found is None:
        return _("文件的编码或格式不能识别，请用 UTF-8 编码的 CSV 或 NDJSON。")
    # The heading was taken off before.
    return _("第 %(line)d 行的列数、引号或编码有误，请核对后重新报送。") % {
        "line": int(found[1]) + 1
    }
