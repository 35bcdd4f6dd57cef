"""The facets of the search page as links: titles, labels, counts, what is chosen."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, Region
from catalog.search import Found
from catalog.search.facets import branch
from catalog.vocabulary import Opening, UpdateCycle

#: Choices of a facet that a page shows.
LONGEST_FACET = 8
TITLES = {
    "theme": _("主题"),
    "provider": _("提供单位"),
    "region": _("区域"),
    "opening": _("开放类型"),
    "format": _("格式"),
    "cycle": _("更新周期"),
}
LABELS: dict[str, dict[str, str | Promise]] = {
    "opening": dict(Opening.choices),
    "cycle": dict(UpdateCycle.choices),
}
#: The codes of a country's provinces, a province's cities, a city's counties differ in these digits.
LEVELS = (2, 4, 6)


@dataclass(frozen=True)
class Address:
    """The present address, with something changed."""

    parameters: QueryDict

    def with_(self, **changes: Any) -> str:
        """The query with these values; an empty one leaves the parameter out."""
        changed = self.parameters.copy()
        changed.pop("after", None)
        for name, value in changes.items():
            changed.pop(name, None)
            if value:
                changed[name] = str(value)
        return f"?{changed.urlencode()}"


@dataclass(frozen=True)
class Choices:
    """The choices that a page shows of each facet, the most frequent first."""

    counts: dict[str, list[tuple[str, int]]]
    labels: dict[str, dict[str, Any]]

    @classmethod
    def of(cls, found: Found, filters: dict[str, Any]) -> "Choices":
        """With the names of bodies and regions, in two queries at most."""
        counted = found.counts | {"region": by_region(found.counts.get("region", {}), filters)}
        counts = {name: _most(counted.get(name, {})) for name in TITLES}
        named = {
            "provider": _names(Organisation, "pk", counts["provider"], filters.get("provider")),
            "region": _names(Region, "code", counts["region"], filters.get("region")),
        }
        return cls(counts, LABELS | named)

    def label(self, name: str, value: Any) -> Any:
        """A choice in words."""
        return self.labels.get(name, {}).get(str(value), value)

    def facets(self, address: Address, filters: dict[str, Any]) -> list[dict[str, Any]]:
        """Each facet with its choices as links; a chosen one leads to the list without it."""
        return [
            {
                "title": title,
                "choices": [
                    self._choice(address, name, value, number, str(filters.get(name, "")))
                    for value, number in self.counts[name]
                ],
            }
            for name, title in TITLES.items()
        ]

    def _choice(
        self, address: Address, name: str, value: str, number: int, chosen: str
    ) -> dict[str, Any]:
        is_chosen = value == chosen
        return {
            "label": self.label(name, value),
            "count": number,
            "query": address.with_(**{name: "" if is_chosen else value}),
            "is_chosen": is_chosen,
        }


def by_region(counts: dict[str, int], filters: dict[str, Any]) -> dict[str, int]:
    """Provinces, or the cities of the only or chosen one, or its counties: the widest division that divides."""
    chosen = filters.get("region", "")
    least = len(branch(chosen)) if chosen else 0
    summed: dict[str, int] = {}
    for digits in LEVELS:
        summed = {}
        for code, number in counts.items():
            wider = code[:digits].ljust(6, "0")
            summed[wider] = summed.get(wider, 0) + number
        if digits > least and len(summed) > 1:
            break
    if chosen in summed or not chosen:
        return summed
    return {chosen: sum(counts.values())} | {
        code: n for code, n in summed.items() if code != chosen
    }


def _most(counts: dict[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:LONGEST_FACET]


def _names(model: Any, key: str, counted: Iterable[tuple[str, int]], chosen: Any) -> dict[str, str]:
    keys = {value for value, _number in counted} | ({str(chosen)} if chosen else set())
    if not keys:
        return {}
    return {str(each.pk): str(each) for each in model.objects.filter(**{f"{key}__in": keys})}
