"""News of prices as an Atom feed: which cap or price applies from when (价格法 第十三条、第二十四条)."""

from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from governance.actors import VISITOR
from governance.characters import writable
from governance.clock import morning
from pricing.models import CapTariff, Price, Tariff

ENTRIES = 50


@require_safe
def prices_feed(request: HttpRequest) -> HttpResponse:
    """The same for everybody: a feed reader signs in nowhere."""
    site = settings.SITE_FACTS["name"]
    feed = Atom1Feed(
        title=_("%(site)s：收费公示") % {"site": site},
        link=request.build_absolute_uri(reverse("pricing:prices")),
        description="",
        language="zh-Hans",
        feed_url=request.build_absolute_uri(),
        author_name=site,
    )
    for decided_on, tariff in _newest():
        address = request.build_absolute_uri(tariff.get_absolute_url())
        words = {"charge": tariff.charge, "day": tariff.starts_on}
        feed.add_item(
            title=writable(f"{tariff._meta.verbose_name}：{tariff.product}"),
            link=address,
            description=writable(_("%(charge)s，自 %(day)s 起执行。") % words),
            unique_id=f"{address}#{tariff._meta.model_name}-{tariff.pk}",
            updateddate=morning(decided_on),
        )
    kind = "application/atom+xml; charset=utf-8"
    return HttpResponse(feed.writeString("utf-8"), content_type=kind)


def _newest() -> list[tuple[date, Tariff]]:
    """The latest decisions on caps and prices, the newest first."""
    found: list[tuple[date, Tariff]] = []
    for model, day in ((CapTariff, "set_on"), (Price, "published_on")):
        rows = model.objects.visible_to(VISITOR).effective().with_product()
        found += [(getattr(row, day), row) for row in rows.order_by(f"-{day}", "-pk")[:ENTRIES]]
    return sorted(found, key=lambda each: each[0], reverse=True)[:ENTRIES]
