"""A resource's page: what, who, how fresh, how to get, may I use it; why not, where closed (clauses 一, 二)."""

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from catalog.contacts import masked
from catalog.models import DataItem, DataResource, Distribution, Registration, ResourceVersion
from catalog.pages.issues import issues_context
from catalog.querysets import DataResourceQuerySet
from governance.clock import today

MOST_ALTERNATIVES = 5
MOST_VERSIONS = 3
MOST_RELATED = 10


@require_safe
def resource(request: HttpRequest, pk: int) -> HttpResponse:
    """The resource, its tombstone where it was withdrawn, and 404 for what is hidden or never was."""
    found = published_or_none(request, pk)
    if found is None:
        return tombstone(request, pk)
    visible = DataResource.objects.visible_to(request.user).with_source()
    return render(request, "catalog/resource_detail.html", _context(request, visible, found))


def published_or_none(request: HttpRequest, pk: int) -> DataResource | None:
    """The standing entry, if this person may see it."""
    visible = DataResource.objects.visible_to(request.user).with_source()
    found: DataResource | None = visible.published().filter(pk=pk).first()
    return found


def tombstone(request: HttpRequest, pk: int) -> HttpResponse:
    """410 with reason, day, body and the digest of what was shown last; 404 for what never stood here."""
    gone = DataResource.objects.permitted(request.user, "catalog.see_tombstone_dataresource")
    resource = gone.with_source().select_related("withdrawn_by").filter(pk=pk).first()
    if resource is None:
        raise Http404
    last = resource.versions.defer("content").order_by("-number").first()
    context = {"resource": resource, "last_version": last}
    return render(request, "catalog/resource_gone.html", context, status=410)


def _context(
    request: HttpRequest, visible: DataResourceQuerySet, resource: DataResource
) -> dict[str, Any]:
    files = Distribution.objects.visible_to(request.user).filter(resource=resource)
    return {
        "resource": resource,
        "items": DataItem.objects.visible_to(request.user).filter(resource=resource),
        "distributions": files,
        "reachable": [each for each in files if each.url],
        "registration": Registration.objects.active(today()).filter(resource=resource).first(),
        "contact": masked(resource.contact_phone or resource.contact_email),
        **issues_context(request, resource),
        "related": _related(visible, resource),
        "alternatives": () if resource.is_open else _alternatives(visible, resource),
        "versions": _versions(request, resource),
    }


def _versions(request: HttpRequest, resource: DataResource) -> list[dict[str, Any]]:
    """The last versions with what they changed; the page of versions has all of them."""
    rows = ResourceVersion.objects.visible_to(request.user).filter(resource=resource)
    return [
        {
            "name": _("第 %(n)s 版") % {"n": each.number},
            "day": each.published_on,
            "text": each.summary or _("首次发布"),
            "url": each.get_absolute_url(),
        }
        for each in rows.defer("content").order_by("-number")[:MOST_VERSIONS]
    ]


def _related(visible: DataResourceQuerySet, resource: DataResource) -> DataResourceQuerySet:
    """Published resources that one of the two has named as belonging to it."""
    named = Q(related_to__resource=resource) | Q(relations__related=resource)
    return visible.published().filter(named).distinct().order_by("name", "pk")[:MOST_RELATED]


def _alternatives(visible: DataResourceQuerySet, resource: DataResource) -> DataResourceQuerySet:
    """Open data of the same theme, the newest first."""
    same_theme = visible.open_to_public().filter(theme=resource.theme).exclude(pk=resource.pk)
    return same_theme.order_by("-data_updated_on", "-pk")[:MOST_ALTERNATIVES]
