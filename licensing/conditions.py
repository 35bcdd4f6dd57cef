"""The laws that bind several records at once, asked by steps; each fault is a sentence (I-02, I-05 … I-09, I-11)."""

from collections.abc import Callable, Iterable
from datetime import date

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts import uscc
from catalog.models import DataResource
from governance.authorship import edited_since
from governance.errors import TransitionError
from licensing.models import (
    Business,
    CollectiveDecision,
    Licence,
    LicenceChange,
    LicensedResource,
    Product,
    Scheme,
)

Words = str | Promise
Fault = tuple[Callable[[DataResource, LicensedResource], bool], Words]

# What bars a resource from a licence for good, whatever its registration.
SCOPE_FAULTS: tuple[Fault, ...] = (
    (
        lambda resource, entry: resource.is_secret,
        _("“%(resource)s”依法保密，不得授权，请移出资源范围。"),
    ),
    (
        lambda resource, entry: not resource.grade,
        _("“%(resource)s”尚未定级，请由提供单位定级后再办理。"),
    ),
    (
        lambda resource, entry: resource.grade == DataResource.Grade.CORE,
        _("“%(resource)s”属于核心数据，不得授权，请移出资源范围。"),
    ),
    (
        lambda resource, entry: (
            resource.grade == DataResource.Grade.IMPORTANT and entry.assessment_id is None
        ),
        _("“%(resource)s”属于重要数据，须附风险评估报告，请补充后再办理。"),
    ),
    (
        lambda resource, entry: (
            resource.acquisition == DataResource.Acquisition.SHARED and entry.consent_id is None
        ),
        _("“%(resource)s”系共享获得，须附数据提供单位同意函，请补充后再办理。"),
    ),
)


def require(faults: Iterable[Words]) -> None:
    """Raise one refusal that names everything that stands in the way."""
    sentences = [str(fault) for fault in faults]
    if sentences:
        raise TransitionError("".join(sentences), details={"faults": sentences})


def contents(record: Scheme | Licence) -> list[Words]:
    """The contents that 27号 第九条 or 第十四条 demands and the record lacks."""
    missing = record.missing_contents()
    if not missing:
        return []
    return [
        _("“%(record)s”的以下内容尚不完整：%(missing)s。请补充后再办理。")
        % {"record": record, "missing": "、".join(missing)}
    ]


def scope(licence: Licence) -> list[Words]:
    """I-06, I-07: what bars a resource of the scope for good; and a scope beyond the scheme."""
    entries = list(licence.scope.select_related("resource"))
    if not entries:
        return [_("“%(licence)s”尚未列入数据资源，请先填写资源范围。") % {"licence": licence}]
    planned = set(licence.scheme.scope.values_list("resource", flat=True))
    faults: list[Words] = [fault for entry in entries for fault in entry_faults(entry)]
    return faults + [
        _("“%(resource)s”不在已审议的实施方案范围内，请移出或按程序变更方案。")
        % {"resource": entry.resource}
        for entry in entries
        if entry.resource_id not in planned
    ]


def entry_faults(entry: LicensedResource) -> list[Words]:
    """I-06, I-07 for one resource of a scope."""
    return [
        sentence % {"resource": entry.resource}
        for is_at_fault, sentence in SCOPE_FAULTS
        if is_at_fault(entry.resource, entry)
    ]


def registered(licence: Licence, *, on: date) -> list[Words]:
    """I-08: each resource is registered, or within its twenty working days."""
    in_scope = licence.scope.filter(Q(scope_until=None) | Q(scope_until__gte=on))
    entries = in_scope.select_related("resource").exclude(
        resource__in=DataResource.objects.licensable(on)
    )
    return [
        _("“%(resource)s”尚未登记，也不在首次登记期限内，请先办理公共数据资源登记。")
        % {"resource": entry.resource}
        for entry in entries
    ]


def parties(licence: Licence) -> list[Words]:
    """I-05: a legal person with a valid code operates, and nobody supervises himself."""
    operator = licence.operator
    faults: list[Words] = []
    if not operator.has_legal_personality:
        faults.append(
            _("运营机构“%(operator)s”不具有法人资格，请更换运营机构。") % {"operator": operator}
        )
    if not has_valid_code(operator.uscc, operator.uscc_override_reason):
        faults.append(
            _("运营机构“%(operator)s”没有有效的统一社会信用代码，请在单位信息中补正。")
            % {"operator": operator}
        )
    one_supervises_itself = licence.regulator_id == licence.implementing_body_id
    if one_supervises_itself and not settings.LICENSING_REGULATOR_MAY_IMPLEMENT:
        faults.append(_("实施机构与监管部门不得为同一单位（管运分离），请更换其一。"))
    return faults


def has_valid_code(code: str, override_reason: str) -> bool:
    """A code with a good check digit, or one whose doubt was cleared on record."""
    verdict = uscc.check(code)
    return verdict is uscc.Verdict.OK or (
        verdict is uscc.Verdict.BAD_CHECK_DIGIT and bool(override_reason.strip())
    )


def follows_scheme(licence: Licence) -> list[Words]:
    """I-02: the scheme was approved by collective decision, and the agreement keeps to it."""
    scheme = licence.scheme
    faults: list[Words] = []
    if (
        scheme.status not in Scheme.DECIDED
        or scheme.decision is None
        or not scheme.decision.is_carried
    ):
        faults.append(
            _("实施方案“%(scheme)s”尚未经集体审议通过，请先办理方案审议。") % {"scheme": scheme}
        )
    if scheme.implementing_body_id != licence.implementing_body_id:
        faults.append(
            _("实施机构与实施方案“%(scheme)s”确定的不一致，请改正。") % {"scheme": scheme}
        )
    if scheme.mode != licence.mode:
        faults.append(
            _("授权模式与实施方案“%(scheme)s”确定的不一致，请改正。") % {"scheme": scheme}
        )
    return faults


