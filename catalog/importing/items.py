"""Data items from the second sheet, each under the resource that it names; a wrong one faults its resource's row."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from catalog.importing.item_fields import (
    BY_NAME,
    HEADINGS,
    LINK_HEADINGS,
    LINKS,
    SHEETS,
    is_flag,
    is_number,
    longest,
)
from catalog.importing.words import folded, is_missing
from governance.exports import unguarded
from governance.imports.kinds import Interpreted
from governance.imports.rows import SourceRow
from governance.models.imports import DETAIL_ROWS_FROM

YES, NO = (
    frozenset(("是", "1", "true", "yes", "y", "√")),
    frozenset(("否", "0", "false", "no", "n", "×")),
)
HIGHEST = {"position": 32_767}
LARGEST = 2_147_483_647
#: How databases call the types.
OTHER_TYPES = {
    "varchar": "C", "varchar2": "C", "nvarchar": "C", "char": "C", "string": "C", "字符串": "C", "文本": "C",
    "int": "I", "integer": "I", "bigint": "I", "整数": "I", "number": "N", "numeric": "N", "decimal": "N",
    "数字": "N", "date": "D", "datetime": "T", "timestamp": "T", "时间型": "T", "bool": "L", "boolean": "L",
    "布尔型": "L", "布尔": "L", "float": "F", "double": "B", "clob": "M", "text": "M",
}  # fmt: skip
Link = tuple[str, str]


class ItemSheet:
    """The rows of the second sheet, waiting for the resource that they belong to."""

    def __init__(self, rows: Iterable[SourceRow]) -> None:
        self._waiting: dict[Link, list[SourceRow]] = {}
        for row in rows:
            self._waiting.setdefault(_link(row), []).append(row)

    def take(self, values: Mapping[str, Any]) -> list[SourceRow]:
        """The rows that name this resource, by number, by key, by code or by name."""
        if not self._waiting:
            return []
        found: list[SourceRow] = []
        for link in LINKS:
            word = values.get(link.name)
            if word:
                found += self._waiting.pop((link.name, linked(str(word))), [])
        return sorted(found, key=lambda row: row.number)

    def left(self) -> Iterator[SourceRow]:
        """The rows that no resource has taken, each with its fault and a number of its own."""
        rest = [row for rows in self._waiting.values() for row in rows]
        for row in sorted(rest, key=lambda row: row.number):
            place = dict(row.place) or {"column": next(iter(row.cells), "")}
            yield replace(
                row,
                number=DETAIL_ROWS_FROM + row.number,
                fault=row.fault
                or _("目录表中没有这条数据项所属的资源，请核对资源名称或者资源代码。"),
                place=place | {"sheet": SHEETS[0], "row": row.number},
            )

    def pass_over(self, values: Mapping[str, Any]) -> None:
        """Let go what an earlier run has taken."""
        self.take(values)


def linked(word: str) -> str:
    """A name or a code as two sheets may write it differently."""
    return "".join(unicodedata.normalize("NFKC", word).split()).casefold()


def _text(value: Any) -> str:
    text = value if isinstance(value, str) else "、".join(value)
    return unguarded(text).strip()


def _link(row: SourceRow) -> Link:
    if row.fault:
        return "", ""
    named: dict[str, str] = {}
    for heading, value in row.cells.items():
        name = LINK_HEADINGS.get(folded(heading))
        if name and not is_missing(_text(value)):
            named.setdefault(name, linked(_text(value)))
    return next(((link.name, named[link.name]) for link in LINKS if link.name in named), ("", ""))


def attach(found: Interpreted, sheet: ItemSheet) -> None:
    """Read the items of this resource into its values."""
    rows = sheet.take(found.values)
    items: list[dict[str, Any]] = []
    seen: set[str] = set()
    for row in rows:
        item = _Item(row, found).read()
        name = item.get("name", "")
        if name in seen:
            _Item(row, found).wrong("name", _("同一资源中已有同名的数据项，请更换名称。"))
        seen.add(name)
        items.append(item)
    if items:
        found.values["items"] = items


class _Item:
    """One row of the second sheet on its way to values; faults are told to its resource's row."""

    def __init__(self, row: SourceRow, found: Interpreted) -> None:
        self._row, self._found = row, found
        self._headings: dict[str, str] = {}
        for heading in row.cells:
            name = HEADINGS.get(folded(heading))
            if name:
                self._headings.setdefault(name, heading)

    def wrong(self, name: str, sentence: str) -> None:
        number = self._row.number
        self._found.tell(
            _("“%(sheet)s”表第 %(row)s 行：%(sentence)s")
            % {"sheet": SHEETS[0], "row": number, "sentence": sentence},
            is_wrong=True,
            sheet=SHEETS[0],
            row=number,
            column=self._headings.get(name, ""),
        )

    def read(self) -> dict[str, Any]:
        """The filled cells as stored values."""
        item: dict[str, Any] = {}
        for name, heading in self._headings.items():
            text = _text(self._row.cells[heading])
            if not is_missing(text):
                value = self._value(name, text)
                if value is not None:
                    item[name] = value
        if not item.get("name"):
            self.wrong("name", _("缺少数据项名称，请补上后重新导入。"))
        return item

    def _value(self, name: str, text: str) -> Any:
        if is_number(name):
            return self._number(name, text)
        if is_flag(name):
            return self._flag(name, text)
        if BY_NAME[name].choices:
            return self._code(name, text)
        plain = " ".join(text.split())
        limit = longest(name)
        if limit and len(plain) > limit:
            self.wrong(
                name,
                _("%(field)s超过 %(limit)s 个字，请缩短。")
                % {"field": BY_NAME[name].label, "limit": limit},
            )
            return None
        return plain

    def _number(self, name: str, text: str) -> int | None:
        digits = unicodedata.normalize("NFKC", text).strip()
        limit = HIGHEST.get(name, LARGEST)
        if digits.isascii() and digits.isdigit() and 0 < int(digits[:12]) <= limit:
            return int(digits)
        self.wrong(
            name,
            _("%(field)s须为不超过 %(limit)s 的正整数，请改正。")
            % {"field": BY_NAME[name].label, "limit": limit},
        )
        return None

    def _flag(self, name: str, text: str) -> bool | None:
        word = folded(text)
        if word in YES or word in NO:
            return word in YES
        self.wrong(name, _("%(field)s请填写“是”或者“否”。") % {"field": BY_NAME[name].label})
        return None

    def _code(self, name: str, text: str) -> str | None:
        word = folded(text)
        for code, label in BY_NAME[name].choices:
            whole = folded(str(label))
            plain = whole.removesuffix(code.lower())
            if word in (whole, plain, plain.removesuffix("型"), code.lower()):
                return code
        if name == "data_type" and word.partition("(")[0] in OTHER_TYPES:
            return OTHER_TYPES[word.partition("(")[0]]
        labels = "、".join(str(label) for _code, label in BY_NAME[name].choices)
        self.wrong(
            name,
            _("%(field)s“%(word)s”不在代码表中，请从%(labels)s中选择。")
            % {"field": BY_NAME[name].label, "word": text[:20], "labels": labels},
        )
        return None
