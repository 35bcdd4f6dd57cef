"""How a related party is disclosed and checked (27号 第六条、第十四条第六项; I-31)."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from governance.transitions import Transition, TransitionError, step
from licensing.forms.related import RelationEndForm
from licensing.models import RelatedParty

Status = RelatedParty.Status


@step(
    Transition(
        action="licensing.relatedparty.disclose",
        label=_("申报"),
        sources=RelatedParty.OPEN_TO_EDITS,
        target=Status.DISCLOSED,
        permission="licensing.disclose_relatedparty",
        clause=_("27号 第六条、第十四条第六项"),
        starts_clock="sel.related_check",
    )
)
def disclose(party: RelatedParty) -> None:
    """It binds the operator from here on; the authority checks it."""


@step(
    Transition(
        action="licensing.relatedparty.confirm",
        label=_("核实无误"),
        sources=frozenset({Status.DISCLOSED}),
        target=Status.CONFIRMED,
        permission="licensing.check_relatedparty",
        clause=_("27号 第六条、第二十一条"),
    )
)
def confirm(party: RelatedParty) -> None:
    """The authority found the proof in order."""


@step(
    Transition(
        action="licensing.relatedparty.return",
        label=_("退回补充"),
        sources=frozenset({Status.DISCLOSED}),
        target=Status.RETURNED,
        permission="licensing.check_relatedparty",
        clause=_("27号 第六条"),
        needs_reason=True,
        is_duty=False,
    )
)
def send_back(party: RelatedParty) -> None:
    """Something is wrong or not proven."""


@step(
    Transition(
        action="licensing.relatedparty.end",
        label=_("登记关系解除"),
        sources=frozenset({Status.CONFIRMED}),
        target=Status.ENDED,
        permission="licensing.end_relatedparty",
        clause=_("27号 第十四条第六项"),
        needs_reason=True,
        is_duty=False,
        form=RelationEndForm,
    )
)
def end(party: RelatedParty, *, holds_to: date, on: date) -> dict[str, object]:
    """The relation is over from the day after; what it forbade before stays on record."""
    if not party.holds_from <= holds_to <= on:
        raise TransitionError(
            _("关系截止日期应在 %(first)s 至 %(last)s 之间，请核对后重新填写。")
            % {"first": party.holds_from, "last": on}
        )
    return {"holds_to": holds_to}
