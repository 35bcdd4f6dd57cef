"""Two signers, a member added while another signs, two changes begun at once: one wins, and nothing slips past."""

import pytest
from django.db import IntegrityError

from governance.errors import Refusal
from licensing.models import CollectiveDecision, DecisionMember, Scheme
from licensing.workflow import decisions, scheme_changes
from tests.database import arranging
from tests.factories.schemes import (
    START,
    deliberated_scheme,
    draft_decision,
    filed_scheme,
    parties,
    scan,
)
from tests.licensing.test_races import arranged, at_once, times

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_signers_make_one_signature() -> None:
    by = arranged(parties)
    pk = arranged(draft_decision, by=by, scheme=arranged(deliberated_scheme, by=by)).pk

    def sign() -> None:
        decisions.sign_decision(
            CollectiveDecision.objects.get(pk=pk), actor=by.second_supervisor, on=START, file=scan(), signed_on=START
        )  # fmt: skip

    assert sorted(at_once(*[sign] * 4)) == ["done", "wrong_state", "wrong_state", "wrong_state"]
    assert times("licensing.collectivedecision.sign") == 1


def test_a_member_added_while_another_signs_is_counted_or_refused() -> None:
    by = arranged(parties)
    pk = arranged(draft_decision, by=by, scheme=arranged(deliberated_scheme, by=by)).pk

    def sign() -> None:
        decisions.sign_decision(
            CollectiveDecision.objects.get(pk=pk), actor=by.second_supervisor, on=START, file=scan(), signed_on=START
        )  # fmt: skip

    def add() -> None:
        try:
            with arranging():
                DecisionMember.objects.create(
                    decision_id=pk, name="后来者", post="委员", vote="against"
                )
        except IntegrityError as error:
            raise Refusal("已经签署。") from error

    at_once(sign, add)
    decision = CollectiveDecision.objects.get(pk=pk)
    assert decision.status == CollectiveDecision.Status.SIGNED
    assert decision.members_listed == decision.members.count()


def test_two_changes_begun_at_once_make_one() -> None:
    by = arranged(parties)
    pk = arranged(filed_scheme, by=by).pk

    def revise() -> None:
        scheme_changes.revise_scheme(
            Scheme.objects.get(pk=pk), actor=by.drafter, on=START, reason="延长。"
        )

    answers = at_once(revise, revise, revise)
    assert answers.count("done") == 1
    assert Scheme.objects.filter(revision_of=pk).count() == 1
