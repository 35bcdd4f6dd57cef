"""Due work of disclosure: each year's obligations arise from the licences that ran in it (27号 第十八条、第十九条)."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from disclosure.models import DisclosureObligation, Kind
from governance import deadlines
from governance.due import due_work
from governance.models import AuditEvent
from licensing.models import Licence

RULE = "disc.annual"


@due_work(_("生成年度披露义务"))
def raise_obligations(actor: Any, on: date) -> int:
    """For every licence that ran in the year before ``on``: its implementing body and its operator owe a disclosure."""
    return sum(_raise(licence, on.year - 1, actor=actor) for licence in ran_in(on.year - 1))


def ran_in(year: int) -> Any:
    """The licences that were in force on some day of the year."""
    return Licence.objects.on_register().filter(
        effective_on__lte=date(year, 12, 31), starts_on__lte=date(year, 12, 31), ends_on__gte=date(year, 1, 1)
    ).exclude(ended_on__lt=date(year, 1, 1))  # fmt: skip


@transaction.atomic
def _raise(licence: Licence, year: int, *, actor: Any) -> int:
    owed = {Kind.AUTHORISATION: licence.implementing_body_id, Kind.OPERATION: licence.operator_id}
    known = set(
        DisclosureObligation.objects.filter(licence=licence, year=year).values_list(
            "kind", flat=True
        )
    )
    for kind in owed.keys() - known:
        starts = date(year + 1, 1, 1)
        obligation = DisclosureObligation(
            kind=kind,
            licence=licence,
            discloser_id=owed[kind],
            year=year,
            status_since=starts,
            due_on=deadlines.due(RULE, start=starts).on,
            due_rule=RULE,
        )
        obligation.full_clean()
        obligation.save()
        AuditEvent.objects.record("disclosure.disclosureobligation.raise", obligation, actor=actor)
    return len(owed.keys() - known)
