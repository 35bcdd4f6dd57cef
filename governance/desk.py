"""The desk: what each app has to show a person of his own affairs, and the days on which something falls due.

Apps register sections and sources in their module ``desk``; the page belongs to the shared site and knows none of them.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.functional import Promise

Words = str | Promise


@dataclass(frozen=True, kw_only=True)
class Link:
    """Something that can be done from here."""

    label: Words
    url: str


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One affair: what it is, how it stands in words, and what matters about it."""

    title: Words
    url: str = ""
    number: str = ""
    state: Words = ""
    tone: str = "wait"
    facts: tuple[tuple[Words, Words], ...] = ()
    #: What was sent back to be mended, field by field.
    marked: tuple[Words, ...] = ()
    due_on: date | None = None
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Obligation:
    """Something that falls due on a day."""

    on: date
    title: Words
    kind: Words
    url: str = ""
    basis: Words = ""
    is_provisional: bool = False


Rows = Callable[[Any, date], Iterable[Entry]]
Source = Callable[[Any, date, date, date], Iterable[Obligation]]


@dataclass(frozen=True, kw_only=True)
class Section:
    """A part of the desk, for the people whom it concerns."""

    key: str
    title: Words
    empty: Words
    rows: Rows
    concerns: Callable[[Any], bool]
    action: Callable[[Any], Link | None] = field(default=lambda user: None)


_sections: dict[str, Section] = {}
_sources: list[Source] = []


def desk_section(section: Section) -> Section:
    """Show the section on the desk, in the order of registration."""
    if section.key in _sections:
        raise ValueError(f"{section.key} is registered twice")
    _sections[section.key] = section
    return section


def obligation_source(source: Source) -> Source:
    """Ask ``(user, today, first, last)`` what falls due in the span; a source asks the database equally often."""
    _sources.append(source)
    return source


def sections_for(user: Any) -> Iterator[Section]:
    """The sections that concern a person."""
    return (section for section in _sections.values() if section.concerns(user))


def obligations(user: Any, *, on: date, first: date, last: date) -> list[Obligation]:
    """Everything that falls due, the earliest first; what two sources tell of one record and day is told once."""
    found: dict[tuple[Any, ...], Obligation] = {}
    for source in _sources:
        for each in source(user, on, first, last):
            if first <= each.on <= last:
                found.setdefault((each.on, each.url or str(each.title)), each)
    return sorted(found.values(), key=lambda each: (each.on, str(each.kind), str(each.title)))
