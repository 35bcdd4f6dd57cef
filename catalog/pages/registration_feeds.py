"""Atom feeds: notices and registrations as they come, for readers and for other portals."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog.models import PublicNotice, Registration
from catalog.standing import answer
from governance import clock
from governance.characters import writable

ENTRIES = 50


@require_safe
def notices_feed(request: HttpRequest) -> HttpResponse:
    """The latest notices with their four columns."""
    feed = new_feed(request, _("登记公示"), "catalog:notices", "catalog:notices_feed")
    rows = PublicNotice.objects.visible_to(request.user).order_by("-starts_on", "-pk")[:ENTRIES]
    for each in rows:
        words = {"who": each.registrant_name, "kind": each.kind_name, "abstract": each.data_abstract,
                 "start": each.starts_on.isoformat(), "end": each.ends_on.isoformat()}  # fmt: skip
        told = _("%(who)s，%(kind)s。%(abstract)s 公示期 %(start)s 至 %(end)s。") % words
        add_entry(feed, request, each, each.data_name, told, on=each.starts_on)
    return feed_answer(feed)


@require_safe
def registrations_feed(request: HttpRequest) -> HttpResponse:
    """The latest registrations with how they stand today."""
    feed = new_feed(request, _("登记结果"), "catalog:registrations", "catalog:registrations_feed")
    visible = Registration.objects.visible_to(request.user).select_related("registrant", "registry")
    for each in visible.order_by("-coded_on", "-pk")[:ENTRIES]:
        words = {"who": each.registrant.name, "registry": each.registry.name,
                 "standing": answer(each, clock.today()).sentence}  # fmt: skip
        told = _("%(who)s登记，登记机构：%(registry)s。%(standing)s") % words
        add_entry(feed, request, each, f"{each.number} {each.data_name}", told, on=each.coded_on)
    return feed_answer(feed)


def new_feed(request: HttpRequest, title: str, page: str, own: str) -> Atom1Feed:
    site = settings.SITE_FACTS["name"]
    return Atom1Feed(
        title=f"{title} - {site}",
        link=request.build_absolute_uri(reverse(page)),
        description="",
        language="zh-hans",
        author_name=settings.SITE_FACTS["owner"] or site or title,
        feed_url=request.build_absolute_uri(reverse(own)),
    )


def add_entry(feed: Any, request: HttpRequest, row: Any, title: str, told: str, *, on: Any) -> None:
    at = clock.morning(on)
    address = request.build_absolute_uri(row.get_absolute_url())
    feed.add_item(
        title=writable(title), link=address, description=writable(told), unique_id=address, pubdate=at,
        updateddate=at,
    )  # fmt: skip


def feed_answer(feed: Atom1Feed) -> HttpResponse:
    return HttpResponse(
        feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8"
    )
