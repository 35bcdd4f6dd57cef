"""Imports in the shared site: upload, columns, words, preview, import, result; each page says what comes next."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import quote
from django.db.models import Model
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
)
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from governance import clock
from governance.errors import Refusal
from governance.imports import batches, runs
from governance.imports.file_pages import BatchFiles, posted
from governance.imports.forms import ColumnsForm, UploadForm, ValuesForm, samples_of
from governance.imports.kinds import kind_of, kinds
from governance.imports.limits import EncodingUnknown, UnreadableFile
from governance.imports.overview import listed_words, next_steps, overview, row_page
from governance.imports.sources import sample
from governance.imports.stored import source_for
from governance.imports.uploads import bounded
from governance.models import Attachment, ImportBatch
from governance.refusals import refusal_page
from governance.tasks import enqueue
from governance.workflow import begin_preview

PAGES = ("columns", "values", "rows", "resume", "result", "workbook", "encoding")


@admin.register(ImportBatch)
class ImportBatchAdmin(BatchFiles):
    """The list of imports, and the pages of one."""

    change_form_template = "admin/governance/import_record.html"
    list_display = ("source", "organisation", "status", "created_by", "created_at")
    list_filter = ("status", ("organisation", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("organisation", "created_by", "attachment")
    search_fields = ("source",)
    fields = ("source", "organisation", "encoding", "part", "run_by")
    readonly_fields = fields

    def get_urls(self) -> list[URLPattern]:
        """Upload and template, then the pages of one batch."""
        view = self.admin_site.admin_view
        pages = [
            path(
                f"<path:object_id>/{page}/",
                view(getattr(self, f"{page}_view")),
                name=self.url_name(page),
            )
            for page in PAGES
        ]
        own = [
            path("add/", bounded(view(self.upload_view)), name=self.url_name("add")),
            path("template/", view(self.template_view), name=self.url_name("template")),
        ]
        return [*own, *pages, *super().get_urls()]

    def list_tools(self, request: HttpRequest) -> list[dict[str, str]]:
        """The empty sheet."""
        return [{"url": self.url_of("template"), "label": _("下载填写模板")}]

    # Upload

    def upload_view(self, request: HttpRequest) -> HttpResponse:
        """A file comes in; the next page shows what its columns mean."""
        if not self.has_add_permission(request):
            return self._refused(request)
        form = UploadForm(
            posted(request),
            request.FILES or None,
            actor=request.user,
            earlier=self._earlier(request),
        )
        if request.method == "POST" and form.is_valid():
            try:
                return HttpResponseRedirect(self._keep(request, form.cleaned_data))
            except Refusal as refusal:
                form.add_error(None, str(refusal.message))
        return self._page(
            request,
            "upload",
            _("导入目录"),
            {"form": form, "template_url": self.url_of("template")},
            status=400 if form.errors else 200,
        )

    def _keep(self, request: HttpRequest, given: dict[str, Any]) -> str:
        kept = Attachment.objects.keep(given["file"], by=request.user)
        batch = batches.create(
            kind=next(iter(kinds())), attachment=kept, organisation=given["organisation"], actor=request.user,
            source=given["source"], encoding=given["encoding"], part=given["part"],
        )  # fmt: skip
        if not batches.is_settled(batch):
            return self.url_of("columns", quote(batch.pk))
        begin_preview(batch, actor=request.user, on=clock.today())
        return self.url_of("change", quote(batch.pk))

    def _earlier(self, request: HttpRequest) -> Any:
        """The batch whose mended workbook comes in now."""
        number = request.GET.get("again", "")
        is_number = number.isascii() and number.isdigit() and len(number) < 19
        return (
            ImportBatch.objects.visible_to(request.user).filter(pk=number).first()
            if is_number
            else None
        )

    def _refused(self, request: HttpRequest) -> HttpResponse:
        return refusal_page(request, batches.no_right())

    # Columns and words

    def columns_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """What the columns mean: suggested, and chosen."""
        batch = self._changeable(request, object_id)
        kind = kind_of(batch)
        try:
            with source_for(batch) as source:
                headings, rows, encoding = source.headings, sample(source), source.encoding
        except EncodingUnknown:
            return HttpResponseRedirect(self.url_of("encoding", quote(batch.pk)))
        except UnreadableFile as refusal:
            messages.error(request, str(refusal))
            return HttpResponseRedirect(self.url_of("change", quote(batch.pk)))
        form = ColumnsForm(
            posted(request), headings=headings, fields=kind.fields, columns=batch.columns,
            samples=samples_of(headings, rows),
        )  # fmt: skip
        if request.method == "POST" and batches.is_open(batch) and form.is_valid():
            return self._again(request, batch, columns=form.columns())
        return self._batch_page(
            request, batch, "columns", _("列的对应：%(batch)s"), {"form": form, "read_as": encoding}
        )

    def values_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """What unknown words mean: listed with their counts."""
        batch = self._changeable(request, object_id)
        form = ValuesForm(
            posted(request),
            listed=listed_words(batch),
            fields=kind_of(batch).fields,
            answers=batch.answers,
        )
        if request.method == "POST" and batches.is_open(batch) and form.is_valid():
            return self._again(request, batch, answers=form.answers(batch.answers))
        return self._batch_page(
            request, batch, "values", _("取值的对应：%(batch)s"), {"form": form}
        )

    def _changeable(self, request: HttpRequest, object_id: str) -> Any:
        return self.visible_or_404(request, object_id)

    def _again(self, request: HttpRequest, batch: ImportBatch, **chosen: Any) -> HttpResponse:
        """Keep the choice and preview anew in the background."""
        back = self.url_of("change", quote(batch.pk))
        try:
            batches.choose(batch, actor=request.user, **chosen)
            begin_preview(batch, actor=request.user, on=clock.today())
        except Refusal as refusal:
            return refusal_page(request, refusal, back=back)
        return HttpResponseRedirect(back)

    # Progress and result

    def record_context(self, request: HttpRequest, subject: Model) -> dict[str, Any]:
        """The batch's own pages beside those of every record, and where it stands."""
        context = super().record_context(request, subject)
        batch: Any = subject
        own = [("columns", _("列的对应"))]
        if listed_words(batch):
            own.append(("values", _("取值的对应")))
        if hasattr(batch, "progress"):
            own.append(("rows", _("逐行结果")))
        pages = [{"url": self.url_of(page, quote(batch.pk)), "label": label} for page, label in own]
        first, *rest = context["record_pages"]
        links = {f"{page}_url": self.url_of(page, quote(batch.pk)) for page in PAGES}
        links |= {"add_url": self.url_of("add"), "records_url": self._records_url(batch)}
        return {
            **context,
            **overview(batch),
            **links,
            **next_steps(batch, context["open_steps"]),
            "record_pages": [first, *pages, *rest],
            "record_tools": [*pages, *context["record_tools"]],
        }

    def _records_url(self, batch: ImportBatch) -> str:
        """The list of what the batch created and changed."""
        meta = kind_of(batch).model._meta
        name = f"{self.admin_site.name}:{meta.app_label}_{meta.model_name}_changelist"
        return f"{reverse(name)}?batch={batch.pk}"

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Where the batch stands; while it runs the page asks again by itself."""
        response = super().change_view(request, object_id, form_url, extra_context)
        batch = (getattr(response, "context_data", None) or {}).get("original")
        if isinstance(batch, ImportBatch) and batch.is_running:
            response["Refresh"] = "3"
        return response

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The page itself edits nothing: what can be changed has pages of its own."""
        return obj is None and super().has_change_permission(request, obj)

    def resume_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Hand the batch to a worker again, when the one that had it died."""
        batch = self.visible_or_404(request, object_id)
        if (
            request.method == "POST"
            and self.has_policy(request, "run", batch)
            and runs.is_abandoned(batch)
        ):
            enqueue(batch.pk)
            messages.success(request, _("已交给后台任务，从中断处继续。"))
        return HttpResponseRedirect(self.url_of("change", quote(batch.pk)))

    def rows_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The fate of each row."""
        batch = self.visible_or_404(request, object_id)
        return self._batch_page(request, batch, "rows", _("逐行结果：%(batch)s"), row_page(request, batch) | {
            "result_url": self.url_of("result", quote(batch.pk)),
        })  # fmt: skip

    # Pages

    def _batch_page(
        self, request: HttpRequest, batch: Any, page: str, title: str, context: dict[str, Any]
    ) -> TemplateResponse:
        form = context.get("form")
        return self._page(
            request, page, title % {"batch": batch},
            {"original": batch, "may_change": batches.is_open(batch) and self.has_policy(request, "run", batch)}
            | self.record_context(request, batch) | context,
            status=400 if form is not None and form.errors else 200,
        )  # fmt: skip

    def _page(
        self,
        request: HttpRequest,
        page: str,
        title: str,
        context: dict[str, Any],
        *,
        status: int = 200,
    ) -> TemplateResponse:
        whole = {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "media": self.media,
        }
        return TemplateResponse(
            request, f"admin/governance/import_{page}.html", whole | context, status=status
        )
