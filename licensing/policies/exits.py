"""Who may see and work on exits and on early ends (clause 三; 27号 第十四条)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from governance.actors import Actor
from governance.authorship import edited_by
from governance.policies import EVERYBODY, NOBODY, Grounds, rule
from licensing.models import EarlyEnding, EndingKind, ExitTask, Licence, Side
from licensing.policies.grounds import holders_of, staff_of

Status = EarlyEnding.Status
OWN_CASE = _("本人立案或者修改的案件须由他人决定")
OPERATOR = _("运营机构办理本单位授权的退出")
IMPLEMENTING_BODY = _("实施机构办理本单位协议的退出")
REGULATOR = _("监管的数据主管部门办理授权的退出")


def operating(user: Actor, path: str, within: Q | None = None) -> Grounds:
    """The operator of the licence to which ``path`` leads."""
    return staff_of(user, Role.OPERATOR, f"{path}__operator", OPERATOR, within)


def implementing(user: Actor, path: str, within: Q | None = None) -> Grounds:
    """Its implementing body."""
    field = f"{path}__implementing_body"
    return staff_of(user, Role.IMPLEMENTING_BODY, field, IMPLEMENTING_BODY, within)


def regulating(user: Actor, path: str, within: Q | None = None) -> Grounds:
    """Its regulator."""
    return staff_of(user, Role.AUTHORITY, f"{path}__regulator", REGULATOR, within)


def parties_to(user: Actor, path: str, told: Q | None = None) -> Grounds:
    """Operator (what it was told), implementing body, regulator; auditors everything."""
    return (
        operating(user, path, told)
        | implementing(user, path)
        | regulating(user, path)
        | holders_of(user, Role.AUDITOR, _("审计机关查阅全部授权退出（审计法第三十四条）"))
    )


# Exits


@rule("licensing.view_exit")
def may_view_exit(user: Actor) -> Grounds:
    """The parties, the regulator, auditors; the public reads the notice."""
    return parties_to(user, "licence")


@rule(
    "licensing.add_exit",
    "licensing.change_exit",
    "licensing.add_exittask",
    "licensing.change_exittask",
)
def nobody_writes_exits(user: Actor) -> Grounds:
    """Exits come from the step that ends the licence alone."""
    return NOBODY


@rule("licensing.announce_exit", "licensing.report_exit")
def may_conduct_exit(user: Actor) -> Grounds:
    """Notice and report are the implementing body's."""
    return implementing(user, "licence")


@rule("licensing.return_exit")
def may_return_exit(user: Actor) -> Grounds:
    """The regulator reads the report."""
    return regulating(user, "licence")


@rule("licensing.close_exit")
def may_close_exit(user: Actor) -> Grounds:
    """The regulator closes, and never who reported."""
    return regulating(user, "licence").unless(
        _("本人报送的退出报告须由他人办结"), Q(reported_by=user.pk)
    )


@rule("licensing.view_exittask")
def may_view_tasks(user: Actor) -> Grounds:
    """Who sees the exit."""
    return parties_to(user, "exit__licence")


@rule("licensing.complete_exittask")
def may_complete(user: Actor) -> Grounds:
    """Each side its own tasks."""
    return operating(user, "exit__licence", Q(side=Side.OPERATOR)) | implementing(
        user, "exit__licence", Q(side=Side.IMPLEMENTING_BODY)
    )


@rule("licensing.confirm_exittask")
def may_confirm(user: Actor) -> Grounds:
    """The other side, and never who did it."""
    return (
        implementing(user, "exit__licence", Q(side=Side.OPERATOR))
        | regulating(user, "exit__licence", Q(side=Side.IMPLEMENTING_BODY))
    ).unless(
        _("本人办理的事项须由他人确认"),
        Q(done_by=user.pk, status__in=(ExitTask.Status.DONE, ExitTask.Status.WAIVER_ASKED)),
    )


@rule("licensing.reopen_exittask")
def may_reopen(user: Actor) -> Grounds:
    """Who supervises."""
    return implementing(user, "exit__licence") | regulating(user, "exit__licence")


@rule("licensing.view_stopnotice")
def may_view_notices(user: Actor) -> Grounds:
    """Everybody."""
    return EVERYBODY


@rule("licensing.add_stopnotice", "licensing.change_stopnotice")
def nobody_writes_notices(user: Actor) -> Grounds:
    """Notices come from the step alone."""
    return NOBODY


# Early ends


@rule("licensing.view_earlyending")
def may_view_endings(user: Actor) -> Grounds:
    """The operator sees its own applications at once, what is held against it from the moment it is told."""
    return parties_to(user, "licence", Q(kind=EndingKind.APPLICATION) | ~Q(status=Status.OPENED))


def by_kind(user: Actor, within: Q) -> Grounds:
    """Breach is the implementing body's to pursue, revocation the regulator's."""
    return implementing(user, "licence", within & Q(kind=EndingKind.BREACH)) | regulating(
        user, "licence", within & Q(kind=EndingKind.REVOCATION)
    )


@rule("licensing.add_earlyending", "licensing.change_earlyending")
def may_open(user: Actor) -> Grounds:
    """Applications are the operator's; everything only while the licence runs and nobody was told yet."""
    fresh = Q(status=Status.OPENED, licence__status__in=Licence.RUNNING)
    return operating(user, "licence", fresh & Q(kind=EndingKind.APPLICATION)) | by_kind(user, fresh)


@rule("licensing.notify_earlyending", "licensing.lapse_earlyending")
def may_notify(user: Actor) -> Grounds:
    """Who pursues the case."""
    return by_kind(user, Q())


@rule("licensing.state_earlyending")
def may_state(user: Actor) -> Grounds:
    """The operator speaks for itself, from the moment it is told."""
    return operating(user, "licence", ~Q(kind=EndingKind.APPLICATION) & ~Q(status=Status.OPENED))


def may_judge(user: Actor) -> Grounds:
    """Applications and breach: the implementing body; revocation: the regulator."""
    return by_kind(user, Q()) | implementing(user, "licence", Q(kind=EndingKind.APPLICATION))


@rule("licensing.approve_earlyending")
def may_approve(user: Actor) -> Grounds:
    """A second person: neither who opened the case nor who wrote on it."""
    return may_judge(user).unless(OWN_CASE, Q(created_by=user.pk) | edited_by(user, EarlyEnding))


@rule("licensing.drop_earlyending")
def may_drop(user: Actor) -> Grounds:
    """Who judges; the operator takes its own application back."""
    return may_judge(user) | operating(user, "licence", Q(kind=EndingKind.APPLICATION))
