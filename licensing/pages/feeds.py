"""News of the register as an Atom feed: what took effect, what changed, what ended; nothing private in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from governance.actors import VISITOR
from governance.characters import writable
from governance.clock import morning, today
from licensing.models import Licence, LicenceChange

MOST_ENTRIES = 50


@dataclass(frozen=True)
class Entry:
    """One piece of news; its key tells it from other news of the same licence."""

    on: date
    key: str
    title: str
    text: str
    licence: Licence


@require_safe
def licences_feed(request: HttpRequest) -> HttpResponse:
    """The same for everybody: a feed reader signs in nowhere."""
    on, site = today(), settings.SITE_FACTS["name"]
    entries = sorted((*_started(on), *_changed()), key=lambda each: each.on, reverse=True)
    feed = Atom1Feed(
        title=_("%(site)s：授权运营登记簿") % {"site": site},
        link=request.build_absolute_uri(reverse("licensing:licences")),
        description="",
        language="zh-Hans",
        author_name=settings.SITE_FACTS["owner"] or site,
        feed_url=request.build_absolute_uri(reverse("licensing:licences_feed")),
    )
    for each in entries[:MOST_ENTRIES]:
        address = request.build_absolute_uri(each.licence.get_absolute_url())
        feed.add_item(
            title=writable(each.title), link=address, description=writable(each.text),
            unique_id=f"{address}#{each.key}", updateddate=morning(each.on),
        )  # fmt: skip
    return HttpResponse(
        feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8"
    )


def _started(on: date) -> Iterator[Entry]:
    rows = Licence.objects.visible_to(VISITOR).on_register().with_parties()
    for each in rows.order_by("-effective_on", "-pk")[:MOST_ENTRIES]:
        words: dict[str, Any] = {
            "operator": each.operator.name, "start": each.starts_on, "end": each.ends_on, "state": each.state_on(on)[0],
        }  # fmt: skip
        told = _("授权 %(operator)s 运营，自 %(start)s 至 %(end)s，%(state)s。") % words
        yield Entry(each.effective_on or each.starts_on, "start", str(each), told, each)
        if each.ended_on is not None:
            title = _("%(licence)s：%(state)s") % {"licence": each, "state": words["state"]}
            yield Entry(each.ended_on, "end", title, told, each)


def _changed() -> Iterator[Entry]:
    rows = LicenceChange.objects.visible_to(VISITOR).filter(status=LicenceChange.Status.EFFECTIVE)
    for each in rows.select_related("licence").order_by("-took_effect_on", "-pk")[:MOST_ENTRIES]:
        title = _("变更：%(licence)s") % {"licence": each.licence}
        told = _("补充协议第 %(serial)s 号自 %(day)s 起生效。") % {
            "serial": each.serial,
            "day": each.effective_on,
        }
        on = each.took_effect_on or each.effective_on
        yield Entry(on, f"change-{each.serial}", title, told, each.licence)
