"""Configuration of the disclosure app."""

from django.utils.translation import gettext_lazy as _

from governance.registration import GovernedApp


class DisclosureConfig(GovernedApp):
    default = True
    name = "disclosure"
    verbose_name = _("披露与监督")
