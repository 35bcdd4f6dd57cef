"""Products of the city, from the operator's draft to the shelf (clauses 三, 十, 十二)."""

from datetime import date
from typing import Any

from config.city.authorising import SELLERS, STAFF
from config.city.chronicle import Chronicle
from config.city.foundation import City, rows
from governance import edits
from licensing.models import Product, ProductSource
from licensing.review_points import MET, keys
from licensing.workflow import products

PATHS: dict[str, tuple[str, ...]] = {
    "draft": (),
    "in_review": ("submit",),
    "returned": ("submit", "send_back"),
    "on_sale": ("submit", "review", "list"),
    "withdrawn": ("submit", "review", "list", "withdraw"),
}
DAYS_LATER = {"submit": 1, "send_back": 4, "review": 5, "list": 7, "withdraw": 120}


#: What every operator of the city says of its service.
SERVICE: dict[str, Any] = {
    "output_fields": "区域名称、统计数量、更新时间；逐项以使用文档为准。",
    "personal_output": "none",
    "desensitisation": "只输出汇总结果，计数少于 10 的不输出。",
    "availability": "99.50",
    "latency_ms": 800,
    "support_hours": "工作日 9:00–17:00",
    "how_to_get": "向运营机构在线申请，核验身份并签订合同，三个工作日内开通。",
    "free_conditions": "用于公共治理和公益事业的免费；科研教学试用三个月免费。",
    "terms_of_use": "限于合同约定的用途；不得转授权，不得还原个人，不得与其他数据关联识别个人。",
}


def judged(kind: str) -> dict[str, Any]:
    """A review in which every point is met."""
    points: dict[str, Any] = {f"point_{key}": MET for key in keys(kind)}
    return points | {"result": "passed", "opinion": "符合要求，同意上架。"}


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
            **SERVICE,
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
        second = self.city.person("he.jing")
        products.review_security(self.product, actor=self.reviewer, **judged("security"))
        products.review_conformity(self.product, actor=second, **judged("conformity"))

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
