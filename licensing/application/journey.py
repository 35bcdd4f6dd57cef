"""What became of an application: who does what, when, what comes next and by when."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from governance.presentation import Tone
from licensing.models import Candidate, Selection
from licensing.selecting.demands import local_day

Status = Candidate.Status
PLACES = {
    Status.DRAFT: 0,
    Status.SUBMITTED: 2,
    Status.RETURNED: 2,
    Status.REJECTED: 2,
    Status.ADMITTED: 3,
    Status.WON: 4,
    Status.RESERVED: 4,
    Status.LOST: 4,
}
ENDED_BADLY = frozenset({Status.REJECTED, Status.WITHDRAWN})


@dataclass(frozen=True)
class Stage:
    """One station of the way."""

    title: str
    who: str
    on: date | None = None
    words: str = ""
    tone: str = ""
    is_now: bool = False


def stages(candidate: Candidate) -> list[Stage]:
    """The stations from handing in to the agreement; the one at which it stands is marked."""
    selection, body = candidate.selection, candidate.selection.implementing_body.name
    received = local_day(candidate.received_at) if candidate.received_at else None
    opened = local_day(selection.closes_at)
    told = [
        Stage(_("提交申请"), candidate.name, received),
        Stage(_("截止并开启申请"), body, opened, _("截止以前申请密封，任何人看不到内容")),
        Stage(_("审查条件"), body, candidate.examined_on),
        Stage(_("评审"), _("评审人员"), selection.announced_on if candidate.rank else None),
        Stage(_("结果公示"), body, selection.announced_on, _period(selection)),
        Stage(_("选定运营机构，签订协议"), body, selection.concluded_on),
    ]
    place = _place(candidate)
    return [_placed(stage, candidate) if n == place else stage for n, stage in enumerate(told)]


def _place(candidate: Candidate) -> int:
    if candidate.status == Status.SUBMITTED and candidate.selection.status == Selection.Status.OPEN:
        return 1
    if candidate.selection.status == Selection.Status.CONCLUDED and candidate.rank:
        return 5
    return PLACES.get(Status(candidate.status), 0)


def _period(selection: Selection) -> str:
    if selection.announced_on is None or selection.result_ends_on is None:
        return ""
    told = {
        "start": selection.announced_on.isoformat(),
        "end": selection.result_ends_on.isoformat(),
    }
    return _("公示期 %(start)s 至 %(end)s") % told


def _placed(stage: Stage, candidate: Candidate) -> Stage:
    tone = Tone.BAD if candidate.status in ENDED_BADLY else Tone.WARN
    selection = candidate.selection
    words = candidate.get_status_display()
    if selection.status in (Selection.Status.FAILED, Selection.Status.CANCELLED):
        words, tone = selection.get_status_display(), Tone.BAD
    reason = candidate.outcome_reason or selection.outcome_reason
    said = _("%(state)s。%(reason)s") % {"state": words, "reason": reason}
    return Stage(stage.title, stage.who, stage.on, said, tone, is_now=True)


def waits_for(candidate: Candidate) -> dict[str, Any]:
    """Who has to act now, and by when."""
    is_own = candidate.status in Candidate.OPEN_TO_EDITS
    who = candidate.name if is_own else candidate.selection.implementing_body.name
    due_on = candidate.due_on
    if candidate.status == Status.DRAFT:
        due_on = local_day(candidate.selection.closes_at)
    return {"who": who, "due_on": due_on}
