"""Meetings, their members and votes, and filings: what schemes and agreements rest on."""

from datetime import date
from typing import Any

from licensing.models import (
    CollectiveDecision,
    DecisionMember,
    Licence,
    MeetingType,
    QuorumRule,
    Scheme,
)
from licensing.workflow import decisions
from tests.database import arranging
from tests.factories.parties import START, Parties, running, scan


def filing(by: Parties, on: date) -> dict[str, Any]:
    """What a filing step asks for."""
    return {
        "authority": by.province,
        "number": f"云数备〔2026〕{next(running)}号",
        "filed_on": on,
    }


def voters(*votes: str) -> list[dict[str, Any]]:
    """Members present, the chair first, each with a vote."""
    names = ["李四", *(f"委员{number}" for number in range(2, len(votes) + 1))]
    return [
        {"name": name, "post": "委员", "vote": vote}
        for name, vote in zip(names, votes, strict=True)
    ]


def away(attendance: str, name: str = "赵六", **over: Any) -> dict[str, Any]:
    """A member who was not there, or stood aside."""
    reason = {"reason": "因公出差。" if attendance == "absent" else "配偶在运营机构任职。"}
    return {"name": name, "post": "委员", "attendance": attendance, **reason, **over}


PASSING = voters(*["for"] * 5)
FAILING = voters("for", *["against"] * 4)


def kind_of(scheme: Scheme | None) -> CollectiveDecision.Kind:
    """What is decided: a scheme, a larger change of one, or else an agreement."""
    kinds = CollectiveDecision.Kind
    if scheme is None:
        return kinds.AGREEMENT
    return kinds.MAJOR_CHANGE if scheme.is_revision else kinds.SCHEME


def draft_decision(
    *,
    by: Parties,
    scheme: Scheme | None = None,
    licence: Licence | None = None,
    on: date = START,
    members: list[dict[str, Any]] | None = None,
    **over: Any,
) -> CollectiveDecision:
    """Recorded with members whose votes bear the result out, not yet signed."""
    fields: dict[str, Any] = {
        "kind": kind_of(scheme),
        "scheme": scheme,
        "licence": licence,
        "body": scheme.authorising_body if scheme else by.implementing_body,
        "meeting_type": MeetingType.GOVERNMENT if scheme else MeetingType.PARTY_GROUP,
        "meeting": "市政府第31次常务会议" if scheme else "局党组会",
        "held_on": on,
        "minutes_no": f"纪要〔2026〕{next(running)}号",
        "chair": "李四",
        "opinions": "一致同意。",
        "result": CollectiveDecision.Result.PASSED,
        "created_by": by.supervisor if scheme else by.drafter,
    } | over  # fmt: skip
    is_rejected = fields["result"] == CollectiveDecision.Result.REJECTED
    with arranging():
        decision = CollectiveDecision.objects.create(**fields)
        for member in (FAILING if is_rejected else PASSING) if members is None else members:
            DecisionMember.objects.create(decision=decision, **member)
    return decision


def signed_decision(*, by: Parties, on: date = START, **over: Any) -> CollectiveDecision:
    """Checked by a second person and fixed."""
    decision = draft_decision(by=by, on=on, **over)
    actor = by.second_supervisor if decision.scheme_id else by.decider
    decisions.sign_decision(decision, actor=actor, on=on, file=scan(), signed_on=on)
    return decision


def quorum_rule(*, by: Parties, **over: Any) -> QuorumRule:
    """A rule of the leading authority's own meetings."""
    with arranging():
        return QuorumRule.objects.create(
            **{"organisation": by.authority, "source": "《议事规则》第九条"} | over
        )
