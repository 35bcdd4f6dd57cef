"""What of sharing waits for whom, with its term and the mark of what nobody has checked."""

import pytest
import time_machine
from django.urls import reverse

from catalog.workflow import sharing_extensions
from governance.clock import today
from governance.inbox import Inbox, Urgency
from tests.factories import sharing as made
from tests.factories import sharing_affairs as affairs
from tests.factories.catalog import DAY
from tests.factories.sharing import sides

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_the_day():
    with time_machine.travel(f"{DAY}T09:00+08:00", tick=False):
        yield


@pytest.fixture
def by():
    return sides()


def duties_of(user):
    """The inbox as verb → due day, of the day."""
    duties = Inbox(user, Urgency(today(), today())).duties()
    return {step.transition.verb: each.due_on for each in duties for step in each.steps}


class TestInbox:
    """What waits for whom."""

    def test_the_provider_has_the_reply_by_its_term(self, by):
        request = made.submitted_request(by)
        assert duties_of(by.clerk) == {"agree": request.due_on}
        assert duties_of(by.asker) == duties_of(by.authority) == {}

    def test_an_extension_waits_for_the_authority_then_for_the_requester(self, by):
        request = made.submitted_request(by)
        sharing_extensions.ask_extension(request, actor=by.clerk, on=DAY, reason="需要核对。")
        assert list(duties_of(by.authority)) == ["grant_extension"]
        sharing_extensions.grant_extension(request, actor=by.authority, on=DAY)
        assert duties_of(by.authority) == {}
        assert list(duties_of(by.asker)) == ["note_extension"]
        sharing_extensions.note_extension(request, actor=by.asker, on=DAY)
        assert duties_of(by.asker) == {}

    @pytest.mark.parametrize(
        ("make", "waiting"),
        [
            (made.request_in_supplement, {"asker": {"submit"}, "clerk": set(), "authority": set()}),
            (made.agreed_request, {"clerk": {"provide"}, "authority": {"review_extra_conditions"}}),
            (made.provided_request, {"asker": {"confirm"}, "clerk": set()}),
            (made.request_in_use, {"asker": {"record_use"}, "clerk": set()}),
            (affairs.verified_incident, {"authority": {"handle", "review_extra_conditions"}}),
            (affairs.suspended_request, {"authority": {"resume_use", "review_extra_conditions"}}),
            (made.disputed_request, {"clerk": {"answer_claim"}, "asker": {"seek_mediation"}}),
            (affairs.mediated_dispute, {"asker": {"escalate"}, "authority": {"escalate"}}),
            (affairs.dispute_at_superior, {"decider": {"decide"}, "authority": set()}),
            (affairs.submitted_correction, {"clerk": {"correct"}, "asker": set()}),
        ],
        ids=lambda each: getattr(each, "__name__", ""),
    )
    def test_each_state_waits_for_somebody(self, by, make, waiting):
        make(by)
        for name, verbs in waiting.items():
            assert set(duties_of(getattr(by, name))) == verbs, name

    def test_the_home_page_says_that_the_term_is_not_checked(self, client, by):
        made.submitted_request(by)
        client.force_login(by.clerk)
        assert (
            "809号 第二十一条，10 个工作日，待核对"
            in client.get(reverse("admin:index")).content.decode()
        )
