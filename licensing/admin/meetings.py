"""The way from a matter that waits for its meeting to the form in which the meeting is recorded."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Organisation, Role
from governance.admin.access import Verdicts
from licensing.conditions import decision_kind
from licensing.models import CollectiveDecision, Licence, Scheme


def meeting_tools(request: HttpRequest, subject: Scheme | Licence) -> list[dict[str, str]]:
    """登记会议决策, filled in as far as the matter tells, for those who may record what was decided on it."""
    field, state, role, recorder, body = _of(subject)
    user: Any = request.user
    may_record = Verdicts.of(request).could("licensing.add_collectivedecision", CollectiveDecision)
    if subject.status != state or not may_record or recorder not in user.organisation_ids(role):
        return []
    given = {"kind": decision_kind(subject).value, field: subject.pk}
    if body is not None:
        given["body"] = body.pk
    url = reverse("admin:licensing_collectivedecision_add")
    return [{"url": f"{url}?{urlencode(given)}", "label": _("登记会议决策")}]


def _of(subject: Scheme | Licence) -> tuple[str, str, Role, int, Organisation | None]:
    """The field of the decision, the state that waits for it, who records it, and whose meeting it is."""
    if isinstance(subject, Scheme):
        waits = Scheme.Status.DELIBERATION
        return "scheme", waits, Role.AUTHORITY, subject.authority_id, subject.authorising_body
    waits_for_decision = Licence.Status.DRAFT
    body = subject.implementing_body
    return "licence", waits_for_decision, Role.IMPLEMENTING_BODY, body.pk, body
