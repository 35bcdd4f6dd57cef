"""What must hold before a notice is published, a result announced and an agreement drawn up (27号 第十二条; I-04)."""

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance.deadlines import due
from licensing.conditions import Words, has_valid_code
from licensing.models import Candidate, Licence, Scheme, Selection, SelectionCondition
from licensing.selecting.scoring import adds_up


def approved_scheme(selection: Selection) -> list[Words]:
    """A selection rests on a scheme that was approved by collective decision, of the same implementing body."""
    scheme = selection.scheme
    faults: list[Words] = []
    if scheme.status not in Scheme.DECIDED:
        faults.append(
            _("实施方案“%(scheme)s”尚未经集体审议通过，请先办理方案审议。") % {"scheme": scheme}
        )
    if scheme.implementing_body_id != selection.implementing_body_id:
        faults.append(
            _("实施机构与实施方案“%(scheme)s”确定的不一致，请改正。") % {"scheme": scheme}
        )
    return faults


def complete_notice(selection: Selection) -> list[Words]:
    """Conditions of every demanded kind, criteria that add up, and what the method asks for."""
    kinds = set(selection.conditions.values_list("kind", flat=True))
    faults: list[Words] = [
        _("遴选条件缺少“%(kind)s”，请按实施方案补充。") % {"kind": kind.label}
        for kind in SelectionCondition.DEMANDED
        if kind not in kinds
    ]
    if not adds_up(selection.criteria.values_list("weight", flat=True)):
        faults.append(_("各评审因素的分值合计须为 100 分，请调整。"))
    if selection.needed_judges % 2 == 0:
        faults.append(_("评审人员数须为单数，请修改。"))
    return faults + (_tender_demands(selection) if selection.is_tender else [])


def _tender_demands(selection: Selection) -> list[Words]:
    faults: list[Words] = []
    needed, judges = settings.LICENSING_TENDER_CANDIDATES, settings.LICENSING_TENDER_JUDGES
    if selection.needed_candidates < needed:
        faults.append(_("招标的，最少合格申请单位数不得少于 %(n)d，请修改。") % {"n": needed})
    if selection.needed_judges < judges:
        faults.append(_("招标的，评审人员不得少于 %(n)d 人，请修改。") % {"n": judges})
    if not selection.consultation.strip():
        faults.append(_("招标文件中的协议条款须广泛征求意见，请写明征求意见情况。"))
    is_invited = selection.method == selection.Method.INVITED_TENDER
    if is_invited and selection.invited.count() < selection.needed_candidates:
        faults.append(
            _("邀请招标须邀请至少 %(n)d 家单位，请补充。") % {"n": selection.needed_candidates}
        )
    return faults


def long_enough(selection: Selection, *, on: date, at: datetime) -> list[Words]:
    """The notice is out before applications begin, and a tender leaves the days that the rule gives."""
    if selection.closes_at <= at:
        return [_("申请截止时间已经过去，请改为以后的时间。")]
    if not selection.is_tender:
        return []
    term = due("sel.tender_period", start=on, region_code=selection.deadline_region_code)
    if local_day(selection.closes_at) >= term.on:
        return []
    return [
        _("招标的申请期不足，截止日期不得早于 %(day)s，请顺延申请截止时间。") % {"day": term.on}
    ]


def running(key: str, *, start: date, region_code: str) -> dict[str, object]:
    """The columns of a clock that runs by the rule ``key`` from ``start``."""
    return due(key, start=start, region_code=region_code).clock


def local_day(moment: datetime) -> date:
    """The day in China of a moment."""
    return timezone.localtime(moment, timezone.get_default_timezone()).date()


def may_operate(candidate: Candidate) -> list[Words]:
    """I-05: a legal person with a good code, and neither the implementing body nor the authority above it."""
    selection = candidate.selection
    faults: list[Words] = []
    if not candidate.has_legal_personality:
        faults.append(_("申请单位须是法人组织，请由具有法人资格的单位申请。"))
    reason = candidate.organisation.uscc_override_reason if candidate.organisation else ""
    if not has_valid_code(candidate.uscc, reason):
        faults.append(_("统一社会信用代码不符合编码规则，请核对后重新填写。"))
    if candidate.organisation is not None and candidate.organisation.uscc != candidate.uscc:
        faults.append(_("统一社会信用代码与本平台登记的单位信息不一致，请核对后改正。"))
    barred = {selection.implementing_body.uscc, selection.scheme.authority.uscc} - {""}
    bodies = {selection.implementing_body_id, selection.scheme.authority_id}
    if candidate.uscc in barred or candidate.organisation_id in bodies:
        faults.append(_("实施机构和监管的数据主管部门不得申请运营（管运分离）。"))
    if selection.method == selection.Method.INVITED_TENDER and not _is_invited(candidate):
        faults.append(_("本次为邀请招标，只有受邀请的单位可以申请。"))
    return faults


def _is_invited(candidate: Candidate) -> bool:
    invited = candidate.selection.invited
    if candidate.organisation_id is not None:
        return invited.filter(pk=candidate.organisation_id).exists()
    return invited.filter(uscc=candidate.uscc).exclude(uscc="").exists()


def in_time(candidate: Candidate, *, on: date, at: datetime) -> list[Words]:
    """Received by the closing, a moment in China; what was returned comes back by its own term."""
    selection = candidate.selection
    if candidate.status == Candidate.Status.RETURNED:
        if candidate.due_on is not None and on > candidate.due_on:
            return [_("补正期限 %(day)s 已过，不能再提交。") % {"day": candidate.due_on}]
        return []
    if selection.is_receiving(at):
        return []
    if at < selection.opens_at:
        return [_("申请尚未开始，请在公告写明的开始时间以后提交。")]
    closed = timezone.localtime(selection.closes_at, timezone.get_default_timezone())
    return [
        _("申请已于 %(moment)s（北京时间）截止，不再接受申请。")
        % {"moment": closed.strftime("%Y-%m-%d %H:%M:%S")}
    ]


def licence_follows(licence: Licence) -> list[Words]:
    """I-04: a concluded selection chose this very operator; or the regulator said why there is none.

    A renewal goes on with the operator that was chosen (27号 第十四条第九项).
    """
    before = licence.predecessor
    if before is not None and before.operator_id == licence.operator_id:
        return []
    selection = licence.selected_in
    if selection is None:
        if licence.selection_exemption.strip():
            return []
        return [
            _(
                "“%(licence)s”没有经过本平台的遴选。请从已选定运营机构的遴选起草协议；遴选在本平台以外完成的，请监管的数据主管部门登记理由。"
            )
            % {"licence": licence}
        ]
    return _selection_faults(licence, selection)


def _selection_faults(licence: Licence, selection: Selection) -> list[Words]:
    names = {"selection": selection, "operator": licence.operator}
    winner = selection.winner
    faults: list[Words] = []
    if selection.status != Selection.Status.CONCLUDED:
        faults.append(_("遴选“%(selection)s”尚未选定运营机构，请先完成遴选。") % names)
    if selection.challenges.open().exists():
        faults.append(_("遴选“%(selection)s”还有未答复的质疑，请先答复。") % names)
    if winner is None or winner.organisation_id != licence.operator_id:
        faults.append(
            _("运营机构“%(operator)s”不是遴选“%(selection)s”选定的单位，请改正。") % names
        )
    agreed = (licence.scheme_id, licence.selection, licence.notice_no, licence.result_no)
    if agreed != (selection.scheme_id, selection.method, selection.notice_no, selection.result_no):
        faults.append(_("实施方案、选择方式或者文号与遴选“%(selection)s”不一致，请改正。") % names)
    return faults
