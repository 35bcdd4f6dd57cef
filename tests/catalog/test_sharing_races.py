"""Two officers on one request: of many at once exactly one wins, and the others are told."""

import pytest

from catalog.models import SharingRequest
from catalog.workflow import (
    sharing,
    sharing_disputes,
    sharing_extensions,
    sharing_outcomes,
    sharing_use,
)
from tests.catalog.test_races import all_at_once, winners
from tests.database import arranging
from tests.factories import sharing as made
from tests.factories import sharing_affairs as affairs
from tests.factories.catalog import DAY
from tests.factories.sharing import LAW, sides

pytestmark = pytest.mark.django_db(transaction=True)
EACH = 6


def arranged(make):
    with arranging():
        by = sides()
        return by, make(by)


def fresh(request):
    return SharingRequest.objects.get(pk=request.pk)


def test_two_replies_have_one_winner():
    by, request = arranged(made.submitted_request)
    yes = [lambda: sharing.agree(fresh(request), actor=by.clerk, on=DAY)] * EACH
    no = [
        lambda: sharing.refuse(
            fresh(request), actor=by.other_clerk, on=DAY, reason="依法。", legal_basis=LAW
        )
    ] * EACH
    assert len(winners(all_at_once(*yes, *no))) == 1
    assert fresh(request).status in ("agreed", "refused")


def test_an_extension_against_a_reply_never_gives_more_time_to_what_is_answered():
    def asked(by):
        request = made.submitted_request(by)
        sharing_extensions.ask_extension(request, actor=by.clerk, on=DAY, reason="需要核对。")
        return request

    by, request = arranged(asked)
    grant = [
        lambda: sharing_extensions.grant_extension(fresh(request), actor=by.authority, on=DAY)
    ] * EACH
    reply = [lambda: sharing.agree(fresh(request), actor=by.clerk, on=DAY)] * EACH
    results = winners(all_at_once(*grant, *reply))
    now = fresh(request)
    granted = [event for event in results if event.action.endswith("grant_extension")]
    assert len(results) - len(granted) == 1
    assert (now.status, now.due_rule) == ("agreed", "share.provide")
    assert len(granted) == (now.extension == "granted")


def test_an_extension_is_asked_once_by_many():
    by, request = arranged(made.submitted_request)
    ask = [
        lambda: sharing_extensions.ask_extension(
            fresh(request), actor=by.clerk, on=DAY, reason="核对。"
        )
    ] * EACH
    assert len(winners(all_at_once(*ask))) == 1


def test_one_dispute_arises_from_one_refusal():
    by, request = arranged(made.refused_request)
    raised = [
        lambda: sharing_outcomes.raise_dispute(
            fresh(request), actor=by.asker, on=DAY, reason="履职确需。"
        )
    ] * EACH
    assert len(winners(all_at_once(*raised))) == 1


def test_a_decision_against_an_agreement_has_one_winner():
    by, dispute = arranged(affairs.dispute_at_superior)

    def mine():
        return type(dispute).objects.get(pk=dispute.pk)

    decide = [
        lambda: sharing_disputes.decide(
            mine(), actor=by.decider, on=DAY, reason="可以不共享。", outcome="keep"
        )
    ] * EACH
    agree = [lambda: sharing_disputes.agree_to_share(mine(), actor=by.clerk, on=DAY)] * EACH
    assert len(winners(all_at_once(*decide, *agree))) == 1
    expected = {"decided": "refused", "settled": "agreed"}[mine().status]
    assert fresh(dispute.request).status == expected


def test_the_end_by_the_calendar_against_the_end_by_the_requester(django_user_model):
    by, request = arranged(made.request_in_use)
    job = django_user_model.objects.service_account("scheduler")
    after = request.ends_on.replace(year=request.ends_on.year + 1)
    ends = [
        lambda: sharing_use.end_use(fresh(request), actor=by.asker, on=after, reason="完成。")
    ] * EACH
    expires = [lambda: sharing_use.expire(fresh(request), actor=job, on=after)] * EACH
    assert len(winners(all_at_once(*ends, *expires))) == 1


def test_requests_filed_at_once_have_numbers_without_gaps():
    with arranging():
        by = sides()
        drafts = [made.draft_request(by) for _each in range(EACH)]
    acts = [lambda each=each: sharing.submit(each, actor=by.asker, on=DAY) for each in drafts]
    assert len(winners(all_at_once(*acts))) == EACH
    numbers = sorted(SharingRequest.objects.values_list("number", flat=True))
    assert numbers == [f"云共-2026-{n:04d}" for n in range(1, EACH + 1)]
