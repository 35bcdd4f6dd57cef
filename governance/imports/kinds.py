"""What can be imported: each kind names its target fields and knows how a row is read, compared and written."""

from collections.abc import Iterable, Mapping, Sequence
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
    marks: list[dict[str, Any]] = field(default_factory=list)
    is_error: bool = False

    def tell(self, sentence: str, *, at: str = "", is_wrong: bool = False, **place: Any) -> None:
        """Add a sentence about the row, about the cell of a field (``at``), or about a cell named by ``place``."""
        self.messages.append(sentence)
        self.marks.append({"at": at, "say": sentence, "wrong": is_wrong, **place})
        self.is_error = self.is_error or is_wrong


class Interpreter(Protocol):
    """Reads rows with the mapping and the answers of one batch."""

    def __call__(self, row: SourceRow) -> Interpreted:
        """What the row means."""

    def pass_over(self, row: SourceRow) -> None:
        """Take note of a row that an earlier run has read."""

    def leftover(self) -> Iterable[SourceRow]:
        """Rows of the second sheet that belong to none of the records, each with its fault."""


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
    @property
    def detail_sheets(self) -> tuple[str, ...]: ...
    @property
    def detail_fields(self) -> Sequence[TargetField]: ...
    @property
    def detail_labels(self) -> Mapping[str, str | Promise]: ...

    def suggest(self, headings: Sequence[str], rows: Iterable[SourceRow]) -> dict[str, str]:
        """Heading → name of the field that it most likely fills."""

    def is_own(self, headings: Sequence[str]) -> bool:
        """Whether these are the headings of our own template or export, which need no explaining."""

    def name_source(self, headings: Sequence[str], rows: Iterable[SourceRow]) -> str:
        """What the source system is called where nobody named it; empty if the file does not tell."""

    def interpreter(self, batch: ImportBatch, details: Iterable[SourceRow] = ()) -> Interpreter:
        """What reads one row with the batch's mapping and answers, and the rows of the second sheet with it."""

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
