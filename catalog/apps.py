"""Configuration of the catalog app."""

from django.utils.translation import gettext_lazy as _

from governance.registration import GovernedApp


class CatalogConfig(GovernedApp):
    default = True
    name = "catalog"
    verbose_name = _("目录与登记")
    registers = (*GovernedApp.registers, "source_check")
