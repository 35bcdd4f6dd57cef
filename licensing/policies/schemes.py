"""Who may see, prepare, review and decide implementation schemes (27号 第八条、第十一条)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from governance.actors import Actor
from governance.authorship import edited_by
from governance.policies import NOBODY, Grounds, allow, rule
from licensing.models import Scheme
from licensing.models.grants import SchemeGroupGrant, SchemeUserGrant
from licensing.policies.grounds import holders_of, staff_of, through

OWN_WORK = _("本人编制或者修改的实施方案须由他人审核")


def may_lead(user: Actor) -> Grounds:
    """The data authority that leads or guides the scheme (第八条)."""
    return staff_of(
        user, Role.AUTHORITY, "authority", _("牵头的数据主管部门办理本单位的实施方案（27号第八条）")
    )


def may_prepare(user: Actor, within: Q) -> Grounds:
    """The leading authority and the implementing body, while the text is open."""
    return staff_of(
        user, Role.AUTHORITY, "authority", _("牵头的数据主管部门组织编制（27号第八条）"), within
    ) | staff_of(
        user,
        Role.IMPLEMENTING_BODY,
        "implementing_body",
        _("实施机构编制本单位的方案（27号第八条）"),
        within,
    )


@rule("licensing.view_scheme")
def may_view(user: Actor) -> Grounds:
    """Those who prepare and decide; auditors; whoever was granted it by name."""
    granted = Q(pk__in=SchemeUserGrant.objects.to(user, "view_scheme"))
    granted |= Q(pk__in=SchemeGroupGrant.objects.to(user, "view_scheme"))
    return (
        may_prepare(user, Q())
        | holders_of(user, Role.AUDITOR, _("审计机关查阅全部方案（审计法第三十四条）"))
        | allow(_("经单项授权查阅"), granted)
    )


@rule("licensing.add_scheme", "licensing.change_scheme")
def may_write(user: Actor) -> Grounds:
    """Drafts and returned schemes are open to those who prepare them."""
    return may_prepare(user, Q(status__in=Scheme.OPEN_TO_EDITS))


@rule(
    "licensing.submit_scheme", "licensing.abandon_scheme", "licensing.revise_scheme", "licensing.strike_scheme",
)  # fmt: skip
def may_submit(user: Actor) -> Grounds:
    """Whoever prepares a scheme trims it, puts it forward, gives it up, or begins a larger change of it."""
    return may_prepare(user, Q())


@rule("licensing.review_scheme")
def may_review(user: Actor) -> Grounds:
    """The leading authority, but never a person who prepared or edited the scheme."""
    return may_lead(user).unless(OWN_WORK, Q(created_by=user.pk) | edited_by(user, Scheme))


@rule(
    "licensing.return_scheme", "licensing.deliberate_scheme", "licensing.decide_scheme",
    "licensing.file_scheme", "licensing.close_scheme", "licensing.correct_scheme",
)  # fmt: skip
def may_conduct(user: Actor) -> Grounds:
    """The leading authority takes the scheme to the meeting, records its result and files it."""
    return may_lead(user)


@rule(
    "licensing.view_schemeresource", "licensing.view_plannedproduct", "licensing.view_schemeannex",
    "licensing.view_schemeversion",
)  # fmt: skip
def may_view_parts(user: Actor) -> Grounds:
    """Who sees a scheme sees its parts."""
    return through(user, Scheme, "licensing.view_scheme", "scheme", _("可查阅所属实施方案"))


@rule(
    "licensing.add_schemeresource", "licensing.change_schemeresource",
    "licensing.add_plannedproduct", "licensing.change_plannedproduct",
    "licensing.add_schemeannex", "licensing.change_schemeannex",
)  # fmt: skip
def may_write_parts(user: Actor) -> Grounds:
    """Who may change a scheme may change its parts."""
    return through(user, Scheme, "licensing.change_scheme", "scheme", _("可修改所属实施方案"))


@rule("licensing.add_schemeversion", "licensing.change_schemeversion")
def nobody_writes_versions(user: Actor) -> Grounds:
    """Versions come from the steps alone."""
    return NOBODY
