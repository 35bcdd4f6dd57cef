"""Who sets caps and publishes prices, and that everybody sees them (65号 二、五)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.actors import Actor
from governance.policies import Grounds, allow, rule
from pricing.models import CapTariff, Price
from pricing.policies.parties import auditors, authorised_by, operated_by


@rule("pricing.view_captariff")
def may_view_cap(user: Actor) -> Grounds:
    """Caps that were set are public; drafts belong to the authorising body."""
    return (
        allow(_("已制定的上限收费标准向社会公开"), Q(status__in=CapTariff.EFFECTIVE))
        | allow(_("授权主体拟订上限收费标准（65号 二）"), authorised_by(user))
        | auditors(user)
    )


@rule("pricing.add_captariff", "pricing.change_captariff")
def may_draft_cap(user: Actor) -> Grounds:
    """The authorising body drafts caps; a cap that was set is never edited (I-19)."""
    draft = Q(status=CapTariff.Status.DRAFT)
    return allow(_("授权主体拟订上限收费标准（65号 二）"), authorised_by(user) & draft)


@rule("pricing.set_captariff")
def may_set_cap(user: Actor) -> Grounds:
    """Another person of the authorising body sets what was drafted."""
    return allow(_("授权主体制定上限收费标准（65号 二）"), authorised_by(user)).unless(
        _("拟订人不得制定自己拟订的上限收费标准"), Q(created_by=user.pk)
    )


@rule("pricing.report_captariff", "pricing.supersede_captariff")
def may_follow_up_cap(user: Actor) -> Grounds:
    """The authorising body reports its caps and replaces them by new ones."""
    return allow(_("授权主体报告和替代上限收费标准（65号 二）"), authorised_by(user))


@rule("pricing.view_price")
def may_view_price(user: Actor) -> Grounds:
    """Published prices are public, for ever; drafts belong to the operator and its guide."""
    return (
        allow(_("已公布的收费标准向社会公开（价格法第十三条）"), Q(status__in=Price.PUBLIC))
        | allow(_("运营机构拟订具体收费标准（65号 二）"), operated_by(user))
        | allow(_("授权主体指导收费标准（65号 二）"), authorised_by(user))
        | auditors(user)
    )


@rule("pricing.add_price", "pricing.change_price")
def may_draft_price(user: Actor) -> Grounds:
    """The operator drafts prices; a published price is never edited (I-19)."""
    draft = Q(status=Price.Status.DRAFT)
    return allow(_("运营机构拟订具体收费标准（65号 二）"), operated_by(user) & draft)


@rule("pricing.publish_price")
def may_publish_price(user: Actor) -> Grounds:
    """The operator publishes its prices."""
    return allow(_("运营机构公布具体收费标准（65号 五）"), operated_by(user))


@rule("pricing.supersede_price", "pricing.withdraw_price")
def may_end_price(user: Actor) -> Grounds:
    """A price ends by the operator's next one, or by a lower cap of the authorising body."""
    return allow(_("运营机构更替或撤回收费标准"), operated_by(user)) | allow(
        _("授权主体下调上限时截止或撤回超出的收费标准（65号 四）"), authorised_by(user)
    )


@rule("pricing.apply_formal_price")
def may_apply_for_formal_price(user: Actor) -> Grounds:
    """After a complete operating year the authorising body applies (65号 二; I-16)."""
    trial = Q(stage=Price.Stage.TRIAL, formal_applied_on=None)
    return allow(_("授权主体申请转为正式收费（65号 二）"), authorised_by(user) & trial)
