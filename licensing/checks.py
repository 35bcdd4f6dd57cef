"""Whether each resource of a scope may be licensed, check by check and in words (27号 第五条)."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from catalog.models import DataResource, Registration
from licensing import exclusivity
from licensing.models import Licence, LicensedResource

Grade = DataResource.Grade
Words = str


@dataclass(frozen=True)
class Check:
    """One question about one resource: its answer and what to do."""

    label: Words
    is_passed: bool
    words: Words


@dataclass(frozen=True)
class Checked:
    """One resource with its checks."""

    entry: LicensedResource
    checks: tuple[Check, ...]

    @property
    def is_passed(self) -> bool:
        """Whether nothing stands in the way."""
        return all(check.is_passed for check in self.checks)


def scope_checks(licence: Licence, *, on: date) -> list[Checked]:
    """Every resource of the scope, in its order; the number of questions to the database does not grow with it."""
    entries = list(licence.scope.select_related("resource", "licence"))
    ids = [entry.resource_id for entry in entries]
    planned = set(licence.scheme.scope.values_list("resource", flat=True))
    licensable = DataResource.objects.licensable(on).filter(pk__in=ids)
    may = set(licensable.values_list("pk", flat=True))
    registrations = Registration.objects.active(on).filter(resource__in=ids)
    numbers = dict(registrations.values_list("resource", "number"))
    taken = exclusivity.taken(licence)
    return [
        Checked(
            entry,
            (
                *_grade(entry),
                *_proofs(entry),
                _planned(entry.resource_id in planned),
                _registered(entry.resource_id in may, numbers.get(entry.resource_id, "")),
                _alone(entry, taken.get(entry.resource_id, "")),
            ),
        )
        for entry in entries
    ]


def _grade(entry: LicensedResource) -> tuple[Check, Check]:
    resource = entry.resource
    secret = Check(
        _("保密审查"),
        not resource.is_secret,
        _("依法保密，不得授权，请移出资源范围。")
        if resource.is_secret
        else _("不属于依法保密的数据。"),
    )
    words = {
        "": _("尚未定级，请由提供单位定级后再办理。"),
        Grade.CORE: _("核心数据，不得授权，请移出资源范围。"),
    }.get(resource.grade, _("已定为%(grade)s。") % {"grade": resource.get_grade_display()})
    return secret, Check(_("数据分级"), resource.grade not in ("", Grade.CORE), words)


def _proofs(entry: LicensedResource) -> tuple[Check, Check]:
    resource = entry.resource
    needs_assessment = resource.grade == Grade.IMPORTANT
    is_shared = resource.acquisition == DataResource.Acquisition.SHARED
    return (
        _proof(
            _("风险评估"),
            is_needed=needs_assessment,
            is_there=entry.assessment_id is not None,
            words=(_("已附风险评估报告。"), _("重要数据须附风险评估报告，请补充。"), _("不是重要数据，无需附报告。")),
        ),
        _proof(
            _("提供单位同意"),
            is_needed=is_shared,
            is_there=entry.consent_id is not None,
            words=(_("已附同意函。"), _("共享获得的数据须附提供单位同意函，请补充。"), _("不是共享获得，无需同意函。")),
        ),
    )  # fmt: skip


def _proof(
    label: Words, *, is_needed: bool, is_there: bool, words: tuple[Words, Words, Words]
) -> Check:
    there, missing, unneeded = words
    if not is_needed:
        return Check(label, True, unneeded)
    return Check(label, is_there, there if is_there else missing)


def _planned(is_planned: bool) -> Check:
    words = (
        _("在已审议的实施方案范围内。")
        if is_planned
        else _("不在已审议的实施方案范围内，请移出或按程序变更方案。")
    )
    return Check(_("实施方案"), is_planned, words)


def _registered(may: bool, number: str) -> Check:
    if number:
        words = _("已登记，登记编号 %(number)s。") % {"number": number}
    elif may:
        words = _("尚在首次登记期限内，请按期办理登记。")
    else:
        words = _("尚未登记，也不在首次登记期限内，请先办理公共数据资源登记。")
    return Check(_("资源登记"), may, words)


def _alone(entry: LicensedResource, collision: Words) -> Check:
    free = (
        _("独占授权，没有与其他协议重叠。")
        if entry.is_held_alone
        else _("没有与他人的独占授权重叠。")
    )
    return Check(_("独占范围"), not collision, collision or free)
