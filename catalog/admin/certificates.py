"""The certificate of a registration in the shared site: one click on its page."""

from typing import Any

from django.contrib.admin.utils import quote
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils.translation import gettext as _

from catalog import certificates
from catalog.models import Certificate
from governance import clock
from governance.admin import PolicyAdmin, PolicyInline
from governance.errors import Refusal
from governance.files import attached
from governance.refusals import refusal_page


class CertificateInline(PolicyInline):
    model = Certificate
    fields = ("sha256", "size", "issued_on")
    readonly_fields = fields


class CertificatePages(PolicyAdmin):
    """Adds the certificate to the pages of a registration."""

    def get_urls(self) -> list[URLPattern]:
        """The certificate beside the record's own pages."""
        own = path(
            "<path:object_id>/certificate/",
            self.admin_site.admin_view(self.certificate_view),
            name=self.url_name("certificate"),
        )
        return [own, *super().get_urls()]

    def record_context(self, request: HttpRequest, subject: Any) -> dict[str, Any]:
        """The way to the certificate while there is one to be issued."""
        context = super().record_context(request, subject)
        if not certificates.may_be_issued(subject, clock.today()):
            return context
        own = {
            "url": self.url_of("certificate", quote(subject.pk)),
            "label": _("下载登记凭证（PDF）"),
        }
        first, *rest = context["record_pages"]
        return context | {"record_pages": [first, own, *rest]}

    def certificate_view(self, request: HttpRequest, object_id: str) -> HttpResponseBase:
        """The certificate as PDF."""
        registration = self.visible_or_404(request, object_id)
        try:
            issued = certificates.certificate_of(
                registration, origin=request.build_absolute_uri("/"), on=clock.today()
            )
        except Refusal as refusal:
            back = self.url_of("change", quote(registration.pk))
            return refusal_page(request, refusal, back=back)
        return attached(issued.pdf, issued.name, "application/pdf")
