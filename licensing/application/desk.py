"""My applications in selections on the desk: how each stands, what is to be mended, and by when."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from governance.actors import as_actor
from governance.desk import Entry, Link, Section
from governance.presentation import tone_of
from licensing.application.beginning import own_bodies
from licensing.application.tasks import PAGES, label_of, wanted_by_field
from licensing.models import Candidate, Selection
from licensing.selecting.demands import local_day

MOST = 20
Status = Candidate.Status
#: Taken back, never handed in before the closing, or without a place in a selection that is over.
OVER = (
    Q(status=Status.WITHDRAWN)
    | (Q(status=Status.DRAFT) & ~Q(selection__status=Selection.Status.OPEN))
    | Q(
        status__in=(Status.REJECTED, Status.LOST),
        selection__status__in=(
            Selection.Status.CONCLUDED, Selection.Status.FAILED, Selection.Status.CANCELLED,
        ),
    )
)  # fmt: skip
#: What the way to the tasks is called, where something is left to be written.
WRITING = {Status.DRAFT: _("继续填写"), Status.RETURNED: _("按要求补正")}


def applies(user: Any) -> bool:
    """Operators, and who wishes to become one."""
    return as_actor(user).holds(Role.OPERATOR)


def my_applications(user: Any, on: date) -> Iterable[Entry]:
    """What my body applied for and what is not over, the newest first."""
    rows: Any = Candidate.objects.visible_to(user).filter(organisation__in=own_bodies(user))
    found = rows.exclude(OVER).select_related("selection__implementing_body").order_by("-pk")
    return [entry_of(each) for each in found[:MOST]]


def entry_of(candidate: Candidate) -> Entry:
    """One application as a line of the desk."""
    selection, label = candidate.selection, WRITING.get(Status(candidate.status))
    closes_on = local_day(selection.closes_at) if selection.closes_at else None
    writing = Link(label=label, url=_page("tasks", candidate)) if label else None
    return Entry(
        title=selection.name,
        url=_page("progress", candidate),
        number=candidate.number,
        state=candidate.get_status_display(),
        tone=tone_of(candidate),
        facts=(
            (_("申请单位"), candidate.name),
            (_("实施机构"), selection.implementing_body.name),
            (_("申请截止日期"), closes_on.isoformat() if closes_on else "–"),
        ),
        marked=marks_of(candidate),
        due_on=closes_on if candidate.status == Status.DRAFT else candidate.due_on,
        links=(writing,) if writing else (),
    )


def marks_of(candidate: Candidate) -> tuple[str, ...]:
    """What is to be mended, field by field in the order of the pages."""
    wanted = wanted_by_field(candidate)
    names = (name for page in PAGES for name in page.fields if name in wanted)
    return tuple(f"{label_of(name)}：{wanted[name]}" for name in names)


def _page(name: str, candidate: Candidate) -> str:
    return reverse(f"admin:licensing_candidate_{name}", args=[candidate.pk])


def begin(user: Any) -> Link | None:
    """Where a new application begins."""
    if not own_bodies(user):
        return None
    return Link(label=_("申请成为运营机构"), url=reverse("admin:licensing_candidate_begin"))


SECTION = Section(
    key="candidacies",
    title=_("我的运营申请"),
    empty=_("没有正在办理的运营申请。"),
    rows=my_applications,
    concerns=applies,
    action=begin,
)
