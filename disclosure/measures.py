"""Disclosure on time, for the yearly evaluation of a licence (27号 第十八条、第十九条)."""

from decimal import Decimal
from typing import Any

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from disclosure.models import DisclosureObligation
from licensing import evaluation_marks
from licensing.measures import Measured, measure
from licensing.models import Licence, Measure


@measure(Measure.DISCLOSURE)
def disclosure_on_time(licence: Licence, year: int, target: Decimal) -> Measured:
    """Of the obligations that fell due in the year, those whose release came within the term."""
    due: Any = DisclosureObligation.objects.filter(licence=licence, due_on__year=year)
    owed = due.count()
    kept = due.with_release().filter(published_on__lte=F("due_on")).count()
    facts = _("%(year)d年应披露 %(owed)d 项，按期披露 %(kept)d 项。") % {
        "year": year,
        "owed": owed,
        "kept": kept,
    }
    return Measured(evaluation_marks.share(kept, owed), str(facts))
