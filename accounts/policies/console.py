"""The console of the server: founds the portal and breaks the glass, by command and on record."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import CONSOLE
from governance.actors import Actor
from governance.policies import NOBODY, Grounds, allow


def by_console(user: Actor) -> Grounds:
    """Grounds for the service account of the console alone: nobody can sign in with it."""
    is_console = getattr(user, "is_service", False) and getattr(user, "username", "") == CONSOLE
    return allow(_("服务器控制台的设立与应急命令"), Q()) if is_console else NOBODY
