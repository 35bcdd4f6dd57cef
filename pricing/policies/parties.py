"""The parties to a price: who surveys, authorises, operates and audits (65号 一至五)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from governance.actors import Actor
from governance.policies import NOBODY, Grounds, allow


def auditors(user: Actor) -> Grounds:
    """Auditors read everything and change nothing (I-35)."""
    if user.holds(Role.AUDITOR):
        return allow(_("审计机关查阅全部价格资料（审计法第三十五条）"), Q())
    return NOBODY


def parties(user: Actor, licence: str) -> Grounds:
    """Those whose costs or tariffs are in question: operator, authorising and implementing body."""
    bodies = user.organisation_ids(Role.IMPLEMENTING_BODY)
    return allow(
        _("运营机构查阅本单位的价格资料"),
        Q(**{f"{licence}operator__in": user.organisation_ids(Role.OPERATOR)}),
    ) | allow(
        _("授权主体和实施机构查阅所授权运营机构的价格资料"),
        Q(**{f"{licence}authorising_body__in": bodies})
        | Q(**{f"{licence}implementing_body__in": bodies}),
    )


def priced_by(user: Actor, survey: str = "") -> Q:
    return Q(**{f"{survey}price_authority__in": user.organisation_ids(Role.PRICE_AUTHORITY)})


def authorised_by(user: Actor, tariff: str = "") -> Q:
    """Products under a licence of the user's authorising body."""
    bodies = user.organisation_ids(Role.IMPLEMENTING_BODY)
    licence = f"{tariff}product__licence__"
    return Q(**{f"{licence}authorising_body__in": bodies}) | Q(
        **{f"{licence}implementing_body__in": bodies}
    )


def operated_by(user: Actor, tariff: str = "") -> Q:
    operators = user.organisation_ids(Role.OPERATOR)
    return Q(**{f"{tariff}product__licence__operator__in": operators})
