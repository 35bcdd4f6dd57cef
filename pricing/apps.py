"""Configuration of the pricing app."""

from django.utils.translation import gettext_lazy as _

from governance.registration import GovernedApp


class PricingConfig(GovernedApp):
    default = True
    name = "pricing"
    verbose_name = _("价格")
