"""Who files, receives, reviews, announces and finishes applications for registration (26号 第七条至第十五条)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from catalog.models import ApplicationParty, RegistrationApplication
from catalog.models.application_laws import CODED_KINDS
from catalog.policies.resources import is_service
from governance.actors import Actor
from governance.authorship import edited_by
from governance.policies import NOBODY, Grounds, allow, rule

Status = RegistrationApplication.Status
PREPARED = Q(status__in=(Status.DRAFT, Status.RETURNED))
FILED = ~Q(status=Status.DRAFT) & ~Q(status=Status.WITHDRAWN, submission=0)
#: States in which the public has seen the notice.
SHOWN = (Status.NOTICE, Status.OBJECTED, Status.TERMINATED, Status.CODED, Status.COMPLETED)
REGISTRANT_ROLES = (Role.PROVIDER, Role.IMPLEMENTING_BODY, Role.OPERATOR)
#: An interested party's application, entered at the registry's window for somebody without an account.
AT_THE_WINDOW = Q(is_by_interested_party=True, applicant=None)


def registered_by(user: Actor) -> Q:
    """Applications that concern the organisations for which the person may register."""
    return Q(registrant__in=user.organisation_ids(*REGISTRANT_ROLES))


def prepared_by(user: Actor) -> Grounds:
    """Applications that the person may answer for: the registrant's, an interested party's, or the window's."""
    own = user.organisation_ids(*REGISTRANT_ROLES)
    return (
        allow(
            _("登记主体可以编制和提交本单位的登记申请。"),
            Q(registrant__in=own, is_by_interested_party=False),
        )
        | allow(
            _("利害关系人所在单位可以编制和提交更正申请。"),
            Q(applicant__in=own, is_by_interested_party=True),
        )
        | allow(
            _("登记机构窗口可以为没有账号的利害关系人录入更正申请。"),
            AT_THE_WINDOW & queued_with(user),
        )
    )


def queued_with(user: Actor) -> Q:
    """Applications in the queue of the person's registry."""
    return Q(registry__in=user.organisation_ids(Role.REGISTRY))


def applicants_people(user: Actor, path: str = "") -> Q:
    """Applications that the person wrote, reviewed or filed for the applicant: the other side of the desk (I-21)."""
    roles = ("submitted_by", "created_by", "internal_reviewer")
    own = Q()
    for role in roles:
        own |= Q(**{f"{path}{role}": user.pk})
    return own


def _narrowed(grounds: Grounds, condition: Q) -> Grounds:
    """The same clauses, for fewer rows."""
    narrowed = NOBODY
    for each in grounds.allowed:
        narrowed |= allow(each.label, condition & each.condition)
    return narrowed


@rule("catalog.view_registrationapplication")
def may_view_application(user: Actor) -> Grounds:
    """Who prepares it always; once filed the registrant, joint applicants, registry, authority; the auditor."""
    if user.is_anonymous:
        return NOBODY
    if is_service(user) or user.holds(Role.AUDITOR):
        return allow(_("审计机关可以查看全部登记申请。"), Q())
    own = user.organisation_ids(*REGISTRANT_ROLES)
    joint = ApplicationParty.objects.filter(organisation__in=own).values("application")
    supervised = Q(registrant__in=user.organisation_ids(Role.AUTHORITY))
    return (
        prepared_by(user)
        | allow(_("登记主体可以查看与本单位有关的登记申请。"), registered_by(user) & FILED)
        | allow(_("共同申请单位可以查看共同的登记申请。"), Q(pk__in=joint) & FILED)
        | allow(_("登记机构可以查看向其提交的登记申请。"), queued_with(user) & FILED)
        | allow(_("数据主管部门可以查看所管单位已提交的登记申请。"), supervised & FILED)
    )


@rule("catalog.add_registrationapplication", "catalog.change_registrationapplication")
def may_prepare_application(user: Actor) -> Grounds:
    """Until it is filed, or while it is returned for supplement."""
    return _narrowed(prepared_by(user), PREPARED)


@rule("catalog.file_registrationapplication", "catalog.withdraw_registrationapplication")
def may_file_application(user: Actor) -> Grounds:
    """Whoever files answers for what is filed (26号 第七条), and may take it back."""
    return prepared_by(user)


@rule("catalog.receive_registrationapplication")
def may_receive_application(user: Actor) -> Grounds:
    """The registry, but nobody handles what he wrote, reviewed or filed for the applicant."""
    return _by_registry(user, _("由受理申请的登记机构办理。"))


