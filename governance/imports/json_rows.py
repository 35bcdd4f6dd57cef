"""Records of a JSON file: a list, glued lists, JSON lines, lists inside a document; one record in memory at a time."""

import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from governance.imports import limits
from governance.imports.csv_rows import text_of
from governance.imports.limits import UnreadableFile
from governance.imports.rows import SourceRow, checked, flattened, heading_of

PIECE = 1 << 16
NEXT_RECORD = re.compile(r"\}\s*,?\s*(?=\{)")
SPACE = re.compile(r"[\s,\ufeff\x1e]*")
DECODER = json.JSONDecoder(strict=False, parse_float=str, parse_int=str, parse_constant=str)
HEADING_SAMPLE = 200
GROUP_SIZE = 500
Found = tuple[str, Any, str]


class _Text:
    """A window on the text that slides forward: what has been read is let go."""

    def __init__(self, stream: io.TextIOWrapper) -> None:
        self._stream = stream
        self.window, self.at, self.ended = "", 0, False

    def fill(self) -> bool:
        """Read on, at least as much as is held, so that a long record is not scanned again and again."""
        if self.ended:
            return False
        piece = self._stream.read(max(PIECE, len(self.window) - self.at))
        self.window, self.at = self.window[self.at :] + piece, 0
        self.ended = not piece
        return not self.ended

    def peek(self) -> str:
        """The next significant character, or nothing at the end. Commas between records are forgiven."""
        while True:
            match = SPACE.match(self.window, self.at)
            self.at = match.end() if match else self.at
            if self.at < len(self.window):
                return self.window[self.at]
            if not self.fill():
                return ""

    def value(self) -> Any:
        """Decode one value; a ValueError means that it is broken, not that the window was short."""
        while True:
            try:
                value, end = DECODER.raw_decode(self.window, self.at)
            except json.JSONDecodeError as error:
                if self._may_be_cut(error) and self.fill():
                    continue
                raise
            if end < len(self.window) or not self.fill():
                self.at = min(end, len(self.window)) if self.ended else end
                return value

    def _may_be_cut(self, error: json.JSONDecodeError) -> bool:
        if len(self.window) - self.at > limits.RECORD_CHARACTERS:
            return False
        return (
            error.msg.startswith(("Unterminated string", "Invalid \\"))
            or error.pos >= len(self.window) - 8
        )

    def skip_record(self) -> None:
        """After a broken record: go on at the next place that looks like the beginning of one."""
        self.at += 1
        while True:
            match = NEXT_RECORD.search(self.window, self.at)
            if match:
                self.at = match.end()
                return
            if self.ended:
                self.at = len(self.window)
                return
            self.at = max(self.at, len(self.window) - 64)
            self.fill()


def _items(text: _Text, path: str, depth: int = 0) -> Iterator[Found]:
    """The items of the list that begins here; lists within lists are opened."""
    text.at += 1
    while (mark := text.peek()) not in ("", "]"):
        if mark == "[" and depth < limits.DEPTH:
            yield from _items(text, path, depth + 1)
        elif mark in "}:":
            raise UnreadableFile(_("JSON 的括号不匹配，请检查后重新上传。"))
        else:
            yield _one(text, path)
    text.at += 1


def _one(text: _Text, path: str) -> Found:
    try:
        return path, text.value(), ""
    except RecursionError:
        fault = _("这条记录嵌套过深，请精简后重新上传。")
    except ValueError as error:
        fault = _("这条记录不是有效的 JSON（%(error)s），请改正后重新上传。") % {
            "error": str(error)[:80]
        }
    text.skip_record()
    return path, None, fault


def _members(text: _Text, path: str, depth: int) -> Iterator[Found]:
    """The lists inside the object that begins here, each under its path."""
    text.at += 1
    while (mark := text.peek()) not in ("", "}"):
        if mark != '"':
            raise UnreadableFile(_("JSON 的键没有引号，请检查后重新上传。"))
        key = _whole(text)
        inner = f"{path}.{heading_of(str(key))}" if path else heading_of(str(key))
        if text.peek() != ":":
            raise UnreadableFile(_("JSON 的键后缺少冒号，请检查后重新上传。"))
        text.at += 1
        mark = text.peek()
        if mark == "[":
            yield from _items(text, inner)
        elif mark == "{" and depth < limits.DEPTH:
            yield from _members(text, inner, depth + 1)
        else:
            _whole(text)
    text.at += 1


