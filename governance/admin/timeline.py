"""The timeline of a record, read from the audit trail and told in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from governance.models import AuditEvent, DeadlineRule
from governance.words import action_words, field_label, field_value, model_of

TIMELINE_PAGE = 20


@dataclass(frozen=True)
class Difference:
    """One field before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Entry:
    """One event with its differences in words."""

    event: AuditEvent
    terms: Mapping[str, str] = field(default_factory=dict)

    @property
    def action(self) -> str:
        """What was done."""
        return action_words(self.event.action)

    @property
    def is_refused(self) -> bool:
        """Whether this tells of something that was not allowed."""
        return self.event.outcome == AuditEvent.Outcome.REFUSED

    @property
    def message(self) -> str:
        """The sentence with which it was refused."""
        return str(self.event.changes.get("message", "")) if self.is_refused else ""

    @property
    def differences(self) -> list[Difference]:
        """Field by field, in the words of the model's fields."""
        return [] if self.is_refused else list(differences(self.event, self.terms))


class Timeline:
    """The events about one record, newest first, fetched page by page."""

    def __init__(self, subject: Model) -> None:
        self.events = AuditEvent.objects.about(subject)

    def __len__(self) -> int:
        return int(self.events.count())

    def __getitem__(self, index: Any) -> Any:
        found = self.events[index]
        if not isinstance(index, slice):
            return Entry(found)
        names = DeadlineRule.objects.filter(region_code="").values_list("key", "name")
        terms = dict(names)
        return [Entry(event, terms) for event in found]


def timeline(subject: Model) -> Timeline:
    """The history of a record."""
    return Timeline(subject)


def differences(event: AuditEvent, terms: Mapping[str, str] | None = None) -> Iterator[Difference]:
    """The changed fields of an event in words; what is no pair of values is shown as it was kept."""
    model, names = model_of(event.subject_type), terms or {}
    for name, change in event.changes.items():
        before, after = change if isinstance(change, list) and len(change) == 2 else (None, change)
        if name == "due_rule":
            before, after = names.get(before, before), names.get(after, after)
        yield Difference(
            field_label(model, name),
            field_value(model, name, before),
            field_value(model, name, after),
        )
