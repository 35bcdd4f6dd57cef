"""Prices of the city: yields, a cost survey, allowed revenue, caps and prices; all invented (65号)."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from config.city.authorising import STAFF
from config.city.chronicle import Chronicle
from config.city.foundation import City, rows
from config.city.papers import document_no
from config.city.selling import SELLERS, listed_on
from governance import edits
from governance.deadlines import add_months
from pricing import workflow
from pricing.models import (
    AllowedRevenue,
    CapRelief,
    CapTariff,
    CapTier,
    CostItem,
    CostSurvey,
    Price,
    PriceTier,
    TreasuryYield,
)

INVENTED = "演示数据（虚构），使用前请以公布的收益率替换"
ITEMS = (
    (CostItem.Category.PLATFORM, "平台建设和运维", "1860000.00"),
    (CostItem.Category.DATA, "汇聚、存储和治理", "920000.00"),
    (CostItem.Category.PEOPLE, "人力资源", "1430000.00"),
)
#: Working days back: when the survey was made, the revenue decided, the caps set.
SURVEYED, DECIDED, CAPPED = 190, 160, 150
#: The caps of the same product over time: what stood before, what comes next year.
EARLIER_CAP = {"停车空位接口": ("0.0800", 40)}
COMING_CAP = {"泊位占用率查询": "0.1100"}
#: How much of each capped product a year is expected to use, in its first tier.
FORECASTS = {"停车空位接口": 12_000_000, "泊位占用率查询": 7_000_000, "停车选址报告": 500}
#: Progressive products: above, the cap's rate and forecast, the price's rate.
TIERS = {"停车空位接口": (("1000000", "0.0500", "8000000", "0.0400"),)}
#: Who pays a part of the cap, and on what ground.
RELIEFS = {"停车空位接口": (("高校和科研机构", "0.5"), ("残疾人服务机构", "0"))}


def tell(city: City, chronicle: Chronicle) -> None:
    """Write the price officers' work into the chronicle."""
    _Revenue(city, chronicle).tell()
    operations = {row["key"]: row for row in rows("operations.csv")}
    for row in rows("products.csv"):
        if row["until"] == "on_sale":
            _Charge(city, chronicle, row, operations[row["licence"]]).tell()


class _Revenue:
    """The cost survey of one licence and the revenue that two authorities allow."""

    def __init__(self, city: City, chronicle: Chronicle) -> None:
        self.city, self.chronicle = city, chronicle
        self.officer, self.checker = city.person("jia.heng"), city.person("ping.zhi")
        self.survey: Any = None
        self.revenue: Any = None

    def tell(self) -> None:
        """Survey, check, propose, sign, countersign; another survey waits for its check."""
        surveyed_on = self.chronicle.working_days_ago(SURVEYED)
        decided_on = self.chronicle.working_days_ago(DECIDED)
        self.chronicle.on(surveyed_on, lambda: self.make_survey(surveyed_on))
        self.chronicle.on(self.chronicle.after(surveyed_on, 8), self.check)
        self.chronicle.on(self.chronicle.after(surveyed_on, 15), lambda: self.propose(decided_on))
        self.chronicle.on(decided_on, lambda: self.sign(decided_on))
        recently = self.chronicle.working_days_ago(4)
        self.chronicle.on(recently, lambda: self.survey_another(recently))

    def make_survey(self, on: date) -> None:
        """The mean yield of the year before, and the costs by category."""
        for year, mean in ((on.year - 1, "0.0168"), (on.year - 2, "0.0221")):
            known = TreasuryYield(year=year, mean=Decimal(mean), observations=249, source=INVENTED)
            edits.save(known, actor=self.officer)
        self.survey = self._survey("parking", on)
        workflow.submit_survey(self.survey, actor=self.officer)

    def _survey(self, licence: str, on: date) -> CostSurvey:
        survey = CostSurvey(
            licence=self.city.things[licence], year=on.year, price_authority=self.city.body("price")
        )

        def write_items() -> None:
            for category, name, amount in ITEMS:
                CostItem.objects.create(
                    survey=survey,
                    category=category,
                    name=name,
                    amount=Decimal(amount),
                    allowed=Decimal(amount),
                )

        edits.save(survey, actor=self.officer, relations=write_items)
        return survey

    def check(self) -> None:
        workflow.check_survey(self.survey, actor=self.checker)

    def propose(self, starts_on: date) -> None:
        """C + C × r + T by the formula; the steps are kept with it."""
        self.revenue = AllowedRevenue(
            survey=self.survey,
            licence=self.survey.licence,
            price_authority=self.city.body("price"),
            data_authority=self.city.body("data"),
            cycle_start=starts_on,
            cycle_end=add_months(starts_on, 36) - timedelta(days=1),
            treasury_yield=TreasuryYield.objects.get(year=self.survey.year - 1),
            spread=Decimal("0.045"),
            tax=Decimal("252600.00"),
        )
        edits.save(self.revenue, actor=self.officer)
        workflow.propose_revenue(self.revenue, actor=self.officer)

    def sign(self, on: date) -> None:
        """Two authorities, two signatures."""
        workflow.sign_revenue(self.revenue, actor=self.checker)
        number = document_no("云发改价格", on, 17)
        countersigner = self.city.person("he.jing")
        workflow.countersign_revenue(
            self.revenue, actor=countersigner, document_no=number, document_on=on
        )

    def survey_another(self, on: date) -> None:
        """A second survey waits for its check."""
        workflow.submit_survey(self._survey("transit", on), actor=self.officer)


