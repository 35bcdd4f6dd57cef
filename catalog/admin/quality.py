"""质量工作清单: what each bureau does next, promises against what was kept, and a resource's own score."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import quote
from django.db.models import Avg, Count, Q, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.models import DataResource, ResourceQuality
from catalog.models.quality import facts_of
from catalog.quality import DIMENSION_POINTS, Score, score
from catalog.quality.bands import GOOD, POOR, tone_of
from governance import clock, presentation
from governance.admin import PolicyAdmin


class BandFilter(admin.SimpleListFilter):
    """By how good the entry is."""

    title = gettext_lazy("质量分")
    parameter_name = "band"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Three bands."""
        return [("good", _("85分以上")), ("fair", _("60至84分")), ("poor", _("60分以下"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """The rows of one band."""
        bands = {
            "good": Q(score__gte=GOOD),
            "fair": Q(score__gte=POOR, score__lt=GOOD),
            "poor": Q(score__lt=POOR),
        }
        chosen = bands.get(str(self.value()))
        return queryset.filter(chosen) if chosen is not None else queryset


class PromiseFilter(admin.SimpleListFilter):
    """By whether the promised update has come."""

    title = gettext_lazy("承诺的更新")
    parameter_name = "promise"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Kept, late, or nothing that could be checked."""
        return [
            ("kept", _("按承诺更新")),
            ("late", _("逾期未更新")),
            ("none", _("无法核对")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Asked as of today: nothing stored grows old."""
        on = clock.today()
        cases = {
            "kept": Q(next_update_on__gte=on),
            "late": Q(next_update_on__lt=on),
            "none": Q(next_update_on=None),
        }
        chosen = cases.get(str(self.value()))
        return queryset.filter(chosen) if chosen is not None else queryset


@admin.register(ResourceQuality)
class ResourceQualityAdmin(PolicyAdmin):
    """The work-list: read here, mended at the field."""

    list_display = ("name", "provider", "points", "next_fix", "fix_gain", "fix_minutes", "promise")
    list_display_links = None
    list_filter = (
        ("resource__provider", admin.RelatedOnlyFieldListFilter), BandFilter, PromiseFilter, "fix", "resource__status",
    )  # fmt: skip
    list_select_related = ("resource__provider",)
    search_fields = ("resource__name",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Not everything that one may see: what one answers for."""
        rows: Any = super().get_queryset(request)
        own = rows.permitted(request.user, "catalog.improve_resourcequality")
        kept: QuerySet[Any] = own.exclude(resource__status=DataResource.Status.WITHDRAWN)
        return kept

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The list is for those who have such work."""
        return self.has_policy(request, "improve", obj)

    def get_urls(self) -> list[URLPattern]:
        """The overview of all bureaus."""
        view = self.admin_site.admin_view(self.bureaus_view)
        return [path("bureaus/", view, name=self.url_name("bureaus")), *super().get_urls()]

    def list_tools(self, request: HttpRequest) -> list[dict[str, Any]]:
        """The way to the averages."""
        return [{"url": self.url_of("bureaus"), "label": _("各单位平均分")}]

    @admin.display(description=gettext_lazy("资源"), ordering="resource__name")
    def name(self, row: ResourceQuality) -> SafeString:
        """To the page that says why."""
        return format_html('<a href="{}">{}</a>', quality_url(row.resource_id), row.resource)

    @admin.display(description=gettext_lazy("提供单位"), ordering="resource__provider__name")
    def provider(self, row: ResourceQuality) -> str:
        """Who mends it."""
        return str(row.resource.provider)

    @admin.display(description=gettext_lazy("质量分"), ordering="score")
    def points(self, row: ResourceQuality) -> SafeString:
        """The score with its shape."""
        return presentation.badge(str(row.score), tone_of(row.score))

    @admin.display(description=gettext_lazy("先改哪一处"), ordering="-fix_worth")
    def next_fix(self, row: ResourceQuality) -> str:
        """What gains most for the least work."""
        return row.get_fix_display()

    @admin.display(description=gettext_lazy("承诺与实际"), ordering="next_update_on")
    def promise(self, row: ResourceQuality) -> SafeString | str:
        """Promised and kept, in words."""
        if row.next_update_on is None:
            return _("无法核对：没有更新日期，或者不定期更新")
        is_late = row.is_late(clock.today())
        words = _("应于 %(day)s 更新") if is_late else _("下次 %(day)s")
        tone = presentation.Tone.BAD if is_late else presentation.Tone.OK
        return presentation.badge(words % {"day": row.next_update_on.isoformat()}, tone)

    def bureaus_view(self, request: HttpRequest) -> HttpResponse:
        """Each bureau's average; every figure leads to its rows."""
        list_url = self.url_of("changelist")
        rows = bureaus(self.get_queryset(request))
        for row in rows:
            row["url"] = f"{list_url}?resource__provider__id__exact={row['provider']}"
        context = {
            **self.admin_site.each_context(request),
            "title": _("各单位数据质量"),
            "opts": self.opts,
            "rows": [row | {"tone": tone_of(row["average"])} for row in rows],
            "list_url": list_url,
            "media": self.media,
        }
        return TemplateResponse(request, "admin/governance/quality_bureaus.html", context)


def bureaus(rows: QuerySet[Any]) -> list[dict[str, Any]]:
    """One line for each bureau, the lowest average first."""
    late = Q(next_update_on__lt=clock.today())
    counted = (
        rows.order_by()
        .values("resource__provider", "resource__provider__name")
        .annotate(
            number=Count("pk"),
            average=Avg("score"),
            late=Count("pk", filter=late),
            poor=Count("pk", filter=Q(score__lt=POOR)),
            gain=Sum("fix_gain"),
        )
        .order_by("average", "resource__provider__name")
    )
    return [
        {
            "provider": row.pop("resource__provider"),
            "name": row.pop("resource__provider__name"),
            **row,
        }
        for row in counted
    ]


def quality_url(pk: int) -> str:
    """The page of a resource's score."""
    return reverse("admin:catalog_dataresource_quality", args=[quote(pk)])


class QualityTab(PolicyAdmin):
    """Adds the page 质量 to the pages of a resource's record."""

    def get_urls(self) -> list[URLPattern]:
        """Before Django's catch-all."""
        view = self.admin_site.admin_view(self.quality_view)
        own = path("<path:object_id>/quality/", view, name=self.url_name("quality"))
        return [own, *super().get_urls()]

    def record_context(self, request: HttpRequest, subject: Any) -> dict[str, Any]:
        """One more page beside content, history and rights."""
        context = super().record_context(request, subject)
        page = {"url": quality_url(subject.pk), "label": _("质量")}
        return context | {"record_pages": [*context["record_pages"], page]}

    def quality_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Why the score is what it is, and where each point can be had."""
        subject = self.visible_or_404(request, object_id)
        found = present_score(subject)
        form = self.url_of("change", quote(subject.pk))
        context = {
            **self.admin_site.each_context(request),
            **self.record_context(request, subject),
            "title": _("质量：%(record)s") % {"record": subject},
            "opts": self.opts,
            "original": subject,
            "found": found,
            "tone": tone_of(found.total),
            "dimensions": dimensions(found),
            "fixes": [{"fix": each, "url": f"{form}#{each.field}"} for each in found.fixes],
            "may_change": self.has_change_permission(request, subject),
            "media": self.media,
        }
        return TemplateResponse(request, "admin/governance/quality.html", context)


def present_score(resource: DataResource) -> Score:
    """The score as of today, computed anew: what the page shows is never behind."""
    facts = facts_of(resource, list(resource.items.all()), list(resource.distributions.all()))
    return score(facts, clock.today())


def dimensions(found: Score) -> list[dict[str, Any]]:
    """The four aims with their checks."""
    return [
        {
            "label": dimension.label,
            "earned": found.of(dimension),
            "points": points,
            "results": [each for each in found.results if each.check.dimension == dimension],
        }
        for dimension, points in DIMENSION_POINTS.items()
    ]
