"""What would it cost me, was I charged too much, what should change (65号 五; 价格法 第二十五条)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from catalog.pages.cases import terms
from catalog.throttling import too_many_cases
from governance.actors import VISITOR
from governance.clock import today
from governance.errors import Refusal
from licensing.models import Complaint
from licensing.workflow.complaints import file_complaint
from pricing import board
from pricing.bills import Bill, Use, bill, standing
from pricing.forms import CalculatorForm, OverchargeForm, PriceWordForm, ProposalForm
from pricing.models import Price
from pricing.wording import grouped


@dataclass(frozen=True)
class Line:
    """The bill by one unit in which a product is charged for."""

    unit: str
    price: Price
    bill: Bill
    reliefs: list[tuple[str, Decimal | None]]
    charged: Decimal | None

    @property
    def limit(self) -> str:
        """The most to pay, in figures."""
        return "" if self.bill.limit is None else grouped(self.bill.limit, least=2)

    @property
    def most(self) -> str:
        """The same use at the cap."""
        return "" if self.bill.most is None else grouped(self.bill.most, least=2)

    @property
    def verdict(self) -> str:
        """Whether what was charged keeps to it, in words."""
        return "" if self.charged is None else self.bill.verdict(self.charged)

    @property
    def is_over(self) -> bool:
        return self.charged is not None and self.bill.excess(self.charged) > 0


def lines(form: CalculatorForm) -> list[Line]:
    """One line for each unit with a published price on the day."""
    told = form.cleaned_data
    product, on = told["product"], told["on"] or today()
    prices = Price.objects.in_force(on).filter(product=product).with_product().order_by("unit")
    return [_line(price, on, told) for price in prices]


def _line(price: Price, on: date, told: dict[str, Any]) -> Line:
    found = standing(price.product, unit=price.unit, first=on, last=on)
    uses = [Use(on, told["quantity"])]
    terms = {"purpose": told["purpose"], "before": told["before"] or Decimal(0)}
    reliefs = [(whom, found.bill(uses, whom=whom, **terms).limit) for whom in found.groups]
    return Line(price.unit_name, price, found.bill(uses, **terms), reliefs, told["charged"])


@require_safe
def calculator(request: HttpRequest) -> HttpResponse:
    """「要花多少钱？」: a form that works by its address alone, so that a result can be passed on."""
    data = request.GET if "quantity" in request.GET else None
    form = CalculatorForm(
        data, products=board.charged_products(today()), initial=request.GET.dict()
    )
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        context["lines"] = lines(form)
    return render(request, "pricing/calculator.html", context)


@require_safe
def calculation(request: HttpRequest) -> HttpResponse:
    """The same for machines."""
    form = CalculatorForm(request.GET, products=board.charged_products(today()))
    if not form.is_valid():
        return JsonResponse({"errors": form.errors.get_json_data()}, status=400)
    found = [
        {
            "unit": line.price.unit,
            "price": line.price.pk,
            "due": line.bill.due,
            "most": line.bill.most,
            "limit": line.bill.limit,
            "reliefs": [{"whom": whom, "limit": limit} for whom, limit in line.reliefs],
            "verdict": line.verdict,
        }
        for line in lines(form)
    ]
    return JsonResponse({"bills": found})


@require_http_methods(["GET", "HEAD", "POST"])
def new_proposal(request: HttpRequest) -> HttpResponse:
    """价格法 第二十五条: anybody may propose to change a price."""
    return _filed(request, ProposalForm, Complaint.Kind.OTHER, _("提出调价建议"))


@require_http_methods(["GET", "HEAD", "POST"])
def new_overcharge(request: HttpRequest) -> HttpResponse:
    """Whoever was charged more than the published price reports it, without an account."""
    return _filed(request, OverchargeForm, Complaint.Kind.UNFAIR_SERVICE, _("举报多收费"))


def _filed(
    request: HttpRequest, form_class: type[PriceWordForm], kind: str, title: str
) -> HttpResponse:
    """A case of the complaints' procedure: number, sealed contact, terms and answer are the same."""
    form = form_class(
        request.POST or None,
        products=board.charged_products(today()),
        initial=request.GET.dict(),
    )
    context = {"form": form, "title": title, **terms("comp.accept", "comp.investigate")}
    if request.method == "POST" and form.is_valid():
        refused = too_many_cases(request)
        if refused is not None:
            return refused
        try:
            return _receipt(request, form, kind, title)
        except Refusal as refusal:
            form.add_error(None, str(refusal.message))
            return render(request, "pricing/word_form.html", context, status=refusal.http_status)
    status = 400 if form.errors else 200
    return render(request, "pricing/word_form.html", context, status=status)


def _receipt(request: HttpRequest, form: PriceWordForm, kind: str, title: str) -> HttpResponse:
    told = form.cleaned_data
    case, _is_new = file_complaint(
        told["product"].licence.operator,
        kind=kind,
        what=_words(form, title),
        name=told["name"],
        contact=told["contact"],
        actor=VISITOR,
        on=today(),
    )
    words = _(
        "已收到，编号和查询码是%(receipt)s。请记下，凭它在“查办理进度”查询进度和答复，丢失不能找回。"
    )
    messages.success(request, words % {"receipt": case.receipt})
    return HttpResponseRedirect(case.tracking_url)


def _words(form: PriceWordForm, title: str) -> str:
    """What was entered, field by field, as the officials read it; an overcharge with its reckoning."""
    told = form.cleaned_data
    kept = [name for name in ("product", "proposed", "on", "quantity", "charged") if told.get(name)]
    facts = [f"{form.fields[name].label}：{told[name]}" for name in kept]
    if isinstance(form, OverchargeForm):
        own = told["product"]
        uses = [Use(told["on"], told["quantity"])]
        facts.append(bill(own, unit=own.unit, uses=uses).verdict(told["charged"]))
    return "\n".join([f"【{title}】", *facts, told["what"]])[:2000]
