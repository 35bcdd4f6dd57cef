"""Two at once: one score of one judge, one result, one application at the closing, one conclusion."""

from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine

from licensing.models import Candidate, Score, Selection
from licensing.workflow import candidates, results, selections
from tests.factories import selections as made
from tests.factories.schemes import parties
from tests.licensing.test_races import arranged, at_once, times

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def hour():  # type: ignore[no-untyped-def]
    with time_machine.travel(f"{made.ANNOUNCED} 12:00:00+08:00", tick=True):
        yield


def test_two_judges_score_side_by_side_and_one_judge_once() -> None:
    by = arranged(parties)
    selection = arranged(made.examined_selection, by=by)
    candidate = selection.candidates.order_by("pk").first().pk
    judges = [arranged(made.clear_judge, selection=selection, by=by) for _each in range(2)]

    def give(judge):  # type: ignore[no-untyped-def]
        return lambda: made.score(
            Candidate.objects.get(pk=candidate), judge=judge, share=Decimal(80)
        )

    answers = at_once(give(judges[0]), give(judges[1]), give(judges[0]), give(judges[1]))
    assert sorted(answers) == ["done", "done", "not_permitted", "not_permitted"]
    assert Score.objects.filter(candidate=candidate).count() == 2 * 3


def test_two_announcements_make_one_result() -> None:
    by = arranged(parties)
    pk = arranged(made.scored_selection, by=by).pk
    answers = at_once(
        *(
            lambda: results.announce_result(
                Selection.objects.get(pk=pk), actor=by.decider, on=made.ANNOUNCED, result_no="一号"
            )
            for _each in range(4)
        )
    )
    assert sorted(answers) == ["done", *["wrong_state"] * 3]
    assert times("licensing.selection.announce") == 1
    assert times("licensing.candidate.win") == 1


def test_an_application_against_the_opening_is_received_or_refused_never_half() -> None:
    by = arranged(parties)
    pk = arranged(made.draft_candidate, by=by).pk
    selection = Candidate.objects.get(pk=pk).selection_id
    just, after = made.CLOSES_AT, made.CLOSES_AT + timedelta(seconds=1)
    answers = at_once(
        lambda: candidates.submit_candidate(
            Candidate.objects.get(pk=pk), actor=by.seller, on=made.CLOSING, at=just
        ),
        lambda: selections.close_selection(
            Selection.objects.get(pk=selection), actor=by.decider, on=made.CLOSING, at=after
        ),
    )
    candidate = Candidate.objects.get(pk=pk)
    assert answers[1] == "done"
    assert (answers[0], candidate.status) in {("done", "submitted"), ("rule", "draft")}
    assert bool(candidate.number) is (answers[0] == "done")


def test_a_challenge_against_the_conclusion() -> None:
    by = arranged(parties)
    selection = arranged(made.announced_selection, by=by)
    pk, last = selection.pk, selection.result_ends_on
    answers = at_once(
        lambda: made.raise_challenge(Selection.objects.get(pk=pk), on=last, actor=by.seller),
        lambda: results.conclude_selection(
            Selection.objects.get(pk=pk), actor=by.decider, on=made.CONCLUDED
        ),
    )
    final = Selection.objects.get(pk=pk)
    assert answers in (["done", "wrong_state"], ["not_permitted", "done"], ["wrong_state", "done"])
    assert final.status == ("challenged" if answers[0] == "done" else "concluded")


def test_two_agreements_are_not_drawn_up() -> None:
    by = arranged(parties)
    pk = arranged(made.concluded_selection, by=by).pk
    answers = at_once(
        *(
            lambda: results.draw_up_licence(
                Selection.objects.get(pk=pk),
                actor=by.drafter,
                on=made.CONCLUDED,
                starts_on=made.CONCLUDED,
            )
            for _each in range(3)
        )
    )
    assert sorted(answers) == ["done", "rule", "rule"]
