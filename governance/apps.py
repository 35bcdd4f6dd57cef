"""Configuration of the governance app."""

from django.utils.translation import gettext_lazy as _

from governance.registration import GovernedApp


class GovernanceConfig(GovernedApp):
    default = True
    name = "governance"
    verbose_name = _("治理机制")
    registers = (*GovernedApp.registers, "packages")
