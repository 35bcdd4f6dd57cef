"""What a disclosure tells: tables filled from the apps below, each row with its source (§7.2 T1, T2)."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from catalog.models import DataResource, Registration
from disclosure.models import Disclosure, DisclosureObligation, Kind
from governance.actors import VISITOR
from governance.canonical import canonical_json, plain
from licensing.models import Licence, Product
from pricing.models import CapTariff, Price

FORMAT = "gongshu-disclosure-1"
Table = dict[str, Any]


def contents_of(obligation: DisclosureObligation, *, on: date) -> dict[str, Any]:
    """The tables that this obligation asks for, as of ``on``, as plain JSON values."""
    licence = Licence.objects.select_related(
        "operator", "implementing_body", "authorising_body", "regulator", "scheme"
    ).get(pk=obligation.licence_id)
    if obligation.kind == Kind.AUTHORISATION:
        tables = [
            authorisation_table(licence),
            scope_table(licence, on=on),
            cap_table(licence, on=on),
        ]
    else:
        tables = [
            operator_table(licence),
            product_table(licence, on=on),
            scope_table(licence, on=on),
        ]
    return plain({"as_of": on, "tables": tables})


def frozen_text(disclosure: Disclosure, *, on: date) -> str:
    """The canonical JSON of a release: the bytes that are hashed, served and verified."""
    obligation = disclosure.obligation
    earlier = disclosure.predecessor
    return canonical_json(
        {
            "format": FORMAT,
            "kind": obligation.kind,
            "year": obligation.year,
            "licence": obligation.licence.number,
            "discloser": body(obligation.discloser),
            "release": disclosure.release,
            "published_on": on,
            "signed_by": str(disclosure.signed_by),
            "signed_on": disclosure.signed_on,
            "explanation": disclosure.explanation,
            "correction": {"of": earlier.sha256, "reason": disclosure.correction_reason}
            if earlier
            else None,
            "contents": disclosure.contents,
        }
    )


def body(organisation: Organisation) -> dict[str, str]:
    """An organisation as the public knows it."""
    return {"name": organisation.name, "uscc": organisation.uscc}


def table(code: str, title: Any, columns: dict[str, Any], rows: list[dict[str, Any]]) -> Table:
    """One table: its code in the scheme of the rules, its columns in order, its rows with their source."""
    told = [{"key": key, "label": label} for key, label in columns.items()]
    return {"code": code, "title": title, "columns": told, "rows": rows}


def authorisation_table(licence: Licence) -> Table:
    """T1: to whom, what, within which scope, until when (clause 五)."""
    decisions = "；".join(str(each) for each in licence.decisions.all())
    filings = "；".join(
        f"{each.authority} {each.number}" for each in licence.filings.select_related("authority")
    )
    row = {
        "implementing_body": licence.implementing_body.name,
        "implementing_uscc": licence.implementing_body.uscc,
        "operator": licence.operator.name,
        "operator_uscc": licence.operator.uscc,
        "mode": licence.get_mode_display(),
        "field": licence.domain or licence.scenario,
        "selection": licence.get_selection_display(),
        "number": licence.number,
        "content": licence.content,
        "starts_on": licence.starts_on,
        "ends_on": licence.ends_on,
        "decisions": decisions,
        "filings": filings,
        "source": licence.get_absolute_url(),
    }
    return table("T1", _("授权运营情况披露表"), T1_COLUMNS, [row])


T1_COLUMNS = {
    "implementing_body": _("实施机构"), "implementing_uscc": _("实施机构代码"), "operator": _("运营机构"),
    "operator_uscc": _("运营机构代码"), "mode": _("授权模式"), "field": _("领域或场景"), "selection": _("选择方式"),
    "number": _("协议编号"), "content": _("授权内容"), "starts_on": _("起始日期"), "ends_on": _("截止日期"),
    "decisions": _("决策依据"), "filings": _("备案信息"),
}  # fmt: skip


def operator_table(licence: Licence) -> Table:
    """Who operates, under which licence."""
    columns = {
        "operator": _("运营机构"),
        "uscc": _("统一社会信用代码"),
        "number": _("协议编号"),
        "term": _("授权期限"),
    }
    row = {
        "operator": licence.operator.name,
        "uscc": licence.operator.uscc,
        "number": licence.number,
        "term": f"{licence.starts_on} – {licence.ends_on}",
        "source": licence.get_absolute_url(),
    }
    return table("T1", _("运营机构信息"), columns, [row])


def scope_table(licence: Licence, *, on: date) -> Table:
    """The resources in scope with their registration; what is not public is named as such, never by its title."""
    entries = list(licence.scope.select_related("resource__provider").order_by("resource_id"))
    ids = [entry.resource_id for entry in entries]
    public = set(
        DataResource.objects.visible_to(VISITOR).filter(pk__in=ids).values_list("pk", flat=True)
    )
    codes = dict(
        Registration.objects.active(on)
        .filter(resource__in=ids)
        .values_list("resource_id", "number")
    )
    columns = {"resource": _("数据资源"), "provider": _("提供单位"), "registration": _("登记编号")}
    rows = []
    for entry in entries:
        is_public = entry.resource_id in public
        rows.append(
            {
                "resource": entry.resource.name if is_public else _("未公开的数据资源"),
                "provider": entry.resource.provider.name if is_public else "",
                "registration": codes.get(entry.resource_id, _("登记办理中")),
                "source": entry.resource.get_absolute_url() if is_public else "",
            }
        )
    return table("T1.1", _("授权资源范围"), columns, rows)


def cap_table(licence: Licence, *, on: date) -> Table:
    """The cap tariffs in force on the day."""
    columns = {
        "product": _("项目"),
        "unit": _("单位"),
        "amount": _("上限收费标准（元）"),
        "further": _("分档和最低收费"),
        "document": _("依据文号"),
    }
    standing = CapTariff.objects.in_force(on).filter(product__licence=licence)
    caps = standing.select_related("product").prefetch_related("tiers")
    rows = [
        {
            "product": cap.product.name,
            "unit": cap.product.unit_name,
            "amount": cap.amount,
            "further": "；".join(cap.further),
            "document": cap.document_no,
            "source": cap.product.get_absolute_url(),
        }
        for cap in caps.order_by("product_id", "pk")
    ]
    return table("T6", _("上限收费标准"), columns, rows)


def product_table(licence: Licence, *, on: date) -> Table:
    """T2: products and services with their caps and prices."""
    products = Product.objects.filter(licence=licence, listed_on__lte=on).order_by("pk")
    caps, prices = (_tariffs(each.objects.in_force(on), licence) for each in (CapTariff, Price))
    rows = [
        {
            "name": product.name,
            "form": product.get_form_display(),
            "purpose": product.get_purpose_display(),
            "scenario": product.scenario,
            "delivery": product.delivery,
            "unit": product.unit_name,
            **_rates("cap", caps.get(product.pk)),
            **_rates("price", prices.get(product.pk)),
            "status": product.get_status_display(),
            "contact": product.contact,
            "source": product.get_absolute_url(),
        }
        for product in products
    ]
    return table("T2", _("公共数据产品和服务清单"), T2_COLUMNS, rows)


def _tariffs(standing: Any, licence: Licence) -> dict[int, Any]:
    """By product: the one that stands on the day, with its tiers."""
    found = standing.filter(product__licence=licence).prefetch_related("tiers")
    return {each.product_id: each for each in found}


def _rates(name: str, tariff: Any) -> dict[str, Any]:
    """The first rate, and what else is due: whoever read the first alone would reckon too much, or too little."""
    further = "；".join(tariff.further) if tariff else ""
    return {name: tariff.amount if tariff else None, f"{name}_further": further}


T2_COLUMNS = {
    "name": _("产品名称"), "form": _("形态"), "purpose": _("用途类别"), "scenario": _("应用场景"),
    "delivery": _("交付方式"), "unit": _("计费单位"), "cap": _("上限收费标准（元）"),
    "cap_further": _("上限的分档和最低收费"), "price": _("具体收费标准（元）"),
    "price_further": _("收费的分档和最低收费"), "status": _("状态"), "contact": _("联系方式"),
}  # fmt: skip
