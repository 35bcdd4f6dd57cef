"""Changes of a licence in each of their states, brought there by the steps themselves."""

from datetime import date, timedelta
from typing import Any

from catalog.models import DataResource
from licensing.models import Licence, LicenceChange, LicenceChangeItem, Purpose
from licensing.workflow import changes
from tests.database import arranging
from tests.factories.licensing import licence_in_force
from tests.factories.schemes import (
    START,
    Parties,
    filing,
    foresee,
    licensable_resource,
    parties,
    scan,
    signed_decision,
)


def planned_resource(licence: Licence, **over: Any) -> DataResource:
    """A resource that the scheme of the licence foresees and the licence does not hold yet."""
    resource = licensable_resource(**over)
    foresee(licence.scheme, resource)
    return resource


def draft_change(
    *,
    by: Parties | None = None,
    licence: Licence | None = None,
    on: date = START,
    items: tuple[dict[str, Any], ...] = (),
    **over: Any,
) -> LicenceChange:
    """Proposed by the implementing body: a month more, unless something else is said."""
    by = by or parties()
    licence = licence or licence_in_force(by=by, on=on)
    fields: dict[str, Any] = {
        "licence": licence,
        "grounds": "数据使用需求增加，双方协商一致。",
        "effective_on": on,
        "created_by": by.drafter,
    }
    if not items and not any(name.startswith("new_") for name in over):
        fields["new_ends_on"] = licence.ends_on + timedelta(days=31)
    with arranging():
        change = LicenceChange.objects.create(**fields | over)
        for item in items:
            given = {"purposes": list(Purpose.values)} | item
            LicenceChangeItem.objects.create(change=change, **given)
    return change


def decided_change(*, by: Parties | None = None, on: date = START, **over: Any) -> LicenceChange:
    """Decided by the implementing body."""
    by = by or parties()
    grounds = over.pop("exception_grounds", "")
    change = draft_change(by=by, on=on, **over)
    signed_decision(by=by, licence=change.licence, on=on, exception_grounds=grounds)
    changes.decide_change(change, actor=by.decider, on=on)
    return change


def signed_change(*, by: Parties | None = None, on: date = START, **over: Any) -> LicenceChange:
    """The supplementary agreement is signed."""
    by = by or parties()
    change = decided_change(by=by, on=on, **over)
    changes.sign_change(
        change, actor=by.drafter, on=on, agreement=scan("补充协议.pdf"), signed_on=on
    )
    return change


def filed_change(*, by: Parties | None = None, on: date = START, **over: Any) -> LicenceChange:
    """On file, waiting for its day."""
    by = by or parties()
    change = signed_change(by=by, on=on, **over)
    changes.file_change(change, actor=by.drafter, on=on, **filing(by, on))
    return change


def effective_change(*, by: Parties | None = None, on: date = START, **over: Any) -> LicenceChange:
    """Written into the licence."""
    by = by or parties()
    change = filed_change(by=by, on=on, **over)
    changes.effect_change(change, actor=by.supervisor, on=max(on, change.effective_on))
    return change


def withdrawn_change(*, by: Parties | None = None, on: date = START, **over: Any) -> LicenceChange:
    """Given up."""
    by = by or parties()
    change = draft_change(by=by, on=on, **over)
    changes.withdraw_change(change, actor=by.drafter, on=on, reason="双方不再变更。")
    return change
