"""What several bodies keep and what one body keeps twice: read from the catalogue in a constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from catalog.models import DataItem, DataResource, SourceConflict
from catalog.similarity import clusters, item_key, title_key

Kind = SourceConflict.Kind
#: Shorter titles say too little to call two entries of different bodies the same.
TELLING_TITLE = 4


@dataclass(frozen=True, slots=True)
class Sighting:
    """One place where a datum is kept."""

    name: str
    provider: int
    body: str
    resource: int
    item: int | None = None
    source: int | None = None


@dataclass(frozen=True)
class Found:
    """One datum with several sources, or one subject with several entries."""

    kind: str
    key: str
    places: tuple[Sighting, ...]

    @property
    def name(self) -> str:
        """The name that most places use."""
        names = [place.name for place in self.places]
        return max(sorted(set(names)), key=names.count)[:200]

    @property
    def seen(self) -> dict[str, Any]:
        """How it is spelled and who keeps it, in words."""
        return {
            "name": self.name,
            "spellings": _joined(place.name for place in self.places),
            "providers_text": _joined(place.body for place in self.places),
        }

    @property
    def members(self) -> frozenset[tuple[int, int | None]]:
        """The resources and items that take part."""
        return frozenset((place.resource, place.item) for place in self.places)


def _joined(words: Iterable[str]) -> str:
    return "、".join(sorted(set(words)))[:500]


def all_found() -> dict[tuple[str, str], Found]:
    """Every conflict and every suspected duplicate of the catalogue as it stands."""
    found = [*_conflicts(), *_duplicates()]
    return {(each.kind, each.key): each for each in found}


def _conflicts() -> Iterator[Found]:
    """Items of one meaning that several bodies of one region provide, unless all name the same source."""
    by_region: dict[str, dict[str, list[Sighting]]] = defaultdict(lambda: defaultdict(list))
    for region, place in _items():
        key = item_key(place.name)
        if key:
            by_region[region][key].append(place)
    for region, by_key in by_region.items():
        for key, places in _grouped(by_key).items():
            if len({place.provider for place in places}) > 1 and not _has_one_source(places):
                yield Found(Kind.ITEM, f"{region}:{key}"[:240], tuple(places))


def _items() -> Iterator[tuple[str, Sighting]]:
    standing = DataResource.objects.kept()
    rows: Any = DataItem.objects.filter(resource__in=standing).order_by("pk")
    for region, *told in rows.values_list(
        "resource__provider__region",
        "name",
        "resource__provider",
        "resource__provider__name",
        "resource",
        "pk",
        "authoritative_source",
    ).iterator(chunk_size=5000):
        yield region or "", Sighting(*told)


def _has_one_source(places: Iterable[Sighting]) -> bool:
    sources = {place.source for place in places}
    return len(sources) == 1 and None not in sources


def _duplicates() -> Iterator[Found]:
    """Entries of one body with near-same titles, and of several bodies of one region with the same one."""
    by_provider: dict[int, dict[str, list[Sighting]]] = defaultdict(lambda: defaultdict(list))
    by_region: dict[str, dict[str, list[Sighting]]] = defaultdict(lambda: defaultdict(list))
    for region, place in _titles():
        key = title_key(place.name)
        by_provider[place.provider][key].append(place)
        if len(key) >= TELLING_TITLE:
            by_region[region][key].append(place)
    for body, by_key in by_provider.items():
        yield from _repeated(f"{body}", _grouped(by_key))
    for region, by_key in by_region.items():
        several = {
            key: places
            for key, places in by_key.items()
            if len({place.provider for place in places}) > 1
        }
        yield from _repeated(f"{region}", several, prefix="r")


def _repeated(
    owner: str, groups: Mapping[str, list[Sighting]], prefix: str = "p"
) -> Iterator[Found]:
    for key, places in groups.items():
        if len(places) > 1:
            yield Found(Kind.DUPLICATE, f"{prefix}{owner}:{key}"[:240], tuple(places))


def _titles() -> Iterator[tuple[str, Sighting]]:
    rows: Any = DataResource.objects.kept().order_by("pk")
    told = ("provider__region", "name", "provider", "provider__name", "pk")
    for region, *words in rows.values_list(*told).iterator(chunk_size=5000):
        yield region or "", Sighting(*words)


def _grouped(by_key: Mapping[str, list[Sighting]]) -> dict[str, list[Sighting]]:
    """Places of near-same keys together, under the first key."""
    groups: dict[str, list[Sighting]] = defaultdict(list)
    for key, head in clusters(by_key).items():
        groups[head] += by_key[key]
    return groups
