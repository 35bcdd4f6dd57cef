"""The desk's page to check a bill: any product ever priced, on any day (65号 五)."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from governance.admin import PolicyAdmin
from licensing.models import Product
from pricing.forms import CalculatorForm
from pricing.models import Price
from pricing.reckoning import lines


class BillCheckAdmin(PolicyAdmin):
    """Beside the list of prices: was this bill too high?"""

    def get_urls(self) -> list[URLPattern]:
        """The page before the rows' own addresses."""
        view = self.admin_site.admin_view(self.bill_view)
        return [path("bill/", view, name=self.url_name("bill")), *super().get_urls()]

    def list_tools(self, request: HttpRequest) -> list[dict[str, Any]]:
        """The way to the page."""
        return [{"url": self.url_of("bill"), "label": _("核对账单")}]

    def bill_view(self, request: HttpRequest) -> HttpResponse:
        """The public calculator, for what is no longer on the board too."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        priced = Price.objects.visible_to(request.user).effective().values("product")
        products = Product.objects.visible_to(request.user).filter(pk__in=priced)
        data = request.GET if "quantity" in request.GET else None
        form = CalculatorForm(data, products=products.order_by("name", "pk"))
        context = {
            **self.admin_site.each_context(request),
            "title": _("核对账单"),
            "opts": self.opts,
            "form": form,
            "media": self.media,
        }
        if form.is_valid():
            context["lines"] = lines(form)
        return TemplateResponse(request, "admin/pricing/bill.html", context)
