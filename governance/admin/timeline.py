"""The timeline of a record, read from the audit trail and told in words."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from governance.admin.naming import Names, names_in
from governance.models import AuditEvent
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
    names: Names = field(default_factory=dict)

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
        return [] if self.is_refused else list(differences(self.event, self.names))


class Timeline:
    """The events about one record, newest first, fetched page by page."""

    def __init__(self, subject: Model, user: Any) -> None:
        self.events = AuditEvent.objects.about(subject)
        self.user = user

    def __len__(self) -> int:
        return int(self.events.count())

    def __getitem__(self, index: Any) -> Any:
        found = self.events[index]
        if not isinstance(index, slice):
            return Entry(found)
        page = list(found)
        names = names_in(page, self.user)
        return [Entry(event, names) for event in page]


def timeline(subject: Model, user: Any) -> Timeline:
    """The history of a record, as this person may read it."""
    return Timeline(subject, user)


def differences(event: AuditEvent, names: Names | None = None) -> Iterator[Difference]:
    """The changed fields of an event in words; what is no pair of values is shown as it was kept."""
    model, known = model_of(event.subject_type), names or {}
    for name, change in event.changes.items():
        before: Any
        after: Any
        before, after = change if isinstance(change, list) and len(change) == 2 else (None, change)
        before, after = (known.get((name, str(value))) or value for value in (before, after))
        yield Difference(
            field_label(model, name),
            field_value(model, name, before),
            field_value(model, name, after),
        )
