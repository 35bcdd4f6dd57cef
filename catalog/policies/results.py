"""Who sees and writes what registering leads to: notices, registrations, revocations, the region's practice."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, Role
from catalog.models import Registration, Revocation
from catalog.policies.registrations import REGISTRANT_ROLES, queued_with
from catalog.policies.resources import is_service
from governance.actors import Actor
from governance.policies import EVERYBODY, NOBODY, Grounds, allow, rule

Opened = Revocation.Status.OPENED


@rule("catalog.view_publicnotice", "catalog.view_registration")
def may_view_results(user: Actor) -> Grounds:
    """Notices and results are public (26号 第十二条、第十三条)."""
    return EVERYBODY


@rule("catalog.view_registrationversion")
def may_view_content(user: Actor) -> Grounds:
    """The seven blocks hold contacts: registrant, registry, authority and auditor, not the public."""
    if user.is_anonymous:
        return NOBODY
    if is_service(user) or user.holds(Role.AUDITOR):
        return allow(_("审计机关可以查看全部登记内容。"), Q())
    own = Q(registrant__in=user.organisation_ids(*REGISTRANT_ROLES, Role.AUTHORITY))
    rows = Registration.objects.filter(own | queued_with(user))
    return allow(_("登记主体、登记机构和数据主管部门可以查看登记内容。"), Q(registration__in=rows))


@rule("catalog.change_registration")
def may_add_national_code(user: Actor) -> Grounds:
    """The registry notes the national code; nothing else of a registration can be edited."""
    return allow(_("登记机构可以补录国家统一登记编码。"), queued_with(user))


@rule("catalog.apply_registration")
def may_apply(user: Actor) -> Grounds:
    """The registrant asks for what becomes of its registration (26号 第九条、第十五条)."""
    own = user.organisation_ids(*REGISTRANT_ROLES)
    return allow(_("登记主体可以就本单位的登记提出申请。"), Q(registrant__in=own))


@rule("catalog.supersede_registration", "catalog.amend_registration", "catalog.end_registration")
def may_alter_registration(user: Actor) -> Grounds:
    """What the end of an application brings about at the registry; no door offers it by itself."""
    return allow(_("由办理登记的登记机构记录。"), queued_with(user))


@rule("catalog.expire_registration")
def may_expire(user: Actor) -> Grounds:
    """Expiry is the work of the calendar, done by the daily job (26号 第十五条)."""
    return EVERYBODY if is_service(user) else NOBODY


def _kept_by(user: Actor) -> Q:
    return Q(registration__in=Registration.objects.filter(queued_with(user)))


@rule("catalog.view_revocation")
def may_view_revocation(user: Actor) -> Grounds:
    """The registry; the auditor; the registrant's authority, and the registrant once it is decided."""
    if user.is_anonymous:
        return NOBODY
    if is_service(user) or user.holds(Role.AUDITOR):
        return allow(_("审计机关可以查看全部撤销记录。"), Q())
    supervised = Registration.objects.filter(registrant__in=user.organisation_ids(Role.AUTHORITY))
    own = Registration.objects.filter(registrant__in=user.organisation_ids(*REGISTRANT_ROLES))
    return (
        allow(_("登记机构可以查看对其登记的撤销。"), _kept_by(user))
        | allow(_("数据主管部门可以查看所管单位的撤销记录。"), Q(registration__in=supervised))
        | allow(
            _("登记主体可以查看已经决定撤销的记录。"),
            Q(registration__in=own, status=Revocation.Status.REVOKED),
        )
    )


@rule("catalog.add_revocation", "catalog.change_revocation")
def may_open_revocation(user: Actor) -> Grounds:
    """The registry opens the case and describes it until it is verified (26号 第二十条)."""
    return allow(_("由登记机构发起撤销。"), _kept_by(user) & Q(status=Opened))


@rule("catalog.verify_revocation", "catalog.drop_revocation")
def may_verify_revocation(user: Actor) -> Grounds:
    """The registry that keeps the registration."""
    return allow(_("由登记机构核实撤销情形。"), _kept_by(user))


@rule("catalog.decide_revocation")
def may_decide_revocation(user: Actor) -> Grounds:
    """Two people: who verified does not decide (26号 第二十条)."""
    return allow(_("由登记机构决定撤销。"), _kept_by(user)).unless(
        _("核实人不得决定撤销，请由另一人决定。"), Q(verified_by=user.pk)
    )


@rule("catalog.view_registrationpractice")
def may_view_practice(user: Actor) -> Grounds:
    """How a region registers is no secret."""
    return EVERYBODY


@rule("catalog.add_registrationpractice", "catalog.change_registrationpractice")
def may_set_practice(user: Actor) -> Grounds:
    """The data authority of the region (26号 第二十二条)."""
    bodies = Organisation.objects.filter(pk__in=user.organisation_ids(Role.AUTHORITY))
    return allow(_("由本地数据主管部门规定登记实务。"), Q(region__in=bodies.values("region")))


@rule(
    "catalog.add_registration",
    "catalog.add_publicnotice",
    "catalog.change_publicnotice",
    "catalog.add_supplementnotice",
    "catalog.change_supplementnotice",
    "catalog.add_registrationversion",
    "catalog.change_registrationversion",
)
def written_by_steps_only(user: Actor) -> Grounds:
    """Results of the procedure: no door but the steps writes them."""
    return NOBODY
