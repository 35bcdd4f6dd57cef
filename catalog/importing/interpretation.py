"""One row of a catalogue as the fields of a data resource; odd words are listed, wrong ones fault this row alone."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from django.db.models import CharField
from django.utils.translation import gettext as _

from catalog.importing import dates, files, formats, items
from catalog.importing.fields import BY_NAME
from catalog.importing.item_fields import LINKS
from catalog.importing.typed import COUNT_FIELDS, FLAG_FIELDS, count, flag
from catalog.importing.vocabularies import VOCABULARIES
from catalog.importing.words import folded, is_missing, parts, tidy
from catalog.models import DataResource
from governance.canonical import canonical_json, sha256
from governance.exports import unguarded
from governance.imports.kinds import Interpreted
from governance.imports.rows import Cell, SourceRow

LIMITS = {
    field.name: field.max_length
    for field in DataResource._meta.concrete_fields
    if isinstance(field, CharField) and field.max_length
}
LIMITS["department"] = LIMITS["source_provider"]
TAG_LENGTH = 60
#: Fields without which there is no record, or not this one.
VITAL = frozenset({"name", "code", "source_key", "source_url"})
#: Pasted with blanks and in full width as often as not.
CODES = frozenset({"id", "code", "source_url"})
SPACED_DIGITS = re.compile(r"(?<=[\d-]) (?=[\d-])")
DATE_FIELDS = ("issued_on", "data_updated_on", "covers_from", "covers_to")
#: Field → how its cell is read, where it is no text.
READERS: Mapping[str, Callable[[str], Any]] = {
    **dict.fromkeys(FLAG_FIELDS, flag),
    **dict.fromkeys(COUNT_FIELDS, count),
}
#: What only finds a record, or hangs on it.
NOT_OWN = frozenset({"id", "department", "items", "distributions"})
KEY_LENGTH = LIMITS["source_key"]


class RowInterpreter:
    """Reads rows with the columns and the answers of one batch."""

    def __init__(
        self,
        *,
        columns: Mapping[str, str],
        answers: Mapping[str, Mapping[str, str]],
        details: Iterable[SourceRow] = (),
    ) -> None:
        self._items = items.ItemSheet(details)
        self._headings: dict[str, list[str]] = {}
        for heading, name in columns.items():
            if name in BY_NAME:
                self._headings.setdefault(name, []).append(heading)
        self._answers = {
            name: {folded(word): code for word, code in words.items()}
            for name, words in answers.items()
        }

    def __call__(self, row: SourceRow) -> Interpreted:
        """The row's meaning; a fault of reading is passed on."""
        found = Interpreted(row.number)
        if row.fault:
            found.tell(row.fault, is_wrong=True, **row.place)
            return found
        for name, headings in self._headings.items():
            self._fill(found, name, _cell(row, headings))
        found.label = found.values.get("name") or ""
        if not found.label:
            found.tell(_("缺少资源名称，请补上后重新导入。"), at="name", is_wrong=True)
        _check_lengths(found)
        items.attach(found, self._items)
        if row.groups:
            files.attach(found, row)
        _identify(found)
        return found

    def pass_over(self, row: SourceRow) -> None:
        """Let go of the items of a row that an earlier run has read."""
        if not row.fault:
            self._items.pass_over(
                {
                    link.name: _text(link.name, str(_cell(row, self._headings.get(link.name, []))))
                    for link in LINKS
                }
            )

    def leftover(self) -> Iterator[SourceRow]:
        """Items that belong to none of the resources of the file."""
        return self._items.left()

    def _fill(self, found: Interpreted, name: str, cell: Cell) -> None:
        special: dict[str, Callable[[Interpreted, Cell], None]] = {
            "tags": _tags,
            "formats": self._formats,
        }
        if name in special:
            special[name](found, cell)
            return
        text = unguarded(cell if isinstance(cell, str) else "、".join(parts(cell)))
        if name in VOCABULARIES:
            self._code(found, name, text)
        elif name in DATE_FIELDS:
            _date(found, name, text)
        elif name in READERS:
            _typed(found, name, self._answers.get(name, {}).get(folded(text), text))
        else:
            found.values[name] = "" if is_missing(text) else _text(name, text)

    def _code(self, found: Interpreted, name: str, text: str) -> None:
        reading = VOCABULARIES[name].read(text, self._answers.get(name, {}))
        found.values[name] = reading.code
        if reading.is_unknown:
            _list(found, name, text)
        if name == "update_cycle":
            found.values["update_cycle_text"] = (
                "" if reading.code or is_missing(text) else text.strip()[:100]
            )

    def _formats(self, found: Interpreted, cell: Cell) -> None:
        known, unknown = formats.read(cell, dict(self._answers.get("formats", {})))
        found.values["formats"] = known
        for word in unknown:
            _list(found, "formats", word)


