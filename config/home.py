"""The front page: what the public asks for first, counted from what a visitor may see."""

from datetime import date
from typing import Any

from django.db.models import Count, F
from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.models import DataResource, PublicNotice, Registration
from governance.actors import VISITOR
from licensing.models import Licence, Product

TILES = 6
THEMES = 12
NEWEST = 5
NOTICES = 5


def home_context(on: date) -> dict[str, Any]:
    """Everything on the front page; an empty part is left out by the template."""
    published = DataResource.objects.visible_to(VISITOR).published().with_source()
    return {
        "tiles": fresh_open_data(published),
        "open_total": published.open_to_public().count(),
        "themes": themes(published),
        "newest": published.order_by(F("issued_on").desc(nulls_last=True), "-pk")[:NEWEST],
        "running_notices": PublicNotice.objects.visible_to(VISITOR).running(on)[:NOTICES],
        "figures": figures(published, on=on),
        "on": on,
    }


def fresh_open_data(published: Any) -> list[DataResource]:
    """Unconditionally open data that were renewed last: one for each provider while there are several."""
    candidates = published.filter(opening=DataResource.Opening.UNCONDITIONAL, is_secret=False)
    latest = list(
        candidates.order_by(F("data_updated_on").desc(nulls_last=True), "-pk")[: 4 * TILES]
    )
    firsts = list({resource.provider_id: resource for resource in reversed(latest)}.values())[::-1]
    others = [resource for resource in latest if resource not in firsts]
    return (firsts + others)[:TILES]


def themes(published: Any) -> Any:
    """Themes by the number of their resources."""
    counted = published.exclude(theme="").order_by().values("theme")
    return counted.annotate(number=Count("pk")).order_by("-number", "theme")[:THEMES]


def figures(published: Any, *, on: date) -> list[dict[str, Any]]:
    """Key figures, each a link to the rows it counts."""
    search = reverse("catalog:search")
    return [
        {"value": published.count(), "unit": _("项"), "label": _("公共数据资源"), "url": search},
        {
            "value": Registration.objects.visible_to(VISITOR).active(on).count(),
            "unit": _("项"),
            "label": _("有效的登记"),
            "url": reverse("catalog:notices"),
        },
        {
            "value": Licence.objects.visible_to(VISITOR).in_force(on).count(),
            "unit": _("项"),
            "label": _("正在生效的授权运营"),
            "url": reverse("licensing:licences"),
        },
        {
            "value": Product.objects.visible_to(VISITOR)
            .filter(status=Product.Status.ON_SALE)
            .count(),
            "unit": _("个"),
            "label": _("在供的产品和服务"),
            "url": reverse("licensing:products"),
        },
    ]
