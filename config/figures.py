"""The city's figures on the home of the shared site; each counts visible rows and leads to exactly these."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from catalog.models import DataResource, Registration
from disclosure.models import Disclosure
from governance.figures import Figure, register
from licensing.models import Licence, Product
from pricing.models import Price

ITEMS = _("项")


def in_state(key: str, label: Any, model: Any, status: str) -> Figure:
    """The visible rows of a model that stand in a state."""

    def rows(user: Any, on: date) -> QuerySet[Any]:
        visible: QuerySet[Any] = model.objects.visible_to(user).filter(status=status)
        return visible

    meta = model._meta
    return Figure(
        key=key,
        label=label,
        unit=ITEMS,
        rows=rows,
        view=f"admin:{meta.app_label}_{meta.model_name}_changelist",
        query=f"status__exact={status}",
    )


def standing_resources(user: Any, on: date) -> QuerySet[Any]:
    """The visible entries of the public catalogue, be they under revision or not."""
    visible: QuerySet[Any] = DataResource.objects.visible_to(user).published()
    return visible


for figure in (
    Figure(
        key="resources",
        label=_("已发布的公共数据资源"),
        unit=ITEMS,
        rows=standing_resources,
        view="admin:catalog_dataresource_changelist",
        query="kept=standing",
    ),
    in_state(
        "registrations", _("有效的登记（含待生效）"), Registration, Registration.Status.ACTIVE
    ),
    in_state("licences", _("生效的授权"), Licence, Licence.Status.IN_FORCE),
    in_state("products", _("在售的产品和服务"), Product, Product.Status.ON_SALE),
    in_state("prices", _("已公布的收费标准"), Price, Price.Status.PUBLISHED),
    in_state("disclosures", _("已发布的信息披露"), Disclosure, Disclosure.Status.PUBLISHED),
):
    register(figure)
