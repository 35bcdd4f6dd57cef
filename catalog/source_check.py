"""The daily check for one source per datum: lists what is new, follows what changed, settles what is gone."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from catalog.models import SourceConflict, SourceConflictMember
from catalog.sources import Found, Kind, all_found
from catalog.workflow import conflicts
from governance import edits
from governance.due import due_work

Status = SourceConflict.Status
BEGINNINGS = {Kind.ITEM: Status.CONFLICTING, Kind.DUPLICATE: Status.DUPLICATED}
REOPENINGS = {Kind.ITEM: conflicts.reopen, Kind.DUPLICATE: conflicts.reopen_duplicate}


@due_work(_("检查数源冲突和重复资源"))
def check_sources(actor: Any, on: date) -> int:
    """Compare what is listed with the catalogue; a second run on the same catalogue changes nothing."""
    found = all_found()
    listed = {(each.kind, each.key): each for each in SourceConflict.objects.all()}
    members = _members()
    moved = sum(
        _follow(listed[place], found.get(place), members, actor=actor, on=on) for place in listed
    )
    for place in sorted(found.keys() - listed.keys()):
        _list(found[place], actor=actor, on=on)
    return moved + len(found.keys() - listed.keys())


def _members() -> dict[int, frozenset[tuple[int, int | None]]]:
    known: dict[int, set[tuple[int, int | None]]] = {}
    for conflict, resource, item in SourceConflictMember.objects.values_list(
        "conflict", "resource", "item"
    ):
        known.setdefault(conflict, set()).add((resource, item))
    return {conflict: frozenset(each) for conflict, each in known.items()}


def _list(found: Found, *, actor: Any, on: date) -> None:
    conflict = SourceConflict(
        kind=found.kind,
        key=found.key,
        status=BEGINNINGS[Kind(found.kind)],
        status_since=on,
        found_on=on,
        **found.seen,
    )
    edits.save(conflict, actor=actor, relations=lambda: _enrol(conflict, found))


def _enrol(conflict: SourceConflict, found: Found) -> None:
    conflict.members.all().delete()
    SourceConflictMember.objects.bulk_create(
        SourceConflictMember(conflict=conflict, resource_id=resource, item_id=item)
        for resource, item in sorted(found.members, key=str)
    )


@transaction.atomic
def _follow(
    conflict: SourceConflict,
    found: Found | None,
    members: dict[int, frozenset[tuple[int, int | None]]],
    *,
    actor: Any,
    on: date,
) -> bool:
    """Bring one listed case up to date; say whether anything changed."""
    is_open = conflict.status in conflicts.OPEN
    if found is None:
        if is_open:
            conflicts.vanish(conflict, actor=actor, on=on)
        return is_open
    before = members.get(conflict.pk, frozenset())
    if not is_open and not _is_news(conflict, found, before):
        return False
    if is_open and found.members == before:
        return False
    move = conflicts.track if is_open else REOPENINGS[Kind(found.kind)]
    move(conflict, actor=actor, on=on, **found.seen)
    _enrol(conflict, found)
    return True


def _is_news(
    conflict: SourceConflict, found: Found, before: frozenset[tuple[int, int | None]]
) -> bool:
    """Whether a settled case is to be looked at again: it came back, its source was undone, or somebody joined it."""
    came_back = conflict.status == Status.VANISHED
    was_undone = conflict.status == Status.RESOLVED and conflict.kind == Kind.ITEM
    return came_back or was_undone or bool(found.members - before)
