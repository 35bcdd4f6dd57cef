"""Who stands beside the registrant: joint applicants, and interested parties who say that a registration is wrong."""

from typing import Any

from django.contrib.admin.utils import quote
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from accounts.models import Organisation
from catalog.admin.guide import GuidedPages
from catalog.forms.joint import ClaimForm, party_form
from catalog.forms.telling import posted, put_at_fields
from catalog.guide import beginning
from catalog.guide.together import lead_of, parties_of
from catalog.models import ApplicationParty
from governance.admin.access import Verdicts
from governance.errors import NotPermitted, Refusal
from governance.refusals import refusal_page


class JointPages(GuidedPages):
    """Two pages more of the guided way; they write through the same edits."""

    def get_urls(self) -> list[URLPattern]:
        """Before the pages of single records."""
        view = self.admin_site.admin_view
        return [
            path("begin/claim/", view(self.claim_view), name=self.url_name("claim")),
            path("<path:object_id>/joint/", view(self.joint_view), name=self.url_name("joint")),
            *super().get_urls(),
        ]

    def joint_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The joint applicants, and a form for one of them or for a new one (26号 第七条)."""
        application = self.visible_or_404(request, object_id)
        if not self._is_open(request, application):
            return self._closed(request, application)
        kept = parties_of(application)
        asked = request.GET.get("party", "")
        blank = ApplicationParty(application=application)
        party = next((each for each in kept if str(each.pk) == asked and not each.is_lead), blank)
        form = party_form(
            party, data=posted(request), files=request.FILES or None, user=request.user
        )
        if request.method == "POST" and self._joins(request, application, party, form):
            return HttpResponseRedirect(self.url_of("joint", quote(application.pk)))
        context = {
            "form": form,
            "party": party if party.pk else None,
            "parties": kept,
            "record_version": party.version if party.pk else "",
            "tasks": self._tasks(application),
        }
        status = 400 if form.errors else 200
        title = _("共同申请单位：%(name)s")
        return self._page(request, "joint", title, application, context, status=status)

    def _joins(self, request: HttpRequest, application: Any, party: Any, form: Any) -> bool:
        """The lead is named with the first partner; both or neither."""
        if not form.is_valid():
            return False
        try:
            lead_of(application, actor=request.user)
        except Refusal as refusal:
            put_at_fields(form, refusal)
            return False
        return self._is_kept(request, party, form)

    def claim_view(self, request: HttpRequest) -> HttpResponse:
        """Somebody else's registration is wrong: which, what, and how one knows (26号 第九条第三项)."""
        user: Any = request.user
        bodies = Organisation.objects.filter(pk__in=beginning.own_bodies(user))
        if not bodies:
            return refusal_page(
                request,
                NotPermitted(_("更正申请由利害关系人所在单位的经办人填写，您没有这一角色。")),
            )
        form = ClaimForm(
            posted(request),
            request.FILES or None,
            user=user,
            bodies=bodies,
            initial={"number": request.GET.get("number", "")[:80]},
        )
        if request.method == "POST" and form.is_valid():
            application = self._claimed(request, form)
            if application is not None:
                return HttpResponseRedirect(self.url_of("tasks", quote(application.pk)))
        context = {
            **self.admin_site.each_context(request),
            "title": _("申请更正别人的登记"),
            "opts": self.opts,
            "form": form,
            "media": self.media,
        }
        status = 400 if form.errors else 200
        return TemplateResponse(request, "admin/catalog/guide_claim.html", context, status=status)

    def _claimed(self, request: HttpRequest, form: ClaimForm) -> Any:
        """The draft, or nothing where it was refused: then the form says why."""
        try:
            application = beginning.begin_claim(form, actor=request.user)
        except Refusal as refusal:
            put_at_fields(form, refusal)
            return None
        Verdicts.of(request).forget()
        return application
