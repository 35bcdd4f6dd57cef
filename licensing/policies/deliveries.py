"""Who sees and writes deliveries, re-development and capabilities (27号 第六条、第十九条、第二十一条)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from governance.actors import Actor
from governance.clock import today
from governance.policies import NOBODY, Grounds, allow, rule
from licensing.models import Capability, Licence
from licensing.policies.grounds import EVERY_ROW, holders_of, staff_of, the_job
from licensing.policies.products import concerned

Status = Capability.Status


@rule("licensing.view_delivery")
def may_view_deliveries(user: Actor) -> Grounds:
    """Who used what for which purpose: for the operator, its supervisors and auditors."""
    return concerned(user, "product__", {"what": _("交付记录")})


@rule("licensing.add_delivery", "licensing.change_delivery", "licensing.add_redevelopment",
      "licensing.change_redevelopment")  # fmt: skip
def written_by_steps_only(user: Actor) -> Grounds:
    """Deliveries and re-development are put on record by their steps and stand."""
    return NOBODY


@rule("licensing.end_delivery")
def may_end(user: Actor) -> Grounds:
    """The operator; its supervisors and the job where a product leaves the shelf."""
    return (
        staff_of(user, Role.OPERATOR, "product__licence__operator", _("运营机构结束本单位产品的交付"))
        | staff_of(
            user, Role.IMPLEMENTING_BODY, "product__licence__implementing_body", _("实施机构随产品下架结束交付")
        )
        | staff_of(user, Role.AUTHORITY, "product__licence__regulator", _("监管的数据主管部门随产品下架结束交付"))
        | the_job(user, _("系统随产品下架结束交付"))
    )  # fmt: skip


@rule("licensing.redevelop_delivery")
def may_redevelop(user: Actor) -> Grounds:
    """Open to society by the public form alone: the contract there proves the customer (27号 第六条)."""
    return (
        allow(_("鼓励社会各方开展再开发（27号第六条）"), EVERY_ROW) if user.is_anonymous else NOBODY
    )


@rule("licensing.view_redevelopment")
def may_view_redevelopment(user: Actor) -> Grounds:
    """The operator, its supervisors and auditors."""
    return concerned(user, "delivery__product__", {"what": _("再开发申报")})


def may_offer(user: Actor, within: Q | None = None) -> Grounds:
    """The operator, under its own licences."""
    label = _("运营机构公布本单位的服务能力（27号第十九条）")
    return staff_of(user, Role.OPERATOR, "licence__operator", label, within)


@rule("licensing.view_capability")
def may_view_capabilities(user: Actor) -> Grounds:
    """Published under a licence in force today: everybody; the rest: operator, supervisors, auditors."""
    offered = Q(status=Status.PUBLISHED, licence__in=Licence.objects.in_force(today()))
    known = ~Q(status=Status.DRAFT)
    return (
        allow(_("服务能力清单向社会公开（意见第五条）"), offered)
        | may_offer(user)
        | staff_of(user, Role.IMPLEMENTING_BODY, "licence__implementing_body", _("实施机构查阅服务能力"), known)
        | staff_of(user, Role.AUTHORITY, "licence__regulator", _("监管的数据主管部门查阅服务能力"), known)
        | holders_of(user, Role.AUDITOR, _("审计机关查阅全部服务能力（审计法第三十四条）"))
    )  # fmt: skip


@rule("licensing.add_capability", "licensing.change_capability")
def may_write_capabilities(user: Actor) -> Grounds:
    """Drafts, only while the licence is in force."""
    in_force = Q(licence__in=Licence.objects.in_force(today()))
    return may_offer(user, Q(status=Status.DRAFT) & in_force)


@rule("licensing.publish_capability")
def may_publish(user: Actor) -> Grounds:
    """The operator publishes its own."""
    return may_offer(user)


@rule("licensing.withdraw_capability")
def may_withdraw_capability(user: Actor) -> Grounds:
    """The operator its own, the regulator any under its licences."""
    regulator = _("监管的数据主管部门撤下服务能力")
    return may_offer(user) | staff_of(user, Role.AUTHORITY, "licence__regulator", regulator)
