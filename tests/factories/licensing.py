"""Licences and products in each of their states, brought there by the steps themselves."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from licensing import risk
from licensing.models import (
    Business,
    ChargeUnit,
    Licence,
    LicensedResource,
    Product,
    ProductForm,
    ProductSource,
    Purpose,
    Scheme,
    SelectionMethod,
    Undertaking,
)
from licensing.review_points import MET, NOT_MET, keys
from licensing.workflow import ends, licences, products, promises
from tests.database import arranging
from tests.factories.exits import approved_ending, reported
from tests.factories.risks import confirmed_assessment
from tests.factories.schemes import (
    START,
    Parties,
    filed_scheme,
    filing,
    filled,
    licensable_resource,
    parties,
    scan,
    signed_decision,
)

_number = count(1)


def agreed(*, by: Parties, scheme: Scheme, on: date) -> dict[str, Any]:
    """What a complete agreement says."""
    return {
        "name": "停车出行领域公共数据授权运营",
        "scheme": scheme,
        "implementing_body": by.implementing_body,
        "authorising_body": by.government,
        "operator": by.operator,
        "regulator": by.authority,
        "mode": scheme.mode,
        "domain": scheme.domain,
        "scenario": scheme.scenario,
        "content": "对下列数据资源进行清洗、汇总和开发，向社会提供产品和服务；原始数据不出域。",
        "business": list(Business.values),
        "starts_on": on,
        "ends_on": date(on.year + 3, on.month, min(on.day, 28)) - timedelta(days=1),
        "selection": SelectionMethod.PUBLIC_TENDER,
        "notice_no": "云采招〔2026〕5号",
        "result_no": "云采中〔2026〕5号",
        "selection_exemption": "本平台启用前已公开招标选定。",
        "created_by": by.drafter,
        **filled(Licence.CONTENTS),
    }


def draft_licence(
    *,
    by: Parties | None = None,
    scheme: Scheme | None = None,
    on: date = START,
    purposes: tuple[str, ...] = tuple(Purpose.values),
    **over: Any,
) -> Licence:
    """A complete draft whose scope is the scheme's; it rests on an approved scheme."""
    by = by or parties()
    resources = over.pop("resources", ())
    scheme = scheme or filed_scheme(
        by=by, on=on, resources=resources or (licensable_resource(on=on),)
    )
    fields = agreed(by=by, scheme=scheme, on=on) | over
    with arranging():
        licence = Licence.objects.create(**fields)
        for resource in resources or scheme.resources.all():
            LicensedResource.objects.create(
                licence=licence, resource=resource, purposes=list(purposes)
            )
    return licence


def decided_licence(*, by: Parties | None = None, on: date = START, **over: Any) -> Licence:
    """Decided by the implementing body; the operator has given its undertakings."""
    by = by or parties()
    licence = draft_licence(by=by, on=on, **over)
    signed_decision(by=by, licence=licence, on=on)
    licences.decide_licence(licence, actor=by.decider, on=on)
    promises.undertake(licence, actor=by.seller, on=on, undertakings=list(Undertaking.values))
    return licence


def signed_licence(*, by: Parties | None = None, on: date = START, **over: Any) -> Licence:
    """Signed and numbered."""
    by = by or parties()
    licence = decided_licence(by=by, on=on, **over)
    if risk.assessed(licence, on=on):
        confirmed_assessment(licence=licence, by=by, on=on)
    licences.sign_licence(
        licence, actor=by.drafter, on=on, agreement=scan("协议.pdf"), signed_on=on
    )
    return licence


def filed_licence(*, by: Parties | None = None, on: date = START, **over: Any) -> Licence:
    """On file with the province."""
    by = by or parties()
    licence = signed_licence(by=by, on=on, **over)
    licences.file_licence(licence, actor=by.drafter, on=on, **filing(by, on))
    return licence


def licence_in_force(*, by: Parties | None = None, on: date = START, **over: Any) -> Licence:
    """In force from ``on``, for three years unless ``ends_on`` says otherwise."""
    by = by or parties()
    licence = filed_licence(by=by, on=on, **over)
    licences.activate_licence(licence, actor=by.supervisor, on=on)
    return licence


def suspended_licence(*, by: Parties | None = None, on: date = START, **over: Any) -> Licence:
    """Stopped while a breach is examined."""
    by = by or parties()
    licence = licence_in_force(by=by, on=on, **over)
    until = on + timedelta(days=30)
    ends.suspend_licence(
        licence, actor=by.supervisor, on=on, until=until, reason="接口密钥外泄，停用核查。"
    )
    return licence


def expired_licence(*, by: Parties | None = None, on: date = START, **over: Any) -> Licence:
    """Its term is over and written down."""
    by = by or parties()
    licence = licence_in_force(by=by, on=on, **over)
    ends.expire_licence(licence, actor=by.supervisor, on=licence.ends_on + timedelta(days=1))
    return licence