def term(licence: Licence, *, on: date) -> list[Words]:
    """I-01: five years, unless a signed decision on this very agreement says why it must be longer."""
    faults: list[Words] = []
    if licence.term.is_over(on):
        faults.append(
            _("“%(licence)s”的授权期限已于 %(day)s 届满，请重新办理授权。")
            % {"licence": licence, "day": licence.ends_on}
        )
    if licence.term.is_ordinary:
        return faults
    decision = licence.exceptional_term
    if (
        decision is None
        or not decision.is_carried
        or decision.licence_id != licence.pk
        or not decision.exception_grounds.strip()
    ):
        faults.append(
            _("授权期限超过 5 年，须有本协议已签署并写明理由的集体决策，请先登记或缩短期限。")
        )
    return faults


def decision_kind(record: Scheme | Licence) -> CollectiveDecision.Kind:
    """What a meeting must have decided for the record to go on."""
    kinds = CollectiveDecision.Kind
    if isinstance(record, Licence):
        return kinds.AGREEMENT
    return kinds.MAJOR_CHANGE if record.is_revision else kinds.SCHEME


def new_decision(record: Scheme | Licence, *, on: date) -> CollectiveDecision:
    """The newest signed decision on this very matter that no earlier step has used up."""
    decisions: QuerySet[CollectiveDecision] = record.decisions.signed().held_by(on)
    unused = decisions.filter(pk__gt=record.decision_id or 0, kind=decision_kind(record))
    found = unused.order_by("pk").last()
    if found is None:
        raise TransitionError(
            _("“%(record)s”还没有已签署的集体决策，请先登记会议决策并由他人核对签署。")
            % {"record": record}
        )
    return found


def carried_decision(record: Scheme | Licence, *, on: date) -> CollectiveDecision:
    """The newest unused decision; refused where it did not pass."""
    decision = new_decision(record, on=on)
    if not decision.is_carried:
        raise TransitionError(
            _("“%(record)s”的集体决策结果为“%(result)s”，不能按通过办理。")
            % {"record": record, "result": decision.get_result_display()}
        )
    if isinstance(record, Licence):
        require(tabled(record, decision))
    return decision


def tabled(record: Licence | LicenceChange, decision: CollectiveDecision) -> list[Words]:
    """A decision covers the text that lay before the meeting, unless the meeting itself asked for another one."""
    is_to_be_changed = decision.result == CollectiveDecision.Result.PASSED_WITH_CHANGES
    if is_to_be_changed or not edited_since(record, decision.created_at):
        return []
    return [
        _(
            "集体决策登记之后，“%(record)s”的文本又有修改，原决策不能沿用，请按修改后的文本重新决策。"
        )
        % {"record": record}
    ]


def product_scope(product: Product, *, on: date) -> list[Words]:
    """I-09: sources and purpose within the licence; I-11: no raw data that are not lawfully public."""
    licence = product.licence
    faults: list[Words] = []
    if not licence.is_in_force(on):
        faults.append(
            _("“%(licence)s”今天不在有效期内，产品不能送审或上架，请先恢复或重新办理授权。")
            % {"licence": licence}
        )
    if not {Business.PRODUCT_OPERATION, Business.TECHNICAL_SERVICE} & set(licence.business):
        faults.append(
            _("“%(licence)s”的业务范围不含产品经营或技术服务，不能提供产品。")
            % {"licence": licence}
        )
    entries = list(
        LicensedResource.objects.filter(product_sources__product=product).select_related("resource")
    )
    if not entries:
        faults.append(
            _("“%(product)s”尚未写明数据来源，请从授权资源中选择。") % {"product": product}
        )
    within = {each.pk for each in licence.scope.in_scope(on)}
    faults += [
        _("数据来源“%(resource)s”已移出协议的资源范围，请移除或者更换来源。")
        % {"resource": entry.resource}
        for entry in entries
        if entry.licence_id == licence.pk and entry.pk not in within
    ]
    return faults + [fault for entry in entries for fault in _source_faults(product, entry)]


def _source_faults(product: Product, entry: LicensedResource) -> list[Words]:
    names = {
        "product": product,
        "resource": entry.resource,
        "purpose": product.get_purpose_display(),
    }
    faults: list[Words] = []
    if entry.licence_id != product.licence_id:
        faults.append(_("数据来源“%(resource)s”不在本协议的资源范围内，请移除。") % names)
    if product.purpose not in entry.purposes:
        faults.append(
            _("数据来源“%(resource)s”的许可用途不含“%(purpose)s”，请更换来源或用途。") % names
        )
    if product.is_raw and not is_lawfully_public(entry.resource):
        faults.append(
            _(
                "数据来源“%(resource)s”未依法依规公开，不得以原始数据形式进入市场，请加工处理后再送审。"
            )
            % names
        )
    return faults


def is_lawfully_public(resource: DataResource) -> bool:
    """Published and open without conditions: the only raw data that may be handed on."""
    return (
        resource.is_standing
        and resource.opening == DataResource.Opening.UNCONDITIONAL
        and not resource.is_secret
    )
