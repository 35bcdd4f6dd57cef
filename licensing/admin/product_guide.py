"""The operator's guided way to a product: sources and content, service, check and submission (27号 第十九条; P7)."""

from typing import Any

from django.contrib.admin.utils import quote
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from accounts.models import Role
from catalog.forms.telling import posted, put_at_fields
from catalog.guide.beginning import UNDER_WAY
from catalog.models import RegistrationApplication
from governance import clock, edits
from governance.admin import PolicyAdmin
from governance.admin.access import Verdicts
from governance.admin.editing import is_changed, posted_version
from governance.errors import NotPermitted, Refusal
from governance.refusals import refusal_page
from licensing import conditions, product_conditions
from licensing.forms.product_guide import ProductServiceForm, ProductStartForm
from licensing.models import Product, ProductSource
from licensing.registers.product_pages import product_facts
from licensing.workflow import products


class GuidedProducts(PolicyAdmin):
    """Three pages beside the bare form; they write through the same edits and steps."""

    def get_urls(self) -> list[URLPattern]:
        """The pages of the guide before those of the record."""
        view = self.admin_site.admin_view
        return [
            path("guide/", view(self.start_view), name=self.url_name("guide")),
            path(
                "<path:object_id>/service/", view(self.service_view), name=self.url_name("service")
            ),
            path("<path:object_id>/check/", view(self.check_view), name=self.url_name("check")),
            *super().get_urls(),
        ]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Above the list, for operators: the guided way instead of the bare form."""
        more = dict(extra_context or {})
        if operators_of(request.user):
            more["guided_add"] = {"url": self.url_of("guide"), "label": _("新的产品或服务")}
        return super().changelist_view(request, more)

    def record_context(self, request: HttpRequest, subject: Any) -> dict[str, Any]:
        """The guide's pages while the product is open; its registration once that is begun."""
        context = super().record_context(request, subject)
        tools = []
        if self._is_open(request, subject):
            tools = [
                {"url": self.url_of(name, quote(subject.pk)), "label": label}
                for name, label in (("service", _("填写服务内容")), ("check", _("送审前核对")))
            ]
        elif subject.status == Product.Status.ON_SALE and operators_of(request.user):
            tools = registration_links(request, subject)
        first, *rest = context["record_pages"]
        return context | {
            "record_pages": [first, *tools, *rest],
            "record_tools": [*tools, *context["record_tools"]],
        }

    def start_view(self, request: HttpRequest) -> HttpResponse:
        """Page one: tick the licensed resources and say what is made of them."""
        operators = operators_of(request.user)
        if not operators:
            return refusal_page(
                request, NotPermitted(_("产品由运营机构的经办人申报，您没有这一角色。"))
            )
        licence = request.GET.get("licence", "")
        form = ProductStartForm(posted(request), operators=operators, licence=licence)
        if request.method == "POST" and form.is_valid():
            product = self._begin(request, form)
            if product is not None:
                return HttpResponseRedirect(self.url_of("service", quote(product.pk)))
        context = {"form": form, "number": 1}
        return self._page(request, "form", _("新的产品或服务"), None, context, form=form)

    def _begin(self, request: HttpRequest, form: ProductStartForm) -> Product | None:
        product, entries = form.instance, form.cleaned_data["sources"]

        def name_sources() -> None:
            for entry in entries:
                source = ProductSource(
                    product=product, licensed_resource=entry, licence=product.licence
                )
                source.full_clean()
                source.save(force_insert=True)

        try:
            edits.save(product, actor=request.user, relations=name_sources)
        except Refusal as refusal:
            product.pk = None
            put_at_fields(form, refusal)
            return None
        return product

    def service_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Page two: what leaves, its protection, and how one gets it."""
        product = self.visible_or_404(request, object_id)
        if not self._is_open(request, product):
            return self._closed(request, product)
        form = ProductServiceForm(posted(request), instance=product)
        if request.method == "POST" and form.is_valid() and self._is_kept(request, product, form):
            return HttpResponseRedirect(self.url_of("check", quote(product.pk)))
        context = {"form": form, "number": 2, "record_version": product.version}
        return self._page(request, "form", _("服务内容：%(name)s"), product, context, form=form)

    def _is_kept(self, request: HttpRequest, product: Product, form: Any) -> bool:
        try:
            if is_changed(product, form):
                edits.save(form, actor=request.user, expected_version=posted_version(request))
        except Refusal as refusal:
            put_at_fields(form, refusal)
            return False
        Verdicts.of(request).forget()
        return True

    def check_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Page three: the product as the public will see it, what is wanting, and the button that submits."""
        product = self.visible_or_404(request, object_id)
        if not self._is_open(request, product):
            return self._closed(request, product)
        on, refusal = clock.today(), None
        if request.method == "POST":
            try:
                products.submit_product(product, actor=request.user, on=on)
            except Refusal as told:
                refusal = told
                product.refresh_from_db()
            else:
                Verdicts.of(request).forget()
                return HttpResponseRedirect(self.url_of("change", quote(product.pk)))
        faults = [*conditions.product_scope(product, on=on), *product_conditions.service(product)]
        context = {
            "facts": product_facts(product, request.user, on=on),
            "gaps": faults,
            "refusal": refusal,
            "service_url": self.url_of("service", quote(product.pk)),
        }
        status = refusal.http_status if refusal is not None else 200
        return self._page(
            request, "check", _("送审前核对：%(name)s"), product, context, status=status
        )

    def _is_open(self, request: HttpRequest, product: Product) -> bool:
        return product.status in Product.OPEN_TO_EDITS and self.has_change_permission(
            request, product
        )

    def _closed(self, request: HttpRequest, product: Product) -> HttpResponse:
        refusal = NotPermitted(
            _("“%(name)s”现在不能修改：已经送审，或者您不是运营机构的经办人。") % {"name": product}
        )
        return refusal_page(request, refusal, back=self.url_of("change", quote(product.pk)))

    def _page(
        self, request: HttpRequest, page: str, title: str, product: Product | None, context: dict[str, Any],
        *, form: Any = None, status: int = 200,
    ) -> TemplateResponse:  # fmt: skip
        shared = {
            **self.admin_site.each_context(request),
            "title": title % {"name": product},
            "opts": self.opts,
            "original": product,
            "media": self.media,
            "list_url": self.url_of("changelist"),
        }
        template = f"admin/licensing/product_guide_{page}.html"
        status = 400 if form is not None and form.errors else status
        return TemplateResponse(request, template, shared | context, status=status)


def operators_of(user: Any) -> list[int]:
    """The operators for which the person works."""
    found: list[int] = user.organisation_ids(Role.OPERATOR)
    return found


def registration_links(request: HttpRequest, product: Product) -> list[dict[str, str]]:
    """The guided application for the registration of the product, where one is under way."""
    rows = RegistrationApplication.objects.visible_to(request.user)
    begun = rows.filter(product=product, kind="first", status__in=UNDER_WAY).order_by("-pk").first()
    if begun is None:
        return []
    address = reverse("admin:catalog_registrationapplication_tasks", args=(begun.pk,))
    return [{"url": address, "label": _("填写登记申请")}]
