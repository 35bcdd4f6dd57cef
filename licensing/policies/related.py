"""Who discloses, checks and sees the related parties of operators (27号 第六条、第十四条第六项)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from governance.actors import Actor
from governance.policies import Grounds, allow, rule
from licensing.models import Licence, RelatedParty
from licensing.policies.grounds import holders_of, staff_of


def may_disclose(user: Actor, within: Q | None = None) -> Grounds:
    """The operator about itself; the authority where it learns of a relation that was not disclosed."""
    return staff_of(
        user, Role.OPERATOR, "operator", _("运营机构申报本单位的关联方（27号第十四条）"), within
    ) | staff_of(
        user, Role.AUTHORITY, "authority", _("数据主管部门登记查明的关联方（27号第六条）"), within
    )


@rule("licensing.view_relatedparty")
def may_view(user: Actor) -> Grounds:
    """The operator, who checks, who has a licence with the operator, and auditors."""
    own = Licence.objects.filter(
        implementing_body__in=user.organisation_ids(Role.IMPLEMENTING_BODY)
    )
    return (
        may_disclose(user)
        | allow(
            _("实施机构查阅本单位协议的运营机构的关联方"),
            Q(operator__in=own.values("operator"), status__in=RelatedParty.BINDING),
        )
        | holders_of(user, Role.AUDITOR, _("审计机关查阅全部关联方（审计法第三十四条）"))
    )


@rule("licensing.add_relatedparty", "licensing.change_relatedparty")
def may_write(user: Actor) -> Grounds:
    """Until it is disclosed, and where it was returned."""
    return may_disclose(user, Q(status__in=RelatedParty.OPEN_TO_EDITS))


@rule("licensing.disclose_relatedparty", "licensing.end_relatedparty")
def may_put_forward(user: Actor) -> Grounds:
    """Whoever may write it."""
    return may_disclose(user)


@rule("licensing.check_relatedparty")
def may_check(user: Actor) -> Grounds:
    """The authority, but never the person who wrote it down."""
    return staff_of(
        user, Role.AUTHORITY, "authority", _("数据主管部门核实关联方（27号第六条）")
    ).unless(_("本人登记的关联方须由他人核实。"), Q(created_by=user.pk))
