"""Who holds what alone: one exclusive scope has one licence on each day, whoever signs second is told (27号 第六条)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from catalog.models import DataResource
from catalog.vocabulary import Purpose
from licensing.conditions import Words
from licensing.models import Licence, LicensedResource
from licensing.validity import Term


@dataclass(frozen=True)
class Claim:
    """One resource for some purposes on some days, alone or not."""

    resource: DataResource
    purposes: frozenset[str]
    days: Term
    is_exclusive: bool


def claims_of(licence: Licence) -> list[Claim]:
    """What a licence lays claim to by its scope."""
    entries = licence.scope.select_related("resource")
    return [
        Claim(entry.resource, frozenset(entry.purposes), days, entry.is_held_alone)
        for entry in entries
        if (days := entry.days) is not None
    ]


def conflicts(licence: Licence, claims: Iterable[Claim]) -> list[Words]:
    """Each collision with a signed licence where one of the two is exclusive, naming the other."""
    return [sentence for _resource, sentence in _collisions(licence, claims)]


def taken(licence: Licence) -> dict[int, str]:
    """Resource → with whom its scope collides, in words."""
    found: dict[int, str] = {}
    for resource, sentence in _collisions(licence, claims_of(licence)):
        found[resource] = f"{found.get(resource, '')}{sentence}"
    return found


def _collisions(licence: Licence, claims: Iterable[Claim]) -> Iterator[tuple[int, Words]]:
    wanted = {claim.resource.pk: claim for claim in claims}
    others = (
        LicensedResource.objects.filter(resource__in=wanted, licence__status__in=Licence.HOLDING)
        .exclude(licence=licence.pk)
        .select_related("licence")
        .order_by("resource", "pk")
    )
    for other in others:
        sentence = _collision(wanted[other.resource_id], other)
        if sentence is not None:
            yield other.resource_id, sentence


def _collision(claim: Claim, other: LicensedResource) -> Words | None:
    days = other.days and claim.days.overlap(other.days)
    purposes = [str(each.label) for each in Purpose if each in claim.purposes & {*other.purposes}]
    if not days or not purposes or not (claim.is_exclusive or other.is_held_alone):
        return None
    return _(
        "“%(resource)s”用于“%(purposes)s”在 %(first)s 至 %(last)s 期间与协议“%(other)s”的范围重叠，"
        "其中一方为独占授权，请调整资源范围、许可用途或期限。"
    ) % {
        "resource": claim.resource,
        "purposes": "、".join(purposes),
        "first": days.starts_on,
        "last": days.ends_on,
        "other": other.licence,
    }
