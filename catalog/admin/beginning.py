"""Where a registrant begins: what he has begun, what may be registered, and what stands in the books already."""

from typing import Any

from django.contrib.admin.utils import quote
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from catalog.admin.timeliness import TimelinessPage
from catalog.guide import beginning
from governance import clock
from governance.errors import NotPermitted, Refusal
from governance.refusals import refusal_page
from governance.workplace.searching import checked_term


class BeginningPage(TimelinessPage):
    """The page 新的登记申请 above the list of applications."""

    def get_urls(self) -> list[URLPattern]:
        """The page before those of single records."""
        own = path(
            "begin/", self.admin_site.admin_view(self.begin_view), name=self.url_name("begin")
        )
        return [own, *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Above the list, for those who register: the guided way instead of the bare form."""
        more = dict(extra_context or {})
        if beginning.own_bodies(request.user):  # type: ignore[arg-type]
            more["guided_add"] = {"url": self.url_of("begin"), "label": _("新的登记申请")}
        return super().changelist_view(request, more)

    def begin_view(self, request: HttpRequest) -> HttpResponse:
        """Choose what to register; the draft is there at once, filled in as far as the portal knows."""
        user: Any = request.user
        if not beginning.own_bodies(user):
            return refusal_page(
                request, NotPermitted(_("登记申请由登记主体的经办人填写，您没有这一角色。"))
            )
        if request.method == "POST":
            try:
                return HttpResponseRedirect(self._begin(request))
            except Refusal as refusal:
                return refusal_page(request, refusal, back=self.url_of("begin"))
        context = {
            **self.admin_site.each_context(request),
            **self._offers(user, checked_term(request.GET.get("q", ""))),
            "title": _("新的登记申请"),
            "opts": self.opts,
            "media": self.media,
        }
        return TemplateResponse(request, "admin/catalog/guide_begin.html", context)

    def _offers(self, user: Any, words: str) -> dict[str, Any]:
        """What is begun, what may be begun, and what stands in the books; of each no more than a page holds."""
        most = beginning.OFFERED
        standing = beginning.own_registrations(user, words=words)[:most]
        return {
            "q": words,
            "most": most,
            "prepared": self._linked(beginning.prepared(user)[:most]),
            "resources": beginning.unregistered_resources(user, words=words)[: most + 1],
            "products": beginning.unregistered_products(user, words=words)[: most + 1],
            "registrations": [(each, _later_steps(each)) for each in standing],
        }

    def _begin(self, request: HttpRequest) -> str:
        user: Any = request.user
        kind = "product" if "product" in request.POST else "resource"
        rows = {
            "resource": beginning.unregistered_resources,
            "product": beginning.unregistered_products,
        }[kind](user)
        chosen = request.POST.get(kind, "")
        subject = rows.filter(pk=int(chosen)).first() if chosen.isdecimal() else None
        if subject is None:
            raise NotPermitted(
                _("这一项已有登记或者正在申请，或者不由您登记。请回到上一页重新选择。")
            )
        application = beginning.begin(subject, actor=user, on=clock.today())
        return self.url_of("tasks", quote(application.pk))

    def _linked(self, rows: Any) -> list[tuple[Any, str]]:
        return [(each, self.url_of("tasks", quote(each.pk))) for each in rows]


def _later_steps(registration: Any) -> list[dict[str, str]]:
    """The ways on from a registration in the books."""
    labels = {
        "begin_change": _("变更"),
        "begin_renewal": _("续展"),
        "begin_correction": _("更正"),
        "begin_cancellation": _("注销"),
    }
    return [
        {
            "url": reverse("admin:catalog_registration_step", args=[registration.pk, verb]),
            "label": label,
        }
        for verb, label in labels.items()
    ]
