"""The timeline of a record, read from the audit trail and told in words."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from governance.actors import VISITOR
from governance.admin.naming import Names, names_in
from governance.models import AuditEvent
from governance.policies import grounds, is_known, predicate
from governance.visibility import permission_name
from governance.words import action_words, field_label, field_value, model_of

TIMELINE_PAGE = 20
NAMES = "governance.name_auditevent"


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
    #: Whether this person may know who did it, and what it changed.
    is_named: bool = True
    #: Whether the record is this person's affair, so that the reason is meant for him too.
    is_concerned: bool = True

    @property
    def who(self) -> str:
        """The person by name, or the office alone."""
        event = self.event
        if not self.is_named:
            return event.actor_role or str(_("经办单位"))
        return f"{event.actor_name}（{event.actor_role}）" if event.actor_role else event.actor_name

    @property
    def reason(self) -> str:
        """Why it was done, for those whom it concerns."""
        return self.event.reason if self.is_named or self.is_concerned else ""

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
        return (
            str(self.event.changes.get("message", "")) if self.is_refused and self.is_named else ""
        )

    @property
    def differences(self) -> list[Difference]:
        """Field by field, in the words of the model's fields."""
        if self.is_refused or not self.is_named:
            return []
        return list(differences(self.event, self.names))


class Timeline:
    """The events about one record, newest first, fetched page by page."""

    def __init__(self, subject: Model, user: Any) -> None:
        self.events = AuditEvent.objects.about(subject)
        self.user = user
        self.is_concerned = sees_more_than_the_public(subject, user)

    def __len__(self) -> int:
        return int(self.events.count())

    def __getitem__(self, index: Any) -> Any:
        found = self.events[index]
        page = list(found) if isinstance(index, slice) else [found]
        named = self._named(page)
        names = names_in([event for event in page if event.pk in named], self.user)
        entries = [Entry(event, names, event.pk in named, self.is_concerned) for event in page]
        return entries if isinstance(index, slice) else entries[0]

    def _named(self, page: list[AuditEvent]) -> set[int]:
        """The events told in full."""
        rows = AuditEvent.objects.filter(pk__in=[event.pk for event in page])
        return set(rows.filter(predicate(self.user, NAMES)).values_list("pk", flat=True))


def sees_more_than_the_public(subject: Model, user: Any) -> bool:
    """Whether any clause but those for everybody lets this person see the record."""
    permission = permission_name(type(subject), "view")
    if not is_known(permission):
        return True
    rows = type(subject)._base_manager.filter(pk=subject.pk)

    def clauses_for(person: Any) -> set[str]:
        known = grounds(person, permission).allowed
        return {str(each.label) for each in known if rows.filter(each.condition).exists()}

    return bool(clauses_for(user) - clauses_for(VISITOR))


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
