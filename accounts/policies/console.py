"""The console of the server: founds the portal and breaks the glass, by command and on record."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import CONSOLE
from governance.actors import Actor
from governance.policies import NOBODY, Grounds, allow

BY_CONSOLE = allow(_("服务器控制台的设立与应急命令"), Q())


def is_console(user: Actor) -> bool:
    """Whether this is the service account of the console: nobody can sign in with it."""
    return getattr(user, "is_service", False) and getattr(user, "username", "") == CONSOLE


def by_console(user: Actor) -> Grounds:
    """Grounds for the console alone."""
    return BY_CONSOLE if is_console(user) else NOBODY
