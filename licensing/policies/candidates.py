"""Who may see, write, examine and score applications: sealed until the closing (27号 第四条、第十二条)."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from governance.actors import Actor
from governance.clock import today
from governance.policies import NOBODY, Ground, Grounds, allow, rule
from licensing.models import Candidate, Score, Scorer, Selection
from licensing.policies.grounds import holders_of, staff_of, through

Status = Candidate.Status
#: Handed in, and its selection has closed.
UNSEALED = Q(selection__status__in=Selection.UNSEALED) & ~Q(status=Status.DRAFT)
ON_PAPER = Q(organisation__isnull=True)


def may_apply(user: Actor, within: Q | None = None) -> Grounds:
    """The applicant, for its own application."""
    label = _("申请单位办理本单位的运营申请（27号第十二条）")
    return staff_of(user, Role.OPERATOR, "organisation", label, within)


def may_enter(user: Actor, within: Q) -> Grounds:
    """The implementing body enters what came on paper; it wrote it, so it sees it."""
    label = _("实施机构录入书面递交的申请（27号第十二条）")
    return staff_of(
        user, Role.IMPLEMENTING_BODY, "selection__implementing_body", label, ON_PAPER & within
    )


def may_evaluate(user: Actor, within: Q = UNSEALED) -> Grounds:
    """The implementing body, once the applications are opened."""
    label = _("实施机构审查已开启的申请（27号第十二条）")
    return staff_of(
        user, Role.IMPLEMENTING_BODY, "selection__implementing_body", label, UNSEALED & within
    )


def judged_by(user: Actor) -> Q:
    """The admitted candidates of selections for which the person signed that he has no conflict."""
    clear = Scorer.objects.serving(user.pk, today()).filter(status=Scorer.Status.CLEAR)
    return Q(selection__in=clear.values("selection"), status=Status.ADMITTED) & UNSEALED


@rule("licensing.view_candidate")
def may_view(user: Actor) -> Grounds:
    """The applicant always; officials, judges and auditors once the selection has closed."""
    return (
        may_apply(user)
        | may_enter(user, Q())
        | may_evaluate(user)
        | staff_of(
            user, Role.AUTHORITY, "selection__scheme__authority",
            _("牵头的数据主管部门监督遴选（27号第八条）"), UNSEALED,
        )
        | allow(_("评审人员查阅符合条件的申请"), judged_by(user))
        | holders_of(user, Role.AUDITOR, _("审计机关查阅已开启的申请（审计法第三十四条）"), UNSEALED)
    )  # fmt: skip


@rule("licensing.add_candidate", "licensing.change_candidate")
def may_write(user: Actor) -> Grounds:
    """While it is open: before it is handed in, and where it was returned."""
    draft = Q(status=Status.DRAFT, selection__status=Selection.Status.OPEN)
    returned = Q(status=Status.RETURNED)
    return may_apply(user, draft | returned) | may_enter(user, draft | returned)


@rule("licensing.submit_candidate", "licensing.withdraw_candidate")
def may_hand_in(user: Actor) -> Grounds:
    """Whoever may write it hands it in and takes it back."""
    return may_apply(user) | may_enter(user, Q())


@rule("licensing.examine_candidate")
def may_examine(user: Actor) -> Grounds:
    """The implementing body, but not the person who entered the application or works for the applicant."""
    own = Q(organisation__in=user.organisation_ids(Role.OPERATOR))
    return (
        may_evaluate(user)
        .unless(_("本人录入的申请须由他人审查。"), Q(created_by=user.pk))
        .unless(_("任职于申请单位的人不得审查其申请。"), own)
    )


@rule("licensing.score_candidate")
def may_score(user: Actor) -> Grounds:
    """Appointed judges who signed that they have no conflict, each candidate once."""
    given = Score.objects.filter(
        candidate=OuterRef("pk"),
        scorer__judge=user.pk,
        scorer__round=OuterRef("selection__round"),
    )
    return allow(_("评审人员为申请单位评分（27号第十二条）"), judged_by(user)).unless(
        _("您已经为这个申请单位评分，不能再改。"), Q(Exists(given))
    )


@rule("licensing.settle_candidate")
def may_settle(user: Actor) -> Grounds:
    """Who announces and settles the result."""
    return through(
        user, Selection, "licensing.announce_selection", "selection", _("可公示所属遴选的结果")
    )


@rule("licensing.view_candidatecondition")
def may_view_checks(user: Actor) -> Grounds:
    """Who sees an application sees what was found of it."""
    return through(user, Candidate, "licensing.view_candidate", "candidate", _("可查阅所属申请"))


@rule(
    "licensing.add_candidatecondition", "licensing.change_candidatecondition",
    "licensing.add_score", "licensing.change_score", "licensing.add_scorer", "licensing.change_scorer",
)  # fmt: skip
def come_by_steps(user: Actor) -> Grounds:
    """Checks, judges and scores come from steps alone."""
    return NOBODY


def _watching(user: Actor, path: str) -> Grounds:
    return (
        staff_of(
            user, Role.IMPLEMENTING_BODY, f"{path}implementing_body",
            _("实施机构查阅本单位遴选的评审"),
        )
        | staff_of(
            user, Role.AUTHORITY, f"{path}scheme__authority",
            _("牵头的数据主管部门监督评审（27号第八条）"),
        )
        | holders_of(user, Role.AUDITOR, _("审计机关查阅全部评审（审计法第三十四条）"))
    )  # fmt: skip


@rule("licensing.view_scorer")
def may_view_scorers(user: Actor) -> Grounds:
    """The judge himself, who conducts and who supervises."""
    return _watching(user, "selection__") | allow(_("评审人员查阅本人的聘请"), Q(judge=user.pk))


@rule("licensing.declare_scorer")
def may_declare(user: Actor) -> Grounds:
    """The judge himself, until the day on which his appointment ends."""
    serving = Scorer.objects.serving(user.pk, today())
    return allow(_("评审人员签署本人的利益冲突声明"), Q(pk__in=serving.values("pk")))


@rule("licensing.dismiss_scorer")
def may_dismiss(user: Actor) -> Grounds:
    """The implementing body."""
    label = _("实施机构更换本单位遴选的评审人员（27号第十二条）")
    return staff_of(user, Role.IMPLEMENTING_BODY, "selection__implementing_body", label)


@rule("licensing.view_score")
def may_view_scores(user: Actor) -> Grounds:
    """A judge sees his own scores at once; who conducts and supervises sees them when the result is out."""
    with_result = Q(scorer__selection__status__in=(*Selection.WITH_RESULT, Selection.Status.FAILED))
    watching = _watching(user, "scorer__selection__")
    shown = Grounds(
        tuple(Ground(each.label, each.condition & with_result) for each in watching.allowed)
    )
    return shown | allow(_("评审人员查阅本人的评分"), Q(scorer__judge=user.pk))
