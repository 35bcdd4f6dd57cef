"""A licence for machines and on paper: terms in ODRL for everybody, the whole text for those who may inspect it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from governance.actors import as_actor
from governance.canonical import canonical_json
from governance.clock import today
from governance.errors import Refusal
from governance.files import attached
from governance.rates import visitor_rate
from governance.refusals import refusal_page
from licensing import documents, odrl
from licensing.models import Licence, LicensedResource


@require_safe
def odrl_terms(request: HttpRequest, pk: int) -> HttpResponse:
    """The terms of a licence that the reader may see; resources that he may not see have no name."""
    user = as_actor(request.user)
    licence = get_object_or_404(Licence.objects.visible_to(user).with_parties(), pk=pk)
    terms = odrl.agreement(
        licence,
        _entries(request, licence, user),
        address=request.build_absolute_uri(licence.get_absolute_url()),
        on=today(),
    )
    return HttpResponse(canonical_json(terms), content_type="application/ld+json; charset=utf-8")


def _entries(
    request: HttpRequest, licence: Licence, user: Any
) -> list[tuple[int, LicensedResource, str]]:
    known = set(
        LicensedResource.objects.visible_to(user)
        .filter(licence=licence)
        .values_list("pk", flat=True)
    )
    day = min(max(today(), licence.starts_on), licence.ends_on)
    entries = licence.scope.in_scope(day).select_related("resource", "licence").order_by("pk")
    return [
        (
            number,
            entry,
            request.build_absolute_uri(entry.resource.get_absolute_url())
            if entry.pk in known
            else "",
        )
        for number, entry in enumerate(entries, start=1)
    ]


@require_safe
@visitor_rate("30/min", scope="agreement")
def agreement(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The agreement as PDF; for everybody else there is no such page."""
    user = as_actor(request.user)
    readable = Licence.objects.permitted(user, "licensing.inspect_licence")
    licence = get_object_or_404(readable.with_parties().select_related("cosigner"), pk=pk)
    try:
        printed = documents.agreement_of(
            licence, origin=request.build_absolute_uri("/"), on=today()
        )
    except Refusal as refusal:
        return refusal_page(request, refusal, back=licence.get_absolute_url())
    return attached(printed.pdf, printed.name, "application/pdf")
