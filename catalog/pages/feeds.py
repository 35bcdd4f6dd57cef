"""The catalogue's news as an Atom feed: what was published, what was changed, what is gone; nothing private in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog.models import DataResource, ResourceVersion
from governance.actors import VISITOR
from governance.characters import writable

MOST_ENTRIES = 50


@dataclass(frozen=True)
class Entry:
    """One piece of news."""

    on: date
    pk: int
    title: str
    address: str
    text: str


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The same for everybody: a feed reader signs in nowhere."""
    entries = sorted(
        (*_versions(), *_withdrawn()), key=lambda each: (each.on, each.pk), reverse=True
    )
    home = request.build_absolute_uri(reverse("catalog:search"))
    site = settings.SITE_FACTS["name"]
    news = Atom1Feed(
        title=_("%(site)s：公共数据目录更新") % {"site": site},
        link=home,
        description="",
        language="zh-Hans",
        feed_url=request.build_absolute_uri(),
        author_name=site,
    )
    for each in entries[:MOST_ENTRIES]:
        address = request.build_absolute_uri(each.address)
        news.add_item(
            title=writable(each.title),
            link=address,
            description=writable(each.text),
            unique_id=address,
            updateddate=_midnight(each.on),
        )
    response = HttpResponse(content_type="application/atom+xml; charset=utf-8")
    news.write(response, "utf-8")
    return response


def _versions() -> Iterator[Entry]:
    standing = DataResource.objects.visible_to(VISITOR).published()
    rows: Any = ResourceVersion.objects.filter(resource__in=standing).select_related(
        "resource__provider"
    )
    for version in rows.defer("content").order_by("-published_on", "-pk")[:MOST_ENTRIES]:
        words = {"name": version.resource.name, "n": version.number}
        is_first = version.number == 1
        yield Entry(
            on=version.published_on,
            pk=version.pk,
            title=(_("新发布：%(name)s") if is_first else _("更新：%(name)s（第%(n)s版）")) % words,
            address=version.get_absolute_url(),
            text=str(version.resource.provider) if is_first else version.summary,
        )


def _withdrawn() -> Iterator[Entry]:
    gone = DataResource.objects.permitted(VISITOR, "catalog.see_tombstone_dataresource")
    rows = gone.filter(withdrawn_on__isnull=False).order_by("-withdrawn_on", "-pk")
    for resource in rows[:MOST_ENTRIES]:
        yield Entry(
            on=resource.withdrawn_on or resource.created_at.date(),
            pk=resource.pk,
            title=_("撤回：%(name)s") % {"name": resource.name},
            address=resource.get_absolute_url(),
            text=resource.withdrawal_reason,
        )


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min), timezone.get_default_timezone())
