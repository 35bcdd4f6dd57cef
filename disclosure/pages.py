"""Public pages of disclosure: what was released, who is late, and whether a release is genuine (clause 五)."""

import hashlib
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods

from catalog.models import Registration
from catalog.verification import by_code
from disclosure.filters import DisclosureFilter
from disclosure.forms import SHA256, VerificationForm
from disclosure.models import Disclosure, DisclosureObligation
from governance.canonical import canonical_json
from governance.clock import today
from governance.deadlines import portal_calendar

PER_PAGE = 20


@require_GET
def disclosures(request: HttpRequest) -> HttpResponse:
    """All releases, newest first, by year, kind and body."""
    released = Disclosure.objects.visible_to(request.user).released().with_parties()
    chosen = DisclosureFilter(request.GET, queryset=released)
    paginator = Paginator(chosen.qs, PER_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "filter": chosen,
        "page": page,
        "pages": paginator.get_elided_page_range(page.number),
        "late_count": DisclosureObligation.objects.visible_to(request.user)
        .overdue(today())
        .count(),
    }
    return render(request, "disclosure/disclosure_list.html", context)


@require_GET
def late(request: HttpRequest) -> HttpResponse:
    """Who owes a disclosure and is late, and by how many working days."""
    on = today()
    owed = (
        DisclosureObligation.objects.visible_to(request.user)
        .overdue(on)
        .select_related("discloser", "licence")
    )
    calendar = portal_calendar()
    rows = [(each, -calendar.between(on, each.due_on)) for each in owed if each.due_on]
    return render(request, "disclosure/obligation_list.html", {"rows": rows, "on": on})


@require_GET
def disclosure(request: HttpRequest, pk: int) -> HttpResponse:
    """One release as it was published, or its tombstone."""
    release = _released(request, pk)
    earlier = (
        Disclosure.objects.visible_to(request.user).released().filter(obligation=release.obligation)
    )
    context = {"disclosure": release, "releases": earlier.order_by("-release")}
    if release.status == Disclosure.Status.WITHDRAWN:
        return render(request, "disclosure/disclosure_withdrawn.html", context, status=410)
    return render(request, "disclosure/disclosure_detail.html", context)


@require_GET
def disclosure_json(request: HttpRequest, pk: int) -> HttpResponse:
    """The very bytes that were hashed; 410 with the last hash where the release was withdrawn."""
    release = _released(request, pk)
    if release.status == Disclosure.Status.WITHDRAWN:
        return HttpResponse(tombstone(release), content_type="application/json", status=410)
    response = HttpResponse(release.canonical.encode(), content_type="application/json")
    response["Digest"] = f"sha-256={release.sha256}"
    return response


def tombstone(release: Disclosure) -> str:
    """What stays of a withdrawn release: reason, date and its last hash."""
    facts = {
        "withdrawn_on": release.withdrawn_on,
        "reason": release.withdrawal_reason,
        "sha256": release.sha256,
        "published_on": release.published_on,
    }
    return canonical_json(facts)


def _released(request: HttpRequest, pk: int) -> Disclosure:
    released: QuerySet[Disclosure] = (
        Disclosure.objects.visible_to(request.user).released().with_parties()
    )
    return get_object_or_404(released.select_related("signed_by"), pk=pk)


@require_http_methods(["GET", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Is this the text that was published, and does it still stand?"""
    given = request.POST if request.method == "POST" else request.GET
    asked = request.method == "POST" or bool(request.GET.get("code"))
    form = VerificationForm(given or None, request.FILES or None) if asked else VerificationForm()
    context: dict[str, Any] = {"form": form}
    if asked and form.is_valid():
        context |= findings(request, form.cleaned_data["code"], form.cleaned_data["file"])
    return render(request, "disclosure/verify.html", context)


def findings(request: HttpRequest, code: str, upload: UploadedFile | None) -> dict[str, Any]:
    """What the portal knows of this hash, file or registration number."""
    digest = _digest(upload) if upload else code.lower()
    found: dict[str, Any] = {"asked": digest, "is_answered": True}
    if SHA256.fullmatch(digest):
        releases = Disclosure.objects.visible_to(request.user).released().with_parties()
        return found | {"disclosure": releases.filter(sha256=digest).first()}
    registration = by_code(code, visible=Registration.objects.visible_to(request.user))
    return found | {"registration": registration}


def _digest(upload: UploadedFile) -> str:
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    return digest.hexdigest()
