"""The front page: what the public asks for first, counted from what a visitor may see."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Case, F, When
from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.models import DataResource, FacetTotal, PublicNotice, Registration
from disclosure.models import Disclosure
from governance.actors import VISITOR
from licensing.models import Licence, Product
from pricing.models import Price

TILES = 6
LOOKED_AT = 100
THEMES = 12
NEWEST = 5
NOTICES = 5
ANNOUNCED = 5
#: The promises of which a citizen sees most: from the shortest on.
HASTE = (
    DataResource.UpdateCycle.REALTIME,
    DataResource.UpdateCycle.DAILY,
    DataResource.UpdateCycle.WEEKLY,
    DataResource.UpdateCycle.MONTHLY,
)


def home_context(on: date) -> dict[str, Any]:
    """Everything on the front page; an empty part is left out by the template."""
    published = DataResource.objects.visible_to(VISITOR).published().with_source()
    counted = FacetTotal.objects.figures()
    return {
        "tiles": lively_data(published, on=on),
        "total": counted["total"].get("", 0),
        "themes": themes(counted["theme"]),
        "newest": published.order_by(F("issued_on").desc(nulls_last=True), "-pk")[:NEWEST],
        "running_notices": PublicNotice.objects.visible_to(VISITOR).running(on)[:NOTICES],
        "latest": announcements(on),
        "figures": figures(counted["total"].get("", 0), on=on),
        "on": on,
    }


def lively_data(published: Any, *, on: date) -> list[DataResource]:
    """Open data that are renewed as promised, the shortest promises first, many bureaus before one."""
    candidates = published.filter(opening=DataResource.Opening.UNCONDITIONAL, is_secret=False)
    haste = Case(
        *(When(update_cycle=cycle, then=rank) for rank, cycle in enumerate(HASTE)),
        default=len(HASTE),
    )
    dated = candidates.filter(data_updated_on__isnull=False)
    latest = dated.order_by(haste, "-data_updated_on", "-pk")[:LOOKED_AT]
    kept = [each for each in latest if not each.freshness(on).is_overdue]
    by_provider: dict[int, DataResource] = {}
    for each in kept:
        by_provider.setdefault(each.provider_id, each)
    firsts = list(by_provider.values())
    return (firsts + [each for each in kept if each not in firsts])[:TILES]


def announcements(on: date) -> list[dict[str, Any]]:
    """The latest of what was disclosed, priced and licensed, the newest first."""
    disclosed = Disclosure.objects.visible_to(VISITOR).filter(status=Disclosure.Status.PUBLISHED)
    offered = Product.objects.visible_to(VISITOR).on_sale(on)
    priced = Price.objects.visible_to(VISITOR).filter(starts_on__lte=on, product__in=offered)
    priced = priced.select_related("product")
    licensed = Licence.objects.visible_to(VISITOR).in_force(on)
    sources = (
        (_("信息披露"), disclosed.select_related("obligation__licence"), "published_on"),
        (_("收费公示"), priced, "starts_on"),
        (_("授权运营"), licensed, "effective_on"),
    )
    told = [
        {"kind": kind, "day": getattr(row, day), "title": str(row), "url": row.get_absolute_url()}
        for kind, rows, day in sources
        for row in rows.exclude(**{day: None}).order_by(f"-{day}", "-pk")[:ANNOUNCED]
    ]
    return sorted(told, key=lambda each: each["day"], reverse=True)[:ANNOUNCED]


def themes(counted: Mapping[str, int]) -> list[dict[str, Any]]:
    """Themes by the number of their resources."""
    named = ((theme, number) for theme, number in counted.items() if theme)
    most = sorted(named, key=lambda each: (-each[1], each[0]))[:THEMES]
    return [{"theme": theme, "number": number} for theme, number in most]


def figures(resources: int, *, on: date) -> list[dict[str, Any]]:
    """Key figures, each a link to the rows it counts."""
    search = reverse("catalog:search")
    return [
        {"value": resources, "unit": _("项"), "label": _("公共数据资源"), "url": search},
        {
            "value": Registration.objects.visible_to(VISITOR).active(on).count(),
            "unit": _("项"),
            "label": _("有效的登记"),
            "url": reverse("catalog:registrations"),
        },
        {
            "value": Licence.objects.visible_to(VISITOR).in_force(on).count(),
            "unit": _("项"),
            "label": _("正在生效的授权运营"),
            "url": reverse("licensing:licences"),
        },
        {
            "value": Product.objects.visible_to(VISITOR).on_sale(on).count(),
            "unit": _("个"),
            "label": _("在供的产品和服务"),
            "url": reverse("licensing:products"),
        },
    ]
