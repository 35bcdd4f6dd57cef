"""Complaints in the shared site: worked off by the authority, the reporter opened only on record (意见（五）)."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import quote
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.admin.cases import OverdueFilter
from governance.admin import PolicyAdmin, step_action
from governance.errors import NotPermitted
from governance.models import AuditEvent
from governance.policies import explain, holds
from governance.refusals import refusal_page
from licensing.admin.filters import OpenFilter
from licensing.forms.complaints import RevealForm
from licensing.models import Complaint, ComplaintReporter
from licensing.workflow import complaints

CONTACT = "licensing.contact_complaint"


@admin.register(Complaint)
class ComplaintAdmin(PolicyAdmin):
    list_display = ("number", "kind", "operator", "filed_on", "is_named", "status", "due_on")
    list_filter = (
        "status", OpenFilter, OverdueFilter, "kind", "outcome", ("operator", admin.RelatedOnlyFieldListFilter),
        ("filed_on", admin.DateFieldListFilter),
        ("due_on", admin.DateFieldListFilter),
    )  # fmt: skip
    list_select_related = ("operator",)
    search_fields = ("number",)
    fieldsets = (
        (
            gettext_lazy("投诉举报"),
            {
                "fields": (
                    "status", "number", "kind", "operator", "authority", "licence", "what", "wanted", "is_named",
                    "reporter_link", "filed_on", "accepted_on",
                )
            },
        ),
        (
            gettext_lazy("调查处理"),
            {
                "fields": (
                    "investigator", "statement", "inspection", "incident", "outcome", "findings", "measures",
                    "public_words", "decided_by", "decided_on", "answer", "answered_on",
                )
            },
        ),
    )  # fmt: skip
    readonly_fields = ("reporter_link",)
    standard_reasons = {
        "decline": (
            gettext_lazy("反映的事项与公共数据授权运营无关，请向有关行业主管部门反映。"),
            gettext_lazy("内容不具体，无法核实。欢迎补充后重新提出。"),
        ),
    }
    actions = (
        step_action(complaints.decline_complaint),
        step_action(complaints.investigate_complaint),
        step_action(complaints.close_complaint),
    )

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Cases are filed on the public page, where each gets its number and its code."""
        return False

    def get_urls(self) -> list[URLPattern]:
        """The page on which the reporter is opened."""
        view = self.admin_site.admin_view(self.reporter_view)
        return [
            path("<path:object_id>/reporter/", view, name=self.url_name("reporter")),
            *super().get_urls(),
        ]

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Any:
        """The case, knowing whether this person may contact who filed it."""
        case = super().get_object(request, object_id, from_field)
        if case is not None:
            case.may_contact = holds(request.user, CONTACT, case)
        return case

    def record_context(self, request: HttpRequest, subject: Any) -> dict[str, Any]:
        """The file goes the way of the contact: even its name may be somebody's."""
        context = super().record_context(request, subject)
        may_contact = getattr(subject, "may_contact", False)
        return context if may_contact else context | {"record_files": []}

    @admin.display(description=gettext_lazy("投诉举报人"))
    def reporter_link(self, case: Any) -> SafeString | str:
        """The way to open it, for who handles the case."""
        if not getattr(case, "may_contact", False):
            return _("已密封")
        return format_html(
            '<a href="{}">{}</a>',
            self.url_of("reporter", quote(case.pk)),
            _("查看（每次查看都有记录）"),
        )

    def reporter_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Asks why; shows name and contact once, and puts on record who looked."""
        case = self.visible_or_404(request, object_id)
        if not case.may_contact:
            clauses = "；".join(explain(request.user, CONTACT, case).clauses)
            refusal = NotPermitted(_("您不能查看投诉举报人：%(clauses)s") % {"clauses": clauses})
            return refusal_page(request, refusal, back=self.url_of("change", quote(case.pk)))
        form = RevealForm(request.POST or None)
        shown = self._revealed(request, case, form) if form.is_valid() else None
        context = {
            **self.admin_site.each_context(request),
            "title": _("查看投诉举报人：%(case)s") % {"case": case},
            "opts": self.opts,
            "original": case,
            "form": form,
            "reporter": shown,
            "back": self.url_of("change", quote(case.pk)),
            "media": self.media,
        }
        status = 400 if form.is_bound and shown is None else 200
        return TemplateResponse(
            request, "admin/licensing/complaint_reporter.html", context, status=status
        )

    def _revealed(
        self, request: HttpRequest, case: Complaint, form: RevealForm
    ) -> ComplaintReporter | None:
        with transaction.atomic():
            AuditEvent.objects.record(
                "licensing.complaint.reveal", case, actor=request.user, reason=form.cleaned_data["purpose"]
            )  # fmt: skip
            rows: Any = ComplaintReporter.objects.visible_to(request.user)
            found: ComplaintReporter | None = rows.filter(complaint=case).first()
            return found
