"""The pages by which anybody checks a registration: valid, expiring or ended, in words (26号 第十三条)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from catalog import blocks, certificates, verification
from catalog.forms.verification import RegistrationCheckForm
from catalog.models import Registration
from catalog.outcomes import objections_told
from catalog.standing import answer
from governance.clock import today
from governance.errors import Refusal
from governance.files import attached
from governance.rates import visitor_rate
from governance.refusals import refusal_page


def _visible(request: HttpRequest) -> Any:
    return Registration.objects.visible_to(request.user).select_related(
        "registrant", "registry", "resource", "application__notice", "previous"
    )


@require_safe
def registration(request: HttpRequest, number: str) -> HttpResponse:
    """What the registration says publicly, and whether its content is still what was frozen."""
    found = get_object_or_404(_visible(request), number=number.strip())
    return _page(request, found)


@require_safe
@visitor_rate("120/min", scope="verification")
def registration_by_code(request: HttpRequest, code: str) -> HttpResponse:
    """Where the QR code of a certificate leads: the answer at once, or that there is none."""
    found = verification.look_up(code, visible=_visible(request))
    if found.registration is None:
        context = {"form": RegistrationCheckForm(), "finding": found}
        return _unlisted(render(request, "catalog/registration_check.html", context, status=404))
    return _unlisted(_page(request, found.registration))


@require_http_methods(["GET", "HEAD", "POST"])
@visitor_rate("120/min", scope="verification")
def check(request: HttpRequest) -> HttpResponse:
    """By code, by number, by hash, or by the certificate's file."""
    given = request.POST if request.method == "POST" else request.GET
    is_asked = request.method == "POST" or "code" in request.GET
    form = RegistrationCheckForm(given, request.FILES) if is_asked else RegistrationCheckForm()
    context: dict[str, Any] = {"form": form}
    if is_asked and form.is_valid():
        context |= _finding(request, form.cleaned_data)
    status = 400 if form.errors else 200
    return _unlisted(render(request, "catalog/registration_check.html", context, status=status))


@require_safe
@visitor_rate("30/min", scope="certificate")
def certificate(request: HttpRequest, number: str) -> HttpResponseBase:
    """The certificate of a registration in force, as PDF."""
    found = get_object_or_404(_visible(request), number=number.strip())
    try:
        issued = certificates.certificate_of(
            found, origin=request.build_absolute_uri("/"), on=today()
        )
    except Refusal as refusal:
        return refusal_page(request, refusal, back=found.get_absolute_url())
    return attached(issued.pdf, issued.name, "application/pdf")


def _finding(request: HttpRequest, given: dict[str, Any]) -> dict[str, Any]:
    visible = _visible(request)
    found = (
        verification.by_file(given["file"], visible=visible)
        if given["file"]
        else verification.look_up(given["code"], visible=visible)
    )
    on = today()
    told = answer(found.registration, on) if found.registration is not None else None
    return {"finding": found, "answer": told, "on": on}


def _page(request: HttpRequest, found: Registration) -> HttpResponse:
    on = today()
    notice = getattr(found.application, "notice", None)
    context = {
        "registration": found,
        "notice": notice,
        "answer": answer(found, on),
        "on": on,
        "has_certificate": certificates.may_be_issued(found, on),
        "is_untouched": blocks.digest(found.content_in_force) == found.digest_in_force,
        "digest": found.digest_in_force,
        "successor": found.successors.order_by("-pk").first(),
        "objections": objections_told(notice) if notice else [],
    }
    return render(request, "catalog/registration_detail.html", context)


def _unlisted(response: HttpResponse) -> HttpResponse:
    """Codes are for those who hold them: no search engine keeps the page."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
