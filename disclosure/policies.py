"""Who may prepare, release, correct and read disclosures (clause 五; §14)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from disclosure.models import Disclosure, Kind
from governance.actors import Actor
from governance.policies import EVERYBODY, NOBODY, Grounds, allow, rule

DISCLOSERS = {Kind.AUTHORISATION: Role.IMPLEMENTING_BODY, Kind.OPERATION: Role.OPERATOR}


def disclosing(user: Actor, prefix: str = "") -> Q:
    """Rows that are owed by an organisation for which ``user`` acts in the role that the kind asks for."""
    owed = Q(pk__in=[])
    for kind, role in DISCLOSERS.items():
        owed |= Q(**{f"{prefix}kind": kind, f"{prefix}discloser__in": user.organisation_ids(role)})
    return owed


def overseers(user: Actor) -> Grounds:
    """Those who read everything: data authority and auditors."""
    if user.holds(Role.AUTHORITY):
        return allow(_("数据主管部门指导、监督信息披露"), Q())
    if user.holds(Role.AUDITOR, Role.AUDIT_ADMIN):
        return allow(_("审计机关查阅信息披露（审计法第三十四条）"), Q())
    return NOBODY


@rule("disclosure.view_disclosureobligation")
def may_view_obligation(user: Actor) -> Grounds:
    """Who owes what by when is public: so is who is late."""
    return EVERYBODY


@rule("disclosure.add_disclosureobligation", "disclosure.change_disclosureobligation")
def may_write_obligation(user: Actor) -> Grounds:
    """Obligations arise from what exists; nobody writes them by hand."""
    return NOBODY


@rule("disclosure.collect_disclosureobligation")
def may_collect(user: Actor) -> Grounds:
    """The body that owes the disclosure."""
    return allow(_("本单位承担的披露义务"), disclosing(user))


@rule("disclosure.view_disclosure")
def may_view(user: Actor) -> Grounds:
    """Releases are public, withdrawn ones as tombstones; drafts belong to their discloser and the overseers."""
    released = allow(_("已发布的披露向所有人公开"), Q(status__in=Disclosure.RELEASED))
    return (
        released | allow(_("本单位编制的披露"), disclosing(user, "obligation__")) | overseers(user)
    )


@rule("disclosure.add_disclosure")
def may_add(user: Actor) -> Grounds:
    """Disclosures are begun by the step on the obligation, never by hand."""
    return NOBODY


@rule("disclosure.change_disclosure", "disclosure.refresh_disclosure", "disclosure.sign_disclosure")
def may_prepare(user: Actor) -> Grounds:
    """The discloser's people, while it is a draft."""
    draft = Q(status__in=Disclosure.OPEN_TO_EDITS)
    return allow(_("本单位编制中的披露"), disclosing(user, "obligation__") & draft)


@rule("disclosure.return_disclosure", "disclosure.publish_disclosure")
def may_release(user: Actor) -> Grounds:
    """Four eyes: who signed the statement does not release it."""
    own = allow(_("本单位待发布的披露"), disclosing(user, "obligation__"))
    return own.unless(_("签署人不得自行复核发布（同一人不得既编制又审批）"), Q(signed_by=user.pk))


@rule("disclosure.correct_disclosure", "disclosure.withdraw_disclosure")
def may_correct(user: Actor) -> Grounds:
    """The discloser corrects and withdraws its own releases."""
    return allow(_("本单位已发布的披露"), disclosing(user, "obligation__"))
