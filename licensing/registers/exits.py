"""What the public learns of the end of a licence: how far its exit is, and the notices of its services."""

from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from licensing.models import Exit, Licence, StopNotice

#: The states of an exit in words for the public.
STATES: dict[str, Promise] = {
    Exit.Status.OPENED: _("正在安排停止服务，公告即将发布"),
    Exit.Status.SETTLING: _("正在清算：停止服务、告知用户、结算、数据返还和销毁、资产移交"),
    Exit.Status.RETURNED: _("清算结果被监管部门退回，正在补办"),
    Exit.Status.REPORTED: _("清算完毕，等待监管部门核对"),
    Exit.Status.CLOSED: _("退出已经办结，没有遗留事项"),
}


def exit_words(licence: Licence) -> dict[str, Any]:
    """How a licence ended and how far its exit is; nothing while it runs."""
    if licence.status not in Licence.ENDED:
        return {"exit": None}
    found = Exit.objects.filter(licence=licence).first()
    if found is None:
        return {"exit": None}
    return {
        "exit": found,
        "exit_state": STATES[found.status],
        "exit_notices": list(notices().filter(licence=licence)),
    }


def notices() -> Any:
    """Every notice, the newest first, with what it corrects and what corrects it."""
    return StopNotice.objects.select_related("licence__operator", "corrected_by").order_by(
        "-published_on", "-pk"
    )


def notices_for(user: Any, *, stopping: str, on: date) -> Any:
    """The notices that stand: corrected ones are reached from their correction."""
    rows = notices().visible_to(user).filter(corrected_by=None)
    if stopping == "ahead":
        return rows.filter(stops_on__gt=on)
    if stopping == "stopped":
        return rows.filter(stops_on__lte=on)
    return rows
