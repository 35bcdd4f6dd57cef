"""Who asks for shared data, who answers, and who supervises (809号 第二十条至第二十六条, I-28)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from catalog.models import SharingRequest
from catalog.policies.resources import is_service
from governance.actors import Actor
from governance.policies import EVERYBODY, NOBODY, Grounds, allow, rule

Status = SharingRequest.Status
FILED = ~Q(status=Status.DRAFT)
#: A requester is a department like any other: whoever provides or implements for it may ask in its name.
DEPARTMENT_ROLES = (Role.PROVIDER, Role.IMPLEMENTING_BODY)


def departments_of(user: Actor) -> list[int]:
    """The organisations in whose name the person asks for data."""
    return user.organisation_ids(*DEPARTMENT_ROLES)


def requested_by(user: Actor) -> Q:
    """Requests of the person's own departments."""
    return Q(requester__in=departments_of(user))


def asked_of(user: Actor) -> Q:
    """Requests for data that the person's organisations provide; a draft has no provider yet."""
    return Q(provider__in=user.organisation_ids(Role.PROVIDER))


def overseen_by(user: Actor) -> Q:
    """Requests to a provider of the same level as the person's data authority; a draft has no provider yet."""
    return Q(provider__in=user.organisation_ids(Role.AUTHORITY))


def own_affair(user: Actor) -> Q:
    """Requests in which the person stands on one side."""
    own = departments_of(user)
    return Q(requester__in=own) | Q(provider__in=own)


@rule("catalog.view_sharingrequest")
def may_view_request(user: Actor) -> Grounds:
    """Both sides, their data authorities and the auditor; no third department and no visitor."""
    if user.is_anonymous:
        return NOBODY
    if is_service(user) or user.holds(Role.AUDITOR):
        return allow(_("审计机关可以查看全部共享申请。"), Q())
    of_requesters = Q(requester__in=user.organisation_ids(Role.AUTHORITY)) & FILED
    at_superior = Q(dispute__superior__in=user.organisation_ids(Role.AUTHORITY))
    return (
        allow(_("申请单位可以查看本单位的共享申请。"), requested_by(user))
        | allow(_("提供单位可以查看向其提出的共享申请。"), asked_of(user))
        | allow(_("数据主管部门可以查看所管单位的共享申请。"), overseen_by(user) | of_requesters)
        | allow(_("裁定争议的数据主管部门可以查看有关的共享申请。"), at_superior)
    )


@rule("catalog.add_sharingrequest", "catalog.change_sharingrequest")
def may_prepare_request(user: Actor) -> Grounds:
    """The requester, until it is filed or while it is returned for supplement."""
    prepared = Q(status__in=(Status.DRAFT, Status.SUPPLEMENT))
    return allow(_("申请单位可以编制本单位的共享申请。"), prepared & requested_by(user))


@rule("catalog.file_sharingrequest", "catalog.use_sharingrequest")
def may_act_for_requester(user: Actor) -> Grounds:
    """Who uses the data asks for them and answers for their use (809号 第二十五条)."""
    return allow(_("由申请单位提交并负责使用。"), requested_by(user))


@rule("catalog.reply_sharingrequest", "catalog.provide_sharingrequest")
def may_reply(user: Actor) -> Grounds:
    """The provider, but nobody answers his own request."""
    return allow(_("由提供单位答复并提供。"), asked_of(user)).unless(
        _("本人编制或者提交的共享申请，不得由本人答复。"),
        Q(submitted_by=user.pk) | Q(created_by=user.pk),
    )


@rule("catalog.extend_sharingrequest", "catalog.review_sharingrequest")
def may_consent(user: Actor) -> Grounds:
    """The data authority of the provider's level, by somebody who stands on neither side (I-28)."""
    return (
        allow(_("由与提供单位同级的数据主管部门办理。"), overseen_by(user))
        .unless(_("代表申请单位或者提供单位的人员不得办理。"), own_affair(user))
        .unless(_("本人申请的延期，不得由本人同意。"), Q(extension_asked_by=user.pk))
    )


@rule("catalog.report_sharingrequest")
def may_report(user: Actor) -> Grounds:
    """The provider and its data authority say what they found of the use."""
    return allow(_("提供单位可以报告使用中的问题。"), asked_of(user)) | allow(
        _("数据主管部门可以报告使用中的问题。"), overseen_by(user)
    )


@rule("catalog.supervise_sharingrequest")
def may_supervise(user: Actor) -> Grounds:
    """Suspension, resumption and stop are the data authority's."""
    return allow(_("由数据主管部门监督使用。"), overseen_by(user)).unless(
        _("代表申请单位或者提供单位的人员不得办理。"), own_affair(user)
    )


@rule("catalog.settle_sharingrequest")
def may_settle(user: Actor) -> Grounds:
    """What a dispute brings about; the steps of the dispute ask who may act there."""
    superior = Q(dispute__superior__in=user.organisation_ids(Role.AUTHORITY))
    return allow(
        _("由争议双方或者裁定争议的数据主管部门执行。"),
        requested_by(user) | asked_of(user) | superior,
    )


@rule("catalog.expire_sharingrequest")
def may_expire(user: Actor) -> Grounds:
    """The end of the agreed period is the work of the calendar."""
    return EVERYBODY if is_service(user) else NOBODY


@rule("catalog.view_sharingsupplement", "catalog.view_sharinguse")
def may_view_records(user: Actor) -> Grounds:
    """Who sees the request sees its supplement notices and its records of use."""
    if user.is_anonymous:
        return NOBODY
    seen = SharingRequest.objects.filter(may_view_request(user).condition)
    return allow(_("可以查看共享申请的，可以查看其补正通知和使用记录。"), Q(request__in=seen))


@rule(
    "catalog.add_sharingsupplement",
    "catalog.change_sharingsupplement",
    "catalog.add_sharinguse",
    "catalog.change_sharinguse",
)
def written_by_steps_only(user: Actor) -> Grounds:
    """Notices and records come about by steps and stand."""
    return NOBODY


@rule("catalog.view_sharingduty")
def may_view_duties(user: Actor) -> Grounds:
    """The list of an organisation is for itself, its data authority and the auditor (clause 一d)."""
    if user.is_anonymous:
        return NOBODY
    if is_service(user) or user.holds(Role.AUDITOR):
        return allow(_("审计机关可以查看全部共享责任清单。"), Q())
    own = Q(provider__in=user.organisation_ids(*DEPARTMENT_ROLES))
    supervised = Q(provider__in=user.organisation_ids(Role.AUTHORITY))
    return allow(_("责任单位可以查看本单位的清单。"), own) | allow(
        _("数据主管部门可以查看所管单位的清单。"), supervised
    )
