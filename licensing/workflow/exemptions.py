"""The one way to an agreement without a selection of this portal: the regulator says why (I-04)."""

from django.utils.translation import gettext_lazy as _

from governance.transitions import Transition, TransitionError, step
from licensing.models import Licence


@step(
    Transition(
        action="licensing.licence.exempt",
        label=_("准许未经本平台遴选"),
        sources=frozenset({Licence.Status.DRAFT}),
        target=None,
        permission="licensing.exempt_licence",
        clause=_("27号 第十二条"),
        needs_reason=True,
        reason_hint=_("写明遴选在哪里、何时完成，为什么不在本平台办理。"),
        is_duty=False,
        is_aside=True,
    )
)
def exempt_licence(licence: Licence, *, reason: str) -> dict[str, object]:
    """The competition took place elsewhere, before the portal or beside it."""
    if licence.selected_in_id is not None:
        raise TransitionError(_("这份协议由本平台的遴选起草，不需要准许。"))
    return {"selection_exemption": reason.strip()}
