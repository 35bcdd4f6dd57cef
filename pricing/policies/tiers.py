"""Tiers and reliefs are seen and written with the tariff to which they belong (I-19)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.actors import Actor
from governance.policies import Grounds, allow, rule
from pricing.models import CapTariff, Price
from pricing.policies.parties import auditors, authorised_by, operated_by


@rule("pricing.view_captier", "pricing.view_caprelief")
def may_view_part_of_cap(user: Actor) -> Grounds:
    """As public as the cap."""
    return (
        allow(_("已制定的上限收费标准向社会公开"), Q(cap__status__in=CapTariff.EFFECTIVE))
        | allow(_("授权主体拟订上限收费标准（65号 二）"), authorised_by(user, "cap__"))
        | auditors(user)
    )


@rule("pricing.add_captier", "pricing.change_captier", "pricing.add_caprelief", "pricing.change_caprelief")  # fmt: skip
def may_draft_part_of_cap(user: Actor) -> Grounds:
    """While the cap is a draft."""
    draft = Q(cap__status=CapTariff.Status.DRAFT)
    return allow(_("授权主体拟订上限收费标准（65号 二）"), authorised_by(user, "cap__") & draft)


@rule("pricing.view_pricetier")
def may_view_part_of_price(user: Actor) -> Grounds:
    """As public as the price."""
    return (
        allow(_("已公布的收费标准向社会公开（价格法第十三条）"), Q(price__status__in=Price.PUBLIC))
        | allow(_("运营机构拟订具体收费标准（65号 二）"), operated_by(user, "price__"))
        | allow(_("授权主体指导收费标准（65号 二）"), authorised_by(user, "price__"))
        | auditors(user)
    )


@rule("pricing.add_pricetier", "pricing.change_pricetier")
def may_draft_part_of_price(user: Actor) -> Grounds:
    """While the price is a draft."""
    draft = Q(price__status=Price.Status.DRAFT)
    return allow(_("运营机构拟订具体收费标准（65号 二）"), operated_by(user, "price__") & draft)