def _cell(row: SourceRow, headings: list[str]) -> Cell:
    """The cell, or the cells where two columns fill one field."""
    filled = [row.cells[heading] for heading in headings if row.cells.get(heading)]
    if len(filled) <= 1:
        return filled[0] if filled else ""
    return [item for cell in filled for item in (cell if isinstance(cell, list) else [cell])]


def _text(name: str, text: str) -> str:
    if name == "abstract":
        return tidy(text)
    plain = " ".join(text.split())
    if name == "contact_email":
        return "".join(unicodedata.normalize("NFKC", plain).split()).removeprefix("mailto:")
    if name in CODES:
        return "".join(unicodedata.normalize("NFKC", plain).split())
    if name == "contact_phone":
        return SPACED_DIGITS.sub("", unicodedata.normalize("NFKC", plain)).removeprefix("tel:")
    return plain


def _tags(found: Interpreted, cell: Cell) -> None:
    tags = [unguarded(tag) for tag in parts(cell)]
    found.values["tags"] = [tag for tag in tags if len(tag) <= TAG_LENGTH]
    for tag in tags:
        if len(tag) > TAG_LENGTH:
            found.listed.append(("tags", tag[:100]))
            found.tell(_("标签“%(tag)s…”过长，已略去，请人工填写。") % {"tag": tag[:20]}, at="tags")


def _date(found: Interpreted, name: str, text: str) -> None:
    day = None if is_missing(text) else dates.read(text)
    found.values[name] = day.isoformat() if day else None
    if day is None and not is_missing(text):
        _list(found, name, text)


def _typed(found: Interpreted, name: str, text: str) -> None:
    value = None if is_missing(text) else READERS[name](text)
    found.values[name] = value
    if value is None and not is_missing(text):
        _list(found, name, text)


def _list(found: Interpreted, name: str, text: str) -> None:
    word = " ".join(text.split())[:100]
    found.listed.append((name, word))
    found.tell(
        _("%(field)s“%(word)s”无法对应，已留空，请人工确认。")
        % {"field": BY_NAME[name].label, "word": word}
        if name != "formats"
        else _("格式“%(word)s”不在列表中，已原样保留，请人工确认。") % {"word": word},
        at=name,
    )


def _check_lengths(found: Interpreted) -> None:
    """What is too long is left empty and listed; without its name or its key a record is in error."""
    for name, limit in LIMITS.items():
        value = found.values.get(name)
        if not isinstance(value, str) or len(value) <= limit:
            continue
        shown = {"field": BY_NAME[name].label, "limit": limit}
        if name in VITAL:
            found.tell(_("%(field)s超过 %(limit)s 个字，请缩短。") % shown, at=name, is_wrong=True)
            continue
        found.values[name] = ""
        found.listed.append((name, value[:100]))
        found.tell(_("%(field)s超过 %(limit)s 个字，已留空，请人工填写。") % shown, at=name)


def _identify(found: Interpreted) -> None:
    """Which record of the source this is: its own identifier, else its page, else provider and name."""
    values = found.values
    url = values.get("source_url") or ""
    if url and urlsplit(url).scheme not in ("http", "https"):
        found.tell(
            _("来源网址须以 http:// 或 https:// 开头，请改正。"), at="source_url", is_wrong=True
        )
    found.digest = sha256(canonical_json(values))
    if values.get("id"):
        found.key = f"id:{values['id']}"[:KEY_LENGTH]
        return
    own = values.get("source_key") or url
    if own:
        found.key = own if len(own) <= KEY_LENGTH else f"sha256:{sha256(own)}"
        return
    found.key = f"name:{sha256(canonical_json([values.get('department'), values.get('name')]))}"
    found.spare_key = f"record:{found.digest}"


def host_of(urls: list[str]) -> str:
    """The host that most pages of a sample lie on: the source system's name where nobody gave one."""
    hosts = [urlsplit(url).netloc for url in urls if url.startswith("http")]
    return max(set(hosts), key=hosts.count)[:60] if hosts else ""


def plain_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """What a resource's own fields take from a row: without the keys that only find it."""
    return {
        name: value
        for name, value in values.items()
        if name not in NOT_OWN and not (name in FLAG_FIELDS and value is None)
    }
