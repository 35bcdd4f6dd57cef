"""What the portal itself knows about a licence's year: each measure gives a score out of a hundred and its facts.

A measure registers under the name of an indicator's source; what no part of the portal measures is scored by hand.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from licensing import evaluation_marks
from licensing.models import Complaint, Incident, Licence, Measure, Product, Rectification
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
    return Measured(evaluation_marks.towards(Decimal(number), target), str(facts))


@measure(Measure.FREE_SUPPLY)
def free_supply(licence: Licence, year: int, target: Decimal) -> Measured:
    """Those of them that serve public governance or welfare, free of charge (clause 六)."""
    number = _listed(licence, year).filter(purpose__in=FREE_PURPOSES).count()
    facts = _("截至%(year)d年末用于公共治理、公益事业的产品和服务 %(n)d 个，满分目标 %(target)s 个。") % {
        "year": year, "n": number, "target": target.normalize().to_eng_string(),
    }  # fmt: skip
    return Measured(evaluation_marks.towards(Decimal(number), target), str(facts))


def _listed(licence: Licence, year: int) -> Any:
    return Product.objects.filter(licence=licence, listed_on__lte=last_day(year))


@measure(Measure.INCIDENTS)
def incidents(licence: Licence, year: int, target: Decimal) -> Measured:
    """Incidents found in the year, false alarms apart; each costs so many points."""
    number = Incident.objects.true().filter(licence=licence, found_on__year=year).count()
    return _less(_("%(year)d年发生事件 %(n)d 起，每起扣 %(each)s 分。"), number, year, target)


@measure(Measure.COMPLAINTS)
def complaints(licence: Licence, year: int, target: Decimal) -> Measured:
    """Complaints of the year that were found true, wholly or in part."""
    true = (Complaint.Outcome.FOUNDED, Complaint.Outcome.PARTLY)
    number = Complaint.objects.filter(
        licence=licence, filed_on__year=year, outcome__in=true
    ).count()
    return _less(_("%(year)d年属实的投诉 %(n)d 件，每件扣 %(each)s 分。"), number, year, target)


def _less(words: Any, number: int, year: int, target: Decimal) -> Measured:
    facts = words % {"year": year, "n": number, "each": target.normalize().to_eng_string()}
    return Measured(evaluation_marks.less(number, target), str(facts))


@measure(Measure.RECTIFICATION)
def rectification_on_time(licence: Licence, year: int, target: Decimal) -> Measured:
    """Of the rectifications ordered in the year, those that neither ran over their term nor were refused."""
    ordered = Rectification.objects.filter(licence=licence, ordered_on__year=year)
    late = Q(suspension_suggested_on__isnull=False) | Q(status=Rectification.Status.REFUSED)
    late |= Q(status__in=Rectification.OWED, due_on__lt=last_day(year))
    owed, kept = ordered.count(), ordered.exclude(late).count()
    facts = _("%(year)d年责令整改 %(owed)d 项，未逾期、未拒绝的 %(kept)d 项。") % {
        "year": year, "owed": owed, "kept": kept,
    }  # fmt: skip
    return Measured(evaluation_marks.share(kept, owed), str(facts))
