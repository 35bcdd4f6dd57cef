"""Pages of a scheme beside its form: the text as the article orders it, and its versions with their differences."""

from itertools import pairwise
from typing import Any

from django.contrib.admin.utils import quote
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from governance.admin import PolicyAdmin
from governance.admin.access import Verdicts
from governance.transitions import Step
from licensing import scheme_texts, scheme_versions
from licensing.admin.meetings import meeting_tools
from licensing.models import Filing, Scheme, SchemeVersion

#: Steps by which a larger change is judged: their pages show what it changes.
JUDGED_BY = frozenset({"submit", "review", "deliberate", "approve", "reject"})


class SchemePages(PolicyAdmin):
    """The whole text and the versions."""

    def get_urls(self) -> list[URLPattern]:
        """The pages before those of the record."""
        view = self.admin_site.admin_view
        own = [
            path(f"<path:object_id>/{name}/", view(page), name=self.url_name(name))
            for name, page in (("text", self.text_view), ("versions", self.versions_view))
        ]
        return [*own, *super().get_urls()]

    def list_tools(self, request: HttpRequest) -> list[dict[str, str]]:
        """What is not on file yet, for those who may see filings."""
        tools = super().list_tools(request)
        if not Verdicts.of(request).could("licensing.view_filing", Filing):
            return tools
        url = reverse("admin:licensing_filing_unfiled")
        return [*tools, {"url": url, "label": _("未备案的方案和协议")}]

    def record_context(self, request: HttpRequest, subject: Any) -> dict[str, Any]:
        """The way to text and versions, and between a scheme and its change."""
        context = super().record_context(request, subject)
        labels = (("text", _("方案全文")), ("versions", _("版本")))
        own = [
            {"url": self.url_of(name, quote(subject.pk)), "label": label} for name, label in labels
        ]
        other = subject.revision_of or subject.open_change
        if other is not None and self.has_view_permission(request, other):
            label = _("原方案") if subject.is_revision else _("办理中的变更稿")
            own.append({"url": self.url_of("change", quote(other.pk)), "label": label})
        first, *rest = context["record_pages"]
        return context | {"record_pages": [first, *meeting_tools(request, subject), *own, *rest]}

    def text_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The scheme in the order of 第九条, to be read and printed."""
        scheme: Scheme = self.visible_or_404(request, object_id)
        context = scheme_texts.told(scheme, request.user)
        return self._page(request, "scheme_text", _("方案全文：%(record)s"), scheme, context)

    def versions_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Every version with what it changed, field by field."""
        scheme: Scheme = self.visible_or_404(request, object_id)
        rows = list(
            SchemeVersion.objects.visible_to(request.user)
            .filter(scheme=scheme)
            .select_related("frozen_by", "decision")
            .order_by("number")
        )
        contents = [each.content for each in rows]
        changes = [scheme_versions.differences(*pair) for pair in pairwise(contents)]
        told = list(zip(rows, [None, *changes], strict=False))[::-1]
        context = {"versions": told}
        return self._page(request, "scheme_versions", _("版本：%(record)s"), scheme, context)

    def _page(
        self, request: HttpRequest, name: str, title: str, scheme: Scheme, context: dict[str, Any]
    ) -> HttpResponse:
        common = {
            **self.admin_site.each_context(request),
            **self.record_context(request, scheme),
            "title": title % {"record": scheme},
            "opts": self.opts,
            "original": scheme,
            "media": self.media,
        }
        return TemplateResponse(request, f"admin/licensing/{name}.html", common | context)

    def step_context(self, request: HttpRequest, subject: Any, step: Step) -> dict[str, Any]:
        """What a larger change changes, before it is judged."""
        if not subject.is_revision or step.transition.verb not in JUDGED_BY:
            return {}
        before, after = (
            scheme_versions.comparable(scheme_versions.content_of(each))
            for each in (subject.revision_of, subject)
        )
        context = {
            "step_differences": scheme_versions.differences(before, after),
            "step_differences_heading": _("变更稿与现行方案的差异"),
        }
        if step.transition.verb == "approve":
            context["next_state"] = _("并入原方案，重新备案")
        return context

    def step_message(self, subject: Any, step: Step) -> str:
        """Where the text of a change is to be found."""
        if step.transition.verb == "revise":
            return _(
                "“%(record)s”已启动较大变更，现行方案继续有效，下一步：打开“办理中的变更稿”修改后报审。"
            ) % {"record": subject}
        if step.transition.verb == "deliberate":
            return _(
                "“%(record)s”已提请集体审议，下一步：会议审议后在本页“登记会议决策”，由他人核对签署。"
            ) % {"record": subject}
        return super().step_message(subject, step)
