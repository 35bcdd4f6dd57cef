"""The evaluations of one licence, for everybody (clause 五; 27号 第十四条第九项)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from governance.actors import as_actor
from licensing.models import Licence
from licensing.registers.evaluations import years_of


@require_safe
def evaluations(request: HttpRequest, pk: int) -> HttpResponse:
    """By the operator, the authority and a third party, side by side, year by year."""
    user = as_actor(request.user)
    found = get_object_or_404(Licence.objects.visible_to(user).with_parties(), pk=pk)
    context = {"licence": found, "years": years_of(found, user)}
    return render(request, "licensing/evaluation_list.html", context)
