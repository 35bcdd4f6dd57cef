"""Linkage analyses in the shared site: samples, the report with its matrix and figures, the table as a file."""

import csv
import io
from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import quote
from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.admin import PolicyAdmin, PolicyInline, step_action
from governance.exports import guarded
from governance.files import attached
from governance.models import AuditEvent
from licensing.admin.bases import PartsOfDraft
from licensing.anonymity import Summary
from licensing.linkage import report
from licensing.models import LinkageAnalysis, LinkageProgress, LinkageSample
from licensing.workflow import linkage

HEADINGS = (
    gettext_lazy("准标识组合"),
    gettext_lazy("记录数"),
    gettext_lazy("等价类数"),
    gettext_lazy("最小等价类"),
    gettext_lazy("唯一记录占比（%）"),
    gettext_lazy("少于 5 条的记录占比（%）"),
    gettext_lazy("是否超过界限"),
)
BOM = "\ufeff"  # so that Excel and WPS read the file as UTF-8


class LinkageSampleInline(PartsOfDraft, PolicyInline):
    model = LinkageSample
    fields = ("resource", "file", "status", "destroyed_on")
    readonly_fields = ("status", "destroyed_on")
    autocomplete_fields = ("resource",)

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        """Samples are no duty: a row comes when it is asked for, or with a record that is there."""
        return 1 if obj else 0


@admin.register(LinkageAnalysis)
class LinkageAnalysisAdmin(PolicyAdmin):
    change_form_template = "admin/licensing/linkage_form.html"
    list_display = (
        "licence", "status", "least_class", "unique_share", "has_direct", "is_beyond", "finished_on",
    )  # fmt: skip
    list_filter = ("status", "is_beyond", ("licence", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("licence",)
    search_fields = ("licence__name", "licence__number")
    autocomplete_fields = ("licence",)
    inlines = (LinkageSampleInline,)
    fieldsets = (
        (None, {"fields": ("status", "licence", "note")}),
        (
            _("结果"),
            {
                "fields": (
                    "rows_total",
                    "least_class",
                    "unique_share",
                    "has_direct",
                    "is_beyond",
                    "finished_on",
                    "failure",
                )
            },
        ),
    )
    actions = (step_action(linkage.begin_analysis),)

    def get_urls(self) -> list[URLPattern]:
        """The report and its table beside the pages of every record."""
        view = self.admin_site.admin_view
        own = [
            path("<path:object_id>/report/", view(self.report_view), name=self.url_name("report")),
            path("<path:object_id>/table/", view(self.table_view), name=self.url_name("table")),
        ]
        return [*own, *super().get_urls()]

    def record_context(self, request: HttpRequest, subject: Model) -> dict[str, Any]:
        """The report stands among the record's pages; while it runs, how far it is."""
        context = super().record_context(request, subject)
        first, *rest = context["record_pages"]
        page = {"url": self.url_of("report", quote(subject.pk)), "label": _("分析报告")}
        running = LinkageProgress.objects.filter(analysis=subject.pk).first()
        return context | {
            "record_pages": [first, page, *rest],
            "record_tools": [page, *context["record_tools"]],
            "linkage_progress": running,
        }

    def report_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Matrix, links, figures; for the screen and for paper."""
        subject = self.visible_or_404(request, object_id)
        context = {
            **self.admin_site.each_context(request),
            **self.record_context(request, subject),
            **report.context(subject),
            "title": _("分析报告：%(record)s") % {"record": subject},
            "opts": self.opts,
            "original": subject,
            "media": self.media,
            "table_url": self.url_of("table", quote(subject.pk)),
        }
        return TemplateResponse(request, "admin/licensing/linkage_report.html", context)

    def table_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Every combination with its figures as CSV, told to the trail like every export."""
        subject = self.visible_or_404(request, object_id)
        found = report.context(subject)["combinations"]
        with transaction.atomic():
            AuditEvent.objects.record(
                f"{self.opts.label_lower}.export", subject, actor=request.user, changes={"rows": len(found)}
            )  # fmt: skip
        content = BOM + table(found)
        return attached(content.encode(), f"{subject}.csv", "text/csv; charset=utf-8")


def table(found: list[Summary]) -> str:
    """The combinations as text."""
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow([str(heading) for heading in HEADINGS])
    for each in found:
        figures = (each.rows, each.classes, each.least, each.unique_share, each.below_share)
        words = _("是") if each.is_beyond else _("否")
        cells = ("＋".join(each.columns), *figures, words)
        writer.writerow([guarded(str(cell)) for cell in cells])
    return target.getvalue()


@admin.register(LinkageSample)
class LinkageSampleAdmin(PolicyAdmin):
    list_display = ("resource", "analysis", "status", "created_at", "destroyed_on")
    list_filter = ("status",)
    list_select_related = ("resource", "analysis__licence")
    search_fields = ("resource__name", "analysis__licence__name")
    autocomplete_fields = ("analysis", "resource")
    fields = ("analysis", "resource", "file", "status", "destroyed_on")
    actions = (step_action(linkage.destroy_sample),)