class _Charge:
    """The caps and the price of one product."""

    def __init__(
        self, city: City, chronicle: Chronicle, row: dict[str, str], operation: dict[str, str]
    ) -> None:
        self.city, self.chronicle, self.row = city, chronicle, row
        self.drafter, self.decider = (city.person(name) for name in STAFF[operation["body"]])
        self.seller = city.person(SELLERS[operation["operator"]])
        self.listed_on = listed_on(chronicle, row, operation)

    def tell(self) -> None:
        """Free things are free from the first day; the rest waits for the revenue, or is on trial."""
        is_free = self.row["price"] == "0"
        starts_on = self.listed_on
        if not is_free and self.row["stage"] == "formal":
            starts_on = self.chronicle.working_days_ago(CAPPED)
        if self.row["cap"]:
            self.tell_caps(starts_on)
        self.chronicle.on(starts_on, lambda: self.charge(starts_on))
        if coming := COMING_CAP.get(self.row["name"]):
            lately = self.chronicle.working_days_ago(3)
            next_year = date(self.chronicle.today.year + 1, 1, 1)
            self.chronicle.on(
                lately, lambda: self.set_cap(coming, lately, next_year, is_reported=False)
            )

    def tell_caps(self, starts_on: date) -> None:
        """The cap that stands now, after an earlier one where there was one."""
        earlier, back = EARLIER_CAP.get(self.row["name"], (self.row["cap"], 0))
        self.chronicle.on(starts_on, lambda: self.set_cap(earlier, starts_on, starts_on))
        if back:
            lowered_on = self.chronicle.working_days_ago(back)
            self.chronicle.on(
                lowered_on, lambda: self.set_cap(self.row["cap"], lowered_on, lowered_on)
            )

    def set_cap(self, amount: str, on: date, starts_on: date, *, is_reported: bool = True) -> None:
        """The authorising body sets it and reports in writing."""
        product = self.city.things[self.row["name"]]
        cap = CapTariff(
            product=product,
            unit=product.unit,
            amount=Decimal(amount),
            starts_on=starts_on,
            document_no=document_no("云城管价", on, product.pk),
            supervision_phone="0000-12358",
            forecast=FORECASTS.get(self.row["name"], 0),
        )
        edits.save(cap, actor=self.drafter, relations=lambda: self.write_parts(cap))
        workflow.set_cap(cap, actor=self.decider)
        if is_reported:
            number = document_no("云城管函", on, cap.pk)
            workflow.report_cap(cap, actor=self.drafter, report_no=number, reported_on=on)

    def write_parts(self, cap: CapTariff) -> None:
        """The further tiers and the reliefs."""
        for above, rate, forecast, _price in TIERS.get(self.row["name"], ()):
            figures = {"rate": Decimal(rate), "forecast": Decimal(forecast)}
            CapTier.objects.create(cap=cap, above=Decimal(above), **figures)
        for whom, share in RELIEFS.get(self.row["name"], ()):
            CapRelief.objects.create(
                cap=cap, whom=whom, share=Decimal(share), basis=cap.document_no
            )

    def write_tiers(self, price: Price) -> None:
        """The price goes down with the cap."""
        for above, _rate, _forecast, rate in TIERS.get(self.row["name"], ()):
            PriceTier.objects.create(price=price, above=Decimal(above), rate=Decimal(rate))

    def charge(self, starts_on: date) -> None:
        """The operator publishes its price."""
        product = self.city.things[self.row["name"]]
        price = Price(
            product=product,
            unit=product.unit,
            stage=self.row["stage"],
            amount=Decimal(self.row["price"]),
            starts_on=starts_on,
        )
        edits.save(price, actor=self.seller, relations=lambda: self.write_tiers(price))
        workflow.publish_price(price, actor=self.seller)
