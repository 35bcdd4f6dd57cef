"""What the passing of time does to licences: bookkeeping of terms that are over (27号 第十四条第二项)."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from governance.due import due_work
from governance.errors import WrongState
from licensing.models import Licence
from licensing.workflow.ends import expire_licence, open_missing_exit


@due_work(_("登记已到期的授权"))
def expire_lapsed_licences(actor: Any, on: date) -> int:
    """Write down the end of each term that is over; nobody had rights from it since midnight."""
    expired = 0
    for licence in Licence.objects.lapsed(on):
        try:
            expire_licence(licence, actor=actor, on=on)
        except WrongState:
            # Somebody ended it in the meantime: nothing is left to do.
            continue
        expired += 1
    return expired


@due_work(_("为已结束的授权补建退出记录"))
def open_missing_exits(actor: Any, on: date) -> int:
    """Licences that ended before exits were kept here get theirs, once."""
    opened = 0
    for licence in Licence.objects.filter(
        status__in=Licence.ENDED - {Licence.Status.CLOSED}, exit=None
    ):
        open_missing_exit(licence, actor=actor, on=on)
        opened += 1
    return opened