def _whole(text: _Text) -> Any:
    try:
        return text.value()
    except (ValueError, RecursionError) as error:
        raise UnreadableFile(
            _("文件不是有效的 JSON（%(error)s），请检查后重新上传。") % {"error": str(error)[:80]}
        ) from error


def _is_document(text: _Text) -> bool:
    """A first object with lists of objects inside, standing alone, is a document; otherwise it is a record."""
    while len(text.window) - text.at < limits.RECORD_CHARACTERS and text.fill():
        try:
            DECODER.raw_decode(text.window, text.at)
            break
        except (ValueError, RecursionError):
            continue
    try:
        value, end = DECODER.raw_decode(text.window, text.at)
    except (ValueError, RecursionError):
        return True
    following = SPACE.match(text.window, end)
    alone = following is None or following.end() >= len(text.window)
    return alone and any(_holds_records(inner) for inner in value.values())


def _holds_records(value: Any) -> bool:
    if isinstance(value, dict):
        return any(_holds_records(inner) for inner in value.values())
    return isinstance(value, list) and any(isinstance(item, dict) for item in value)


def walk(stream: io.TextIOWrapper) -> Iterator[Found]:
    """Every item of every list of the file with the path of its list; top-level records have the empty path."""
    text = _Text(stream)
    while mark := text.peek():
        if mark == "[":
            yield from _items(text, "")
        elif mark == "{" and _is_document(text):
            yield from _members(text, "", 0)
        elif mark in "]}:":
            text.at += 1
        else:
            yield _one(text, "")


class JsonRows:
    """The records of the chosen list (by default the longest) as rows."""

    delimiter = ""

    def __init__(self, path: Path, *, encoding: str, records: str = "") -> None:
        self.path, self.encoding = path, encoding
        self.lists: Counter[str] = Counter()
        samples: dict[str, dict[str, None]] = {}
        with text_of(path, encoding) as stream:
            for found, value, _fault in walk(stream):
                if not isinstance(value, dict):
                    continue
                self.lists[found] += 1
                if self.lists[found] <= HEADING_SAMPLE:
                    samples.setdefault(found, {}).update(dict.fromkeys(_keys(value)))
        if not self.lists:
            raise UnreadableFile(_("文件里没有找到记录列表，请确认是目录记录的 JSON 后重新上传。"))
        self.records = records if records in self.lists else self.lists.most_common(1)[0][0]
        self.headings = list(samples[self.records])
        self.total = self.lists[self.records]

    def __iter__(self) -> Iterator[SourceRow]:
        number = 0
        with text_of(self.path, self.encoding) as stream:
            for found, value, fault in walk(stream):
                if found == self.records and (fault or value not in (None, {}, "")):
                    number += 1
                    yield record_row(number, value, fault)

    def details(self) -> Iterator[SourceRow]:
        """What hangs on a record comes within it."""
        return iter(())


def _keys(record: dict[str, Any]) -> list[str]:
    try:
        return list(flattened(record))
    except RecursionError:
        return []


def record_row(number: int, value: Any, fault: str) -> SourceRow:
    """One record as a row, or the row with its fault."""
    if fault:
        return SourceRow(number, {}, fault)
    if not isinstance(value, dict):
        return SourceRow(
            number,
            {},
            _("第 %(row)s 条不是一条记录（缺少列名），请改正后重新上传。") % {"row": number},
        )
    try:
        cells = flattened(value)
    except RecursionError:
        return SourceRow(
            number, {}, _("第 %(row)s 条记录嵌套过深，请精简后重新上传。") % {"row": number}
        )
    if len(cells) > limits.COLUMNS:
        return SourceRow(
            number,
            {},
            _("第 %(row)s 条记录有 %(count)s 列，超过上限 %(limit)s 列。")
            % {"row": number, "count": len(cells), "limit": limits.COLUMNS},
        )
    return replace(checked(number, cells), groups=_groups(value))


def _groups(record: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """The lists of objects within a record, each object with its own cells: files of a data set, above all."""
    return {
        heading_of(str(key)): [flattened(item) for item in value[:GROUP_SIZE]]
        for key, value in record.items()
        if isinstance(value, list) and value and all(isinstance(item, dict) for item in value)
    }
