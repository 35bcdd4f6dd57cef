"""What disclosure shows on the desk: the yearly disclosures that my body owes."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from disclosure.models import DisclosureObligation
from disclosure.policies import disclosing
from governance import deadlines
from governance.desk import Obligation, obligation_source
from licensing.desk import is_party, my_licences
from licensing.models import Licence

ANNUAL = "disc.annual"


@obligation_source
def yearly_disclosures(user: Any, on: date, first: date, last: date) -> Iterable[Obligation]:
    """What is owed already, and the next day on which a running licence is to be disclosed."""
    if not is_party(user):
        return
    rows: Any = DisclosureObligation.objects.with_release().filter(disclosing(user))
    owed = rows.filter(published_on=None, due_on__range=(first, last)).select_related("licence")
    for each in owed.order_by("due_on", "pk")[:500]:
        yield Obligation(
            on=each.due_on,
            title=str(each),
            kind=_("年度信息披露"),
            url=reverse("admin:disclosure_disclosureobligation_change", args=[each.pk]),
            basis=_("国家数据局综合司 2026-02-10 通知"),
            is_provisional=each.due_is_provisional,
        )
    rule = deadlines.rule_for(ANNUAL)
    coming = deadlines.next_occurrence(rule.month_day, after=date(on.year + 1, 1, 1))
    if first <= coming <= last:
        for licence in my_licences(user).filter(status__in=Licence.RUNNING)[:500]:
            yield Obligation(
                on=coming,
                title=_("%(licence)s %(year)d 年度信息披露")
                % {"licence": licence, "year": on.year},
                kind=_("年度信息披露"),
                basis=rule.source,
            )
