"""Which registries serve whom: by level and place (26号 第六条)."""

from datetime import date

from accounts.models import Membership, Organisation, Role
from catalog.requirements import serves


def registries_for(registrants: list[Organisation], on: date) -> list[Organisation]:
    """The registries of the place and level that serve all of these, the nearest place first."""
    working = Membership.objects.in_force(on).filter(role=Role.REGISTRY)
    bodies = Organisation.objects.filter(pk__in=working.values("organisation"), is_active=True)
    serving = [each for each in bodies if all(serves(each, one) for one in registrants)]
    return sorted(serving, key=_nearness, reverse=True)


def _nearness(registry: Organisation) -> tuple[int, int]:
    return (len(str(registry.region_id or "").rstrip("0")), -registry.pk)
