"""Who may see, propose and conclude changes of a licence (27号 第十三条、第十四条第十二项)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from catalog.models import DataResource
from governance.actors import Actor
from governance.authorship import edited_by
from governance.policies import NOBODY, Grounds, allow, rule
from licensing.models import Licence, LicenceChange
from licensing.policies.grounds import holders_of, staff_of, the_job, through

Status = LicenceChange.Status
RUNNING = Q(licence__status__in=Licence.RUNNING)


def may_implement(user: Actor, within: Q | None = None) -> Grounds:
    """The implementing body, for changes of its own agreements."""
    label = _("实施机构办理本单位协议的变更（27号第十三条）")
    return staff_of(user, Role.IMPLEMENTING_BODY, "licence__implementing_body", label, within)


def may_operate(user: Actor, within: Q | None = None) -> Grounds:
    """The operator, for changes of its own agreements."""
    label = _("运营机构提出本单位协议的变更（27号第十四条第十二项）")
    return staff_of(user, Role.OPERATOR, "licence__operator", label, within)


@rule("licensing.inspect_licencechange")
def may_inspect(user: Actor) -> Grounds:
    """The parties, their supervisor and auditors."""
    return (
        may_implement(user)
        | may_operate(user)
        | staff_of(
            user, Role.AUTHORITY, "licence__regulator", _("监管的数据主管部门查阅协议的变更")
        )
        | holders_of(user, Role.AUDITOR, _("审计机关查阅全部变更（审计法第三十四条）"))
    )


@rule("licensing.view_licencechange")
def may_view(user: Actor) -> Grounds:
    """Public like the licence once it has taken effect."""
    known = Q(status=Status.EFFECTIVE) & Q(licence__in=Licence.objects.visible_to(user))
    return may_inspect(user) | allow(_("已生效的变更随授权向社会公开（意见第五条）"), known)


@rule("licensing.add_licencechange", "licensing.change_licencechange")
def may_propose(user: Actor) -> Grounds:
    """Either party, while the licence runs and the change is a draft."""
    within = Q(status=Status.DRAFT) & RUNNING
    return may_implement(user, within) | may_operate(user, within)


def own_text(user: Actor) -> Q:
    """Changes that the person drafted or edited."""
    return Q(created_by=user.pk) | edited_by(user, LicenceChange)


@rule("licensing.decide_licencechange")
def may_decide(user: Actor) -> Grounds:
    """The implementing body, but never a person who drafted or edited the change."""
    return may_implement(user).unless(_("本人拟订或者修改的变更须由他人登记决策"), own_text(user))


@rule("licensing.sign_licencechange", "licensing.file_licencechange")
def may_conclude(user: Actor) -> Grounds:
    """Signing and filing are the implementing body's."""
    return may_implement(user)


@rule("licensing.withdraw_licencechange")
def may_withdraw(user: Actor) -> Grounds:
    """The implementing body; the operator as long as nothing was decided."""
    return may_implement(user) | may_operate(user, Q(status=Status.DRAFT))


@rule("licensing.effect_licencechange")
def may_effect(user: Actor) -> Grounds:
    """The implementing body or the regulator, but never an author; and the daily work on the day."""
    label = _("监管的数据主管部门办理变更生效")
    people = may_implement(user) | staff_of(user, Role.AUTHORITY, "licence__regulator", label)
    barred = people.unless(_("本人拟订或者修改的变更须由他人办理生效"), own_text(user))
    return barred | the_job(user, _("系统办理当日生效的变更"))


@rule("licensing.inspect_licencechangeitem")
def may_inspect_items(user: Actor) -> Grounds:
    """Proofs are for those who inspect the change."""
    return through(
        user, LicenceChange, "licensing.inspect_licencechange", "change", _("可查阅所属变更")
    )


@rule("licensing.view_licencechangeitem")
def may_view_items(user: Actor) -> Grounds:
    """Who sees both the change and the resource."""
    known = Q(change__in=LicenceChange.objects.visible_to(user)) & Q(
        resource__in=DataResource.objects.visible_to(user)
    )
    return may_inspect_items(user) | allow(_("变更和数据资源均可查阅"), known)


@rule("licensing.add_licencechangeitem", "licensing.change_licencechangeitem")
def may_write_items(user: Actor) -> Grounds:
    """Items are written with the draft."""
    return through(
        user, LicenceChange, "licensing.change_licencechange", "change", _("可修改所属变更")
    )


@rule("licensing.view_licenceversion")
def may_view_versions(user: Actor) -> Grounds:
    """The whole text is for those who may inspect the licence; the public page tells what is public of it."""
    return through(user, Licence, "licensing.inspect_licence", "licence", _("可查阅协议全文"))


@rule("licensing.add_licenceversion", "licensing.change_licenceversion")
def nobody_writes_versions(user: Actor) -> Grounds:
    """Versions come from the steps alone."""
    return NOBODY
