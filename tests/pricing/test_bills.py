"""What may be charged at most: tiers across a period, reliefs, free purposes; and usage reports weighed."""

from datetime import date
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from licensing.models import Incident, UsageEntry, UsageReport
from licensing.workflow import usage
from pricing.bills import Use, bill
from pricing.guidance.ladders import charge, exceeds_from, ladder
from pricing.models import CapRelief
from pricing.workflow import set_cap
from tests.database import arranging
from tests.factories import pricing as made
from tests.factories.pricing import DAY
from tests.factories.usage import draft_report
from tests.pricing.conftest import Market

D = Decimal
LADDER = ladder(D("1.00"), further=[(D(10000), D("0.50")), (D(1000), D("0.80"))])
TIERS = {"amount": D("1.00"), "tiers": [("1000", "0.80", "0"), ("10000", "0.50", "0")]}
AFTER = date(2026, 10, 5)


# The pure part


def test_a_progressive_bill_is_the_same_in_one_piece_and_in_many() -> None:
    assert charge(D(12500), tiers=LADDER) == D("9450.00")
    pieces = [charge(D(2500), tiers=LADDER, before=D(2500 * n)) for n in range(5)]
    assert sum(pieces) == D("9450.00")


def test_a_minimum_is_charged_once_in_a_period_and_never_for_nothing() -> None:
    first = charge(D(3), tiers=LADDER, minimum=D(5))
    second = charge(D(3), tiers=LADDER, minimum=D(5), before=D(3))
    assert (first, second) == (D("5.00"), D("1.00"))
    assert charge(D(0), tiers=LADDER, minimum=D(5)) == 0


def test_a_relief_takes_its_share_of_the_whole() -> None:
    assert charge(D(12500), tiers=LADDER, share=D("0.8")) == D("7560.00")
    assert charge(D(12500), tiers=LADDER, share=D(0)) == 0


@pytest.mark.parametrize(
    ("price", "edge"),
    [
        ((D("1.00"), [(D(1000), D("0.80")), (D(10000), D("0.50"))]), None),
        ((D("1.01"), []), D(0)),
        ((D("0.80"), []), D(10000)),
        ((D("0.10"), [(D(5), D("1.01"))]), D(5)),
        ((D("0.50"), [(D(10001), D("0.51"))]), D(10001)),
    ],
)
def test_where_a_price_first_exceeds_its_cap(price: tuple[Any, Any], edge: Decimal | None) -> None:
    first, further = price
    assert exceeds_from(ladder(first, further=further), cap=LADDER) == edge


# With the tariffs on record


def reckoned(market: Market, quantity: str, **over: Any) -> Any:
    uses = over.pop("uses", [Use(DAY, D(quantity))])
    return bill(market.product, unit=market.product.unit, uses=uses, **over)


@pytest.mark.django_db
def test_the_bill_of_the_vector_and_its_verdicts(market: Market) -> None:
    made.reported_cap(market.desk, product=market.product, **TIERS)
    made.published_price(market.desk, product=market.product, amount=D("0.50"))
    found = reckoned(market, "12500")
    assert (found.most, found.due, found.limit) == (D("9450.00"), D("6250.00"), D("6250.00"))
    assert found.verdict(D("6250.00")) == "收取 6,250.00 元，没有超过公布的收费标准。"
    assert "最多只能收取 6,250.00 元，多收 0.01 元" in found.verdict(D("6250.01"))


@pytest.mark.django_db
def test_tiers_go_on_across_the_days_of_a_period(market: Market) -> None:
    made.reported_cap(market.desk, product=market.product, **TIERS)
    uses = [Use(date(2026, 7, n), D(2500)) for n in range(1, 6)]
    assert reckoned(market, "0", uses=uses).most == D("9450.00")
    assert reckoned(market, "2500", before=D(10000)).most == D("1250.00")


@pytest.mark.django_db
def test_nothing_is_due_for_welfare_without_a_price_or_for_the_relieved(market: Market) -> None:
    assert reckoned(market, "5").limit is None
    assert "没有公布的收费标准，不得收费" in reckoned(market, "5").verdict(D(1))
    cap = made.draft_cap(market.desk, product=market.product, amount=D(1))
    with arranging():
        CapRelief.objects.create(cap=cap, whom="高校", share=D(0), basis="云发改价格〔2026〕9号")
        CapRelief.objects.create(cap=cap, whom="小微企业", share=D("0.8"), basis="同上")
    set_cap(cap, actor=market.desk.by.decider, on=DAY)
    made.published_price(market.desk, product=market.product, amount=D("0.50"))
    limits = [reckoned(market, "10", whom=whom).limit for whom in ("高校", "小微企业", "")]
    assert limits == [0, D("4.00"), D("5.00")]
    free = reckoned(market, "10", purpose="welfare")
    assert (free.limit, free.excess(D("0.01"))) == (0, D("0.01"))
    assert "应当全部退还" in free.verdict(D("0.01"))


# Usage reports


def reported(market: Market, revenue: str, **figures: Any) -> UsageReport:
    """The third quarter, submitted: both products of the licence."""
    told = {"deliveries": 1000, "users": 3, "revenue": revenue} | figures
    report = draft_report(by=market.desk.by, product=market.product, number=3, figures=told)
    with arranging():
        entry = UsageEntry(report=report, product=market.free, purpose="welfare")
        entry.clean()
        entry.save()
    usage.submit_report(report, actor=market.desk.by.seller, on=AFTER)
    return report


@pytest.fixture
def priced(market: Market) -> Market:
    made.reported_cap(market.desk, product=market.product, amount=D("0.06"))
    made.published_price(market.desk, product=market.product, amount=D("0.05"))
    return market


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("revenue", "figures", "count"),
    [("50.00", {}, 0), ("50.01", {}, 1), ("40.00", {"free_quantity": 300}, 1)],
)
def test_an_accepted_report_with_more_than_any_bill_allows_is_an_incident(
    priced: Market, revenue: str, figures: dict[str, Any], count: int
) -> None:
    report = reported(priced, revenue, **figures)
    usage.accept_report(report, actor=priced.desk.by.decider, on=AFTER)
    found = Incident.objects.filter(kind="overcharge", product=priced.product)
    assert found.count() == count
    assert all("最多收取" in each.what and each.found_by == "system" for each in found)


@pytest.mark.django_db
def test_the_batch_check_finds_old_reports_and_files_each_case_once(priced: Market) -> None:
    report = reported(priced, "50.01")
    UsageReport.objects.filter(pk=report.pk).update(
        status="accepted", accepted_by=priced.desk.by.decider, accepted_on=AFTER
    )
    for _each in range(2):
        said = StringIO()
        call_command("check_bills", stdout=said)
        assert "1 件" in said.getvalue()
    assert Incident.objects.filter(kind="overcharge").count() == 1
