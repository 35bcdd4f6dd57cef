"""The newest products and services as an Atom feed, for readers and for other portals (27号 第十九条)."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from governance import clock
from governance.actors import VISITOR
from governance.characters import writable
from licensing.models import Product

ENTRIES = 50


@require_safe
def products_feed(request: HttpRequest) -> HttpResponse:
    """The same for everybody: a feed reader signs in nowhere."""
    site = settings.SITE_FACTS["name"]
    feed = Atom1Feed(
        title=_("%(site)s：公共数据产品和服务") % {"site": site},
        link=request.build_absolute_uri(reverse("licensing:products")),
        description="",
        language="zh-Hans",
        feed_url=request.build_absolute_uri(),
        author_name=site,
    )
    for each in _newest():
        address = request.build_absolute_uri(each.get_absolute_url())
        told = _("%(operator)s提供，用于%(purpose)s：%(scenario)s。%(description)s") % {
            "operator": each.licence.operator.name, "purpose": each.get_purpose_display(),
            "scenario": each.scenario, "description": each.description,
        }  # fmt: skip
        stamp = clock.morning(each.listed_on or clock.today())
        feed.add_item(
            title=writable(each.name), link=address, description=writable(told), unique_id=address, pubdate=stamp,
            updateddate=stamp,
        )  # fmt: skip
    kind = "application/atom+xml; charset=utf-8"
    return HttpResponse(feed.writeString("utf-8"), content_type=kind)


def _newest() -> list[Product]:
    rows = Product.objects.visible_to(VISITOR).on_sale(clock.today()).with_licence()
    return list(rows.order_by("-listed_on", "-pk")[:ENTRIES])
