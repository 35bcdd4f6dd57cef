"""The list of capabilities: published within the licence's business (clause 五; 27号 第十九条)."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from governance.transitions import Transition, TransitionError, step
from licensing.models import Capability

Status = Capability.Status


@step(
    Transition(
        action="licensing.capability.publish",
        label=_("公布"),
        sources=frozenset({Status.DRAFT}),
        target=Status.PUBLISHED,
        permission="licensing.publish_capability",
        clause=_("意见 第五条；27号 第十九条"),
    )
)
def publish_capability(capability: Capability, *, on: date) -> dict[str, object]:
    """Within the business that the licence names, while it is in force."""
    licence = capability.licence
    words = {"licence": licence, "business": capability.get_business_display()}
    if not licence.is_in_force(on):
        raise TransitionError(
            _("“%(licence)s”今天不在有效期内，不能公布服务能力，请先恢复或重新办理授权。") % words
        )
    if capability.business not in licence.business:
        raise TransitionError(
            _("“%(licence)s”的业务范围不含%(business)s，不能公布，请改正所属业务范围。") % words
        )
    return {"published_on": on}


@step(
    Transition(
        action="licensing.capability.withdraw",
        label=_("撤下"),
        sources=frozenset({Status.PUBLISHED}),
        target=Status.WITHDRAWN,
        permission="licensing.withdraw_capability",
        clause=_("意见 第五条；27号 第十九条"),
        needs_reason=True,
        is_duty=False,
    )
)
def withdraw_capability(capability: Capability) -> None:
    """No longer offered; what was promised in contracts is for the contracts."""
