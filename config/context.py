"""What every page knows: the facts of the site, its main navigation and the reader's mode."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from config.modes import is_elder

NAVIGATION = (
    ("catalog:search", _("找数据")),
    ("licensing:licences", _("授权运营")),
    ("pricing:prices", _("收费公示")),
    ("catalog:notices", _("登记公示")),
    ("catalog:data_requests", _("开放需求")),
    ("disclosure:disclosures", _("信息披露")),
)


def portal(request: HttpRequest) -> dict[str, Any]:
    """Facts for the frame of every page, public and internal."""
    return {
        "site": settings.SITE_FACTS,
        "navigation": public_navigation(request.path),
        "is_elder": is_elder(request),
    }


def public_navigation(path: str) -> list[dict[str, Any]]:
    """The public sections that are installed; the one in which the reader is, is marked."""
    entries = []
    for view, label in NAVIGATION:
        try:
            url = reverse(view)
        except NoReverseMatch:
            continue
        entries.append({"url": url, "label": label, "is_current": path.startswith(url)})
    return entries
