"""Who files, follows, assigns, decides and answers data requests; requesters stay unknown (clause 二, PIPL)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from catalog.models import DataRequest
from governance.actors import Actor
from governance.policies import EVERYBODY, NOBODY, Grounds, allow, rule

Status = DataRequest.Status
UNREAD = Q(status__in=(Status.FILED, Status.DECLINED))
ENDED = Q(status__in=(Status.CLOSED, Status.DECLINED))


def _received(user: Actor) -> Q:
    """What lies with the data authority: what nobody works on yet, and what its bureaus work on."""
    own = user.organisation_ids(Role.AUTHORITY)
    if not own:
        return Q(pk__in=[])
    return Q(bureau=None) | Q(bureau__in=own)


def _assigned(user: Actor) -> Q:
    return Q(bureau__in=user.organisation_ids(Role.PROVIDER))


@rule("catalog.add_datarequest")
def may_request_data(user: Actor) -> Grounds:
    """Anybody."""
    return allow(_("任何人都可以提出开放需求。"), Q(status=Status.FILED))


@rule("catalog.change_datarequest")
def written_by_steps_only(user: Actor) -> Grounds:
    """What somebody asked for is answered, never rewritten."""
    return NOBODY


@rule("catalog.track_datarequest")
def may_track_request(user: Actor) -> Grounds:
    """Whoever knows a number learns how far the case has come."""
    return EVERYBODY


@rule("catalog.view_datarequest")
def may_view_request(user: Actor) -> Grounds:
    """Public once it was taken up; before, for those who answer it."""
    return allow(_("受理后的开放需求及其答复向所有人公开。"), ~UNREAD) | may_follow_request(user)


@rule("catalog.follow_datarequest")
def may_follow_request(user: Actor) -> Grounds:
    """The data authority, the bureau it was assigned to, and the auditor over all."""
    if user.is_anonymous:
        return NOBODY
    if user.holds(Role.AUDITOR):
        return allow(_("审计机关可以查看全部开放需求。"), Q())
    return allow(_("数据主管部门可以查看所管单位和尚未分派的开放需求。"), _received(user)) | allow(
        _("承办单位可以查看分派给本单位的开放需求。"), _assigned(user)
    )


@rule("catalog.receive_datarequest")
def may_receive_request(user: Actor) -> Grounds:
    """The data authority; not on what one asked for or decided oneself (clause 十三)."""
    return (
        allow(_("由数据主管部门受理、分派和答复开放需求。"), _received(user))
        .unless(_("本人提出的开放需求不得由本人办理。"), Q(created_by=user.pk))
        .unless(_("承办人不得复核本人的意见。"), Q(decided_by=user.pk))
    )


@rule("catalog.decide_datarequest")
def may_decide_request(user: Actor) -> Grounds:
    """The bureau that has such data."""
    return allow(_("由承办单位提出能否开放的意见。"), _assigned(user)).unless(
        _("本人提出的开放需求不得由本人办理。"), Q(created_by=user.pk)
    )


@rule("catalog.contact_datarequest")
def may_contact_requester(user: Actor) -> Grounds:
    """Only who works on the case, and only as long as there is work (PIPL: no more than is needed)."""
    return allow(
        _("办结以前，办理人员可以联系需求人。"), (_received(user) | _assigned(user)) & ~ENDED
    )
