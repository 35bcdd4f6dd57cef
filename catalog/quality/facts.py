"""What is known of an entry, as plain values: all that the score looks at."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class ItemFacts:
    """One data item: whether a reader learns what it means."""

    is_described: bool = False


@dataclass(frozen=True)
class FileFacts:
    """One file or interface: its format, and whether it can be had."""

    format: str = ""
    is_reachable: bool = False


@dataclass(frozen=True)
class Facts:
    """One entry of the catalogue; what is empty is not known."""

    name: str = ""
    abstract: str = ""
    category: str = ""
    theme: str = ""
    industry: str = ""
    region: str = ""
    sharing: str = ""
    sharing_terms: str = ""
    opening: str = ""
    opening_terms: str = ""
    update_cycle: str = ""
    update_words: str = ""
    grade: str = ""
    acquisition: str = ""
    acquisition_basis: str = ""
    phone: str = ""
    email: str = ""
    source_link: str = ""
    issued_on: date | None = None
    updated_on: date | None = None
    formats: tuple[str, ...] = ()
    items: tuple[ItemFacts, ...] = ()
    files: tuple[FileFacts, ...] = ()

    @property
    def all_formats(self) -> frozenset[str]:
        """Every format in which the data can be had, spelled alike."""
        named = (*self.formats, *(each.format for each in self.files))
        return frozenset(each.strip().upper() for each in named if each.strip())

    @property
    def described_items(self) -> int:
        """How many items say what they mean."""
        return sum(each.is_described for each in self.items)
