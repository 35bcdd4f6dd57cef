"""Related parties in each of their states, brought there by the steps themselves."""

from datetime import date, timedelta
from typing import Any

from licensing.models import RelatedParty
from licensing.workflow import related
from tests.database import arranging
from tests.factories.schemes import START, Parties, company


def draft_relation(*, by: Parties, on: date = START, **over: Any) -> RelatedParty:
    """The operator writes down a company that it controls."""
    with arranging():
        fields: dict[str, Any] = {
            "operator": by.operator,
            "authority": by.authority,
            "party": None if "party_name" in over else company(),
            "relation": RelatedParty.Relation.CONTROLLED_BY,
            "holds_from": on - timedelta(days=100),
            "source": "股东名册",
            "created_by": by.seller,
        } | over
        return RelatedParty.objects.create(**fields)


def disclosed_relation(*, by: Parties, on: date = START, **over: Any) -> RelatedParty:
    """Put to the authority."""
    party = draft_relation(by=by, on=on, **over)
    related.disclose(party, actor=by.seller, on=on)
    return party


def returned_relation(*, by: Parties, on: date = START, **over: Any) -> RelatedParty:
    """Sent back."""
    party = disclosed_relation(by=by, on=on, **over)
    related.send_back(party, actor=by.supervisor, on=on, reason="缺少股东名册。")
    return party


def confirmed_relation(*, by: Parties, on: date = START, **over: Any) -> RelatedParty:
    """Checked."""
    party = disclosed_relation(by=by, on=on, **over)
    related.confirm(party, actor=by.supervisor, on=on)
    return party


def ended_relation(*, by: Parties, on: date = START, **over: Any) -> RelatedParty:
    """Over since the day."""
    party = confirmed_relation(by=by, on=on, **over)
    related.end(party, actor=by.seller, on=on, holds_to=on, reason="股权已转让。")
    return party