@rule("catalog.announce_registrationapplication")
def may_announce_application(user: Actor) -> Grounds:
    """Only what is to be put before the public (26号 第十二条)."""
    return _by_registry(user, _("由受理申请的登记机构公示。")).unless(
        _("按本地登记实务，这类登记不公示，请直接办结。"), Q(needs_notice=False)
    )


@rule("catalog.code_registrationapplication")
def may_code_application(user: Actor) -> Grounds:
    """First registrations, changes and renewals are coded, after the notice where one is due."""
    return _after_notice(
        _by_registry(user, _("由受理申请的登记机构赋码。")).unless(
            _("更正和注销登记不赋码，请办理更正或者注销。"), ~Q(kind__in=CODED_KINDS)
        )
    )


@rule("catalog.correct_registrationapplication")
def may_correct_registration(user: Actor) -> Grounds:
    """A correction gives the registration a new version of its content."""
    return _after_notice(
        _by_registry(user, _("由受理申请的登记机构更正。")).unless(
            _("只有更正登记的申请才能更正登记内容。"), ~Q(kind="correction")
        )
    )


@rule("catalog.cancel_registrationapplication")
def may_cancel_registration(user: Actor) -> Grounds:
    """A cancellation ends the registration."""
    return _after_notice(
        _by_registry(user, _("由受理申请的登记机构注销。")).unless(
            _("只有注销登记的申请才能办理注销。"), ~Q(kind="cancellation")
        )
    )


def _by_registry(user: Actor, label: object) -> Grounds:
    return allow(str(label), queued_with(user)).unless(
        _("本人编制、审核或者提交的申请，不得由本人办理。"), applicants_people(user)
    )


def _after_notice(grounds: Grounds) -> Grounds:
    return grounds.unless(
        _("这项申请须先公示，公示期满无异议才能办结。"),
        Q(status=Status.REVIEWED, needs_notice=True),
    )


@rule("catalog.review_registrationapplication")
def may_review_application(user: Actor) -> Grounds:
    """The reviewer is never the applicant's user, nor who reviewed it for the applicant (I-21)."""
    return allow(_("由受理申请的登记机构形式审核。"), queued_with(user)).unless(
        _("本人编制、审核或者提交的申请，不得由本人形式审核。"),
        applicants_people(user) | edited_by(user, RegistrationApplication),
    )


@rule("catalog.settle_registrationapplication")
def may_settle_application(user: Actor) -> Grounds:
    """After an objection: the registry, but neither the reviewer nor the applicant's people (I-21)."""
    return (
        allow(_("由受理申请的登记机构处理。"), queued_with(user))
        .unless(_("形式审核人不得处理异议。"), Q(reviewed_by=user.pk))
        .unless(_("本人编制、审核或者提交的申请，不得由本人处理异议。"), applicants_people(user))
    )


@rule("catalog.object_registrationapplication")
def may_object(user: Actor) -> Grounds:
    """Anybody may object to what was put before the public (26号 第十二条); the step asks for the time."""
    return allow(
        _("对公示的登记，任何人都可以提出异议。"), Q(status__in=SHOWN, notice__isnull=False)
    )


@rule("catalog.lapse_registrationapplication")
def may_let_lapse(user: Actor) -> Grounds:
    """What a registration's end means for applications about it is the daily job's work."""
    return allow(_("由后台任务办理。"), Q()) if is_service(user) else NOBODY


def _applications(grounds: Grounds) -> Q:
    return Q(application__in=RegistrationApplication.objects.filter(grounds.condition))


@rule("catalog.view_evidence", "catalog.view_supplementnotice", "catalog.view_applicationparty")
def may_view_file(user: Actor) -> Grounds:
    """Who sees the application sees its evidence, its joint applicants and its supplement notices."""
    if user.is_anonymous:
        return NOBODY
    return allow(
        _("可以查看登记申请的，可以查看其存证、共同申请单位和补正通知。"),
        _applications(may_view_application(user)),
    )


@rule(
    "catalog.add_evidence",
    "catalog.change_evidence",
    "catalog.add_applicationparty",
    "catalog.change_applicationparty",
)
def may_prepare_evidence(user: Actor) -> Grounds:
    """Who writes the application writes its evidence and its joint applicants."""
    return allow(
        _("可以编制登记申请的，可以编制其存证和共同申请单位。"),
        _applications(may_prepare_application(user)),
    )
