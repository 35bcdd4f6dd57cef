"""How an application begins: which selections are open to the person, and what is known of the applicant already."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Organisation, Role
from governance import edits
from governance.actors import Actor
from governance.errors import InvalidInput
from licensing.models import Candidate, Selection

#: Taken over from the applicant's last application: it is written once and mended afterwards.
CARRIED = (
    "contact_person", "contact_phone", "capability", "capability_file", "credit", "security", "security_file",
    "funds", "funds_file", "service", "service_file",
)  # fmt: skip


def own_bodies(user: Actor) -> list[int]:
    """The organisations for which the person applies."""
    return user.organisation_ids(Role.OPERATOR)


def open_selections(user: Actor, at: datetime) -> Any:
    """Selections that receive applications now and to which the person's organisation has not applied."""
    applied = Candidate.objects.filter(organisation__in=own_bodies(user)).exclude(
        status=Candidate.Status.WITHDRAWN
    )
    rows = (
        Selection.objects.visible_to(user).receiving(at).exclude(pk__in=applied.values("selection"))
    )
    invited = rows.filter(method=Selection.Method.INVITED_TENDER, invited__in=own_bodies(user))
    open_to_all = rows.exclude(method=Selection.Method.INVITED_TENDER)
    keys = {*invited.values_list("pk", flat=True), *open_to_all.values_list("pk", flat=True)}
    return rows.filter(pk__in=keys).select_related("implementing_body").order_by("closes_at", "pk")


def prepared(user: Actor) -> Any:
    """What the person's organisation has begun, or has to mend."""
    rows = Candidate.objects.permitted(user, "licensing.change_candidate")
    return rows.filter(organisation__in=own_bodies(user)).select_related("selection")


def begin(selection: Selection, *, actor: Any) -> Candidate:
    """A draft with everything that the portal knows of the applicant already."""
    own = Organisation.objects.filter(pk__in=own_bodies(actor)).order_by("pk")
    if len(own) != 1:
        raise InvalidInput(
            _("您在多家单位任职，请在申请列表中新建申请，并选择申请单位。")
            if own
            else _("运营申请由申请单位的经办人填写，您没有这一角色。")
        )
    applicant = own[0]
    candidate = Candidate(
        selection=selection,
        organisation=applicant,
        name=applicant.name,
        uscc=applicant.uscc,
        has_legal_personality=applicant.has_legal_personality,
        **known_of(applicant),
    )
    edits.save(candidate, actor=actor)
    return candidate


def known_of(applicant: Organisation) -> dict[str, Any]:
    """What the applicant said of itself the last time; what belongs to one selection is written anew."""
    last = (
        Candidate.objects.filter(organisation=applicant).exclude(number="").order_by("-pk").first()
    )
    return {name: getattr(last, name) for name in CARRIED} if last is not None else {}
