"""Products of the city, from the operator's draft to the shelf (clauses 三, 十, 十二)."""

from datetime import date
from typing import Any

from config.city.authorising import SELLERS, STAFF
from config.city.chronicle import Chronicle
from config.city.foundation import City, rows
from governance import edits
from licensing.models import Product, ProductSource
from licensing.workflow import products

PATHS: dict[str, tuple[str, ...]] = {
    "draft": (),
    "in_review": ("submit",),
    "returned": ("submit", "send_back"),
    "on_sale": ("submit", "review", "list"),
    "withdrawn": ("submit", "review", "list", "withdraw"),
}
DAYS_LATER = {"submit": 1, "send_back": 4, "review": 5, "list": 7, "withdraw": 120}


def tell(city: City, chronicle: Chronicle) -> None:
    """Write every product into the chronicle."""
    operations = {row["key"]: row for row in rows("operations.csv")}
    for row in rows("products.csv"):
        _Product(city, row, operations[row["licence"]]).tell(chronicle)


class _Product:
    """One product on its way."""

    def __init__(self, city: City, row: dict[str, str], operation: dict[str, str]) -> None:
        self.city, self.row, self.operation = city, row, operation
        self.seller = city.person(SELLERS[operation["operator"]])
        self.reviewer = city.person(STAFF[operation["body"]][1])
        self.product: Any = None

    def tell(self, chronicle: Chronicle) -> None:
        """So many working days after the scheme was written, and then step by step."""
        began_on = chronicle.working_days_ago(int(self.operation["back"]) - int(self.row["after"]))
        chronicle.on(began_on, self.draft)
        for name in PATHS[self.row["until"]]:
            chronicle.on(chronicle.after(began_on, DAYS_LATER[name]), getattr(self, name))

    def draft(self) -> None:
        """The operator describes what it wants to offer."""
        row = self.row
        self.product = Product(
            name=row["name"],
            licence=self.city.things[row["licence"]],
            form=row["form"],
            purpose=row["purpose"],
            scenario=row["scenario"],
            description=f"面向{row['scenario']}的{row['name']}，由授权范围内的公共数据加工形成。",
            processing="去除个人标识，按区域和时段汇总，原始数据不出域。",
            delivery="接口调用"
            if row["form"] in {"interface", "verification", "model"}
            else "文件下载",
            unit=row["unit"],
            unit_name=row["unit_name"],
            contact="0000-7654321",
        )
        edits.save(self.product, actor=self.seller, relations=self.name_sources)
        self.city.things[row["name"]] = self.product

    def name_sources(self) -> None:
        """It draws on the whole scope."""
        for entry in self.product.licence.scope.all():
            ProductSource.objects.create(
                product=self.product, licensed_resource=entry, licence=self.product.licence
            )

    def submit(self) -> None:
        products.submit_product(self.product, actor=self.seller)

    def send_back(self) -> None:
        reason = "缺少调用频率限制和异常监测措施，请补充。"
        products.return_product(self.product, actor=self.city.person("lin.yuan"), reason=reason)

    def review(self) -> None:
        passed: dict[str, Any] = {"result": "passed", "opinion": "符合要求，同意上架。"}
        products.review_security(self.product, actor=self.reviewer, **passed)
        products.review_conformity(self.product, actor=self.city.person("he.jing"), **passed)

    def list(self) -> None:
        products.put_on_sale(self.product, actor=self.seller)

    def withdraw(self) -> None:
        products.withdraw_product(
            self.product, actor=self.seller, reason="数据接口停用，停止服务。"
        )


def listed_on(chronicle: Chronicle, row: dict[str, str], operation: dict[str, str]) -> date:
    """The day on which the product reaches the shelf."""
    began_on = chronicle.working_days_ago(int(operation["back"]) - int(row["after"]))
    return chronicle.after(began_on, DAYS_LATER["list"])
