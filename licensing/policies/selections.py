"""Who may see, prepare, publish, judge and conclude selections (27号 第四条、第十二条)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from governance.actors import Actor
from governance.authorship import edited_by
from governance.clock import today
from governance.policies import NOBODY, Grounds, allow, rule
from licensing.models import Scorer, Selection
from licensing.policies.grounds import holders_of, staff_of, the_job, through

Status = Selection.Status
OWN_WORK = _("本人编制或者修改的遴选须由他人审定。")


def may_prepare(user: Actor, within: Q | None = None) -> Grounds:
    """The implementing body, for its own selections."""
    label = _("实施机构办理本单位的遴选（27号第十二条）")
    return staff_of(user, Role.IMPLEMENTING_BODY, "implementing_body", label, within)


def may_supervise(user: Actor, field: str = "scheme__authority") -> Grounds:
    """The data authority that leads the scheme."""
    return staff_of(user, Role.AUTHORITY, field, _("牵头的数据主管部门监督遴选（27号第八条）"))


@rule("licensing.view_selection")
def may_view(user: Actor) -> Grounds:
    """The notice and the result are for everybody; drafts for those who prepare and supervise."""
    judged = Scorer.objects.serving(user.pk, today()).values("selection")
    return (
        allow(_("遴选公告和结果向社会公开（27号第四条）"), Q(published_on__isnull=False))
        | may_prepare(user)
        | may_supervise(user)
        | allow(_("评审人员查阅所评审的遴选"), Q(pk__in=judged))
        | holders_of(user, Role.AUDITOR, _("审计机关查阅全部遴选（审计法第三十四条）"))
    )


@rule("licensing.add_selection", "licensing.change_selection")
def may_write(user: Actor) -> Grounds:
    """Drafts and returned ones; what is published stands."""
    return may_prepare(user, Q(status__in=Selection.OPEN_TO_EDITS))


@rule(
    "licensing.submit_selection", "licensing.appoint_selection", "licensing.cancel_selection",
    "licensing.draw_up_selection",
)  # fmt: skip
def may_conduct(user: Actor) -> Grounds:
    """Whoever works on selections for the implementing body."""
    return may_prepare(user)


@rule(
    "licensing.publish_selection", "licensing.announce_selection", "licensing.conclude_selection",
)  # fmt: skip
def may_approve(user: Actor) -> Grounds:
    """Notice, result and conclusion are approved by somebody other than who prepared or edited the selection."""
    return may_prepare(user).unless(OWN_WORK, Q(created_by=user.pk) | edited_by(user, Selection))


@rule("licensing.close_selection")
def may_close(user: Actor) -> Grounds:
    """The implementing body, or the job that keeps the hours."""
    return may_prepare(user) | the_job(user, _("系统截止到期的遴选申请"))


@rule("licensing.challenge_selection")
def may_challenge(user: Actor) -> Grounds:
    """Everybody, while a result is on notice."""
    on_notice = Q(status__in=(Status.RESULT_NOTICE, Status.CHALLENGED))
    return allow(_("公众可以质疑公示的遴选结果（27号第四条）"), on_notice)


@rule("licensing.settle_selection")
def may_settle(user: Actor) -> Grounds:
    """Who answers the challenges."""
    return may_approve(user)


@rule("licensing.view_selectioncondition", "licensing.view_scoringcriterion")
def may_view_parts(user: Actor) -> Grounds:
    """Who sees a selection sees its conditions and criteria."""
    return through(user, Selection, "licensing.view_selection", "selection", _("可查阅所属遴选"))


@rule(
    "licensing.add_selectioncondition", "licensing.change_selectioncondition",
    "licensing.add_scoringcriterion", "licensing.change_scoringcriterion",
)  # fmt: skip
def may_write_parts(user: Actor) -> Grounds:
    """Who may change a selection may change its parts."""
    return through(user, Selection, "licensing.change_selection", "selection", _("可修改所属遴选"))


@rule("licensing.view_selectionchallenge")
def may_view_challenges(user: Actor) -> Grounds:
    """Names are for those who answer and supervise, and for auditors."""
    return (
        staff_of(
            user, Role.IMPLEMENTING_BODY, "selection__implementing_body",
            _("实施机构查阅对本单位遴选的质疑"),
        )
        | may_supervise(user, "selection__scheme__authority")
        | holders_of(user, Role.AUDITOR, _("审计机关查阅全部质疑（审计法第三十四条）"))
    )  # fmt: skip


@rule("licensing.answer_selectionchallenge")
def may_answer(user: Actor) -> Grounds:
    """The implementing body, but neither who prepared the selection nor who raised the challenge."""
    label = _("实施机构答复对本单位遴选的质疑（27号第十二条）")
    return (
        staff_of(user, Role.IMPLEMENTING_BODY, "selection__implementing_body", label)
        .unless(_("本人编制的遴选，不得由本人答复质疑。"), Q(selection__created_by=user.pk))
        .unless(_("本人提出的质疑，不得由本人答复。"), Q(created_by=user.pk))
    )


@rule("licensing.add_selectionchallenge", "licensing.change_selectionchallenge")
def challenges_come_by_steps(user: Actor) -> Grounds:
    """Challenges come in by the public step and are answered by steps."""
    return NOBODY
