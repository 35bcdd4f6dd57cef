"""The registrant's guided way in the shared site: tasks, one block a page, check, confirmation, follow-up."""

from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import quote
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from catalog import blocks
from catalog.admin.beginning import BeginningPage
from catalog.forms import InternalReviewForm
from catalog.forms.guide import block_form, evidence_form
from catalog.forms.telling import mark_needed, posted, put_at_fields, tell_gaps
from catalog.guide import answers, journey, tasks, together
from catalog.models import Evidence, RegistrationApplication
from catalog.workflow import applications
from governance import clock, edits
from governance.admin.access import Verdicts
from governance.admin.editing import is_changed, posted_version
from governance.errors import NotPermitted, Refusal, StaleVersion
from governance.refusals import refusal_page

Status = RegistrationApplication.Status
PAGES = ("tasks", "check", "done", "progress")
PREPARED = (Status.DRAFT, Status.RETURNED)


class GuidedPages(BeginningPage):
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
            "<path:object_id>/block/<int:number>/",
            view(self.block_view),
            name=self.url_name("block"),
        )
        return [block, *pages, *super().get_urls()]

    def record_context(self, request: HttpRequest, subject: Any) -> dict[str, Any]:
        """The guide's pages beside those of every record."""
        context = super().record_context(request, subject)
        if subject.status in PREPARED and self.has_change_permission(request, subject):
            own = [("tasks", _("逐步填写")), ("check", _("提交前核对"))]
        else:
            own = [("progress", _("办理进度"))]
        pages = [
            {"url": self.url_of(name, quote(subject.pk)), "label": label} for name, label in own
        ]
        first, *rest = context["record_pages"]
        return context | {
            "record_pages": [first, *pages, *rest],
            "record_tools": [*pages, *context["record_tools"]],
        }

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[Any, bool]:
        """A receipt number leads to its application."""
        asked = journey.pk_of(search_term)
        if asked is not None:
            return queryset.filter(pk=asked), False
        return super().get_search_results(request, queryset, search_term)

    # Tasks and blocks

    def tasks_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Everything there is to do, with a word for how far it is."""
        application = self.visible_or_404(request, object_id)
        if not self._is_open(request, application):
            return HttpResponseRedirect(self.url_of("progress", quote(application.pk)))
        notice, joint = tasks.supplement(application), together.summary(application)
        context = {"tasks": self._tasks(application), "notice": notice, "together": joint}
        return self._page(request, "tasks", _("登记申请：%(name)s"), application, context)

    def block_view(self, request: HttpRequest, object_id: str, number: int) -> HttpResponse:
        """One block: kept whenever something is sent, left when nothing is wanting or the person says later."""
        application = self.visible_or_404(request, object_id)
        if number not in tasks.numbers(application):
            raise Http404
        if not self._is_open(request, application):
            return self._closed(request, application)
        if number == tasks.EVIDENCE:
            return self._evidence(request, application)
        names = tasks.typed_fields(application, number)
        form = block_form(
            application, names, data=posted(request), files=request.FILES or None, user=request.user
        )
        if request.method == "POST" and self._is_kept(request, application, form):
            gaps = tasks.missing_in(application, number)
            if "later" in request.POST or not gaps:
                return HttpResponseRedirect(self._after(request, application, number))
            tell_gaps(form, gaps)
        return self._block_page(request, application, number, form)

    def _evidence(self, request: HttpRequest, application: Any) -> HttpResponse:
        kept = list(application.evidence.order_by("pk"))
        asked = request.GET.get("evidence", "")
        blank = Evidence(application=application)
        chosen = next((each for each in kept if str(each.pk) == asked), None)
        evidence = chosen or (kept[0] if kept and asked != "new" else blank)
        form = evidence_form(
            evidence, data=posted(request), files=request.FILES or None, user=request.user
        )
        if request.method == "POST":
            is_left_open = "later" in request.POST and not form.has_changed()
            if is_left_open or self._is_kept(request, evidence, form):
                return HttpResponseRedirect(self._after(request, application, tasks.EVIDENCE))
        others = [each for each in kept if each.pk != evidence.pk]
        return self._block_page(
            request, application, tasks.EVIDENCE, form, others=others, is_new=evidence.pk is None
        )

    def _is_kept(self, request: HttpRequest, subject: Any, form: Any) -> bool:
        """Whether what was sent is stored now; a refusal is told at the form."""
        if not form.is_valid():
            return False
        try:
            if subject.pk is None:
                edits.save(form, actor=request.user)
            elif is_changed(subject, form):
                edits.save(form, actor=request.user, expected_version=posted_version(request))
        except StaleVersion as refusal:
            form.add_error(None, refusal.message)
            subject.version = (
                type(subject).objects.values_list("version", flat=True).get(pk=subject.pk)
            )
            return False
        except Refusal as refusal:
            put_at_fields(form, refusal)
            return False
        Verdicts.of(request).forget()
        return True

    def _after(self, request: HttpRequest, application: Any, number: int) -> str:
        """Straight back to the check, to the list of tasks, or on to the next block."""
        key = quote(application.pk)
        if request.GET.get("back") == "check":
            return self.url_of("check", key)
        if "later" in request.POST:
            messages.success(request, _("草稿已保存，随时可以回来继续填写。"))
            return self.url_of("tasks", key)
        if number + 1 in tasks.numbers(application):
            return self.url_of("block", key, number + 1)
        return self.url_of("check", key)

    def _block_page(
        self, request: HttpRequest, application: Any, number: int, form: Any, **more: Any
    ) -> HttpResponse:
        listed = self._tasks(application)
        wanted = tasks.wanted_by_field(application)
        mark_needed(form, blocks.required_of(application))
        context = {
            "form": form,
            "number": number,
            "task": listed[number]["task"],
            "tasks": listed,
            "last": tasks.LAST,
            "record_version": form.instance.version if form.instance.pk else "",
            "fields": [(field, wanted.get(field.name, "")) for field in form],
            "wanted_here": wanted.get(tasks.EVIDENCE_ITEM, "") if number == tasks.EVIDENCE else "",
            "is_from_check": request.GET.get("back") == "check",
            **more,
        }
        title = f"{listed[number]['task'].title} - %(name)s"
        status = 400 if form.errors else 200
        return self._page(request, "block", title, application, context, status=status)

    # The check and what follows

    def check_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Every answer, what becomes public, the undertaking, and the button that files."""
        application = self.visible_or_404(request, object_id)
        if not self._is_open(request, application):
            is_repeated = request.method == "POST" and application.status == Status.SUBMITTED
            page = "done" if is_repeated else "progress"
            return HttpResponseRedirect(self.url_of(page, quote(application.pk)))
        is_reviewed = application.reviewed_version == application.version
        form = None if is_reviewed else InternalReviewForm(posted(request), initial=self._signing())
        if request.method == "POST" and (form is None or form.is_valid()):
            refusal = self._file(request, application, form)
            if refusal is None:
                page = "tasks" if application.status in PREPARED else "done"
                return HttpResponseRedirect(self.url_of(page, quote(application.pk)))
            return self._check_page(request, application, form, refusal)
        return self._check_page(request, application, form)

    def _signing(self) -> dict[str, Any]:
        return {"undertaking_signed_on": clock.today()}

    def _file(self, request: HttpRequest, application: Any, form: Any) -> Refusal | None:
        """Internal review and filing together, or neither."""
        on, actor = clock.today(), request.user
        try:
            with transaction.atomic():
                if form is not None:
                    given = form.cleaned_data
                    applications.pass_internal_review(application, actor=actor, on=on, **given)
                if "review_only" not in request.POST:
                    applications.submit(application, actor=actor, on=on)
        except Refusal as refusal:
            application.refresh_from_db()
            return refusal
        Verdicts.of(request).forget()
        if "review_only" in request.POST:
            messages.success(request, _("业务审核已通过，还没有提交。可以由同事核对后提交。"))
        return None

    def _check_page(
        self, request: HttpRequest, application: Any, form: Any, refusal: Refusal | None = None
    ) -> HttpResponse:
        listed = self._tasks(application)
        gaps = [entry for entry in listed if not entry["task"].is_ready]
        context = {
            "form": form,
            "refusal": refusal,
            "gaps": gaps,
            "tasks": listed,
            "request_answers": answers.request(application),
            "sections": [
                (section, self._link(application, section.number))
                for section in answers.sections(application)
            ],
            "public_notice": answers.public_notice(application),
        }
        is_faulty = form is not None and bool(form.errors)
        status = refusal.http_status if refusal is not None else (400 if is_faulty else 200)
        title = _("提交前核对：%(name)s")
        return self._page(request, "check", title, application, context, status=status)

    def done_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The receipt: number, what happens next and by when, whom to ask."""
        application = self.visible_or_404(request, object_id)
        if application.status != Status.SUBMITTED:
            return HttpResponseRedirect(self.url_of("progress", quote(application.pk)))
        return self._page(request, "done", _("已提交：%(name)s"), application, {})

    def progress_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Who did what when, what comes next and by when."""
        application = self.visible_or_404(request, object_id)
        context = {
            "stages": journey.stages(application),
            "supplements": application.supplement_notices.order_by("submission"),
            "registration": journey.result_of(application),
        }
        return self._page(request, "progress", _("办理进度：%(name)s"), application, context)

    # What the pages share

    def _tasks(self, application: Any) -> list[dict[str, Any]]:
        return [
            {"task": task, "url": self._link(application, task.number)}
            for task in tasks.tasks(application)
        ]

    def _link(self, application: Any, number: int) -> str:
        return self.url_of("block", quote(application.pk), number)

    def _is_open(self, request: HttpRequest, application: Any) -> bool:
        return application.status in PREPARED and self.has_change_permission(request, application)

    def _closed(self, request: HttpRequest, application: Any) -> HttpResponse:
        refusal = NotPermitted(
            _("“%(name)s”现在不能修改：已经提交，或者您不是登记主体的经办人。")
            % {"name": application}
        )
        return refusal_page(request, refusal, back=self.url_of("progress", quote(application.pk)))

    def _page(
        self, request: HttpRequest, page: str, title: str, application: Any, context: dict[str, Any],
        *, status: int = 200,
    ) -> TemplateResponse:  # fmt: skip
        shared = {
            **self.admin_site.each_context(request),
            **self.record_context(request, application),
            "title": title % {"name": application},
            "opts": self.opts,
            "original": application,
            "media": self.media,
            "receipt": journey.receipt(application),
            "links": {name: self.url_of(name, quote(application.pk)) for name in PAGES},
            "joint_url": self.url_of("joint", quote(application.pk)),
            "list_url": reverse(f"admin:{self.url_name('changelist')}"),
        }
        template = f"admin/catalog/guide_{page}.html"
        return TemplateResponse(request, template, shared | context, status=status)
