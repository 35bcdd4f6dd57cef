"""With whom schemes and agreements are filed: by office, not by name (27号 第十一条、第十三条)."""

from datetime import date
from typing import Any

from accounts.models import Membership, Organisation, Role

#: The provincial data authority; for ministries, their own data body.
LEVELS = (Organisation.Level.PROVINCE, Organisation.Level.NATIONAL)


def filing_authorities(on: date) -> Any:
    """Bodies of a province or the state in which the office of a data authority is held on the day."""
    held = Membership.objects.in_force(on).filter(role=Role.AUTHORITY)
    return Organisation.objects.active().filter(
        level__in=LEVELS, pk__in=held.values("organisation")
    )
