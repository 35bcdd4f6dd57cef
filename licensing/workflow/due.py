"""What the passing of time does to licences: bookkeeping of terms that are over (27号 第十四条第二项)."""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from governance.due import due_work
from governance.errors import Refusal, WrongState
from licensing.models import Licence, LicenceChange
from licensing.validity import RENEWAL_STAGES
from licensing.workflow.changes import effect_change
from licensing.workflow.ends import expire_licence, open_missing_exit
from licensing.workflow.renewals import remind_of_end


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


@due_work(_("办理当日生效的授权变更"))
def effect_due_changes(actor: Any, on: date) -> int:
    """Write each filed change into its licence on its day; what no longer fits stays overdue in the inbox."""
    due = LicenceChange.objects.filter(status=LicenceChange.Status.FILED, effective_on__lte=on)
    effected = 0
    for change in due.order_by("effective_on", "pk"):
        try:
            effect_change(change, actor=actor, on=on)
        except Refusal:
            continue
        effected += 1
    return effected


@due_work(_("提醒即将期满的授权"))
def remind_of_ends(actor: Any, on: date) -> int:
    """Leave each party its entry in the inbox 90, 30 and 7 days before the end, once for each stage."""
    last = on + timedelta(days=RENEWAL_STAGES[0])
    near = Licence.objects.filter(status__in=Licence.RUNNING, ends_on__range=(on, last))
    reminded = 0
    for licence in near.order_by("ends_on", "pk"):
        if licence.term.renewal_stage(on) == licence.reminded_days:
            continue
        try:
            remind_of_end(licence, actor=actor, on=on)
        except WrongState:
            # Somebody ended it in the meantime: there is nothing to renew.
            continue
        reminded += 1
    return reminded


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
