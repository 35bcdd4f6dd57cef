"""Usage reports over time: corrections, rows that stand, terms, and the reports that the job opens (27号 第十九条)."""

from datetime import date

import pytest
from django.db import IntegrityError

from governance import edits
from governance.errors import InvalidInput
from licensing.models import UsageEntry, UsageReport
from licensing.workflow import usage, usage_due
from tests.factories import usage as made
from tests.factories.licensing import licence_in_force
from tests.factories.people import person
from tests.factories.schemes import parties
from tests.factories.usage import AFTER, LATER
from tests.licensing.refusals import against_the_law, refused, rewrite

pytestmark = pytest.mark.django_db


# Corrections


def test_a_correction_counts_only_once_it_was_accepted() -> None:
    by = parties()
    version = made.correction(by=by)
    old = version.replaces
    assert old is not None
    assert (version.revision, old.status) == (2, "accepted")
    assert version.entries.get().deliveries == old.entries.get().deliveries
    rewrite(version.entries.get(), deliveries=1300)
    usage.submit_report(version, actor=by.seller, on=LATER)
    usage.accept_report(version, actor=by.decider, on=LATER)
    old.refresh_from_db()
    assert old.status == "corrected"
    assert old.entries.get().deliveries == 1200
    assert UsageReport.objects.accepted().get() == version


def test_a_report_is_corrected_once_at_a_time() -> None:
    by = parties()
    version = made.correction(by=by)
    old = version.replaces
    with refused("更正正在办理"):
        usage.correct_report(old, actor=by.seller, on=LATER, reason="再更正。")
    usage.abandon_report(version, actor=by.seller, on=LATER, reason="不需更正。")
    usage.correct_report(old, actor=by.seller, on=LATER, reason="再更正。")
    assert set(UsageReport.objects.values_list("revision", flat=True)) == {1, 2, 3}


def test_the_report_of_a_period_is_not_dropped() -> None:
    by = parties()
    report = made.draft_report(by=by)
    with refused("不能作废"):
        usage.abandon_report(report, actor=by.seller, on=AFTER, reason="不想报。")


def test_two_accepted_reports_never_count_a_day_twice() -> None:
    by = parties()
    product = made.sold_product(by=by)
    made.accepted_report(by=by, product=product)
    with pytest.raises(IntegrityError, match="usage_report_is_begun_once_for_a_day"):
        made.draft_report(by=by, product=product, granularity="month", number=5)


def test_submitted_rows_stand() -> None:
    report = made.submitted_report(by=parties())
    with against_the_law("明细不能再改"):
        rewrite(report.entries.get(), deliveries=1)
    with against_the_law("明细不能再改"):
        UsageEntry.objects.filter(report=report)._raw_delete("default")


# Terms


def test_the_term_runs_from_the_end_of_the_period() -> None:
    by = parties()
    report = made.draft_report(by=by)
    assert report.due_on == report.owed_on == date(2026, 7, 28)
    assert not report.is_overdue(date(2026, 7, 28))
    assert report.is_overdue(date(2026, 7, 29))
    usage.submit_report(report, actor=by.seller, on=date(2026, 7, 29))
    assert report.is_late
    assert report.due_on is None
    usage.return_report(report, actor=by.decider, on=date(2026, 7, 30), reason="核对。", rows=[])
    assert report.due_on == date(2026, 8, 13)


def test_the_job_opens_the_report_of_the_period_that_ended() -> None:
    by = parties()
    product = made.sold_product(by=by)
    job = person(is_service=True)
    assert usage_due.open_usage_reports(job, date(2026, 6, 30)) == 0
    assert usage_due.open_usage_reports(job, date(2026, 7, 1)) == 1
    assert usage_due.open_usage_reports(job, date(2026, 7, 2)) == 0
    report = UsageReport.objects.get()
    assert (report.licence, report.year, report.number) == (product.licence, 2026, 2)
    assert report.entries.get().product == product
    assert report.due_on == date(2026, 7, 28)


def test_the_job_opens_nothing_where_nothing_was_on_sale() -> None:
    licence_in_force(by=parties())
    assert usage_due.open_usage_reports(person(is_service=True), date(2026, 7, 1)) == 0


def test_one_day_is_reported_by_one_kind_of_report() -> None:
    by = parties()
    month = made.draft_report(by=by, granularity="month", number=5, figures={"note": "月报"})
    quarter = UsageReport(licence=month.licence, granularity="quarter", year=2026, number=2)
    quarter.clean()
    with refused("已有报告与本期间重叠", error=InvalidInput):
        edits.save(quarter, actor=by.seller)
    usage.abandon_report(month, actor=by.seller, on=AFTER, reason="应当按季报送。")
    edits.save(quarter, actor=by.seller)
    assert quarter.pk
