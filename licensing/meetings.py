"""What a meeting must show before its decision is signed: body, members, quorum, a result that its votes bear out."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from licensing.conditions import Words
from licensing.models import CollectiveDecision, DecisionMember, MeetingType, QuorumRule
from licensing.quorum import Tally

#: 27号 第十一条: a scheme is deliberated by the government or by the ministry's own meeting.
MEETINGS_ON_SCHEMES = frozenset({MeetingType.GOVERNMENT, MeetingType.MINISTRY})
#: 27号 第十三条: the implementing body decides in its own meetings, which a government's never is.
MEETINGS_ON_LICENCES = frozenset(MeetingType) - {MeetingType.GOVERNMENT}


def tally_in_words(tally: Tally) -> str:
    """应到、回避、实到、缺席 and the votes."""
    came = _("应到 %(listed)d 人，回避 %(recused)d 人，实到 %(present)d 人，缺席 %(absent)d 人；")
    voted = _("赞成 %(for)d 票，反对 %(against)d 票，弃权 %(abstained)d 票。")
    return f"{came}{voted}" % {
        "listed": tally.listed, "recused": tally.recused, "present": tally.present, "absent": tally.absent,
        "for": tally.in_favour, "against": tally.against, "abstained": tally.abstained,
    }  # fmt: skip


def verdict_in_words(tally: Tally, rule: QuorumRule) -> str:
    """What the votes come to under the rule."""
    if not rule.quorum.is_quorate(tally):
        return str(_("到会人数不足，会议不能作出决策"))
    return str(_("表决通过") if rule.quorum.is_carried(tally) else _("表决未通过"))


def faults_of(decision: CollectiveDecision) -> list[Words]:
    """Everything that keeps the record from being signed."""
    rule, tally = decision.quorum_rule, decision.members.tally()
    return [
        *_faults_of_body(decision),
        *_faults_of_members(decision),
        *_faults_of_result(decision, rule, tally),
    ]


def _faults_of_body(decision: CollectiveDecision) -> Iterator[Words]:
    if not decision.meeting_type:
        yield _("尚未选择会议类型，请补充。")
    elif decision.meeting_type not in (
        MEETINGS_ON_SCHEMES if decision.scheme_id else MEETINGS_ON_LICENCES
    ):
        yield _("“%(type)s”不能审议这一事项，请核对会议类型（27号第十一条、第十三条）。") % {
            "type": decision.get_meeting_type_display()
        }
    if decision.scheme is not None and decision.body_id != decision.scheme.authorising_body_id:
        yield _("方案须由授权主体“%(body)s”审议，请改正决策机关。") % {
            "body": decision.scheme.authorising_body or "–"
        }
    if decision.licence is not None and decision.body_id != decision.licence.implementing_body_id:
        yield _("协议须由实施机构“%(body)s”集体决策，请改正决策机关。") % {
            "body": decision.licence.implementing_body
        }


def _faults_of_members(decision: CollectiveDecision) -> Iterator[Words]:
    present = decision.members.filter(attendance=DecisionMember.Attendance.PRESENT)
    if not present.filter(name=decision.chair).exists():
        yield _("主持人“%(chair)s”不在到会成员之列，请核对参会成员。") % {"chair": decision.chair}


def _faults_of_result(
    decision: CollectiveDecision, rule: QuorumRule, tally: Tally
) -> Iterator[Words]:
    told = {
        "tally": tally_in_words(tally),
        "rule": rule.in_words,
        "result": decision.get_result_display(),
    }
    if not rule.quorum.is_quorate(tally):
        yield _("到会人数不足，会议不能作出决策。%(tally)s规则：%(rule)s。") % told
    elif rule.quorum.is_carried(tally) != (decision.result in decision.CARRIED):
        yield (
            _("审议结果“%(result)s”与表决不符，请核对参会成员的表决。%(tally)s规则：%(rule)s。")
            % told
        )


def frozen(decision: CollectiveDecision) -> dict[str, object]:
    """The count and the rule as they stand at signing."""
    rule, tally = decision.quorum_rule, decision.members.tally()
    return {
        "members_listed": tally.listed,
        "members_recused": tally.recused,
        "members_present": tally.present,
        "votes_for": tally.in_favour,
        "votes_against": tally.against,
        "votes_abstained": tally.abstained,
        "quorum_words": f"{rule.in_words}（{rule.source_in_words}）"[:300],
    }
