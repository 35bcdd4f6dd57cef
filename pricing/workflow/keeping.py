"""Whether a price keeps to a cap at every quantity (I-13)."""

from django.utils.translation import gettext_lazy as _

from pricing.guidance.ladders import exceeds_from, rate_beyond
from pricing.models import CapTariff, Price
from pricing.wording import grouped


def above_cap(price: Price, cap: CapTariff) -> str:
    """Where the price is higher than the cap, in words; nothing where it never is."""
    if price.minimum > cap.minimum:
        words = {
            "price": grouped(price.minimum, least=2),
            "cap": grouped(cap.minimum, least=2),
            "day": cap.starts_on,
        }
        return str(
            _("“最低收费”不得高于 %(day)s 起上限规定的 %(cap)s 元，现为 %(price)s 元，请调低。")
            % words
        )
    edge = exceeds_from(price.ladder, cap=cap.ladder)
    if edge is None:
        return ""
    limit = grouped(rate_beyond(edge, tiers=cap.ladder), least=2)
    if not edge:
        return str(_("“具体收费标准”不得高于 %(limit)s，请核对后重新填写。") % {"limit": limit})
    words = {"edge": grouped(edge, least=0), "limit": limit, "day": cap.starts_on}
    return str(
        _("用量超过 %(edge)s 的部分，收费不得高于 %(day)s 起上限规定的 %(limit)s 元，请调低该档。")
        % words
    )
