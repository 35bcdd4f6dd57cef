"""Report a quality issue, follow it by its number, and see on a resource's page what is open (clause 四)."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from catalog.contacts import masked_words
from catalog.forms import QualityIssueForm
from catalog.models import DataResource, QualityIssue, ResourceQuality
from catalog.pages.cases import filed, terms, timeline
from catalog.quality import DIMENSION_POINTS
from catalog.quality.bands import tone_of
from catalog.workflow import issues
from governance import presentation
from governance.actors import as_actor
from governance.clock import today

SHOWN = 5
MOST_MARKS = 20


@require_http_methods(["GET", "HEAD", "POST"])
def report_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Four fields about one public resource."""
    visible = DataResource.objects.visible_to(request.user).published().filter(is_secret=False)
    resource = get_object_or_404(visible.select_related("provider"), pk=pk)
    form = QualityIssueForm(request.POST or None, request.FILES or None)
    context = {
        "resource": resource,
        "form": form,
        **terms("quality.accept", "quality.answer", resource.deadline_region_code),
    }
    return filed(
        request,
        form,
        "catalog/quality_issue_form.html",
        context,
        lambda: issues.report(
            resource, actor=as_actor(request.user), on=today(), **form.cleaned_data
        ),
    )


@require_safe
def issue(request: HttpRequest, number: str) -> HttpResponse:
    """How far a case has come, and the answer; its words once it was taken up."""
    tracked = QualityIssue.objects.permitted(request.user, "catalog.track_qualityissue")
    found = get_object_or_404(tracked.select_related("resource__provider"), number=number)
    is_told = QualityIssue.objects.visible_to(request.user).filter(pk=found.pk).exists()
    resources = DataResource.objects.visible_to(request.user).published()
    context = {
        "issue": found,
        "is_told": is_told,
        "description": masked_words(found.description) if is_told else "",
        "resource": resources.filter(pk=found.resource_id).first(),
        "timeline": timeline(found),
        "next_words": next_words(found),
    }
    return render(request, "catalog/quality_issue_detail.html", context)


def next_words(found: QualityIssue) -> str:
    """What happens next, as the reporter wants to know it."""
    status = QualityIssue.Status
    words = {
        status.FILED: _("提供单位决定是否受理。"),
        status.ACCEPTED: _("提供单位给资源加异议标注，然后核实。"),
        status.MARKED: _("提供单位核实，然后公开答复。"),
        status.VERIFIED: _("提供单位更正数据或者说明不更正的理由，并公开答复。"),
        status.CORRECTED: _("提供单位撤除异议标注。"),
        status.REJECTED: _("提供单位撤除异议标注。"),
        status.UNMARKED: _("提供单位办结。"),
    }
    return words.get(status(found.status), "")


def issues_context(request: HttpRequest, resource: DataResource) -> dict[str, Any]:
    """For a resource's page: the marks that stand, the latest public cases, and the score."""
    public = QualityIssue.objects.visible_to(request.user).filter(resource=resource)
    quality = ResourceQuality.objects.visible_to(request.user).filter(resource=resource).first()
    return {
        "objections": _marks(public),
        "issues": list(public[: SHOWN + 1]),
        "quality": quality,
        "quality_points": {str(each): points for each, points in DIMENSION_POINTS.items()},
        "quality_tone": tone_of(quality.score) if quality else "",
    }


def _marks(public: QuerySet[QualityIssue]) -> list[dict[str, Any]]:
    """Each warning once, however many cases say the same; the link leads to the latest."""
    standing = public.marking().order_by("-filed_on", "-pk")[:MOST_MARKS]  # type: ignore[attr-defined]
    latest: dict[str, QualityIssue] = {}
    for each in standing:
        latest.setdefault(each.mark_words, each)
    return [
        {
            "words": _("异议标注"),
            "tone": presentation.Tone.WARN,
            "text": words,
            "url": each.get_absolute_url(),
        }
        for words, each in latest.items()
    ]
