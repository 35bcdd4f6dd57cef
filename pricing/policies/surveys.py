"""Who keeps yields and surveys costs, and who reads them (65号 三)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from governance.actors import Actor
from governance.policies import EVERYBODY, NOBODY, Grounds, allow, rule
from pricing.models import CostSurvey
from pricing.policies.parties import auditors, parties, priced_by


@rule("pricing.view_treasuryyield")
def may_view_yields(user: Actor) -> Grounds:
    """Yields are public facts."""
    return EVERYBODY


@rule("pricing.add_treasuryyield", "pricing.change_treasuryyield")
def may_keep_yields(user: Actor) -> Grounds:
    """The price authority keeps the yields."""
    if user.holds(Role.PRICE_AUTHORITY):
        return allow(_("价格主管部门维护国债收益率"), Q())
    return NOBODY


@rule("pricing.view_costsurvey")
def may_view_survey(user: Actor) -> Grounds:
    """Costs are shown to those who decide on them and to those whose costs they are."""
    regulators = Q(licence__regulator__in=user.organisation_ids(Role.AUTHORITY))
    return (
        allow(_("价格主管部门办理本部门的成本调查"), priced_by(user))
        | allow(_("数据主管部门会同核定准许收入（65号 二）"), regulators)
        | parties(user, "licence__")
        | auditors(user)
    )


@rule("pricing.view_costitem")
def may_view_item(user: Actor) -> Grounds:
    """A cost item is seen by those who see its survey."""
    regulators = Q(survey__licence__regulator__in=user.organisation_ids(Role.AUTHORITY))
    return (
        allow(_("价格主管部门办理本部门的成本调查"), priced_by(user, "survey__"))
        | allow(_("数据主管部门会同核定准许收入（65号 二）"), regulators)
        | parties(user, "survey__licence__")
        | auditors(user)
    )


@rule("pricing.submit_costsurvey")
def may_submit_survey(user: Actor) -> Grounds:
    """The price authority puts its survey to a second person."""
    return allow(_("价格主管部门填报成本调查（65号 三）"), priced_by(user))


@rule("pricing.add_costsurvey", "pricing.change_costsurvey")
def may_survey(user: Actor) -> Grounds:
    """The price authority surveys the costs; what was checked stays as it is."""
    editable = Q(status__in=CostSurvey.OPEN_TO_EDITS)
    return allow(_("价格主管部门填报成本调查（65号 三）"), priced_by(user) & editable)


@rule("pricing.add_costitem", "pricing.change_costitem")
def may_survey_item(user: Actor) -> Grounds:
    """Items are written while their survey is open."""
    editable = Q(survey__status__in=CostSurvey.OPEN_TO_EDITS)
    return allow(_("价格主管部门填报成本调查（65号 三）"), priced_by(user, "survey__") & editable)


@rule("pricing.check_costsurvey", "pricing.return_costsurvey")
def may_check_survey(user: Actor) -> Grounds:
    """A second person of the price authority checks the survey."""
    return allow(_("价格主管部门复核成本调查"), priced_by(user)).unless(
        _("填报人不得复核自己填报的成本调查"), Q(submitted_by=user.pk) | Q(created_by=user.pk)
    )
