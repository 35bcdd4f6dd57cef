"""What the portal itself knows about a licence's year: each measure gives a score out of a hundred and its facts.

A measure registers under the name of an indicator's source; what no part of the portal measures is scored by hand.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from licensing import scoring
from licensing.models import Licence, Measure, Product
from licensing.models.terms import FREE_PURPOSES


@dataclass(frozen=True)
class Measured:
    """A score with the facts from which it was counted."""

    score: Decimal
    facts: str


Counting = Callable[[Licence, int, Decimal], Measured]
_measures: dict[str, Counting] = {}


def measure(name: Measure) -> Callable[[Counting], Counting]:
    """Register ``(licence, year, target) -> Measured``."""

    def declare(counting: Counting) -> Counting:
        if name in _measures:
            raise ValueError(f"{name} is measured twice")
        _measures[name] = counting
        return counting

    return declare


def is_automatic(name: str) -> bool:
    """Whether the portal counts this itself."""
    return name in _measures


def measured(name: str, licence: Licence, year: int, target: Decimal) -> Measured:
    """The score of a year."""
    return _measures[name](licence, year, target)


def last_day(year: int) -> date:
    """The end of the evaluated year."""
    return date(year, 12, 31)


@measure(Measure.PRODUCTS)
def products(licence: Licence, year: int, target: Decimal) -> Measured:
    """Products that had come on sale by the end of the year, against the number that earns everything."""
    number = _listed(licence, year).count()
    facts = _("截至%(year)d年末累计上架产品和服务 %(n)d 个，满分目标 %(target)s 个。") % {
        "year": year, "n": number, "target": target.normalize().to_eng_string(),
    }  # fmt: skip
    return Measured(scoring.towards(Decimal(number), target), str(facts))


@measure(Measure.FREE_SUPPLY)
def free_supply(licence: Licence, year: int, target: Decimal) -> Measured:
    """Those of them that serve public governance or welfare, free of charge (clause 六)."""
    number = _listed(licence, year).filter(purpose__in=FREE_PURPOSES).count()
    facts = _("截至%(year)d年末用于公共治理、公益事业的产品和服务 %(n)d 个，满分目标 %(target)s 个。") % {
        "year": year, "n": number, "target": target.normalize().to_eng_string(),
    }  # fmt: skip
    return Measured(scoring.towards(Decimal(number), target), str(facts))


def _listed(licence: Licence, year: int) -> Any:
    return Product.objects.filter(licence=licence, listed_on__lte=last_day(year))
