"""The use of the city's products: metered, reported, checked, sent back, corrected; once beyond the licence."""

import io
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from config.city.authorising import STAFF
from config.city.chronicle import Chronicle
from config.city.foundation import City, rows
from config.city.selling import SELLERS, listed_on
from governance import clock, edits
from licensing.models import UsageReport
from licensing.usage import checks, periods
from licensing.usage.ingest import ingest
from licensing.usage.seals import seal
from licensing.workflow import usage

#: Licences of which reports are told, and how far the report of the last quarter has come.
LAST_STATE = {"parking": "accepted", "transit": "submitted", "health": "returned", "credit": "draft"}  # fmt: skip
METERED = frozenset({"parking", "transit"})
#: How many quarters back the story goes, and how many times a month a product is metered.
QUARTERS, EVERY = 4, 3
#: In the last quarter this product brought in more than its price allows: an overcharge comes to light.
OVERCHARGED, TOO_MUCH = "停车选址报告", Decimal(3600)
BASE = {"per_call": 400, "per_product": 2, "per_period": 4, "per_volume": 900}


def tell(city: City, chronicle: Chronicle) -> None:
    """Write the quarters of every licence that sells into the chronicle."""
    operations = {row["key"]: row for row in rows("operations.csv")}
    sold: dict[str, list[tuple[date, dict[str, str]]]] = {}
    for row in rows("products.csv"):
        if row["until"] in {"on_sale", "withdrawn"} and row["licence"] in LAST_STATE:
            day = listed_on(chronicle, row, operations[row["licence"]])
            sold.setdefault(row["licence"], []).append((day, row))
    for key, offered in sold.items():
        quarters = list(_quarters(min(day for day, _row in offered), chronicle.today))
        for number, (year, quarter) in enumerate(quarters):
            left = len(quarters) - 1 - number
            _Quarter(city, operations[key], offered, year, quarter, left).tell(chronicle)


def _quarters(since: date, today: date) -> list[tuple[int, int]]:
    """The quarters that are over since then, the last few of them."""
    found: list[tuple[int, int]] = []
    each = periods.before("quarter", *periods.containing("quarter", today))
    while periods.days("quarter", *each)[1] >= since and len(found) < QUARTERS:
        found.append(each)
        each = periods.before("quarter", *each)
    return found[::-1]


@dataclass
class _Quarter:
    """One quarter of one licence; so many are left after it."""

    city: City
    operation: dict[str, str]
    offered: list[tuple[date, dict[str, str]]]
    year: int
    number: int
    left: int
    report: Any = None

    def tell(self, chronicle: Chronicle) -> None:
        """Metering first, then the report, then what becomes of it."""
        key = self.operation["key"]
        ended_on = periods.days("quarter", self.year, self.number)[1]
        after = [chronicle.after(ended_on, days) for days in (2, 4, 9, 13, 30, 33, 36)]
        if key in METERED:
            chronicle.on(after[0], self.meter)
        chronicle.on(after[1], self.draw_up)
        state = LAST_STATE[key] if not self.left else "accepted"
        if state == "draft":
            return
        chronicle.on(after[2], self.submit)
        if state == "returned":
            chronicle.on(after[3], self.send_back)
        elif state == "accepted":
            chronicle.on(after[3], self.accept)
            if key == "parking" and self.left == 1:
                self._tell_correction(chronicle, after[4:])

    def _tell_correction(self, chronicle: Chronicle, days: list[date]) -> None:
        chronicle.on(days[0], self.correct)
        chronicle.on(days[1], self.submit)
        chronicle.on(days[2], self.accept)

    @property
    def seller(self) -> Any:
        return self.city.person(SELLERS[self.operation["operator"]])

    @property
    def checker(self) -> Any:
        return self.city.person(STAFF[self.operation["body"]][1])

    @property
    def licence(self) -> Any:
        return self.city.things[self.operation["key"]]

    def meter(self) -> None:
        """The platform of the operator delivers what it counted."""
        body = "\n".join(["product,at,quantity,customer,size,outcome,purpose", *self._lines()])
        ingest(
            io.BytesIO(body.encode()), licence=self.licence, key=f"{self.year}-Q{self.number}", file_format="csv",
            actor=self.seller, at=clock.now(),
        )  # fmt: skip
        seal(self.seller)

    def _lines(self) -> list[str]:
        first, last = periods.days("quarter", self.year, self.number)
        lines: list[str] = []
        for place, (listed, row) in enumerate(self.offered):
            product = self.city.things[row["name"]]
            day = max(first, listed + timedelta(days=1))
            while day <= last:
                lines.append(self._line(product, row, day, place))
                day += timedelta(days=EVERY)
        if not self.left and self.operation["key"] == "parking":
            lines.append(self._beyond(last - timedelta(days=20)))
        return lines

    def _line(self, product: Any, row: dict[str, str], day: date, place: int) -> str:
        customer = (
            f"用户{(day.toordinal() + place * 7) % (4 if row['form'] == 'report' else 31):02d}"
        )
        quantity = BASE[row["unit"]] + day.toordinal() % 37 * (BASE[row["unit"]] // 20 or 1)
        outcome = "failed" if day.toordinal() % 41 == 0 else "ok"
        return f"{product.pk},{day} 1{place % 10}:30:00,{quantity},{customer},{quantity * 310},{outcome},"

    def _beyond(self, day: date) -> str:
        """A product for industry that served something else."""
        product = self.city.things[self.offered[0][1]["name"]]
        return f"{product.pk},{day} 20:15:00,60,用户05,18600,ok,sector"

    def draw_up(self) -> None:
        """A draft (the nightly job may have opened it), as metered; what no meter counts is typed in."""
        period = {"granularity": "quarter", "year": self.year, "number": self.number}
        self.report = UsageReport.objects.filter(licence=self.licence, **period).first()
        if self.report is None:
            self.report = UsageReport(licence=self.licence, **period)
            edits.save(self.report, actor=self.seller)
        usage.prefill_report(self.report, actor=self.seller)
        prices = {row["name"]: Decimal(row["price"] or 0) for _day, row in self.offered}
        for entry in checks.entries_of(self.report):
            self._complete(entry, prices[entry.product.name])

    def _complete(self, entry: Any, price: Decimal) -> None:
        if entry.metered is None:
            entry.deliveries, entry.users = 2400 + self.number * 310, 46
        entry.volume = entry.deliveries * 3
        entry.free_quantity = entry.deliveries if entry.product.is_free else 0
        entry.revenue = (entry.deliveries * price).quantize(Decimal("0.01"))
        if entry.product.name == OVERCHARGED and not self.left and entry.deliveries:
            entry.revenue += TOO_MUCH
        entry.note = "上架和推广时间不同，季度之间有变化。"
        if entry.deliveries == 0:
            entry.volume = entry.users = 0
        edits.save(entry, actor=self.seller)

    def submit(self) -> None:
        usage.submit_report(self.report, actor=self.seller)

    def send_back(self) -> None:
        reason = "用户数与上季度完全相同，请核对后重新报送。"
        usage.return_report(
            self.report, actor=self.checker, reason=reason, rows=self.report.entries.all()[:1]
        )

    def accept(self) -> None:
        usage.accept_report(self.report, actor=self.checker)

    def correct(self) -> None:
        """A refund was forgotten: a new version with less revenue."""
        usage.correct_report(self.report, actor=self.seller, reason="漏扣当季退费，收入须调减。")
        self.report = self.report.corrections.get()
        entry = self.report.entries.filter(revenue__gt=100).first()
        if entry is not None:
            entry.revenue -= Decimal(100)
            edits.save(entry, actor=self.seller)
