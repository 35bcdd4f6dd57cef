"""What the law of sharing says of requests, refusals, extra conditions and use."""

from datetime import date

import pytest

from catalog.models import SharingRequest
from catalog.models.sharing_parts import crossings, is_downwards
from catalog.workflow import sharing, sharing_use
from governance.errors import InvalidInput, TransitionError
from tests.factories import sharing as made
from tests.factories.catalog import DAY, draft_resource
from tests.factories.sharing import LAW, PROVISION, USE, sides

pytestmark = pytest.mark.django_db
WEEK_LATER = date(2026, 3, 10)


def cannot_file(by, message, **over):
    request = made.draft_request(by, **over)
    with pytest.raises((TransitionError, InvalidInput), match=message):
        sharing.submit(request, actor=by.asker, on=DAY)


class TestFiling:
    """Who may ask for what, and what must be said."""

    def test_unshared_data_are_refused_at_once_with_law_and_article(self):
        by = sides()
        closed = made.shared_resource(by, sharing="none", sharing_legal_basis=LAW)
        cannot_file(by, rf"不予共享，不能申请。依据：{LAW}。", resource=closed)

    def test_only_what_stands_in_the_catalogue(self):
        by = sides()
        draft = draft_resource(provider=by.provider)
        cannot_file(by, "不在已发布的目录中", resource=draft)

    def test_nobody_asks_himself(self):
        by = sides()
        own = made.draft_request(by, requester=by.provider)
        with pytest.raises(TransitionError, match="由本单位提供"):
            sharing.submit(own, actor=by.other_clerk, on=DAY)

    def test_enterprises_do_not_share_in_government_data(self):
        by = sides()
        by.requester.kind = "ENTERPRISE"
        by.requester.save()
        cannot_file(by, "不能申请政务数据共享")

    def test_everything_missing_is_told_at_once(self):
        over = {"purpose": "", "legal_basis": "", "conditions_met": ""}
        cannot_file(sides(), "还缺少：用途、履职依据、如何符合共享条件。", **over)

    def test_a_period_that_is_over_is_no_period(self):
        past = {"starts_on": date(2025, 1, 1), "ends_on": date(2025, 12, 31)}
        cannot_file(sides(), "2025-12-31已过", **past)

    def test_only_items_of_the_entry_are_asked_for(self):
        by = sides()
        cannot_file(by, "没有这些数据项：身份证号。", items=["停车场名称", "身份证号"])
        assert made.submitted_request(by, items=["停车场名称"]).status == "submitted"

    def test_the_entry_is_frozen_as_it_stood(self):
        request = made.submitted_request()
        type(request.resource).objects.filter(pk=request.resource_id).update(
            sharing="unconditional", sharing_conditions=""
        )
        request = SharingRequest.objects.get(pk=request.pk)
        assert (request.kind, request.conditions) == ("conditional", "仅用于履行职责。")
        assert request.number == "云共-2026-0001"

    def test_two_open_requests_for_one_thing_are_one_too_many(self):
        by = sides()
        first = made.submitted_request(by)
        cannot_file(by, "已有一件待答复的共享申请", resource=first.resource)

    def test_data_that_come_down_are_marked(self):
        by = sides()
        by.requester.level = "COUNTY"
        by.requester.save()
        request = made.submitted_request(by)
        assert request.is_return_flow
        assert request.crossing == "跨层级、跨部门"


class TestRefusal:
    """I-27, I-28: reasons, law and article, or the condition that is not met."""

    def refuse(self, kind, **basis):
        by = sides()
        request = made.submitted_request(by, resource=made.shared_resource(by, sharing=kind))
        sharing.refuse(request, actor=by.clerk, on=DAY, reason="理由。", **basis)
        return request

    @pytest.mark.parametrize("kind", ["conditional", "unconditional"])
    def test_i_28_law_and_article_will_do(self, kind):
        assert self.refuse(kind, legal_basis=LAW).reply_legal_basis == LAW

    @pytest.mark.parametrize("kind", ["conditional", "unconditional"])
    def test_i_28_a_law_without_article_will_not(self, kind):
        with pytest.raises(TransitionError, match="须写明名称和条款") as refusal:
            self.refuse(kind, legal_basis="有关规定", unmet_condition="用途不符。")
        assert "legal_basis" in refusal.value.details

    def test_i_28_an_unmet_condition_will_do_where_there_are_conditions(self):
        request = self.refuse("conditional", unmet_condition="用途不是履行职责。")
        assert (request.status, request.reply_legal_basis) == ("refused", "")
        with pytest.raises(TransitionError, match="无条件共享，不同意共享须写明法律依据"):
            self.refuse("unconditional", unmet_condition="用途不是履行职责。")

    def test_i_28_nothing_will_not(self):
        with pytest.raises(TransitionError, match="请写明法律依据"):
            self.refuse("conditional")


class TestExtraConditions:
    """I-28: nothing is added at will."""

    def test_i_28_they_go_before_the_authority_and_bind_until_struck(self):
        by = sides()
        request = made.agreed_request(by)
        assert request.extra_review == "pending"
        assert request.binding_conditions == "每月报告使用情况。"
        sharing.review_extra_conditions(
            request, actor=by.authority, on=DAY, reason="没有依据。", verdict="struck"
        )
        assert (request.binding_conditions, request.due_rule) == ("", "share.provide")
        with pytest.raises(TransitionError, match="没有待审查的另加条件。"):
            sharing.review_extra_conditions(
                request, actor=by.authority, on=DAY, reason="再审。", verdict="upheld"
            )

    def test_consent_without_conditions_needs_no_review(self):
        by = sides()
        request = made.submitted_request(by)
        sharing.agree(request, actor=by.clerk, on=DAY, extra_conditions="  ")
        assert (request.extra_conditions, request.extra_review) == ("", "")


def test_provision_is_neither_of_tomorrow_nor_before_the_consent():
    by = sides()
    request = made.agreed_request(by)
    for day, words in ((date(2026, 3, 3), "不能晚于今天"), (date(2026, 3, 1), "不能早于答复日期")):
        with pytest.raises(TransitionError, match=words):
            sharing_use.provide(request, actor=by.clerk, on=DAY, **PROVISION | {"provided_on": day})


def test_use_is_recorded_for_a_time_in_which_the_data_were_there():
    by = sides()
    request = made.request_in_use(by)
    early, late = USE | {"used_from": date(2026, 3, 1)}, USE | {"used_until": WEEK_LATER}
    with pytest.raises(TransitionError, match="不能早于提供日期"):
        sharing_use.record_use(request, actor=by.asker, on=DAY, **early)
    with pytest.raises(InvalidInput, match="不能晚于登记日期"):
        sharing_use.record_use(request, actor=by.asker, on=DAY, **late)


@pytest.mark.parametrize(
    ("levels", "regions", "words"),
    [
        (("CITY", "CITY"), ("990100", "990100"), ["跨部门"]),
        (("CITY", "COUNTY"), ("990100", "990102"), ["跨层级", "跨部门"]),
        (("CITY", "CITY"), ("990100", "990200"), ["跨地域", "跨部门"]),
        (("PROVINCE", "CITY"), ("990000", None), ["跨层级", "跨部门"]),
    ],
)
def test_the_boundaries_that_a_request_crosses(levels, regions, words):
    assert [str(word) for word in crossings(levels, regions)] == words


def test_data_come_down_from_a_higher_level_only():
    assert is_downwards("PROVINCE", "COUNTY")
    assert not is_downwards("CITY", "CITY")
    assert not is_downwards("COUNTY", "CITY")
