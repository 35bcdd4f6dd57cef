"""Usage reports: every state × step, who may do what, the checks, corrections and terms (27号 第十九条)."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from accounts.models import Role
from governance.actors import VISITOR
from governance.errors import NotPermitted, WrongState
from governance.models import AuditEvent
from governance.policies import holds
from governance.transitions import steps_of
from licensing.models import Incident, Purpose, UsageEntry, UsageReport
from licensing.workflow import usage
from tests.factories import usage as made
from tests.factories.exits import approved_ending
from tests.factories.licensing import licence_in_force, product_on_sale
from tests.factories.people import person
from tests.factories.schemes import parties
from tests.factories.usage import AFTER
from tests.licensing.people import chief
from tests.licensing.refusals import against_the_law, refused, rewrite

pytestmark = pytest.mark.django_db

Factory = Callable[..., UsageReport]
STATES: dict[str, Factory] = {
    "draft": made.draft_report,
    "submitted": made.submitted_report,
    "returned": made.returned_report,
    "accepted": made.accepted_report,
    "corrected": made.corrected_report,
    "abandoned": made.abandoned_report,
}


def test_every_state_has_its_row() -> None:
    assert set(STATES) == set(UsageReport.Status.values)
    left = {source for step in steps_of(UsageReport) for source in step.transition.sources}
    assert set(STATES) - left == {"corrected", "abandoned"}


@pytest.mark.parametrize("state", STATES)
def test_state_by_step(state: str) -> None:
    by = parties()
    report = STATES[state](by=by)
    assert report.status == state
    user = chief(by)
    for step in steps_of(UsageReport):
        if state in step.transition.sources:
            assert step.refusal(report, actor=user) is None, step
            continue
        before = UsageReport.objects.values().get(pk=report.pk)
        events = AuditEvent.objects.count()
        with pytest.raises(WrongState) as refusal:
            step(report, actor=user, on=AFTER, reason="试办。", **given(step, report))
        assert str(refusal.value.message).endswith("。")
        assert UsageReport.objects.values().get(pk=report.pk) == before
        assert AuditEvent.objects.count() == events


def given(step: Any, report: UsageReport) -> dict[str, Any]:
    """What a step asks for."""
    return {"rows": report.entries.all()} if step.transition.verb == "return" else {}


# Who may do what


WHO = ("seller", "drafter", "supervisor", "auditor", "rival", "provider", "visitor")
VERBS = ("view", "change", "submit", "correct", "prefill", "accept", "return")
ALLOWED = {
    "seller": {"view", "submit", "correct", "prefill"},
    "drafter": {"view", "accept", "return"},
    "supervisor": {"view"},
    "auditor": {"view"},
    "rival": set(),
    "provider": set(),
    "visitor": set(),
}


def test_person_by_permission() -> None:
    by = parties()
    report = made.submitted_report(by=by)
    people = {
        "seller": by.seller, "drafter": by.drafter, "supervisor": by.supervisor,
        "auditor": person(Role.AUDITOR), "rival": person(Role.OPERATOR),
        "provider": provider_of(report), "visitor": VISITOR,
    }  # fmt: skip
    for who in WHO:
        may = {
            verb for verb in VERBS if holds(people[who], f"licensing.{verb}_usagereport", report)
        }
        assert may == ALLOWED[who], who


def provider_of(report: UsageReport) -> Any:
    """Somebody of the bureau whose data the product draws on."""
    resource = report.entries.get().product.product_sources.get().licensed_resource.resource
    return person(Role.PROVIDER, organisation=resource.provider)


def test_the_provider_follows_the_use_of_its_data_once_it_was_accepted() -> None:
    by = parties()
    report = made.submitted_report(by=by)
    provider, stranger = provider_of(report), person(Role.PROVIDER)
    assert not UsageEntry.objects.visible_to(provider).exists()
    usage.accept_report(report, actor=by.decider, on=AFTER)
    assert UsageEntry.objects.visible_to(provider).get().report == report
    assert not UsageEntry.objects.visible_to(stranger).exists()


def test_whoever_submitted_a_report_does_not_accept_it() -> None:
    by = parties()
    both = chief(by)
    report = made.draft_report(by=by)
    usage.submit_report(report, actor=both, on=AFTER)
    with pytest.raises(NotPermitted, match="须由他人审核"):
        usage.accept_report(report, actor=both, on=AFTER)
    with against_the_law("usage_report_accepted_by_a_second_person"):
        rewrite(report, status="accepted", accepted_by=both, accepted_on=AFTER)


# What is asked of a report


def test_a_period_that_is_not_over_is_not_reported() -> None:
    by = parties()
    report = made.draft_report(by=by)
    with refused("2026-06-30", "期间结束后"):
        usage.submit_report(report, actor=by.seller, on=date(2026, 6, 30))


def test_an_empty_report_says_that_there_was_no_use() -> None:
    by = parties()
    report = made.draft_report(by=by)
    UsageEntry.objects.filter(report=report)._raw_delete("default")
    with refused("还没有明细"):
        usage.submit_report(report, actor=by.seller, on=AFTER)
    rewrite(report, is_nil=True)
    usage.submit_report(report, actor=by.seller, on=AFTER)
    assert report.status == "submitted"


def test_a_product_on_sale_is_not_left_out() -> None:
    by = parties()
    licence = licence_in_force(by=by)
    first, second = (product_on_sale(by=by, licence=licence) for _each in range(2))
    report = made.draft_report(by=by, product=first)
    with refused(second.name, "请补充"):
        usage.submit_report(report, actor=by.seller, on=AFTER)
    usage.prefill_report(report, actor=by.seller, on=AFTER)
    usage.submit_report(report, actor=by.seller, on=AFTER)
    assert report.entries.count() == 2


@pytest.mark.parametrize("purpose", [Purpose.GOVERNANCE, Purpose.WELFARE])
def test_free_purposes_earn_nothing(purpose: str) -> None:
    by = parties()
    product = made.sold_product(by=by, purpose=purpose)
    entry = made.draft_report(
        by=by, product=product, figures={"revenue": 0, "free_quantity": 1200}
    ).entries.get()
    with against_the_law("usage_entry_free_purposes_earn_nothing"):
        rewrite(entry, revenue=Decimal(1))
    with against_the_law("usage_entry_free_purposes_are_all_free"):
        rewrite(entry, free_quantity=1)


def test_a_jump_wants_a_note_and_is_then_taken() -> None:
    by = parties()
    product = made.sold_product(by=by)
    made.accepted_report(by=by, product=product)
    on = date(2026, 10, 12)
    report = made.draft_report(by=by, product=product, number=3, figures={"deliveries": 6001})
    with refused("1200", "6001", "说明"):
        usage.submit_report(report, actor=by.seller, on=on)
    rewrite(report.entries.get(), note="九月起接入导航软件。")
    usage.submit_report(report, actor=by.seller, on=on)
    assert report.status == "submitted"


# Scope (I-09)


def test_i_09_a_product_of_another_licence_is_refused_by_form_and_database() -> None:
    by = parties()
    report, stranger = made.draft_report(by=by), made.sold_product(by=parties())
    entry = UsageEntry(report=report, product=stranger, purpose=stranger.purpose)
    with pytest.raises(Exception, match="不属于本报告所依据的协议"):
        entry.full_clean()
    for licence in (report.licence, stranger.licence):
        with against_the_law("usage_entry_is_of_its_(reports|products)_licence"):
            UsageEntry.objects.create(
                report=report, product=stranger, purpose="industry", licence=licence
            )


def test_i_09_use_for_another_purpose_sends_the_report_back() -> None:
    by = parties()
    report = made.draft_report(by=by, figures={"purpose": "sector"})
    usage.submit_report(report, actor=by.seller, on=AFTER)
    entry = report.entries.get()
    assert report.status == "returned"
    assert "超出授权用途" in report.marks[str(entry.pk)]
    assert report.submitted_by is None
    incident = Incident.objects.get(product=entry.product)
    assert (incident.kind, incident.licence) == ("out_of_scope", report.licence)
    usage.submit_report(report, actor=by.seller, on=AFTER)
    assert Incident.objects.count() == 1


def test_i_09_use_after_the_licence_ended_sends_the_report_back() -> None:
    by = parties()
    product = made.sold_product(by=by)
    approved_ending(licence=product.licence, by=by, on=date(2026, 6, 1))
    late = made.draft_report(by=by, product=product, number=3)
    usage.submit_report(late, actor=by.seller, on=date(2026, 10, 12))
    assert late.status == "returned"
    within = made.draft_report(by=by, product=product)
    usage.submit_report(within, actor=by.seller, on=AFTER)
    assert within.status == "submitted"
