"""What an operator holds: the resources of a licence, and of its other licences that are signed or in force."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q

from catalog.models import DataItem
from licensing.linkage.matrix import Table, Word, matrix
from licensing.models import IdentifierWord, Licence, LicensedResource
from licensing.related import related_organisations

#: From the signature on the operator is going to hold the data, until the licence has ended.
HELD = (
    Licence.Status.SIGNED,
    Licence.Status.FILED,
    Licence.Status.IN_FORCE,
    Licence.Status.SUSPENDED,
)


def words() -> list[Word]:
    """The list that the data authority keeps."""
    rows = IdentifierWord.objects.filter(is_active=True)
    return [Word(*row) for row in rows.values_list("word", "concept", "kind")]


def holders(licence: Licence, *, on: date) -> set[int]:
    """Whose holdings count together on the day."""
    related = related_organisations(licence.operator, on)
    return {licence.operator_id, *related.values_list("pk", flat=True)}


def entries(licence: Licence, *, on: date) -> Any:
    """The scope of the licence first, then what the same hands hold already on the day."""
    held = Q(
        licence__operator__in=holders(licence, on=on),
        licence__status__in=HELD,
        licence__ends_on__gte=on,
    )
    items = DataItem.objects.order_by("position", "pk")
    rows = LicensedResource.objects.filter(held | Q(licence=licence))
    return (
        rows.select_related("resource", "licence")
        .prefetch_related(Prefetch("resource__items", queryset=items))
        .order_by("licence", "pk")
    )


def tables(licence: Licence, rows: Iterable[LicensedResource]) -> list[Table]:
    """Each resource once; one that the licence grants anew counts as its own."""
    own = [each for each in rows if each.licence_id == licence.pk]
    known = {each.resource_id for each in own}
    found = [_table(each, "") for each in own]
    for each in rows:
        if each.resource_id not in known:
            known.add(each.resource_id)
            found.append(_table(each, str(each.licence)))
    return found


def _table(entry: LicensedResource, held_by: str) -> Table:
    items = list(entry.resource.items.all())
    return Table(
        pk=entry.resource_id,
        name=entry.resource.name,
        items=tuple(item.name for item in items),
        held_by=held_by,
        personal=tuple(item.name for item in items if item.is_personal),
    )


def matrix_of(licence: Licence, *, on: date) -> dict[str, Any]:
    """The matrix of a licence on a day, in three queries."""
    return matrix(tables(licence, list(entries(licence, on=on))), words())


def scope_of(licence: Licence) -> list[int]:
    """The resources of the scope, in their order."""
    return sorted(licence.scope.values_list("resource", flat=True))
