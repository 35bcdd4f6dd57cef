"""Yields, cost surveys and allowed revenues in each of their states, brought there by the steps."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from accounts.models import Organisation, Role, User
from licensing.models import Licence
from pricing import workflow
from pricing.models import AllowedRevenue, CostItem, CostSurvey, TreasuryYield
from tests.database import arranging
from tests.factories.licensing import licence_in_force
from tests.factories.people import organisation, person
from tests.factories.schemes import Parties, parties

D = Decimal
#: The day on which revenue is decided, caps are set and prices published, if nothing else is said.
DAY = date(2026, 7, 1)
ONE_DAY = timedelta(days=1)
_number = count(1)
WORKED_EXAMPLE = (
    (CostItem.Category.PLATFORM, "平台建设和运维", "6000000.00"),
    (CostItem.Category.PEOPLE, "人员工资", "4000000.00"),
)


@dataclass(frozen=True)
class PriceDesk:
    """The parties of a licence and the price authority, with as many people as there are eyes."""

    by: Parties
    price_authority: Organisation
    surveyor: User
    checker: User
    signer: User

    @property
    def countersigner(self) -> User:
        """Who signs for the data authority."""
        return self.by.supervisor


def price_desk(by: Parties | None = None) -> PriceDesk:
    """A price authority beside the parties of a licence."""
    by = by or parties()
    with arranging():
        office = organisation(name=f"云州市发展和改革委员会{next(_number)}")
        return PriceDesk(
            by=by,
            price_authority=office,
            surveyor=person(Role.PRICE_AUTHORITY, organisation=office),
            checker=person(Role.PRICE_AUTHORITY, organisation=office),
            signer=person(Role.PRICE_AUTHORITY, organisation=office),
        )


def treasury_yield(year: int = 2025, mean: str = "0.022", **over: Any) -> TreasuryYield:
    """The mean of a year; the one of the worked example, if nothing else is said."""
    known = TreasuryYield.objects.filter(year=year).first()
    if known is not None and not over:
        return known
    fields: dict[str, Any] = {
        "year": year,
        "mean": D(mean),
        "observations": 250,
        "source": "中国债券信息网",
    }
    with arranging():
        return TreasuryYield.objects.create(**fields | over)


# Cost surveys


def draft_survey(
    desk: PriceDesk, *, licence: Licence | None = None, items: bool = True, **over: Any
) -> CostSurvey:
    """Ten million of cost in two items, as in the worked example of 65号."""
    fields: dict[str, Any] = {
        "licence": licence or licence_in_force(by=desk.by),
        "year": 2026,
        "price_authority": desk.price_authority,
        "created_by": desk.surveyor,
    } | over
    with arranging():
        survey = CostSurvey.objects.create(**fields)
        for category, name, amount in WORKED_EXAMPLE if items else ():
            cost_item(survey, category=category, name=name, amount=D(amount), allowed=D(amount))
    return survey


def cost_item(survey: CostSurvey, **over: Any) -> CostItem:
    """One cost, allowed in full."""
    fields: dict[str, Any] = {
        "survey": survey,
        "category": CostItem.Category.DATA,
        "name": "数据治理",
        "amount": D("100.00"),
        "allowed": D("100.00"),
    }
    with arranging():
        return CostItem.objects.create(**fields | over)


def submitted_survey(desk: PriceDesk, **over: Any) -> CostSurvey:
    """Put to a second person."""
    survey = draft_survey(desk, **over)
    workflow.submit_survey(survey, actor=desk.surveyor, on=DAY)
    return survey


def returned_survey(desk: PriceDesk, **over: Any) -> CostSurvey:
    """Sent back."""
    survey = submitted_survey(desk, **over)
    workflow.return_survey(survey, actor=desk.checker, on=DAY, reason="人员工资缺少明细。")
    return survey


def checked_survey(desk: PriceDesk, **over: Any) -> CostSurvey:
    """Checked by a second person."""
    survey = submitted_survey(desk, **over)
    workflow.check_survey(survey, actor=desk.checker, on=DAY)
    return survey


# Allowed revenue


def draft_revenue(
    desk: PriceDesk,
    *,
    survey: CostSurvey | None = None,
    licence: Licence | None = None,
    **over: Any,
) -> AllowedRevenue:
    """C = 10,000,000, s = 6 %, T = 600,000: the worked example of 65号."""
    survey = survey or checked_survey(desk, licence=licence)
    fields: dict[str, Any] = {
        "survey": survey,
        "licence": survey.licence,
        "price_authority": survey.price_authority,
        "data_authority": desk.by.authority,
        "cycle_start": DAY,
        "cycle_end": date(2029, 6, 30),
        "treasury_yield": over.pop("treasury_yield", None) or treasury_yield(),
        "spread": D("0.06"),
        "tax": D("600000.00"),
        "created_by": desk.surveyor,
    }
    with arranging():
        return AllowedRevenue.objects.create(**fields | over)


def proposed_revenue(desk: PriceDesk, **over: Any) -> AllowedRevenue:
    """Computed."""
    revenue = draft_revenue(desk, **over)
    workflow.propose_revenue(revenue, actor=desk.surveyor, on=DAY)
    return revenue


def returned_revenue(desk: PriceDesk, **over: Any) -> AllowedRevenue:
    """Sent back."""
    revenue = proposed_revenue(desk, **over)
    workflow.return_revenue(revenue, actor=desk.signer, on=DAY, reason="税金缺少依据。")
    return revenue


def signed_revenue(desk: PriceDesk, **over: Any) -> AllowedRevenue:
    """Signed by the price authority."""
    revenue = proposed_revenue(desk, **over)
    workflow.sign_revenue(revenue, actor=desk.signer, on=DAY)
    return revenue


def revenue_in_force(desk: PriceDesk, **over: Any) -> AllowedRevenue:
    """Signed by both."""
    revenue = signed_revenue(desk, **over)
    workflow.countersign_revenue(
        revenue,
        actor=desk.countersigner,
        on=DAY,
        document_no=f"云发改价格〔2026〕{next(_number)}号",
        document_on=DAY,
    )
    return revenue
