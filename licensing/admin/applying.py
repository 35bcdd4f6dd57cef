"""The operator's guided application in the shared site: begin, one thing a page, check, receipt, follow-up."""

from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import quote
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from catalog.forms.guide import fields_form
from catalog.forms.telling import mark_needed, posted, put_at_fields
from governance import clock, edits
from governance.admin import PolicyAdmin
from governance.admin.access import Verdicts
from governance.admin.editing import is_changed, posted_version
from governance.errors import NotPermitted, Refusal, StaleVersion
from governance.refusals import refusal_page
from licensing.application import beginning, journey, tasks
from licensing.models import Candidate
from licensing.workflow.candidates import submit_candidate

Status = Candidate.Status
PAGES = ("tasks", "check", "done", "progress")


class GuidedApplication(PolicyAdmin):
    """Pages of an application beside its form; they write through the same edits and steps."""

    def get_urls(self) -> list[URLPattern]:
        """The pages of the guide before those of the record."""
        view = self.admin_site.admin_view
        pages = [
            path(
                f"<path:object_id>/{page}/",
                view(getattr(self, f"{page}_view")),
                name=self.url_name(page),
            )
            for page in PAGES
        ]
        block = path(
            "<path:object_id>/page/<int:number>/", view(self.page_view), name=self.url_name("page")
        )
        begin = path("begin/", view(self.begin_view), name=self.url_name("begin"))
        return [begin, block, *pages, *super().get_urls()]

    def record_context(self, request: HttpRequest, subject: Any) -> dict[str, Any]:
        """The guide's pages beside those of every record."""
        context = super().record_context(request, subject)
        names = [("progress", _("办理进度"))]
        if self._is_open(request, subject):
            names = [("tasks", _("逐步填写")), ("check", _("提交前核对")), *names]
        pages = [{"url": self._link(name, subject), "label": label} for name, label in names]
        first, *rest = context["record_pages"]
        return context | {
            "record_pages": [first, *pages, *rest],
            "record_tools": [*pages, *context["record_tools"]],
        }

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Above the list, for those who apply: the guided way instead of the bare form."""
        more = dict(extra_context or {})
        if beginning.own_bodies(request.user):  # type: ignore[arg-type]
            more["guided_add"] = {"url": self.url_of("begin"), "label": _("申请成为运营机构")}
        return super().changelist_view(request, more)

    def begin_view(self, request: HttpRequest) -> HttpResponse:
        """Choose the selection; the draft is there at once, filled in as far as the portal knows."""
        user: Any = request.user
        if not beginning.own_bodies(user):
            refusal = NotPermitted(_("运营申请由申请单位的经办人填写，您没有这一角色。"))
            return refusal_page(request, refusal)
        offered = beginning.open_selections(user, clock.now())
        if request.method == "POST":
            try:
                return HttpResponseRedirect(self._begin(request, offered))
            except Refusal as refusal:
                return refusal_page(request, refusal, back=self.url_of("begin"))
        context = {
            **self.admin_site.each_context(request),
            "offered": offered,
            "prepared": [(each, self._link("tasks", each)) for each in beginning.prepared(user)],
            "title": _("申请成为运营机构"),
            "opts": self.opts,
            "media": self.media,
        }
        return TemplateResponse(request, "admin/licensing/application_begin.html", context)

    def _begin(self, request: HttpRequest, offered: Any) -> str:
        chosen = request.POST.get("selection", "")
        selection = offered.filter(pk=int(chosen)).first() if chosen.isdecimal() else None
        if selection is None:
            raise NotPermitted(
                _("这次遴选现在不接受您的申请，或者已经申请。请回到上一页重新选择。")
            )
        return self._link("tasks", beginning.begin(selection, actor=request.user))

    # One thing a page

    def tasks_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Everything there is to do, with a word for how far it is; what is to be mended is marked."""
        candidate = self.visible_or_404(request, object_id)
        if not self._is_open(request, candidate):
            return HttpResponseRedirect(self._link("progress", candidate))
        return self._page(request, "tasks", _("运营申请：%(name)s"), candidate, {})

    def page_view(self, request: HttpRequest, object_id: str, number: int) -> HttpResponse:
        """One page: kept whenever something is sent, left when nothing is wanting or the person says later."""
        candidate = self.visible_or_404(request, object_id)
        if number >= len(tasks.PAGES):
            raise Http404
        if not self._is_open(request, candidate):
            return self._closed(request, candidate)
        form = fields_form(Candidate, tasks.PAGES[number].fields, request.user)(
            posted(request), request.FILES or None, instance=candidate
        )
        if request.method == "POST" and self._is_kept(request, candidate, form):
            gaps = tasks.missing_in(candidate, number)
            if "later" in request.POST or not gaps:
                return HttpResponseRedirect(self._after(request, candidate, number))
            for name in gaps:
                form.add_error(name, tasks.sentence_for(name))
        return self._form_page(request, candidate, number, form)

    def _is_kept(self, request: HttpRequest, candidate: Any, form: Any) -> bool:
        """Whether what was sent is stored now; a refusal is told at the form."""
        if not form.is_valid():
            return False
        try:
            if is_changed(candidate, form):
                edits.save(form, actor=request.user, expected_version=posted_version(request))
        except StaleVersion as refusal:
            form.add_error(None, refusal.message)
            candidate.version = Candidate.objects.values_list("version", flat=True).get(
                pk=candidate.pk
            )
            return False
        except Refusal as refusal:
            put_at_fields(form, refusal)
            return False
        Verdicts.of(request).forget()
        return True

    def _after(self, request: HttpRequest, candidate: Any, number: int) -> str:
        """Straight back to the check, to the list of tasks, or on to the next page."""
        if request.GET.get("back") == "check":
            return self._link("check", candidate)
        if "later" in request.POST:
            messages.success(request, _("草稿已保存，随时可以回来继续填写。"))
            return self._link("tasks", candidate)
        if number + 1 < len(tasks.PAGES):
            return self._link("page", candidate, number + 1)
        return self._link("check", candidate)

    def _form_page(
        self, request: HttpRequest, candidate: Any, number: int, form: Any
    ) -> HttpResponse:
        wanted = tasks.wanted_by_field(candidate)
        mark_needed(form, tasks.PAGES[number].needed)
        context = {
            "form": form,
            "number": number,
            "step": number + 1,
            "last": len(tasks.PAGES) + 1,
            "fields": [(field, wanted.get(field.name, "")) for field in form],
            "record_version": candidate.version,
            "is_from_check": request.GET.get("back") == "check",
            "page_title": tasks.PAGES[number].title,
        }
        title = f"{tasks.PAGES[number].title} - %(name)s"
        status = 400 if form.errors else 200
        return self._page(request, "page", title, candidate, context, status=status)

    # The check and what follows

    def check_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Every answer with its way back, and the button that hands in."""
        candidate = self.visible_or_404(request, object_id)
        if not self._is_open(request, candidate):
            is_repeated = request.method == "POST" and candidate.status == Status.SUBMITTED
            return HttpResponseRedirect(
                self._link("done" if is_repeated else "progress", candidate)
            )
        refusal = None
        if request.method == "POST":
            try:
                submit_candidate(candidate, actor=request.user)
                Verdicts.of(request).forget()
                return HttpResponseRedirect(self._link("done", candidate))
            except Refusal as refused:
                candidate.refresh_from_db()
                refusal = refused
        context = {"refusal": refusal, "sections": self._sections(candidate)}
        status = refusal.http_status if refusal is not None else 200
        return self._page(
            request, "check", _("提交前核对：%(name)s"), candidate, context, status=status
        )

    def _sections(self, candidate: Any) -> list[dict[str, Any]]:
        wanted = tasks.wanted_by_field(candidate)
        return [
            {
                "title": page.title,
                "url": self._link("page", candidate, number),
                "answers": [
                    (name, tasks.label_of(name), tasks.told(candidate, name), wanted.get(name, ""))
                    for name in page.fields
                ],
            }
            for number, page in enumerate(tasks.PAGES)
        ]

    def done_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The receipt: number, who handles it and by when."""
        candidate = self.visible_or_404(request, object_id)
        if candidate.status != Status.SUBMITTED:
            return HttpResponseRedirect(self._link("progress", candidate))
        return self._page(request, "done", _("已提交：%(name)s"), candidate, {})

    def progress_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Who did what when, what comes next and by when."""
        candidate = self.visible_or_404(request, object_id)
        context = {"stages": journey.stages(candidate), "waits_for": journey.waits_for(candidate)}
        return self._page(request, "progress", _("办理进度：%(name)s"), candidate, context)

    # What the pages share

    def _link(self, page: str, candidate: Any, *arguments: Any) -> str:
        return self.url_of(page, quote(candidate.pk), *arguments)

    def _is_open(self, request: HttpRequest, candidate: Any) -> bool:
        is_prepared = candidate.status in Candidate.OPEN_TO_EDITS
        return is_prepared and self.has_change_permission(request, candidate)

    def _closed(self, request: HttpRequest, candidate: Any) -> HttpResponse:
        refusal = NotPermitted(
            _("“%(name)s”现在不能修改：已经提交、已经截止，或者您不是申请单位的经办人。")
            % {"name": candidate}
        )
        return refusal_page(request, refusal, back=self._link("progress", candidate))

    def _page(
        self, request: HttpRequest, page: str, title: str, candidate: Any, context: dict[str, Any],
        *, status: int = 200,
    ) -> TemplateResponse:  # fmt: skip
        listed: list[dict[str, Any]] = [
            {"task": task, "url": self._link("page", candidate, task.number)}
            for task in tasks.tasks(candidate)
        ]
        shared = {
            **self.admin_site.each_context(request),
            **self.record_context(request, candidate),
            "title": title % {"name": candidate},
            "opts": self.opts,
            "original": candidate,
            "selection": candidate.selection,
            "media": self.media,
            "tasks": listed,
            "gaps": [entry for entry in listed if not entry["task"].is_ready],
            "links": {name: self._link(name, candidate) for name in PAGES},
            "list_url": reverse(f"admin:{self.url_name('changelist')}"),
        }
        template = f"admin/licensing/application_{page}.html"
        return TemplateResponse(request, template, shared | context, status=status)
