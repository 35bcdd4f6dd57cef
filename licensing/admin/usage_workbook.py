"""The Excel round trip of a usage report in the shared site: download, fill in, upload, marked errors back."""

import tempfile
from pathlib import Path
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import quote
from django.core import signing
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.admin import PolicyAdmin
from governance.errors import Refusal
from governance.imports.annotating import NotAnnotated
from governance.imports.limits import UnreadableFile
from governance.imports.stored import at_hand
from governance.models import Attachment
from licensing.usage import workbook_rows, workbooks

LARGEST = 10 * 1024 * 1024
SALT = "licensing.usage.workbook"
SHOWN = 50


class WorkbookForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("填好的工作簿"),
        help_text=gettext_lazy("用本页下载的模板填写，不超过 10 MB。有误时全部不写入。"),
    )

    def clean_file(self) -> UploadedFile:
        """Refuse what is too large to be looked at."""
        upload: UploadedFile = self.cleaned_data["file"]
        if upload.size and upload.size > LARGEST:
            raise ValidationError(_("工作簿超过 10 MB，请只保留本报告的产品后再上传。"))
        return upload


class WorkbookPages(PolicyAdmin):
    """Pages of a report beside its form."""

    def get_urls(self) -> list[URLPattern]:
        """Before those of the record."""
        view = self.admin_site.admin_view
        pages = (("workbook", self.workbook_view), ("workbook_file", self.workbook_file_view))
        own = [
            path(f"<path:object_id>/{name}/", view(page), name=self.url_name(name))
            for name, page in pages
        ]
        return [*own, *super().get_urls()]

    def record_context(self, request: HttpRequest, subject: Any) -> dict[str, Any]:
        """A link beside the record's own pages, while the report is open to this person."""
        context = super().record_context(request, subject)
        if self.has_change_permission(request, subject):
            page = {"url": self.url_of("workbook", quote(subject.pk)), "label": _("用 Excel 填写")}
            context["record_pages"] = [*context["record_pages"], page]
            context["record_tools"] = [page, *context["record_tools"]]
        return context

    def workbook_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Upload; a workbook with errors writes nothing and comes back marked."""
        report = self._open_report(request, object_id)
        form = WorkbookForm(request.POST or None, request.FILES or None)
        context: dict[str, Any] = {}
        if request.method == "POST" and form.is_valid():
            try:
                kept = Attachment.objects.keep(form.cleaned_data["file"], by=request.user)
                with at_hand(kept) as stored:
                    reading = workbook_rows.read(stored, report)
                if not reading.is_wrong:
                    return self._written(request, report, reading)
                form.add_error("file", _("工作簿有误，没有写入，请按下面的说明改正后重新上传。"))
                context = {
                    "faults": list(reading.sentences)[:SHOWN],
                    "marked": signing.dumps(kept.pk, salt=SALT),
                }
            except (UnreadableFile, Refusal) as refusal:
                form.add_error("file", str(refusal))
        return self._workbook_page(request, report, form, context)

    def _open_report(self, request: HttpRequest, object_id: str) -> Any:
        report = self.visible_or_404(request, object_id)
        if not self.has_change_permission(request, report):
            raise PermissionDenied(_("这份报告现在不能由您修改，请返回查看。"))
        return report

    def _written(self, request: HttpRequest, report: Any, reading: Any) -> HttpResponse:
        counts = workbook_rows.apply(reading, actor=request.user)
        words = _("新增 %(new)d 行，更新 %(changed)d 行，无变化 %(same)d 行。")
        messages.success(request, words % counts)
        return HttpResponseRedirect(self.url_of("change", quote(report.pk)))

    def _workbook_page(
        self, request: HttpRequest, report: Any, form: forms.Form, context: dict[str, Any]
    ) -> HttpResponse:
        file_url = self.url_of("workbook_file", quote(report.pk))
        whole = {
            **self.admin_site.each_context(request),
            **self.record_context(request, report),
            "title": _("用 Excel 填写：%(record)s") % {"record": report},
            "opts": self.opts,
            "original": report,
            "form": form,
            "file_url": file_url,
            "media": self.media,
            **context,
        }
        status = 400 if form.errors else 200
        return TemplateResponse(request, "admin/licensing/usage_workbook.html", whole, status=status)  # fmt: skip

    def workbook_file_view(self, request: HttpRequest, object_id: str) -> FileResponse:
        """The workbook of the report; with ``marked``, the uploaded one with its errors."""
        report = self._open_report(request, object_id)
        folder = tempfile.TemporaryDirectory()
        target = Path(folder.name) / "usage.xlsx"
        token = request.GET.get("marked", "")
        if token:
            self._mark(request, report, token, target)
        else:
            workbooks.write(target, report)
        stream = target.open("rb")
        folder.cleanup()  # the open file stays readable
        name = _("使用情况-%(period)s.xlsx") % {"period": report.period_words}
        return FileResponse(stream, as_attachment=True, filename=name)

    def _mark(self, request: HttpRequest, report: Any, token: str, target: Path) -> None:
        try:
            number = signing.loads(token, salt=SALT)
        except signing.BadSignature as error:
            raise BadRequest(_("链接已失效，请重新上传工作簿。")) from error
        kept = Attachment.objects.filter(pk=number, uploaded_by=request.user.pk).first()
        if kept is None:
            raise Http404
        with at_hand(kept) as stored:
            try:
                workbook_rows.mark(stored, target, workbook_rows.read(stored, report))
            except NotAnnotated as error:
                raise BadRequest(_("工作簿不能标注，请用本页下载的模板填写。")) from error
