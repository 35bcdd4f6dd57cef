"""What stands in the way of a product, a delivery, a re-development; each fault is a sentence (I-09, I-11, I-31)."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from catalog.grading import is_lower
from catalog.models import DataResource
from licensing.conditions import Words
from licensing.models import Product, Purpose

#: What a product says before it is reviewed, whatever its form.
SERVICE_CONTENTS = (
    "output_fields",
    "personal_output",
    "support_hours",
    "how_to_get",
    "terms_of_use",
)


def service(product: Product) -> list[Words]:
    """The contents of the service that are still empty."""
    needed = SERVICE_CONTENTS if product.is_raw else (*SERVICE_CONTENTS, "desensitisation")
    missing = [
        str(Product._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
        for name in needed
        if not str(getattr(product, name)).strip()
    ]
    if not missing:
        return []
    words = {"product": product, "missing": "、".join(missing)}
    return [_("“%(product)s”的以下内容尚不完整：%(missing)s。请补充后再送审。") % words]


def listing(product: Product, listing_no: str) -> list[Words]:
    """On an exchange with its number there, elsewhere with none."""
    if product.is_on_exchange and not listing_no:
        return [
            _("“%(product)s”为场内交易，须填写场内挂牌编号，请填写后再上架。")
            % {"product": product}
        ]
    if listing_no and not product.is_on_exchange:
        return [
            _("“%(product)s”不在场内交易，请清空挂牌编号，或退回后改为场内交易。")
            % {"product": product}
        ]
    return []


def use(product: Product, purpose: str) -> list[Words]:
    """I-09: a customer uses a product only for what every source of it was licensed for."""
    allowed = set(Purpose.values)
    for entry in product.sources.all():
        allowed &= set(entry.purposes)
    if purpose in allowed:
        return []
    label = Purpose(purpose).label if purpose in Purpose.values else purpose
    return [
        _("使用用途“%(purpose)s”不在“%(product)s”数据来源的许可用途之内，不能交付。请改正用途。")
        % {"purpose": label, "product": product}
    ]


def reasons_for_review(product: Product) -> list[Words]:
    """Why a product on sale has to be reviewed again: the ground under it moved."""
    found: list[Words] = []
    for source in product.product_sources.select_related("licensed_resource__resource"):
        entry, words = source.licensed_resource, {"resource": source.licensed_resource.resource}
        resource: DataResource = entry.resource
        if not resource.is_standing:
            found.append(_("数据来源“%(resource)s”已不在公共数据目录中。") % words)
        if source.graded_as and is_lower(source.graded_as, resource.grade):
            found.append(_("数据来源“%(resource)s”的数据分级已经调高。") % words)
        if product.purpose not in entry.purposes:
            found.append(_("数据来源“%(resource)s”的许可用途已经改变。") % words)
    if product.listed_on is None:
        return found
    return found + [
        _("安全事件%(number)s涉及本产品，还没有办结。") % {"number": incident.number}
        for incident in product.incidents.open().filter(reported_on__gte=product.listed_on)
    ]


def last_day(product: Product, last_service_on: date, *, on: date, earliest: date) -> list[Words]:
    """Customers are told in time; nobody is told of a day that is past."""
    if last_service_on < on:
        return [_("最后服务日不能早于今天，请重新填写。")]
    if product.deliveries.running().exists() and last_service_on < earliest:
        return [
            _("“%(product)s”还有在用的合同，须提前告知客户，最后服务日不能早于 %(day)s，请改晚。")
            % {"product": product, "day": earliest}
        ]
    return []
