"""Who files, receives, reviews and codes applications for registration (26号 第七条至第十三条)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from catalog.models import RegistrationApplication
from catalog.policies.resources import is_service
from governance.actors import Actor
from governance.policies import EVERYBODY, NOBODY, Grounds, allow, rule

Status = RegistrationApplication.Status
PREPARED = Q(status__in=(Status.DRAFT, Status.RETURNED))
#: States in which the public has seen the notice.
SHOWN = (Status.NOTICE, Status.OBJECTED, Status.TERMINATED, Status.CODED)
REGISTRANT_ROLES = (Role.PROVIDER, Role.IMPLEMENTING_BODY, Role.OPERATOR)


def registered_by(user: Actor) -> Q:
    """Applications of the organisations for which the person may register."""
    return Q(registrant__in=user.organisation_ids(*REGISTRANT_ROLES))


def queued_with(user: Actor) -> Q:
    """Applications in the queue of the person's registry."""
    return Q(registry__in=user.organisation_ids(Role.REGISTRY))


@rule("catalog.view_registrationapplication")
def may_view_application(user: Actor) -> Grounds:
    """The registrant always, the registry once it was filed, the authority and the auditor."""
    if user.is_anonymous:
        return NOBODY
    if is_service(user) or user.holds(Role.AUDITOR):
        return allow(_("审计机关可以查看全部登记申请。"), Q())
    supervised = Q(registrant__in=user.organisation_ids(Role.AUTHORITY))
    return (
        allow(_("登记主体可以查看本单位的登记申请。"), registered_by(user))
        | allow(
            _("登记机构可以查看向其提交的登记申请。"), queued_with(user) & ~Q(status=Status.DRAFT)
        )
        | allow(
            _("数据主管部门可以查看所管单位已提交的登记申请。"),
            supervised & ~Q(status=Status.DRAFT),
        )
    )


@rule("catalog.add_registrationapplication", "catalog.change_registrationapplication")
def may_prepare_application(user: Actor) -> Grounds:
    """The registrant, until it is filed or while it is returned for supplement."""
    return allow(_("登记主体可以编制本单位的登记申请。"), PREPARED & registered_by(user))


@rule("catalog.file_registrationapplication")
def may_file_application(user: Actor) -> Grounds:
    """The registrant answers for what it files (26号 第七条)."""
    return allow(_("由登记主体审核并提交。"), registered_by(user))


@rule("catalog.receive_registrationapplication", "catalog.code_registrationapplication")
def may_handle_application(user: Actor) -> Grounds:
    """The registry, but nobody handles what he filed himself."""
    return allow(_("由受理申请的登记机构办理。"), queued_with(user)).unless(
        _("本人提交的申请，不得由本人办理。"), Q(submitted_by=user.pk) | Q(created_by=user.pk)
    )


@rule("catalog.review_registrationapplication")
def may_review_application(user: Actor) -> Grounds:
    """The reviewer is never the applicant's user, nor who reviewed it for the applicant (I-21)."""
    own = Q(submitted_by=user.pk) | Q(created_by=user.pk) | Q(internal_reviewer=user.pk)
    return allow(_("由受理申请的登记机构形式审核。"), queued_with(user)).unless(
        _("本人编制、审核或者提交的申请，不得由本人形式审核。"), own
    )


@rule("catalog.settle_registrationapplication")
def may_settle_application(user: Actor) -> Grounds:
    """After an objection: the registry, but not the reviewer (I-21)."""
    return allow(_("由受理申请的登记机构处理。"), queued_with(user)).unless(
        _("形式审核人不得处理异议。"), Q(reviewed_by=user.pk)
    )


@rule("catalog.object_registrationapplication")
def may_object(user: Actor) -> Grounds:
    """Anybody may object to what was put before the public (26号 第十二条); the step asks for the time."""
    return allow(_("对公示的登记，任何人都可以提出异议。"), Q(status__in=SHOWN))


def _applications(grounds: Grounds) -> Q:
    return Q(application__in=RegistrationApplication.objects.filter(grounds.condition))


@rule("catalog.view_evidence", "catalog.view_supplementnotice")
def may_view_file(user: Actor) -> Grounds:
    """Who sees the application sees its evidence and its supplement notices."""
    if user.is_anonymous:
        return NOBODY
    return allow(
        _("可以查看登记申请的，可以查看其存证和补正通知。"),
        _applications(may_view_application(user)),
    )


@rule("catalog.add_evidence", "catalog.change_evidence")
def may_prepare_evidence(user: Actor) -> Grounds:
    """Who writes the application writes its evidence."""
    return allow(
        _("可以编制登记申请的，可以编制其存证。"), _applications(may_prepare_application(user))
    )


@rule("catalog.view_publicnotice", "catalog.view_registration")
def may_view_results(user: Actor) -> Grounds:
    """Notices and results are public (26号 第十二条、第十三条)."""
    return EVERYBODY


@rule("catalog.change_registration")
def may_add_national_code(user: Actor) -> Grounds:
    """The registry notes the national code; nothing else of a registration can be edited."""
    return allow(_("登记机构可以补录国家统一登记编码。"), queued_with(user))


@rule("catalog.expire_registration")
def may_expire(user: Actor) -> Grounds:
    """Expiry is the work of the calendar, done by the daily job (26号 第十五条)."""
    return EVERYBODY if is_service(user) else NOBODY


@rule(
    "catalog.add_registration",
    "catalog.add_publicnotice",
    "catalog.change_publicnotice",
    "catalog.add_supplementnotice",
    "catalog.change_supplementnotice",
)
def written_by_steps_only(user: Actor) -> Grounds:
    """Results of the procedure: no door but the steps writes them."""
    return NOBODY
