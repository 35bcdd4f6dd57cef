"""One row of a stranger's file: what it says, or why it cannot be read."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from governance.imports import limits

SURROGATE = re.compile("[\ud800-\udfff]")
UNREADABLE = "\udcff"
Cell = str | list[str]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A numbered row; ``number`` is what a person counts in the file, heading included."""

    number: int
    cells: Mapping[str, Cell] = field(default_factory=dict)
    fault: str = ""
    place: Mapping[str, Any] = field(default_factory=dict)  # where the fault is: column, sheet, row
    raw: Sequence[str] = ()  # the cells of a row at fault, to be handed back
    groups: Mapping[str, Sequence[Mapping[str, "Cell"]]] = field(default_factory=dict)


def checked(number: int, cells: Mapping[str, Cell]) -> SourceRow:
    """The row, with its first fault named when a cell cannot be stored."""
    for heading, value in cells.items():
        fault = _fault(value)
        if fault:
            return SourceRow(
                number,
                {},
                _("第 %(row)s 行“%(column)s”%(fault)s")
                % {"row": number, "column": heading[:40], "fault": fault},
                place={"column": heading},
                raw=[kept if isinstance(kept, str) else ",".join(kept) for kept in cells.values()],
            )
    return SourceRow(number, cells)


def _fault(value: Cell) -> str:
    text = value if isinstance(value, str) else "".join(value)
    if len(text) > limits.CELL_CHARACTERS:
        return _("超过 %(limit)s 个字，请缩短后重新上传。") % {"limit": limits.CELL_CHARACTERS}
    if "\0" in text:
        return _("含有空字符（NUL），请删除后重新上传。")
    if text.isascii():
        return ""
    if SURROGATE.search(text):
        return _("含有无法识别的字符，请核对文件编码后重新上传。")
    return ""


def heading_of(name: str) -> str:
    """A heading that can be stored and shown: no blanks, no NUL, no half characters, not endless."""
    kept = (sign for sign in name if sign not in "\0\ufeff" and not "\ud800" <= sign <= "\udfff")
    return "".join("".join(kept).split())[: limits.HEADING_CHARACTERS]


def flattened(record: Mapping[str, Any]) -> dict[str, Cell]:
    """A nested record as flat columns: ``publisher.name``; lists of objects become lists under each key."""
    flat: dict[str, Cell] = {}
    for path, value in _leaves(record, "", 0):
        earlier = flat.get(path)
        if earlier is None:
            flat[path] = value
        else:
            flat[path] = [*_listed(earlier), *_listed(value)]
    return flat


def _listed(value: Cell) -> list[str]:
    return [value] if isinstance(value, str) else value


def _leaves(value: Any, path: str, depth: int) -> Iterator[tuple[str, Cell]]:
    if depth > limits.DEPTH:
        raise RecursionError(path)
    if isinstance(value, Mapping):
        for key, inner in value.items():
            name = heading_of(str(key))
            yield from _leaves(inner, f"{path}.{name}" if path else name, depth + 1)
    elif isinstance(value, list):
        yield from _list_leaves(value, path, depth)
    else:
        yield path, plain(value)


def _list_leaves(value: list[Any], path: str, depth: int) -> Iterator[tuple[str, Cell]]:
    scalars = [plain(item) for item in value if not isinstance(item, list | Mapping)]
    if scalars or not value:
        yield path, scalars
    for item in value:
        if isinstance(item, list | Mapping):
            yield from _leaves(item, path, depth + 1)


def plain(value: object) -> str:
    """A scalar as the text that a person would have typed."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
