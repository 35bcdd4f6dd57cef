"""Who may see, conclude and end operating licences (27号 第十二条至第十四条、第十八条)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from catalog.models import DataResource
from governance.actors import Actor
from governance.authorship import edited_by
from governance.policies import Grounds, allow, rule
from licensing.models import Licence
from licensing.models.grants import LicenceGroupGrant, LicenceUserGrant
from licensing.policies.grounds import holders_of, staff_of, the_job, through

Status = Licence.Status
PREPARED = ~Q(status=Status.DRAFT)
ON_REGISTER = Q(status__in=Licence.PUBLIC)


def may_implement(user: Actor, within: Q | None = None) -> Grounds:
    """The implementing body, for its own agreements."""
    label = _("实施机构办理本单位的授权运营协议（27号第十三条）")
    return staff_of(user, Role.IMPLEMENTING_BODY, "implementing_body", label, within)


def may_regulate(user: Actor, within: Q | None = None) -> Grounds:
    """The data authority that supervises the licence."""
    label = _("数据主管部门对授权运营履行监管职责（意见第三条）")
    return staff_of(user, Role.AUTHORITY, "regulator", label, within)


@rule("licensing.inspect_licence")
def may_inspect(user: Actor) -> Grounds:
    """The whole text and its file: the parties, their supervisors, price authorities and auditors."""
    granted = Q(pk__in=LicenceUserGrant.objects.to(user, "view_licence"))
    granted |= Q(pk__in=LicenceGroupGrant.objects.to(user, "view_licence")) | _granted_to_cosign(
        user
    )
    body = _("授权主体查阅本单位授权的协议")
    return (
        may_implement(user)
        | may_regulate(user)
        | staff_of(user, Role.AUTHORITY, "authorising_body", body)
        | staff_of(user, Role.IMPLEMENTING_BODY, "authorising_body", body)
        | staff_of(user, Role.OPERATOR, "operator", _("运营机构查阅本单位的协议"), PREPARED)
        | holders_of(
            user, Role.PRICE_AUTHORITY, _("价格主管部门查阅已决策的协议（65号）"), PREPARED
        )
        | holders_of(user, Role.AUDITOR, _("审计机关查阅全部协议（审计法第三十四条）"))
        | allow(_("经单项授权查阅"), granted)
    )


def _granted_to_cosign(user: Actor) -> Q:
    return Q(pk__in=LicenceUserGrant.objects.to(user, "cosign_licence")) | Q(
        pk__in=LicenceGroupGrant.objects.to(user, "cosign_licence")
    )


@rule("licensing.view_licence")
def may_view(user: Actor) -> Grounds:
    """Object, content, scope and term are public once on the register; the rest is for those who may inspect."""
    return may_inspect(user) | allow(
        _("授权对象、内容、范围和时限向社会公开（意见第五条）"), ON_REGISTER
    )


@rule("licensing.add_licence", "licensing.change_licence")
def may_write(user: Actor) -> Grounds:
    """Drafts are open to the implementing body."""
    return may_implement(user, Q(status=Status.DRAFT))


def own_text(user: Actor) -> Q:
    """Agreements that the person drafted or edited."""
    return Q(created_by=user.pk) | edited_by(user, Licence)


@rule("licensing.decide_licence")
def may_decide(user: Actor) -> Grounds:
    """The implementing body, but never a person who drafted or edited the agreement."""
    return may_implement(user).unless(_("本人拟订或者修改的协议须由他人登记决策"), own_text(user))


@rule(
    "licensing.sign_licence", "licensing.file_licence", "licensing.terminate_licence", "licensing.return_licence",
)  # fmt: skip
def may_conclude(user: Actor) -> Grounds:
    """Signing, filing and ending by agreement are the implementing body's."""
    return may_implement(user)


@rule("licensing.close_licence")
def may_close(user: Actor) -> Grounds:
    """The exit is the implementing body's to report and the regulator's to close."""
    return may_regulate(user).unless(
        _("本人报送的退出报告须由他人办结"), Q(exit__reported_by=user.pk)
    )


