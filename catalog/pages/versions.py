"""What an entry said before: its published versions, and what each of them changed (809号 第十七条)."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalog import versions
from catalog.models import DataResource, ResourceVersion
from catalog.pages.resources import published_or_none, tombstone


@require_safe
def resource_versions(request: HttpRequest, pk: int) -> HttpResponse:
    """Every version, the newest first, with what it changed by name."""
    resource = published_or_none(request, pk)
    if resource is None:
        return tombstone(request, pk)
    told = _visible(request, resource).defer("content").order_by("-number")
    return render(request, "catalog/version_list.html", {"resource": resource, "versions": told})


@require_safe
def resource_version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One version as the public saw it, and what it changed of the one before."""
    resource = published_or_none(request, pk)
    if resource is None:
        return tombstone(request, pk)
    wanted = _visible(request, resource).filter(number__in=(number, number - 1))
    found = {each.number: each for each in wanted}
    if number not in found:
        raise Http404
    return render(request, "catalog/version_detail.html", _context(resource, found, number))


def _context(
    resource: DataResource, found: dict[int, ResourceVersion], number: int
) -> dict[str, Any]:
    # What is closed now shows no files of the time when it was open.
    shown = {
        each.number: versions.public(each.content, is_open=resource.is_open)
        for each in found.values()
    }
    before = shown.get(number - 1)
    return {
        "resource": resource,
        "version": found[number],
        "previous": found.get(number - 1),
        "differences": versions.differences(before, shown[number]) if before else None,
        "facts": versions.facts(shown[number]),
        "items": shown[number]["items"],
        "is_untouched": found[number].is_untouched,
    }


def _visible(request: HttpRequest, resource: DataResource) -> Any:
    return ResourceVersion.objects.visible_to(request.user).filter(resource=resource)
