"""Configuration of the licensing app."""

from django.utils.translation import gettext_lazy as _

from governance.registration import GovernedApp


class LicensingConfig(GovernedApp):
    default = True
    name = "licensing"
    verbose_name = _("授权运营")