@rule("licensing.activate_licence")
def may_activate(user: Actor) -> Grounds:
    """The implementing body or the regulator, but never a person who drafted or edited the agreement."""
    return may_suspend(user).unless(_("本人拟订或者修改的协议须由他人办理生效"), own_text(user))


@rule("licensing.reinstate_licence")
def may_reinstate(user: Actor) -> Grounds:
    """The same, but whoever put a decided change into effect (an edit in the trail) did not write the text."""
    return may_suspend(user).unless(_("本人拟订的协议须由他人办理恢复"), Q(created_by=user.pk))


@rule("licensing.suspend_licence")
def may_suspend(user: Actor) -> Grounds:
    """Whoever supervises may stop use at once."""
    return may_implement(user) | may_regulate(user)


@rule("licensing.revoke_licence", "licensing.exempt_licence")
def may_revoke(user: Actor) -> Grounds:
    """Revocation is the regulator's, and so is the leave to do without a selection of this portal (I-04)."""
    return may_regulate(user)


@rule("licensing.expire_licence")
def may_expire(user: Actor) -> Grounds:
    """Bookkeeping of a term that is over: the nightly job, or those who supervise."""
    return may_suspend(user) | the_job(user, _("系统登记已到期的授权"))


@rule("licensing.undertake_licence")
def may_undertake(user: Actor) -> Grounds:
    """The operator promises for itself; nobody does it in its name."""
    label = _("运营机构对本单位的协议作出承诺（27号第六条、第十四条）")
    return staff_of(user, Role.OPERATOR, "operator", label, PREPARED)


@rule("licensing.cosign_licence")
def may_cosign(user: Actor) -> Grounds:
    """Another department's own right, given on the one agreement by name."""
    return allow(_("经单项授权会签"), _granted_to_cosign(user) & Q(cosigner__isnull=False))


@rule("licensing.renew_licence")
def may_renew(user: Actor) -> Grounds:
    """Operator and implementing body may both begin it; the new agreement is decided like any other."""
    label = _("运营机构为本单位的授权发起续约（27号第十四条第九项）")
    return may_implement(user) | staff_of(user, Role.OPERATOR, "operator", label, ON_REGISTER)


@rule("licensing.remind_licence")
def may_remind(user: Actor) -> Grounds:
    """Reminders come from the daily work alone."""
    return the_job(user, _("系统提醒授权即将期满"))


@rule("licensing.inspect_licensedresource")
def may_inspect_scope(user: Actor) -> Grounds:
    """Consent and assessment files are for the parties, the regulator and auditors."""
    return (
        staff_of(
            user,
            Role.IMPLEMENTING_BODY,
            "licence__implementing_body",
            _("实施机构查阅本单位协议的资源范围"),
        )
        | staff_of(user, Role.AUTHORITY, "licence__regulator", _("监管的数据主管部门查阅资源范围"))
        | staff_of(
            user,
            Role.OPERATOR,
            "licence__operator",
            _("运营机构查阅本单位协议的资源范围"),
            ~Q(licence__status=Status.DRAFT),
        )
        | holders_of(user, Role.AUDITOR, _("审计机关查阅全部资源范围（审计法第三十四条）"))
    )


@rule("licensing.view_licensedresource")
def may_view_scope(user: Actor) -> Grounds:
    """Who is party to the licence sees its whole scope; others see those of its resources that they may see."""
    known = Q(licence__in=Licence.objects.visible_to(user)) & Q(
        resource__in=DataResource.objects.visible_to(user)
    )
    return may_inspect_scope(user) | allow(_("协议和数据资源均可查阅"), known)


@rule("licensing.add_licensedresource", "licensing.change_licensedresource")
def may_write_scope(user: Actor) -> Grounds:
    """The scope is written with the draft; once decided it stands."""
    return through(user, Licence, "licensing.change_licence", "licence", _("可修改所属协议"))
