"""The public form by which a customer tells of a further product made of a delivered one (27号 第六条; I-31)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from governance.actors import VISITOR, as_actor
from governance.clock import today
from governance.errors import InvalidInput, Refusal
from governance.rates import visitor_rate
from licensing.forms.products import DeclarationForm
from licensing.models import Delivery, Product, Redevelopment
from licensing.workflow.deliveries import declare_redevelopment


@require_http_methods(["GET", "HEAD", "POST"])
@visitor_rate("30/min", scope="redevelopment")
def redevelopment(request: HttpRequest, pk: int) -> HttpResponse:
    """No account is needed: the contract proves the customer."""
    product = get_object_or_404(Product.objects.visible_to(as_actor(request.user)), pk=pk)
    form = DeclarationForm(request.POST or None)
    status = 400 if request.method == "POST" else 200
    if request.method == "POST" and form.is_valid():
        try:
            return _declare(request, product, form)
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
            status = refusal.http_status
    context = {"product": product, "form": form}
    return render(request, "licensing/redevelopment_form.html", context, status=status)


def _declare(request: HttpRequest, product: Product, form: DeclarationForm) -> HttpResponse:
    told = dict(form.cleaned_data)
    contract = {name: told.pop(name) for name in ("contract_no", "customer_code")}
    delivery = Delivery.objects.filter(
        product=product, customer_kind="organisation", **contract
    ).first()
    if delivery is None:
        raise InvalidInput(
            _(
                "没有找到这份合同：合同编号和客户统一社会信用代码须与运营机构登记的一致，请核对后重新提交。"
            )
        )
    declare_redevelopment(delivery, actor=VISITOR, on=today(), **told)
    made = Redevelopment.objects.get(
        delivery=delivery, title=told["title"], developer_code=told["developer_code"]
    )
    if made.status == Redevelopment.Status.REFUSED:
        raise InvalidInput(made.refusal)
    messages.success(request, _("已收到再开发申报“%(title)s”，已备案。") % {"title": made.title})
    return HttpResponseRedirect(product.get_absolute_url())