def terminated_licence(*, by: Parties | None = None, on: date = START, **over: Any) -> Licence:
    """Ended by the agreement's own conditions."""
    by = by or parties()
    licence = licence_in_force(by=by, on=on, **over)
    ends.terminate_licence(licence, actor=by.drafter, on=on, reason="双方协商一致终止。")
    return licence


def revoked_licence(*, by: Parties | None = None, on: date = START, **over: Any) -> Licence:
    """Ended by the regulator."""
    by = by or parties()
    licence = licence_in_force(by=by, on=on, **over)
    approved_ending(licence=licence, by=by, on=on)
    licence.refresh_from_db()
    return licence


def closed_licence(*, by: Parties | None = None, on: date = START, **over: Any) -> Licence:
    """The exit is complete."""
    by = by or parties()
    licence = terminated_licence(by=by, on=on, **over)
    reported(licence.exit, by=by, on=on)
    ends.close_licence(licence, actor=by.supervisor, on=on, reason="数据已销毁，资产已移交。")
    return licence


# Products

SERVICE = {
    "output_fields": "停车场名称、空余泊位数、更新时间。",
    "personal_output": "none",
    "desensitisation": "只输出汇总数，不含车牌和手机号。",
    "support_hours": "工作日 9:00–17:00",
    "how_to_get": "在线申请，三个工作日开通。",
    "terms_of_use": "不得再授权，不得还原个人。",
}


def draft_product(
    *, by: Parties | None = None, licence: Licence | None = None, on: date = START, **over: Any
) -> Product:
    """A draft that draws on the whole scope of a licence in force."""
    by = by or parties()
    licence = licence or licence_in_force(by=by, on=on)
    fields: dict[str, Any] = {
        "name": f"停车空位接口{next(_number)}",
        "licence": licence,
        "form": ProductForm.INTERFACE,
        "purpose": Purpose.INDUSTRY,
        "scenario": "停车诱导",
        "description": "按停车场返回空余泊位数。",
        "processing": "去除车牌等标识，按停车场汇总。",
        "delivery": "接口调用",
        "unit": ChargeUnit.PER_CALL,
        "unit_name": "次",
        "contact": "0000-7654321",
        "created_by": by.seller,
        **SERVICE,
    } | over
    with arranging():
        product = Product.objects.create(**fields)
        for entry in licence.scope.all():
            ProductSource.objects.create(product=product, licensed_resource=entry, licence=licence)
    return product


def product_in_review(
    *, by: Parties | None = None, licence: Licence | None = None, on: date = START, **over: Any
) -> Product:
    """Put to the supervisors."""
    by = by or parties()
    product = draft_product(by=by, licence=licence, on=on, **over)
    products.submit_product(product, actor=by.seller, on=on)
    return product


def reviewed_product(
    *, by: Parties | None = None, licence: Licence | None = None, on: date = START, **over: Any
) -> Product:
    """Both reviews passed, by two people."""
    by = by or parties()
    product = product_in_review(by=by, licence=licence, on=on, **over)
    products.review_security(product, actor=by.decider, on=on, **judged("security"))
    products.review_conformity(product, actor=by.supervisor, on=on, **judged("conformity"))
    return product


def judged(kind: str, *unmet: str, **over: Any) -> dict[str, Any]:
    """A review's answers: every point met but those named, and the conclusion that follows."""
    answers: dict[str, Any] = {
        "result": "failed" if unmet else "passed",
        "opinion": "请修改。" if unmet else "符合要求。",
    }
    for key in keys(kind):
        answers[f"point_{key}"] = NOT_MET if key in unmet else MET
        answers[f"note_{key}"] = "写得太笼统，请逐项写明。" if key in unmet else ""
    return answers | over


def returned_product(
    *, by: Parties | None = None, licence: Licence | None = None, on: date = START, **over: Any
) -> Product:
    """Sent back to the operator."""
    by = by or parties()
    product = product_in_review(by=by, licence=licence, on=on, **over)
    products.return_product(product, actor=by.supervisor, on=on, reason="缺少限流措施。")
    return product


def product_on_sale(
    *, by: Parties | None = None, licence: Licence | None = None, on: date = START, **over: Any
) -> Product:
    """Listed by the operator."""
    by = by or parties()
    product = reviewed_product(by=by, licence=licence, on=on, **over)
    products.put_on_sale(product, actor=by.seller, on=on)
    return product


def withdrawn_product(
    *, by: Parties | None = None, licence: Licence | None = None, on: date = START, **over: Any
) -> Product:
    """Off the list."""
    by = by or parties()
    product = product_on_sale(by=by, licence=licence, on=on, **over)
    products.withdraw_product(product, actor=by.seller, on=on, reason="停止服务。")
    return product
