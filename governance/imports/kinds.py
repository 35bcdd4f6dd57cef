"""What can be imported: each kind names its target fields and knows how a row is read, compared and written."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.db.models import Model
from django.utils.functional import Promise

from governance.imports.rows import SourceRow
from governance.models import ImportBatch, ImportRow


@dataclass(frozen=True, kw_only=True)
class TargetField:
    """A field that a column may fill; ``choices`` are the answers to a word that nobody knows."""

    name: str
    label: str | Promise
    choices: tuple[tuple[str, str | Promise], ...] = ()
    note: str | Promise = ""
    example: str | Promise = ""
    is_required: bool = False


@dataclass(slots=True)
class Interpreted:
    """What a row means for this portal."""

    number: int
    key: str = ""
    spare_key: str = (
        ""  # the whole content's hash, for a second record where the derived key is taken
    )
    label: str = ""
    digest: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    listed: list[tuple[str, str]] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    is_error: bool = False


Interpreter = Callable[[SourceRow], Interpreted]


class ImportKind(Protocol):
    """One kind of import; kept as a single instance in the registry."""

    @property
    def name(self) -> str: ...
    @property
    def model(self) -> type[Model]: ...
    @property
    def label(self) -> str | Promise: ...
    @property
    def fields(self) -> Sequence[TargetField]: ...
    @property
    def known_headings(self) -> frozenset[str]: ...

    def suggest(self, headings: Sequence[str], rows: Iterable[SourceRow]) -> dict[str, str]:
        """Heading → name of the field that it most likely fills."""

    def name_source(self, headings: Sequence[str], rows: Iterable[SourceRow]) -> str:
        """What the source system is called where nobody named it; empty if the file does not tell."""

    def interpreter(self, batch: ImportBatch) -> Interpreter:
        """A function that reads one row with the batch's mapping and answers."""

    def compare(self, batch: ImportBatch, rows: Sequence[ImportRow], *, actor: Any) -> None:
        """Set the fate and the diff of rows that are neither duplicate nor in error."""

    def write(self, batch: ImportBatch, rows: Sequence[ImportRow], *, actor: Any) -> None:
        """Write new and changed rows with their events, inside the caller's transaction; correct the fates."""


_kinds: dict[str, ImportKind] = {}


def register(kind: ImportKind) -> None:
    """Make a kind known; at start-up, once."""
    _kinds[kind.name] = kind


def kind_of(batch: ImportBatch) -> ImportKind:
    """The kind that the batch names."""
    return _kinds[batch.kind]


def kinds() -> Mapping[str, ImportKind]:
    """Every known kind."""
    return _kinds
