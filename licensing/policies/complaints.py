"""Who files, handles and decides complaints; the accused never learns who complains (意见（五）; 个人信息保护法)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from governance.actors import Actor
from governance.policies import NOBODY, Grounds, allow, rule
from licensing.models import Complaint
from licensing.policies.grounds import holders_of, staff_of, through

Status = Complaint.Status
OPEN = Q(status__in=Complaint.OPEN)
#: Nobody has taken the case yet: any of the authority's people may.
UNTAKEN = Q(status__in=(Status.FILED, Status.ACCEPTED))


def may_handle_all(user: Actor, within: Q | None = None) -> Grounds:
    """The authority that supervises the operator, without those who work for the operator or complained."""
    label = _("数据主管部门受理和调查投诉举报（意见第五条、第十三条）")
    return (
        staff_of(user, Role.AUTHORITY, "authority", label, within)
        .unless(
            _("在被投诉单位任职的人员应当回避。"),
            Q(operator__in=user.organisation_ids(Role.OPERATOR)),
        )
        .unless(_("本人提出的投诉举报不得由本人办理。"), Q(created_by=user.pk))
    )


@rule("licensing.add_complaint")
def may_file(user: Actor) -> Grounds:
    """Anybody, without an account."""
    return allow(_("任何人都可以投诉举报。"), Q(status=Status.FILED))


@rule("licensing.change_complaint")
def nobody_rewrites(user: Actor) -> Grounds:
    """What somebody wrote is answered, never rewritten."""
    return NOBODY


@rule("licensing.track_complaint")
def may_track(user: Actor) -> Grounds:
    """Whoever knows number and code."""
    return allow(_("凭编号和查询码可以查询办理进度。"), Q(pk__isnull=False))


@rule("licensing.list_complaint")
def may_list(user: Actor) -> Grounds:
    """Number, kind, outcome and the summary written for the public."""
    return allow(
        _("处理结果以匿名摘要向社会公开。"), Q(status__in=(Status.ANSWERED, Status.CLOSED))
    )


@rule("licensing.view_complaint")
def may_view(user: Actor) -> Grounds:
    """The authority that handles it, and auditors; never the accused, not even through another office."""
    return may_handle_all(user) | holders_of(
        user, Role.AUDITOR, _("审计机关查阅全部投诉举报（审计法第三十四条）")
    )


@rule("licensing.handle_complaint")
def may_handle(user: Actor) -> Grounds:
    """The authority's people."""
    return may_handle_all(user)


@rule("licensing.decide_complaint")
def may_decide(user: Actor) -> Grounds:
    """Another person than who investigated."""
    return may_handle_all(user).unless(
        _("调查人员不得对自己调查的投诉举报作出处理。"), Q(investigator=user.pk)
    )


@rule("licensing.contact_complaint")
def may_contact(user: Actor) -> Grounds:
    """Before somebody has taken the case, the authority; then the investigator alone; afterwards nobody."""
    if user.is_anonymous:
        return NOBODY
    return may_handle_all(user, OPEN & (UNTAKEN | Q(investigator=user.pk)))


@rule("licensing.view_complaintreporter")
def may_view_reporter(user: Actor) -> Grounds:
    """With the right to contact."""
    return through(
        user, Complaint, "licensing.contact_complaint", "complaint", _("办理人员联系投诉举报人")
    )


@rule("licensing.add_complaintreporter", "licensing.change_complaintreporter")
def nobody_writes_reporters(user: Actor) -> Grounds:
    """Sealed with the filing."""
    return NOBODY
