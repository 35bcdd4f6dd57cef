"""What a reviewer should look at: gaps, contradictions, and what nobody could verify (26号 第十一条)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from catalog import blocks
from catalog.models import Evidence, Registration, RegistrationApplication
from catalog.vocabulary import Grade
from governance.presentation import Tone

#: A risk assessment older than this no longer says much about the present.
STALE_ASSESSMENT = timedelta(days=365)
Kind = RegistrationApplication.Kind


@dataclass(frozen=True)
class Finding:
    """One thing found: how grave, in words, and at which field."""

    tone: Tone
    words: str
    field: str = ""


def inspect(application: RegistrationApplication, on: date) -> list[Finding]:
    """Everything that the portal can see by itself; the gravest first. It decides nothing."""
    found = [*_gaps(application)]
    if application.kind != Kind.CANCELLATION and not application.is_by_interested_party:
        found += [*_evidence(application), *_risk(application, on), *_subject(application, on)]
    order = list(Tone)
    ranked = sorted(found, key=lambda each: (each.tone is not Tone.BAD, order.index(each.tone)))
    return ranked or [Finding(Tone.OK, _("系统没有发现缺项和矛盾。"))]


def _gaps(application: RegistrationApplication) -> Iterator[Finding]:
    for name in blocks.missing_fields(application):
        label = application._meta.get_field(name).verbose_name  # type: ignore[union-attr]
        yield Finding(Tone.BAD, _("缺少“%(label)s”。") % {"label": label}, name)


def _evidence(application: RegistrationApplication) -> Iterator[Finding]:
    proofs = blocks.evidence_of(application)
    if not proofs:
        yield Finding(Tone.BAD, _("没有存证。"))
    for each in proofs:
        yield from _proof(application, each)


def _proof(application: RegistrationApplication, proof: Evidence) -> Iterator[Finding]:
    words = {"proof": proof}
    if proof.application_id != application.pk:
        yield Finding(Tone.WAIT, _("存证“%(proof)s”沿用原登记的存证。") % words)
    if application.received_on and proof.preserved_on > application.received_on:
        yield Finding(Tone.BAD, _("存证“%(proof)s”的日期晚于提交申请的日期。") % words)
    if proof.file is None:
        yield Finding(
            Tone.WAIT, _("存证“%(proof)s”没有上传文件，摘要值未经系统核对，只核对了格式。") % words
        )
    else:
        yield Finding(Tone.OK, _("存证“%(proof)s”的摘要值与文件相符。") % words)
    if not proof.number:
        yield Finding(Tone.WARN, _("存证“%(proof)s”没有存证编号。") % words)


def _risk(application: RegistrationApplication, on: date) -> Iterator[Finding]:
    assessed_on = application.risk_assessed_on
    if assessed_on and on - assessed_on > STALE_ASSESSMENT:
        yield Finding(Tone.WARN, _("安全风险评估已超过一年。"), "risk_assessed_on")
    if application.risk_level == RegistrationApplication.RiskLevel.HIGH:
        yield Finding(Tone.WARN, _("评估为高风险，请核对风险防控措施。"), "risk_level")
    if application.risk_report is None:
        yield Finding(Tone.WARN, _("没有上传安全风险评估报告。"), "risk_report")


def _subject(application: RegistrationApplication, on: date) -> Iterator[Finding]:
    if application.is_about_product:
        yield from _product(application, on)
        return
    resource = application.resource
    if resource is None:
        return
    if resource.provider_id != application.registrant_id:
        yield Finding(
            Tone.WARN,
            _("登记主体不是资源的提供单位“%(name)s”，请核对其持有或者管理的依据。")
            % {"name": resource.provider},
            "registrant",
        )
    if resource.grade != application.grade:
        yield Finding(
            Tone.WARN,
            _("数据分级与目录不一致，目录为“%(grade)s”。")
            % {"grade": resource.get_grade_display() or _("未定级")},
            "grade",
        )
    if application.grade in (Grade.CORE, Grade.IMPORTANT):
        yield Finding(Tone.WARN, _("属于核心数据或者重要数据，请核对安全要求。"), "grade")
    yield from _personal(application, resource)


def _personal(application: RegistrationApplication, resource: Any) -> Iterator[Finding]:
    personal = resource.items.filter(is_personal=True).count()
    if personal and not application.has_personal_data:
        yield Finding(
            Tone.BAD,
            _("目录中有%(n)d个数据项为个人信息，申请却写不含个人信息。") % {"n": personal},
            "has_personal_data",
        )


def _product(application: RegistrationApplication, on: date) -> Iterator[Finding]:
    product: Any = application.product
    if product is not None and not product.is_on_sale(on):
        yield Finding(Tone.BAD, _("产品没有在售，或者授权不在有效期内。"), "product")
    sources = list(application.source_registrations.all())
    if not sources:
        yield Finding(
            Tone.WARN,
            _("没有列出来源数据资源的登记，请核对来源是否已经登记。"),
            "source_registrations",
        )
    for each in sources:
        if each.standing(on) not in (Registration.Standing.VALID, Registration.Standing.EXPIRING):
            yield Finding(
                Tone.BAD, _("来源登记“%(number)s”不在有效期内。") % {"number": each},
                "source_registrations",
            )  # fmt: skip
