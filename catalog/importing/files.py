"""The files and interfaces that a harvested record names, as distributions (DCAT distribution, CKAN resources)."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext as _

from catalog.importing import formats
from catalog.importing.words import is_missing
from catalog.models import Distribution
from governance.imports.kinds import Interpreted
from governance.imports.rows import SourceRow

GROUPS = ("distribution", "distributions", "resources", "dcat:distribution")
ADDRESSES = ("downloadURL", "downloadUrl", "accessURL", "accessUrl", "url")
NAMES = ("title", "name", "description")
FORMATS = ("format", "mediaType", "mimetype")
SIZES = ("byteSize", "size")
INTERFACES = frozenset(("API", "WMS", "WFS", "WMTS"))
LONGEST_ADDRESS, LONGEST_NAME, LONGEST_FORMAT = 1000, 200, 40
BIGGEST = 2**62
Cells = Mapping[str, Any]


def attach(found: Interpreted, row: SourceRow) -> None:
    """Read the record's files into its values; one without an address is left out, and told."""
    given: Sequence[Cells] = next((row.groups[name] for name in GROUPS if row.groups.get(name)), ())
    files: dict[str, dict[str, Any]] = {}
    for cells in given:
        address = _first(cells, ADDRESSES)
        if _is_address(address):
            files.setdefault(address, _file(cells, address, found.label))
    if files:
        found.values["distributions"] = list(files.values())
    left_out = sum(1 for cells in given if not _is_address(_first(cells, ADDRESSES)))
    if left_out:
        found.tell(
            _("有 %(count)s 个分发方式没有可用的网址，已略去。") % {"count": left_out},
            column="distribution",
        )


def _first(cells: Cells, names: Sequence[str]) -> str:
    for name in names:
        value = cells.get(name) or ""
        text = value if isinstance(value, str) else next(iter(value), "")
        if not is_missing(text):
            return str(text).strip()
    return ""


def _is_address(address: str) -> bool:
    if len(address) > LONGEST_ADDRESS or not address.isprintable() or " " in address:
        return False
    try:
        found = urlsplit(address)
    except ValueError:
        return False
    return found.scheme in ("http", "https") and bool(found.netloc)


def _file(cells: Cells, address: str, title: str) -> dict[str, Any]:
    word = _first(cells, FORMATS)
    ending = urlsplit(address).path.rpartition("/")[2].rpartition(".")[2]
    known, _unknown = formats.read(word or (ending if formats.is_known(ending) else ""), {})
    name = " ".join((_first(cells, NAMES) or _last_part(address) or title).split())
    kept = next(iter(known), "其他")[:LONGEST_FORMAT]
    is_interface = kept in INTERFACES
    size = _first(cells, SIZES).partition(".")[0]
    return {
        "name": name[:LONGEST_NAME],
        "kind": str(Distribution.Kind.INTERFACE if is_interface else Distribution.Kind.FILE),
        "format": kept,
        "url": address,
    } | (
        {"size_bytes": int(size)}
        if size.isascii() and size.isdigit() and int(size[:20]) < BIGGEST
        else {}
    )


def _last_part(address: str) -> str:
    return unquote(urlsplit(address).path.rstrip("/").rpartition("/")[2], errors="replace")
