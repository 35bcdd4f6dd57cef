"""Pages of an import that hand files out, or ask in which encoding a file is to be read."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.contrib.admin.utils import quote
from django.http import (
    FileResponse,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from governance import exports
from governance.admin.policy_admin import PolicyAdmin
from governance.exports import attachment
from governance.imports import batches, blank_sheets, results, returned
from governance.imports.encodings import samples_of
from governance.imports.forms import EncodingForm
from governance.imports.kinds import kinds
from governance.imports.limits import UnreadableFile
from governance.imports.overview import chosen_fate
from governance.imports.stored import at_hand
from governance.models import ImportBatch
from governance.refusals import refusal_page

Writer = Callable[[Path], None]


def posted(request: HttpRequest) -> Any:
    """What was sent; an empty form that was sent is not an unsent one."""
    return request.POST if request.method == "POST" else None


def workbook(name: str, write: Writer) -> HttpResponseBase:
    """A workbook that is written now and goes away when it is sent."""
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "book.xlsx"
        write(book)
        return attachment(FileResponse(book.open("rb")), name, "xlsx")


class BatchFiles(PolicyAdmin):
    """What the admin class of imports shows of files."""

    def template_view(self, request: HttpRequest) -> HttpResponseBase:
        """The sheet to fill in."""
        if not self.has_module_permission(request):
            return refusal_page(request, batches.no_right())
        with tempfile.TemporaryDirectory() as folder:
            book = Path(folder) / "template.xlsx"
            blank_sheets.write_template(book, next(iter(kinds().values())))
            return attachment(HttpResponse(book.read_bytes()), _("目录填写模板"), "xlsx")

    def result_view(self, request: HttpRequest, object_id: str) -> HttpResponseBase:
        """The result as a file, told to the trail."""
        batch = self.visible_or_404(request, object_id)
        fate, ending = chosen_fate(request), request.GET.get("format", "xlsx")
        self._told(request, {"batch": batch.pk, "fate": fate, "format": ending})
        name = _("导入结果-%(number)s") % {"number": batch.pk}
        if ending == "csv":
            return attachment(StreamingHttpResponse(results.csv_bytes(batch, fate)), name, "csv")
        return workbook(name, lambda path: results.write_xlsx(path, batch, fate))

    def workbook_view(self, request: HttpRequest, object_id: str) -> HttpResponseBase:
        """The uploaded workbook with every wrong cell marked, told to the trail."""
        batch = self.visible_or_404(request, object_id)
        back = self.url_of("change", quote(batch.pk))
        if batch.is_running or not hasattr(batch, "progress"):
            return HttpResponseRedirect(back)
        only_wrong = request.GET.get("only") == "wrong"
        try:
            answer = workbook(
                _("核对结果-%(name)s") % {"name": Path(str(batch.attachment.name)).stem[:60]},
                lambda path: returned.write(path, batch, only_wrong=only_wrong),
            )
        except UnreadableFile as refusal:
            self.message_user(request, str(refusal), "ERROR")
            return HttpResponseRedirect(back)
        self._told(request, {"batch": batch.pk, "only_wrong": only_wrong, "format": "xlsx"})
        return answer

    def _told(self, request: HttpRequest, told: dict[str, Any]) -> None:
        exports.record(ImportBatch, request.user, told, ending="result")

    def encoding_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The beginning of the file in each encoding that it may be in; a person tells which one reads well."""
        batch = self.visible_or_404(request, object_id)
        back = self.url_of("change", quote(batch.pk))
        with at_hand(batch.attachment) as path:
            try:
                samples = samples_of(path)
            except UnreadableFile as refusal:
                self.message_user(request, str(refusal), "ERROR")
                return HttpResponseRedirect(back)
        form = EncodingForm(posted(request), samples=samples, chosen=batch.encoding)
        may_change = batches.is_open(batch) and self.has_policy(request, "run", batch)
        if request.method == "POST" and may_change and form.is_valid():
            batches.choose(batch, actor=request.user, encoding=form.cleaned_data["encoding"])
            return HttpResponseRedirect(self.url_of("columns", quote(batch.pk)))
        title = _("选择编码：%(batch)s")
        return self._batch_page(
            request, batch, "encoding", title, {"form": form, "may_change": may_change}
        )

    def _batch_page(
        self, request: HttpRequest, batch: Any, page: str, title: str, context: dict[str, Any]
    ) -> HttpResponse:
        raise NotImplementedError
