"""Who computes, signs and countersigns the allowed revenue (65号 二)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from governance.actors import Actor
from governance.policies import Grounds, allow, rule
from pricing.models import AllowedRevenue
from pricing.policies.parties import auditors, parties, priced_by


@rule("pricing.view_allowedrevenue")
def may_view_revenue(user: Actor) -> Grounds:
    """What was decided is public with its derivation; what is being decided, to those concerned."""
    countersigns = Q(data_authority__in=user.organisation_ids(Role.AUTHORITY))
    return (
        allow(
            _("已核定的最高准许收入向社会公开（价格法第二十四条）"),
            Q(status=AllowedRevenue.Status.IN_FORCE),
        )
        | allow(_("价格主管部门核定准许收入"), priced_by(user))
        | allow(_("数据主管部门会同核定准许收入（65号 二）"), countersigns)
        | parties(user, "licence__")
        | auditors(user)
    )


@rule("pricing.propose_allowedrevenue")
def may_propose_revenue(user: Actor) -> Grounds:
    """The price authority computes the revenue and puts it up for signature."""
    return allow(_("价格主管部门拟订准许收入（65号 二）"), priced_by(user))


@rule("pricing.add_allowedrevenue", "pricing.change_allowedrevenue")
def may_draft_revenue(user: Actor) -> Grounds:
    """The price authority drafts the revenue; once put up for signature it stays as it is."""
    editable = Q(status__in=AllowedRevenue.OPEN_TO_EDITS)
    return allow(_("价格主管部门拟订准许收入（65号 二）"), priced_by(user) & editable)


@rule("pricing.sign_allowedrevenue")
def may_sign_revenue(user: Actor) -> Grounds:
    """The first signature: another person of the price authority."""
    return allow(_("价格主管部门签署准许收入（65号 二）"), priced_by(user)).unless(
        _("拟订人不得签署自己拟订的准许收入"), Q(proposed_by=user.pk) | Q(created_by=user.pk)
    )


@rule("pricing.countersign_allowedrevenue")
def may_countersign_revenue(user: Actor) -> Grounds:
    """The second signature: the data authority, by a person who has not yet taken part."""
    countersigns = Q(data_authority__in=user.organisation_ids(Role.AUTHORITY))
    return allow(_("数据主管部门会签准许收入（65号 二）"), countersigns).unless(
        _("拟订人和价格主管部门签署人不得会签同一准许收入"),
        Q(proposed_by=user.pk) | Q(created_by=user.pk) | Q(price_signed_by=user.pk),
    )


@rule("pricing.return_allowedrevenue")
def may_return_revenue(user: Actor) -> Grounds:
    """Whoever is asked to sign may send it back."""
    return may_sign_revenue(user) | may_countersign_revenue(user)
