"""Registrations of products in the city: filed by the operators, valid no longer than the licence (26号 第十五条)."""

from datetime import date
from typing import Any

from catalog import prefill
from catalog.models import RegistrationApplication
from config.city.chronicle import Chronicle
from config.city.foundation import City, rows
from config.city.registering import BLOCKS, Filing
from config.city.selling import SELLERS
from governance import edits

COLLEAGUES = {
    "op_data": "wen.xin", "op_travel": "yan.shu", "op_health": "hua.lin", "op_credit": "zhong.li",
}  # fmt: skip


def tell(city: City, chronicle: Chronicle) -> None:
    """Write the operators' filings into the chronicle."""
    for row in rows("product_registrations.csv"):
        _ProductFiling(city, row | {"provider": row["operator"]}).tell(chronicle)


class _ProductFiling(Filing):
    """One product on its way to the register."""

    def __init__(self, city: City, row: dict[str, str]) -> None:
        self.city, self.row = city, row
        self.clerk = city.person(SELLERS[row["operator"]])
        self.desk = [city.person(name) for name in ("tao.ran", "xu.qing", "yu.bo")]
        self.application: Any = None

    def draft(self, on: date) -> None:
        """The blocks as the product's entry has them."""
        product = self.city.things[self.row["name"]]
        self.application = RegistrationApplication(
            **BLOCKS
            | prefill.from_product(product)
            | {
                "registry": self.city.body("registry"),
                "legal_representative": "负责人（演示）",
                "contact_name": "产品部",
                "contact_phone": "0000-7654321",
                "risk_assessed_on": on,
            }
        )
        edits.save(self.application, actor=self.clerk, relations=lambda: self.attach(product, on))

    def attach(self, product: Any, on: date) -> None:
        """The registrations of its sources, and the evidence."""
        self.application.source_registrations.set(prefill.sources_of(product))
        self.preserve(on)

    def second_pair_of_eyes(self) -> Any:
        """A colleague at the operator."""
        return self.city.person(COLLEAGUES[self.row["operator"]])
