"""Who files, follows, answers and supervises quality issues; reporters stay unknown (clause 四, PIPL)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from catalog.models import DataResource, QualityIssue
from governance.actors import Actor
from governance.policies import NOBODY, Grounds, allow, rule

Status = QualityIssue.Status
#: Whose words nobody has looked at yet, or whose words were refused.
UNREAD = Q(status__in=(Status.FILED, Status.DECLINED))
NOT_SECRET = Q(resource__is_secret=False)
ENDED = Q(status__in=(Status.CLOSED, Status.DECLINED))


def _provided(user: Actor) -> Q:
    return Q(resource__provider__in=user.organisation_ids(Role.PROVIDER))


def _supervised(user: Actor) -> Q:
    return Q(resource__provider__in=user.organisation_ids(Role.AUTHORITY))


@rule("catalog.add_qualityissue")
def may_report_issue(user: Actor) -> Grounds:
    """Anybody, with what stands in the public catalogue."""
    is_public = Q(resource__status__in=DataResource.STANDING) & NOT_SECRET
    return allow(_("任何人都可以对公开的资源提出质量问题。"), Q(status=Status.FILED) & is_public)


@rule("catalog.change_qualityissue")
def written_by_steps_only(user: Actor) -> Grounds:
    """What somebody reported is answered, never rewritten."""
    return NOBODY


@rule("catalog.track_qualityissue")
def may_track_issue(user: Actor) -> Grounds:
    """Whoever knows a number learns how far the case has come."""
    return allow(_("任何人都可以凭编号查询办理进度。"), NOT_SECRET) | may_follow_issue(user)


@rule("catalog.view_qualityissue")
def may_view_issue(user: Actor) -> Grounds:
    """Public once it was taken up; before, for those who answer it."""
    return allow(
        _("受理后的质量问题及其答复向所有人公开。"), NOT_SECRET & ~UNREAD
    ) | may_follow_issue(user)


@rule("catalog.follow_qualityissue")
def may_follow_issue(user: Actor) -> Grounds:
    """The provider, its data authority, and the auditor over all."""
    if user.is_anonymous:
        return NOBODY
    if user.holds(Role.AUDITOR):
        return allow(_("审计机关可以查看全部质量问题。"), Q())
    return allow(_("提供单位可以查看本单位资源的质量问题。"), _provided(user)) | allow(
        _("数据主管部门可以查看所管单位的质量问题。"), _supervised(user)
    )


@rule("catalog.handle_qualityissue")
def may_handle_issue(user: Actor) -> Grounds:
    """Who provides, answers; the authority itself once it has stepped in; nobody his own report."""
    return (
        allow(_("由提供单位办理本单位资源的质量问题。"), _provided(user))
        | allow(
            _("督办的质量问题可以由数据主管部门办理。"), _supervised(user) & Q(is_escalated=True)
        )
    ).unless(_("本人提出的质量问题不得由本人办理。"), Q(created_by=user.pk))


@rule("catalog.supervise_qualityissue")
def may_supervise_issues(user: Actor) -> Grounds:
    """The data authority sees to it that issues are answered."""
    return allow(_("由数据主管部门督办所管单位的质量问题。"), _supervised(user)).unless(
        _("本人提出的质量问题不得由本人督办。"), Q(created_by=user.pk)
    )


@rule("catalog.contact_qualityissue")
def may_contact_reporter(user: Actor) -> Grounds:
    """Only who works on the case, and only as long as there is work (PIPL: no more than is needed)."""
    return allow(
        _("办结以前，办理和督办的人员可以联系提出人。"),
        (_provided(user) | _supervised(user)) & ~ENDED,
    )
