"""What the passing of time does to usage: reports of a period that is over are opened (27号 第十九条)."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance import deadlines, edits
from governance.due import due_work
from licensing.models import Licence, UsageReport
from licensing.usage import checks, periods, seals
from licensing.workflow.usage import prefill_report

UNCOUNTED = (UsageReport.Status.CORRECTED, UsageReport.Status.ABANDONED)


@due_work(_("开启到期应报的使用情况报告"))
def open_usage_reports(actor: Any, on: date) -> int:
    """One for each licence whose products were on sale in the period that ended last, unless there is one."""
    granularity = settings.LICENSING_USAGE_PERIOD
    year, number = periods.before(granularity, *periods.containing(granularity, on))
    first, last = periods.days(granularity, year, number)
    reported = UsageReport.objects.exclude(status__in=UNCOUNTED).filter(
        starts_on__lte=last, ends_on__gte=first
    )
    licences = (
        Licence.objects.on_register()
        .filter(Q(ended_on__isnull=True) | Q(ended_on__gte=first), starts_on__lte=last)
        .filter(products__listed_on__lte=last)
        .exclude(pk__in=reported.values("licence"))
        .distinct()
    )
    drafts = (
        UsageReport(licence=each, granularity=granularity, year=year, number=number)
        for each in licences.order_by("pk")
    )
    return sum(_open(draft, actor, on) for draft in drafts)


@transaction.atomic
def _open(report: UsageReport, actor: Any, on: date) -> int:
    report.clean()
    if not checks.on_sale_during(report):
        return 0
    edits.save(report, actor=actor)
    prefill_report(report, actor=actor, on=on)
    return 1


@due_work(_("准备计量记录的月度分区"))
def prepare_partitions(actor: Any, on: date) -> int:
    """This month's partition and those of the next two, so that no delivery has to make one."""
    ahead = periods.months(on, deadlines.add_months(on, 2))
    with connection.cursor() as cursor:
        for month in ahead:
            cursor.execute("SELECT licensing_usage_partition(%s)", [month])
    return 0


@due_work(_("封存计量记录"))
def seal_records(actor: Any, on: date) -> int:
    """Whatever a door left unsealed."""
    return seals.seal(actor)
