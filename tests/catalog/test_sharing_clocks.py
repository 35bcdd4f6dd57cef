"""The terms of sharing over the holidays and into an unpublished year; extension, restart, overdue, non-use, end."""

from datetime import date

import pytest

from accounts.models import User
from catalog.models import SharingRequest
from catalog.workflow import sharing, sharing_corrections, sharing_extensions, sharing_use
from governance.due import recompute_provisional_deadlines
from governance.errors import TransitionError
from governance.models import DeadlineRule, Workday, WorkdayYear
from tests.factories import sharing as made
from tests.factories import sharing_affairs as affairs
from tests.factories.catalog import DAY
from tests.factories.sharing import MUCH_LATER, USE, sides

pytestmark = pytest.mark.django_db

#: Kind, day of filing → the last day of the reply, and whether it is provisional.
REPLIES = [
    ("unconditional", date(2026, 3, 2), date(2026, 3, 3), False),
    ("unconditional", date(2026, 2, 13), date(2026, 2, 14), False),  # a Saturday worked in exchange
    ("unconditional", date(2026, 2, 14), date(2026, 2, 24), False),  # over the Spring Festival
    ("conditional", date(2026, 2, 12), date(2026, 3, 4), False),
    ("unconditional", date(2026, 9, 30), date(2026, 10, 8), False),  # over the National Day
    ("conditional", date(2026, 9, 24), date(2026, 10, 15), False),
    ("unconditional", date(2026, 12, 31), date(2027, 1, 1), True),  # 2027 is not published
    ("conditional", date(2026, 12, 21), date(2027, 1, 4), True),
]


@pytest.mark.parametrize(("kind", "filed", "due_on", "is_provisional"), REPLIES)
def test_the_reply_is_due_by_the_published_calendar(kind, filed, due_on, is_provisional):
    by = sides()
    resource = made.shared_resource(by, sharing=kind)
    request = made.submitted_request(by, on=filed, resource=resource, ends_on=date(2027, 6, 30))
    assert (request.kind, request.due_rule) == (kind, f"share.reply_{kind}")
    assert (request.due_on, request.due_is_provisional) == (due_on, is_provisional)
    assert request.reply_due_on == due_on


@pytest.mark.parametrize(
    ("make", "key", "due_on"),
    [
        (made.draft_request, "", None),
        (made.submitted_request, "share.reply_conditional", date(2026, 3, 16)),
        (made.request_in_supplement, "share.supplement", date(2026, 3, 16)),
        (made.agreed_request, "share.provide", date(2026, 3, 30)),
        (made.provided_request, "share.confirm", date(2026, 3, 9)),
        (made.request_in_use, "share.nonuse", date(2026, 9, 2)),
        (made.refused_request, "", None),
        (made.ended_request, "", None),
        (affairs.reported_incident, "share.incident", date(2026, 3, 16)),
        (affairs.verified_incident, "share.handle", date(2026, 3, 16)),
        (affairs.submitted_correction, "share.correct", date(2026, 3, 16)),
        (affairs.corrected_correction, "", None),
        (affairs.negotiated_dispute, "share.negotiate", date(2026, 3, 16)),
        (affairs.mediated_dispute, "share.mediate", date(2026, 3, 16)),
        (affairs.dispute_at_superior, "share.decide", date(2026, 3, 30)),
        (affairs.decided_dispute, "", None),
    ],
    ids=lambda each: getattr(each, "__name__", str(each)),
)
def test_the_clocks_of_sharing_run_in_their_states(make, key, due_on):
    record = make()
    record.refresh_from_db()
    assert (record.due_rule, record.due_on) == (key, due_on)


def test_no_day_number_of_decree_809_is_taken_for_checked():
    rules = DeadlineRule.objects.filter(key__startswith="share.")
    assert len(rules) >= 15
    assert all("待核对" in rule.term for rule in rules)


def test_the_region_of_the_provider_decides_its_term():
    DeadlineRule.objects.create(
        key="share.reply_conditional", region_code="990100", name="云州答复", number=5,
        unit="working_day", starts_at="收到", source="试",
    )  # fmt: skip
    assert made.submitted_request().due_on == date(2026, 3, 9)


def test_the_clock_of_the_reply_starts_anew_when_the_supplement_is_filed():
    by = sides()
    request = made.request_in_supplement(by)
    assert (request.submission, request.reply_due_on) == (1, None)
    number = request.number
    sharing.submit(request, actor=by.asker, on=date(2026, 3, 10))
    assert (request.submission, request.due_on) == (2, date(2026, 3, 24))
    assert request.number == number


