"""Who reports, verifies, corrects and decides around shared data (809号 第二十五条至第二十七条)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Role
from catalog.models import CorrectionRequest, SharingRequest
from catalog.policies.resources import is_service
from catalog.policies.sharing import (
    asked_of,
    departments_of,
    may_supervise,
    may_view_request,
    overseen_by,
    requested_by,
)
from governance import clock
from governance.actors import Actor
from governance.policies import NOBODY, Grounds, allow, rule

PREPARED = Q(status=CorrectionRequest.Status.DRAFT)


def of_requests(condition: Q) -> Q:
    """Rows whose sharing request meets the condition."""
    return Q(request__in=SharingRequest.objects.filter(condition))


@rule("catalog.view_sharingincident", "catalog.view_sharingdispute")
def may_view_affair(user: Actor) -> Grounds:
    """Who sees the request sees what became of it."""
    if user.is_anonymous:
        return NOBODY
    return allow(
        _("可以查看共享申请的，可以查看其使用问题和争议。"),
        of_requests(may_view_request(user).condition),
    )


@rule("catalog.answer_sharingincident", "catalog.pursue_sharingdispute")
def may_speak_for_requester(user: Actor) -> Grounds:
    """The department that uses or wants the data is heard."""
    return allow(_("由申请单位说明或者主张。"), of_requests(requested_by(user)))


@rule("catalog.answer_sharingdispute")
def may_speak_for_provider(user: Actor) -> Grounds:
    """The provider is heard, and may still agree."""
    return allow(_("由提供单位说明或者同意。"), of_requests(asked_of(user)))


@rule("catalog.verify_sharingincident")
def may_verify(user: Actor) -> Grounds:
    """The data authority, but not who reported it nor who stands on one side."""
    supervised = may_supervise(user).condition
    return allow(_("由数据主管部门核实。"), of_requests(supervised)).unless(
        _("本人报告的问题，不得由本人核实。"), Q(created_by=user.pk)
    )


@rule("catalog.handle_sharingincident")
def may_handle(user: Actor) -> Grounds:
    """The data authority decides what follows."""
    return allow(_("由数据主管部门处理。"), of_requests(may_supervise(user).condition))


@rule("catalog.mediate_sharingdispute")
def may_mediate(user: Actor) -> Grounds:
    """The data authority of the provider's level, by somebody who stands on neither side."""
    return allow(_("由同级数据主管部门协调。"), of_requests(may_supervise(user).condition))


@rule("catalog.escalate_sharingdispute")
def may_escalate(user: Actor) -> Grounds:
    """Either side, or the authority whose mediation did not help."""
    sides = requested_by(user) | asked_of(user) | overseen_by(user)
    return allow(_("由争议双方或者同级数据主管部门报请。"), of_requests(sides))


@rule("catalog.decide_sharingdispute")
def may_decide(user: Actor) -> Grounds:
    """The common superior's data authority; nobody decides a dispute of his own organisation or one he mediated."""
    held = Membership.objects.in_force(clock.today()).filter(user=user.pk)
    own = Q(request__requester__in=held.values("organisation")) | Q(
        request__provider__in=held.values("organisation")
    )
    sides = departments_of(user)
    acting = Q(request__requester__in=sides) | Q(request__provider__in=sides)
    superior = Q(superior__in=user.organisation_ids(Role.AUTHORITY))
    return (
        allow(_("由双方共同的上级数据主管部门裁定。"), superior)
        .unless(_("任何人不得裁定本单位的争议。"), own | acting)
        .unless(_("协调人不得裁定同一争议。"), Q(mediated_by=user.pk))
    )


@rule(
    "catalog.add_sharingincident",
    "catalog.change_sharingincident",
    "catalog.add_sharingdispute",
    "catalog.change_sharingdispute",
)
def written_by_steps_only(user: Actor) -> Grounds:
    """Both come about by steps of the request."""
    return NOBODY


@rule("catalog.view_correctionrequest")
def may_view_correction(user: Actor) -> Grounds:
    """Both sides, the provider's data authority and the auditor."""
    if user.is_anonymous:
        return NOBODY
    if is_service(user) or user.holds(Role.AUDITOR):
        return allow(_("审计机关可以查看全部数据校核申请。"), Q())
    overseen = Q(provider__in=user.organisation_ids(Role.AUTHORITY))
    return (
        allow(_("申请单位可以查看本单位的校核申请。"), Q(applicant__in=departments_of(user)))
        | allow(_("提供单位可以查看向其提出的校核申请。"), _answered_by(user))
        | allow(_("数据主管部门可以查看所管单位的校核申请。"), overseen)
    )


@rule("catalog.add_correctionrequest", "catalog.change_correctionrequest")
def may_prepare_correction(user: Actor) -> Grounds:
    """The user department, until it is filed."""
    return allow(
        _("使用单位可以编制本单位的校核申请。"), PREPARED & Q(applicant__in=departments_of(user))
    )


@rule("catalog.file_correctionrequest")
def may_file_correction(user: Actor) -> Grounds:
    """The user department."""
    return allow(_("由使用单位提交。"), Q(applicant__in=departments_of(user)))


@rule("catalog.answer_correctionrequest")
def may_answer_correction(user: Actor) -> Grounds:
    """The provider verifies, but nobody answers his own request."""
    return allow(_("由提供单位校核。"), _answered_by(user)).unless(
        _("本人提交的校核申请，不得由本人答复。"),
        Q(submitted_by=user.pk) | Q(created_by=user.pk),
    )


def _answered_by(user: Actor) -> Q:
    # A draft has no provider yet.
    return Q(provider__in=user.organisation_ids(Role.PROVIDER))
