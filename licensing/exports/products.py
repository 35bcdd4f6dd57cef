"""Products, deliveries, re-development and capabilities as files (27号 第十九条; table T2)."""

from typing import Any

from django.db.models import Case, F, When
from django.utils.translation import gettext_lazy as _

from governance.exports import Column, declare
from licensing.models import Capability, Delivery, Product, Redevelopment

#: The columns of table T2 that everybody may take away.
PUBLIC_COLUMNS = (
    Column(_("产品名称"), "name"),
    Column(_("产品版本"), "edition"),
    Column(_("运营机构"), "licence__operator__name"),
    Column(_("协议编号"), "licence__number"),
    Column(_("形态"), "form"),
    Column(_("用途类别"), "purpose"),
    Column(_("应用场景"), "scenario"),
    Column(_("对外提供的内容"), "output_fields"),
    Column(_("交付方式"), "delivery"),
    Column(_("场内交易"), "is_on_exchange"),
    Column(_("数据交易场所"), "exchange_name"),
    Column(_("计费单位"), "unit"),
    Column(_("计费单位名称"), "unit_name"),
    Column(_("优惠和免费条件"), "free_conditions"),
    Column(_("获取方式"), "how_to_get"),
    Column(_("联系方式"), "contact"),
    Column(_("上架日期"), "listed_on"),
    Column(_("最后服务日"), "last_service_on"),
)


def customer() -> Any:
    """The organisation by name; a natural person by class alone."""
    return Case(
        When(customer_kind="person", then=F("person_class")),
        default=F("customer_name"),
    )


declare(
    Product,
    *PUBLIC_COLUMNS,
    Column(_("状态"), "status"),
    Column(_("送审次数"), "round"),
    Column(_("送审时的数据分级"), "graded_as"),
    Column(_("现在的办理期限"), "due_on"),
)
declare(
    Delivery,
    Column(_("合同编号"), "contract_no"),
    Column(_("产品"), "product__name"),
    Column(_("运营机构"), "product__licence__operator__name"),
    Column(_("客户类型"), "customer_kind"),
    Column(_("客户"), "customer", customer),
    Column(_("统一社会信用代码"), "customer_code"),
    Column(_("使用用途"), "purpose"),
    Column(_("具体用于什么"), "use"),
    Column(_("数量约定"), "quantity_terms"),
    Column(_("开始提供日期"), "starts_on"),
    Column(_("约定结束日期"), "ends_on"),
    Column(_("实际结束日期"), "ended_on"),
    Column(_("状态"), "status"),
)
declare(
    Redevelopment,
    Column(_("再开发产品名称"), "title"),
    Column(_("再开发单位"), "developer_name"),
    Column(_("统一社会信用代码"), "developer_code"),
    Column(_("所依据的产品"), "delivery__product__name"),
    Column(_("合同编号"), "delivery__contract_no"),
    Column(_("申报日期"), "declared_on"),
    Column(_("状态"), "status"),
    Column(_("不予备案的理由"), "refusal"),
)
declare(
    Capability,
    Column(_("服务能力"), "name"),
    Column(_("所属业务范围"), "business"),
    Column(_("运营机构"), "licence__operator__name"),
    Column(_("协议编号"), "licence__number"),
    Column(_("提供条件"), "conditions"),
    Column(_("联系方式"), "contact"),
    Column(_("公布日期"), "published_on"),
    Column(_("状态"), "status"),
)
