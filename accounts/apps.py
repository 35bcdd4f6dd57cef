"""Configuration of the accounts app."""

from django.utils.translation import gettext_lazy as _

from governance.registration import GovernedApp


class AccountsConfig(GovernedApp):
    default = True
    name = "accounts"
    verbose_name = _("组织与账号")
