"""Pages beside an agreement's own: whether its scope may be licensed, and what each version said."""

from itertools import pairwise
from typing import Any

from django.contrib.admin.utils import quote
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from governance import clock
from governance.admin import PolicyAdmin
from licensing import checks, versions
from licensing.admin.meetings import meeting_tools


class LicencePages(PolicyAdmin):
    """Adds 可授权检查 and 版本 to the pages of an agreement's record."""

    def get_urls(self) -> list[URLPattern]:
        """Before Django's catch-all."""
        view = self.admin_site.admin_view
        own = [
            path("<path:object_id>/checks/", view(self.checks_view), name=self.url_name("checks")),
            path(
                "<path:object_id>/versions/",
                view(self.versions_view),
                name=self.url_name("versions"),
            ),
        ]
        return [*own, *super().get_urls()]

    def record_context(self, request: HttpRequest, subject: Any) -> dict[str, Any]:
        """Two more pages beside content, history and rights."""
        context = super().record_context(request, subject)
        pages = [
            {"url": self.url_of("checks", quote(subject.pk)), "label": _("可授权检查")},
            {"url": self.url_of("versions", quote(subject.pk)), "label": _("版本")},
        ]
        first, *rest = context["record_pages"]
        return context | {"record_pages": [first, *meeting_tools(request, subject), *pages, *rest]}

    def checks_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Each resource of the scope with each check, in words."""
        licence = self.visible_or_404(request, object_id)
        rows = checks.scope_checks(licence, on=clock.today())
        context = {
            "title": _("可授权检查：%(record)s") % {"record": licence},
            "rows": rows,
            "left": sum(not row.is_passed for row in rows),
        }
        return self._page(request, licence, "admin/licensing/checks.html", context)

    def versions_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """What the agreement said in each version, and what changed."""
        licence = self.visible_or_404(request, object_id)
        kept = list(licence.versions.select_related("change").order_by("number"))
        changes = [versions.differences(old.content, new.content) for old, new in pairwise(kept)]
        told = [
            {
                "version": version,
                "differences": found,
                "is_untouched": versions.is_untouched(version),
            }
            for version, found in zip(kept, [None, *changes], strict=False)
        ]
        context = {"title": _("版本：%(record)s") % {"record": licence}, "versions": told[::-1]}
        return self._page(request, licence, "admin/licensing/versions.html", context)

    def _page(
        self, request: HttpRequest, licence: Any, template: str, context: dict[str, Any]
    ) -> HttpResponse:
        shared = {
            **self.admin_site.each_context(request),
            **self.record_context(request, licence),
            "opts": self.opts,
            "original": licence,
            "media": self.media,
        }
        return TemplateResponse(request, template, shared | context)
