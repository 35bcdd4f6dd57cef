"""Why a licence needs a written risk assessment before it is signed, and whether it has one (I-06; 汇聚关联)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from catalog.models import DataItem, DataResource
from licensing.anonymity import plain
from licensing.conditions import Words
from licensing.linkage.holdings import scope_of, words
from licensing.linkage.matrix import DIRECT, ordered, word_in
from licensing.models import Licence, LinkageAnalysis, RiskAssessment


def reasons(licence: Licence) -> list[Words]:
    """Important data, personal information, direct identifiers, or an analysis beyond its bounds."""
    scope = scope_of(licence)
    return [
        *_important(scope),
        *_identifying(scope),
        *_beyond_of(licence),
    ]


def _important(scope: Iterable[int]) -> list[Words]:
    rows = DataResource.objects.filter(pk__in=scope, grade=DataResource.Grade.IMPORTANT)
    return [
        _("“%(resource)s”属于重要数据。") % {"resource": name}
        for name in rows.order_by("pk").values_list("name", flat=True)
    ]


def _identifying(scope: Iterable[int]) -> list[Words]:
    known = ordered(words())
    found: dict[str, list[str]] = {}
    items = DataItem.objects.filter(resource__in=scope).order_by("resource", "position", "pk")
    for item in items.select_related("resource"):
        word = word_in(item.name, known)
        if item.is_personal or (word is not None and word.kind == DIRECT):
            found.setdefault(item.resource.name, []).append(item.name)
    return [
        _("“%(resource)s”含有直接标识或个人信息：%(items)s。")
        % {"resource": name, "items": "、".join(names)}
        for name, names in found.items()
    ]


def _beyond(analysis: LinkageAnalysis | None) -> list[Words]:
    if analysis is None or not analysis.is_beyond:
        return []
    if analysis.least_class is None:
        return [_("汇聚关联分析显示合并后的数据含有直接标识。")]
    return [
        _("汇聚关联分析显示最小等价类为 %(least)d，唯一记录占 %(share)s%%，超过规定界限。")
        % {"least": analysis.least_class, "share": plain(analysis.unique_share)}
    ]


def _beyond_of(licence: Licence) -> list[Words]:
    """What the analysis that counts says, or else what a later one without samples says of direct identifiers."""
    return _beyond(newest_analysis(licence)) or _beyond(_finished(licence).first())


def newest_analysis(licence: Licence) -> LinkageAnalysis | None:
    """The last one that computed figures; where none did, the last one. A run without samples replaces no figures."""
    done = _finished(licence)
    found: LinkageAnalysis | None = done.filter(least_class__isnull=False).first() or done.first()
    return found


def _finished(licence: Licence) -> Any:
    """The analyses that came to their end, the last one first."""
    done = licence.linkage_analyses.filter(status=LinkageAnalysis.Status.DONE)
    return done.order_by("-pk")


def processes_personal_data(licence: Licence) -> bool:
    """Whether the scope holds personal information (个人信息保护法 第五十五条)."""
    return bool(_identifying(scope_of(licence)))


def assessed(licence: Licence, *, on: date) -> list[Words]:
    """What keeps the licence from being signed for want of a confirmed assessment; nothing where none is needed."""
    confirmed = licence.risk_assessments.confirmed().first()
    if confirmed is not None and confirmed.conclusion == RiskAssessment.Conclusion.FORBIDDEN:
        return [
            _("“%(licence)s”的风险评估结论为“不得”，不能签订协议，请调整资源范围后重新评估。")
            % {"licence": licence}
        ]
    why = reasons(licence)
    faults = _faults(licence, confirmed, on=on) if why else []
    return [*why, *faults] if faults else []


def _faults(licence: Licence, confirmed: RiskAssessment | None, *, on: date) -> list[Words]:
    if confirmed is None:
        return [_("须先有经他人确认的书面风险评估，请编制、提交并确认后再签订协议。")]
    if confirmed.valid_until is None or confirmed.valid_until < on:
        return [
            _("风险评估已于 %(day)s 到期，请重新评估后再签订协议。")
            % {"day": confirmed.valid_until}
        ]
    if set(scope_of(licence)) - set(confirmed.resource_ids):
        return [_("风险评估之后资源范围又有增加，请重新评估后再签订协议。")]
    newest = newest_analysis(licence)
    if newest is not None and newest.is_beyond and confirmed.analysis_id != newest.pk:
        return [_("风险评估之后又完成了汇聚关联分析，请按新的结果重新评估后再签订协议。")]
    return []