class TestExtension:
    """Once, in time, with the authority's consent, and the requester is told."""

    def asked(self, by, on=DAY):
        request = made.submitted_request(by)
        sharing_extensions.ask_extension(request, actor=by.clerk, on=on, reason="需要核对。")
        return request

    def test_it_runs_from_the_end_of_the_first_term(self):
        by = sides()
        request = self.asked(by)
        sharing_extensions.grant_extension(request, actor=by.authority, on=DAY)
        assert (request.due_on, request.due_rule) == (date(2026, 3, 30), "share.reply_extend")
        assert (request.extended_from, request.reply_due_on) == (date(2026, 3, 16), request.due_on)

    def test_it_is_asked_once(self):
        by = sides()
        request = self.asked(by)
        sharing_extensions.decline_extension(
            request, actor=by.authority, on=DAY, reason="理由不足。"
        )
        assert request.due_on == date(2026, 3, 16)
        with pytest.raises(TransitionError, match="不得再次申请。"):
            sharing_extensions.ask_extension(request, actor=by.clerk, on=DAY, reason="再请。")

    def test_it_is_asked_before_the_term_is_over(self):
        self.asked(sides(), on=date(2026, 3, 16))
        with pytest.raises(TransitionError, match="2026-03-16已过"):
            self.asked(sides(), on=date(2026, 3, 17))

    def test_unconditional_sharing_is_never_extended(self):
        by = sides()
        request = made.submitted_request(
            by, resource=made.shared_resource(by, sharing="unconditional")
        )
        with pytest.raises(TransitionError, match="无条件共享，答复不得延期"):
            sharing_extensions.ask_extension(request, actor=by.clerk, on=DAY, reason="需要核对。")

    def test_nothing_is_granted_that_was_not_asked(self):
        by = sides()
        request = made.submitted_request(by)
        with pytest.raises(TransitionError, match="没有待同意的延期申请。"):
            sharing_extensions.grant_extension(request, actor=by.authority, on=DAY)
        with pytest.raises(TransitionError, match="没有新的延期"):
            sharing_extensions.note_extension(request, actor=by.asker, on=DAY)

    def test_an_unanswered_question_ends_with_the_reply(self):
        by = sides()
        request = self.asked(by)
        sharing.agree(request, actor=by.clerk, on=DAY)
        assert (request.extension, request.extension_asked_by) == ("", None)

    def test_a_provisional_extension_is_counted_again_from_the_first_term(self):
        by = sides()
        filed = date(2026, 12, 10)
        request = made.submitted_request(by, on=filed, ends_on=date(2027, 6, 30))
        assert (request.due_on, request.due_is_provisional) == (date(2026, 12, 24), False)
        sharing_extensions.ask_extension(request, actor=by.clerk, on=filed, reason="需要核对。")
        sharing_extensions.grant_extension(request, actor=by.authority, on=filed)
        assert (request.due_on, request.due_is_provisional) == (date(2027, 1, 7), True)
        year = WorkdayYear.objects.create(year=2027, source_document="试")
        Workday.objects.create(day=date(2027, 1, 1), kind="holiday", name="元旦", year=year)
        scheduler = User.objects.service_account("scheduler")
        assert recompute_provisional_deadlines(scheduler, date(2027, 1, 2)) == 1
        request.refresh_from_db()
        assert (request.due_on, request.due_is_provisional) == (date(2027, 1, 8), False)
        sharing.agree(request, actor=by.clerk, on=date(2027, 1, 8))
        assert request.reply_due_on == date(2027, 1, 8)


def test_a_correction_is_extended_once_with_a_reason():
    by = sides()
    correction = affairs.submitted_correction(by)
    sharing_corrections.extend(correction, actor=by.clerk, on=DAY, reason="需要调取档案。")
    assert (correction.extended_from, correction.due_on) == (date(2026, 3, 16), date(2026, 3, 30))
    assert correction.clock_started_on == date(2026, 3, 16)
    with pytest.raises(TransitionError, match="不得再次延长。"):
        sharing_corrections.extend(correction, actor=by.clerk, on=DAY, reason="再请。")
    late = affairs.submitted_correction(by)
    with pytest.raises(TransitionError, match="2026-03-16已过"):
        sharing_corrections.extend(late, actor=by.clerk, on=date(2026, 3, 17), reason="迟了。")


def test_each_record_of_use_starts_the_term_of_the_next_one():
    by = sides()
    request = made.request_in_use(by)
    used = USE | {"used_until": date(2026, 5, 6)}
    sharing_use.record_use(request, actor=by.asker, on=date(2026, 5, 6), **used)
    assert (request.due_on, request.clock_started_on) == (date(2026, 11, 6), date(2026, 5, 6))
    assert request.uses.get().times == USE["times"]
    unused = SharingRequest.objects.unused
    assert not unused(date(2026, 11, 6)).exists()
    assert unused(date(2026, 11, 7)).get() == request


def test_non_use_is_reported_only_when_the_term_has_passed():
    by = sides()
    request = made.request_in_use(by)
    told = {"kind": "nonuse", "facts": "半年无调用。"}
    with pytest.raises(TransitionError, match="期限尚未超过，不能报告未使用。"):
        sharing_use.report_incident(request, actor=by.clerk, on=DAY, found_on=DAY, **told)
    sharing_use.report_incident(request, actor=by.clerk, on=MUCH_LATER, found_on=MUCH_LATER, **told)
    assert request.incidents.get().kind == "nonuse"


def test_the_agreed_period_ends_by_the_calendar_alone():
    request = made.request_in_use(ends_on=date(2026, 6, 30))
    job = User.objects.service_account("scheduler")
    assert sharing_use.expire_lapsed_requests(job, date(2026, 6, 30)) == 0
    assert sharing_use.expire_lapsed_requests(job, date(2026, 7, 1)) == 1
    assert sharing_use.expire_lapsed_requests(job, date(2026, 7, 1)) == 0
    request.refresh_from_db()
    assert (request.status, request.ended_on) == ("ended", date(2026, 7, 1))
    assert SharingRequest.objects.overdue(MUCH_LATER).count() == 0


def test_nothing_ends_before_its_period_is_over():
    request = made.request_in_use()
    job = User.objects.service_account("scheduler")
    with pytest.raises(TransitionError, match="使用期限尚未届满。"):
        sharing_use.expire(request, actor=job, on=DAY)
