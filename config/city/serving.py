"""Products of the city in service: who uses them, what others made of them, how they stop (27号 第六条、第十九条)."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

from stdnum.cn.uscc import calc_check_digit

from config.city.chronicle import Chronicle
from config.city.foundation import City, rows
from governance import edits
from governance.actors import VISITOR
from governance.clock import today
from licensing.models import Capability
from licensing.workflow import capabilities, deliveries, product_service


def tell(city: City, chronicle: Chronicle) -> None:
    """Write services, their customers and their ends into the chronicle."""
    for serial, row in enumerate(rows("deliveries.csv"), start=1):
        handed_on = chronicle.working_days_ago(int(row["back"]))
        chronicle.on(handed_on, partial(_deliver, city, serial, row))
    for row in rows("capabilities.csv"):
        chronicle.on(chronicle.working_days_ago(100), partial(_offer, city, row))
    happenings: tuple[tuple[int, Callable[[City], None]], ...] = (
        (90, _redevelop),
        (30, _withdraw_capability),
        (8, _announce_end),
        (6, _suspend),
        (3, _recall),
    )
    for back, happening in happenings:
        chronicle.on(chronicle.working_days_ago(back), partial(happening, city))


def _code(serial: int) -> str:
    """A unified social credit code of nobody."""
    stem = f"91990100{serial + 880000000:09d}"
    return str(stem + calc_check_digit(stem))


def _deliver(city: City, serial: int, row: dict[str, str]) -> None:
    deliveries.deliver(
        city.things[row["product"]],
        actor=city.person(row["seller"]),
        contract_no=f"云数合〔{today().year}〕{serial}号",
        customer_kind="organisation" if row["customer"] else "person",
        customer_name=row["customer"],
        customer_code=_code(serial) if row["customer"] else "",
        person_class=row["person_class"],
        purpose=row["purpose"],
        use=row["use"],
        quantity_terms=row["quantity"],
        starts_on=today(),
    )


def _offer(city: City, row: dict[str, str]) -> None:
    capability = Capability(
        licence=city.things[row["licence"]],
        business=row["business"],
        name=row["name"],
        description=row["description"],
        conditions="签订服务合同，在授权平台内使用。",
        contact="0000-7654321",
    )
    seller = city.person(row["seller"])
    edits.save(capability, actor=seller)
    city.things[row["name"]] = capability
    if row["until"] != "draft":
        capabilities.publish_capability(capability, actor=seller)


def _redevelop(city: City) -> None:
    """A customer builds on what it got; the operator tries, too, and is refused on record (I-31)."""
    handed = city.things["停车空位接口"].deliveries.order_by("pk").first()
    told: dict[str, Any] = {
        "description": "由空余泊位数推算分时停车热力。",
        "contact": "0000-1234567",
    }
    operator = city.body("op_data")
    deliveries.declare_redevelopment(
        handed, actor=VISITOR, title="分时停车热力图", developer_name=handed.customer_name,
        developer_code=handed.customer_code, **told,
    )  # fmt: skip
    deliveries.declare_redevelopment(
        handed, actor=VISITOR, title="停车热力定制版", developer_name=operator.name,
        developer_code=operator.uscc, **told,
    )  # fmt: skip


def _withdraw_capability(city: City) -> None:
    capabilities.withdraw_capability(
        city.things["出行数据接口托管"], actor=city.person("rao.zhi"), reason="业务调整，不再托管。"
    )


def _announce_end(city: City) -> None:
    product_service.announce_end(
        city.things["停车热力周报"],
        actor=city.person("ji.yun"),
        last_service_on=today() + timedelta(days=60),
        closing_notice="周报并入停车难指数。现有客户请在最后服务日前改用停车难指数，免费迁移。",
        reason="产品合并。",
    )


def _suspend(city: City) -> None:
    product_service.suspend_product(
        city.things["停车难指数"],
        actor=city.person("lin.yuan"),
        until=today() + timedelta(days=45),
        reason="指数口径与发布说明不一致，核查期间暂停。",
    )


def _recall(city: City) -> None:
    product_service.recall_product(
        city.things["换乘客流指数"],
        actor=city.person("lin.yuan"),
        reason="换乘停车场数据更新方式改变，须重新审核。",
    )
