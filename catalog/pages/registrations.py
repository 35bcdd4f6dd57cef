"""The page by which anybody checks a registration: valid, expired or ended, in words (26号 第十三条)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from catalog import blocks
from catalog.models import Registration
from governance.clock import today


@require_safe
def registration(request: HttpRequest, number: str) -> HttpResponse:
    """What the registration says publicly, and whether its content is still what was frozen."""
    visible = Registration.objects.visible_to(request.user).select_related(
        "registrant", "registry", "resource", "application__notice"
    )
    found = get_object_or_404(visible, number=number.strip())
    context = {
        "registration": found,
        "notice": getattr(found.application, "notice", None),
        "is_in_force": found.is_in_force(today()),
        "is_over": found.valid_to < today(),
        "is_untouched": blocks.digest(found.content) == found.content_digest,
    }
    return render(request, "catalog/registration_detail.html", context)
