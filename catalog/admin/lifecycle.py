"""The life of an entry in the shared site: its versions, what a revision changes, which rows the list shows first."""

from itertools import pairwise
from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import quote
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog import versions
from catalog.models import DataResource, ResourceVersion
from catalog.working_copies import open_copy
from governance.admin import PolicyAdmin
from governance.transitions import Step

Status = DataResource.Status
ENDED = frozenset({Status.MERGED, Status.ABANDONED})
#: Steps by which a revision is judged: their pages show what it changes.
JUDGED_BY = frozenset({"publish", "return_for_revision", "submit"})


class StandingFilter(admin.SimpleListFilter):
    """Entries and revisions on their way, unless something else is asked for."""

    title = gettext_lazy("在册情况")
    parameter_name = "kept"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """What can be asked for besides the usual rows."""
        return [
            ("standing", _("公开的条目（含更新中）")),
            ("revisions", _("办理中的修订稿")),
            ("all", _("全部，包括已结束的修订稿")),
        ]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet[Any]:
        """Revisions that are over stay out of the way unless asked for, by this filter or by their state."""
        rows: QuerySet[Any] = {
            "standing": queryset.filter(status__in=DataResource.STANDING),
            "revisions": queryset.filter(revision_of__isnull=False, status__in=DataResource.OPEN),
            "all": queryset,
        }.get(self.value() or "", queryset)
        is_asked_by_state = request.GET.get("status__exact") in ENDED
        is_usual = self.value() is None and not is_asked_by_state
        return queryset.exclude(status__in=ENDED) if is_usual else rows


class LifecycleAdmin(PolicyAdmin):
    """Versions as a page of the record; the step pages of a revision show what it changes."""

    def get_urls(self) -> list[URLPattern]:
        """The page of versions beside the record's other pages."""
        view = self.admin_site.admin_view(self.versions_view)
        own = path("<path:object_id>/versions/", view, name=self.url_name("versions"))
        return [own, *super().get_urls()]

    def versions_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Every version with what it changed, field by field; a revision shows those of its entry."""
        subject: DataResource = self.visible_or_404(request, object_id)
        entry = subject.revision_of or subject
        visible = ResourceVersion.objects.visible_to(request.user).filter(resource=entry)
        rows = list(visible.select_related("published_by").order_by("number"))
        is_inspector = visible.permitted(request.user, "catalog.inspect_resourceversion").exists()
        contents = [
            each.content if is_inspector else versions.public(each.content, is_open=entry.is_open)
            for each in rows
        ]
        changes = [versions.differences(*pair) for pair in pairwise(contents)]
        told = list(zip(rows, [None, *changes], strict=False))
        context = {
            **self.admin_site.each_context(request),
            **self.record_context(request, subject),
            "title": _("版本：%(record)s") % {"record": subject},
            "opts": self.opts,
            "original": subject,
            "versions": told[::-1],
            "is_inspector": is_inspector,
            "media": self.media,
        }
        return TemplateResponse(request, "admin/catalog/versions.html", context)

    def record_context(self, request: HttpRequest, subject: Model) -> dict[str, Any]:
        """The page of versions, and the way between an entry and its revision."""
        context = super().record_context(request, subject)
        pages = context["record_pages"]
        pages.insert(1, {"url": self.url_of("versions", quote(subject.pk)), "label": _("版本")})
        other = self._other_half(request, subject)
        if other is not None:
            label = (
                _("原条目")
                if isinstance(subject, DataResource) and subject.is_revision
                else _("修订稿")
            )
            pages.append({"url": self.url_of("change", quote(other.pk)), "label": label})
        return context

    def _other_half(self, request: HttpRequest, subject: Any) -> DataResource | None:
        """The entry of a revision, the open revision of an entry under revision, if the person may see it."""
        if subject.is_revision:
            return subject.revision_of
        copy = open_copy(subject) if subject.status == Status.UPDATING else None
        is_visible = copy is not None and self.has_view_permission(request, copy)
        return copy if is_visible else None

    def choosable(self, request: HttpRequest, queryset: Any) -> Any:
        """Whoever chooses a resource for another record chooses an entry, never a working copy."""
        match = request.resolver_match
        is_for_another = match is not None and match.url_name == "autocomplete"
        return queryset.entries() if is_for_another else queryset

    def step_message(self, subject: Any, step: Step) -> str:
        """Where the revision is to be found, and on which day an approved entry comes out."""
        words = {"record": subject, "day": subject.release_on}
        if step.transition.verb == "revise":
            return (
                _("“%(record)s”已开始修订，原条目继续公开，下一步：打开“修订稿”修改后提交审核。")
                % words
            )
        if step.transition.verb == "publish" and subject.status == Status.APPROVED:
            return _("“%(record)s”已审核通过，将于%(day)s发布，在此之前不公开。") % words
        return super().step_message(subject, step)

    def step_context(self, request: HttpRequest, subject: Any, step: Step) -> dict[str, Any]:
        """What a revision changes of the public version, before it is judged."""
        if not subject.is_revision or step.transition.verb not in JUDGED_BY:
            return {}
        public, proposed = versions.content_of(subject.revision_of), versions.content_of(subject)
        context = {
            "step_differences": versions.differences(
                versions.revisable(public), versions.revisable(proposed)
            ),
            "step_differences_heading": _("修订稿与现行公开版本的差异"),
        }
        if step.transition.verb == "publish":
            context["next_state"] = _("并入原条目，发布新版本")
        return context
