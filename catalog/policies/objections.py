"""Who sees and decides objections: their names are never public (26号 第十二条, I-21, I-23)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from catalog.models import PublicNotice, RegistrationApplication
from catalog.policies.registrations import applicants_people, queued_with
from governance.actors import Actor
from governance.policies import NOBODY, Grounds, allow, rule


def _before(user: Actor) -> Q:
    applications = RegistrationApplication.objects.filter(queued_with(user))
    return Q(notice__in=PublicNotice.objects.filter(application__in=applications))


@rule("catalog.view_objection")
def may_view_objection(user: Actor) -> Grounds:
    """The registry that decides, and the auditor; not even the registrant learns the name."""
    if user.is_anonymous:
        return NOBODY
    if user.holds(Role.AUDITOR):
        return allow(_("审计机关可以查看全部异议。"), Q())
    return allow(_("登记机构可以查看对其公示提出的异议。"), _before(user))


@rule("catalog.decide_objection")
def may_decide_objection(user: Actor) -> Grounds:
    """The registry, by somebody other than the reviewer, the applicant's people and who raised it (I-21)."""
    return (
        allow(_("由登记机构处理异议。"), _before(user))
        .unless(_("形式审核人不得处理对自己审核结果的异议。"), Q(reviewer=user.pk))
        .unless(
            _("本人编制、审核或者提交的申请，不得由本人处理异议。"),
            applicants_people(user, "notice__application__"),
        )
        .unless(_("本人提出的异议，不得由本人处理。"), Q(created_by=user.pk))
    )


@rule("catalog.add_objection", "catalog.change_objection")
def written_by_steps_only(user: Actor) -> Grounds:
    """Objections come in by the public step and are decided by steps."""
    return NOBODY
