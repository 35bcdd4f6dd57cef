"""What was metered within a period, read from the rollups: what a report is prefilled with."""

from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Sum

from licensing.models import UsageDaily, UsageReport
from licensing.usage import spans

CUSTOMERS = """
    SELECT product_id, count(DISTINCT customer) FROM licensing_usagerecord
    WHERE licence_id = %s AND at >= %s AND at < %s AND refused = '' AND outcome = 'ok'
    GROUP BY product_id
"""


@dataclass(frozen=True)
class Metered:
    """The metered use of one product in a period."""

    deliveries: int = 0
    users: int = 0


def of_report(report: UsageReport) -> dict[int, Metered]:
    """Product → what was metered for its own purpose."""
    return between(report.licence_id, report.starts_on, report.ends_on)


def between(licence: int, first: date, last: date) -> dict[int, Metered]:
    """Quantities come from the rollups; users are counted, because they do not add up."""
    sums = (
        UsageDaily.objects.filter(licence=licence, day__range=(first, last))
        .values_list("product")
        .annotate(total=Sum("quantity"))
        .order_by()
    )
    users = customers(licence, first, last)
    return {product: Metered(total, users.get(product, 0)) for product, total in sums}


def customers(licence: int, first: date, last: date) -> dict[int, int]:
    """Product → how many different customers were served."""
    span = spans.days(first, last)
    with connection.cursor() as cursor:
        cursor.execute(CUSTOMERS, [licence, span.starts, span.ends])
        return dict(cursor.fetchall())
