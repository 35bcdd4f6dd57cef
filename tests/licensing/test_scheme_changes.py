"""Versions, corrections and larger changes: the scheme in force stands until the other has passed (第十一条)."""

from typing import Any

import pytest

from governance import edits
from governance.errors import NotPermitted, WrongState
from governance.models import AuditEvent
from licensing import scheme_facts, scheme_versions
from licensing.models import CollectiveDecision, PlannedProduct, Scheme, SchemeResource
from licensing.models.scheme_contents import CORRECTABLE, LARGER
from licensing.workflow import scheme_changes, schemes
from tests.factories.licensing import draft_licence, licence_in_force
from tests.factories.schemes import (
    START,
    annex,
    approved_scheme,
    change_before_the_meeting,
    draft_scheme,
    filed_scheme,
    filing,
    foresee,
    licensable_resource,
    merged_change,
    parties,
    scheme_change,
    signed_decision,
    submitted_scheme,
)
from tests.licensing.refusals import against_the_law, decide, refused, rewrite

pytestmark = pytest.mark.django_db


def kinds(scheme: Scheme) -> list[str]:
    """The versions in their order."""
    return list(scheme.versions.order_by("number").values_list("kind", flat=True))


# The text and its facts


def test_every_text_is_either_a_larger_change_or_may_be_put_right() -> None:
    texts = {name for _title, fields in Scheme.CONTENTS for name in fields} | {"other_terms"}
    assert texts <= LARGER | set(CORRECTABLE)
    assert not LARGER & set(CORRECTABLE)


def test_feasibility_names_each_of_its_five_points() -> None:
    by = parties()
    scheme = draft_scheme(by=by, market_size=" ", risk_control="")
    with refused("市场规模", "风险防控", "第十条"):
        schemes.submit_scheme(scheme, actor=by.drafter, on=START)


def test_a_scheme_names_who_authorises() -> None:
    by = parties()
    scheme = draft_scheme(by=by, authorising_body=None)
    with refused("授权主体"):
        schemes.submit_scheme(scheme, actor=by.drafter, on=START)


def test_facts_are_the_catalogues_while_drafting_and_kept_at_submission() -> None:
    by = parties()
    resource = licensable_resource(update_cycle="daily", record_count=10)
    scheme = draft_scheme(by=by, resources=(resource,))
    (live,) = scheme_facts.of(scheme)
    assert (live.records, live.update_cycle, live.kept_on) == (10, "每日", None)
    rewrite(resource, record_count=20)
    assert scheme_facts.of(scheme)[0].records == 20
    schemes.submit_scheme(scheme, actor=by.drafter, on=START)
    rewrite(resource, record_count=30)
    (kept,) = scheme_facts.of(scheme)
    assert (kept.records, kept.kept_on) == (20, START)
    assert scheme.versions.get().content["scope"][0]["record_count"] == 20


def test_what_was_put_forward_does_not_move() -> None:
    by = parties()
    scheme = submitted_scheme(by=by)
    with against_the_law("实施方案已经报审"):
        SchemeResource.objects.create(scheme=scheme, resource=licensable_resource())
    with against_the_law("实施方案已经报审"):
        rewrite(scheme.planned_products.first(), name="改名")
    with against_the_law("实施方案已经报审"):
        annex(by=by, scheme=scheme)


def test_a_factory_may_tell_what_a_scheme_foresaw_and_the_law_holds_again_after_it() -> None:
    scheme = filed_scheme(by=parties())
    foresee(scheme, licensable_resource())
    assert scheme.scope.count() == 2
    with against_the_law("实施方案已经报审"):
        rewrite(scheme.scope.first(), quality_note="改")


def test_a_version_is_frozen_and_known_by_its_digest() -> None:
    version = submitted_scheme(by=parties()).versions.get()
    assert version.is_untouched
    with against_the_law("只能追加"):
        rewrite(version, reason="改")
    version.content["fields"]["demand"] = "改"
    assert not version.is_untouched


def test_a_returned_scheme_gets_another_version_that_tells_the_difference() -> None:
    by = parties()
    scheme = submitted_scheme(by=by)
    schemes.return_scheme(scheme, actor=by.supervisor, on=START, reason="补充需求。")
    scheme.demand = "每日查询三十万次。"
    edits.save(scheme, actor=by.drafter)
    schemes.submit_scheme(scheme, actor=by.drafter, on=START)
    first, second = scheme.versions.order_by("number")
    (told,) = scheme_versions.differences(first.content, second.content)
    assert (told["label"], told["after"]) == ("社会需求", "每日查询三十万次。")


def test_rows_struck_from_a_draft_are_kept_by_the_trail() -> None:
    by = parties()
    scheme = draft_scheme(by=by)
    product = scheme.planned_products.first()
    scheme_changes.strike_from_scheme(
        scheme, actor=by.drafter, planned_products=[product], reason="不再提供。"
    )
    assert scheme.planned_products.count() == 1
    told = AuditEvent.objects.get(action="licensing.plannedproduct.strike")
    assert told.changes["name"] == ["停车热力周报", None]
    with refused("没有选择"):
        scheme_changes.strike_from_scheme(scheme, actor=by.drafter)


# Corrections


def test_a_correction_needs_a_reason_and_leaves_a_version() -> None:
    by = parties()
    scheme = filed_scheme(by=by)
    given: dict[str, Any] = {"actor": by.supervisor, "on": START, "reason": "笔误。"}
    with refused("与现在的相同"):
        scheme_changes.correct_scheme(scheme, field="demand", text=scheme.demand, **given)
    scheme_changes.correct_scheme(scheme, field="demand", text="更正。", **given)
    assert (scheme.status, scheme.demand) == (Scheme.Status.FILED, "更正。")
    assert kinds(scheme) == ["submitted", "approved", "corrected"]
    with pytest.raises(NotPermitted):
        scheme_changes.correct_scheme(
            scheme, actor=by.drafter, on=START, reason="改。", field="demand", text="再改。"
        )


# Larger changes


def test_the_scheme_stands_until_its_change_has_passed() -> None:
    by = parties()
    licence = licence_in_force(by=by)
    scheme = licence.scheme
    change = change_before_the_meeting(by=by, scheme=scheme)
    scheme.refresh_from_db()
    assert (scheme.status, scheme.planned_months) == (Scheme.Status.FILED, 36)
    decide(draft_licence(by=by, scheme=scheme), by)
    signed_decision(by=by, scheme=change)
    schemes.approve_scheme(change, actor=by.supervisor, on=START)
    scheme.refresh_from_db()
    assert (change.status, change.due_on) == (Scheme.Status.MERGED, None)
    assert (scheme.status, scheme.planned_months) == (Scheme.Status.APPROVED, 48)
    assert licence.is_in_force(START)


def test_i_03_a_change_that_has_passed_is_filed_anew() -> None:
    by = parties()
    scheme = merged_change(by=by).revision_of
    assert scheme.due_rule == "lic.filing"
    schemes.file_scheme(scheme, actor=by.supervisor, on=START, **filing(by, START))
    assert (scheme.status, scheme.filings.count()) == (Scheme.Status.FILED, 2)
    last = scheme.versions.order_by("number").last()
    assert (last.kind, last.decision.kind, last.reason) == (
        "changed", CollectiveDecision.Kind.MAJOR_CHANGE, "建设周期延长。",
    )  # fmt: skip


def test_a_change_brings_its_rows_and_leaves_corrections_made_meanwhile() -> None:
    by = parties()
    change = scheme_change(by=by)
    scheme = change.revision_of
    PlannedProduct.objects.create(
        scheme=change, name="诱导指数", purpose="governance", form="index"
    )
    scheme_changes.correct_scheme(
        scheme, actor=by.supervisor, on=START, reason="笔误。", field="demand", text="更正。"
    )
    schemes.submit_scheme(change, actor=by.drafter, on=START)
    schemes.review_scheme(change, actor=by.supervisor, on=START)
    schemes.deliberate_scheme(change, actor=by.supervisor, on=START)
    signed_decision(by=by, scheme=change)
    schemes.approve_scheme(change, actor=by.supervisor, on=START)
    scheme.refresh_from_db()
    assert scheme.demand == "更正。"
    assert scheme.planned_products.count() == 3
    assert scheme.scope.get().facts_on == START


def test_a_first_decision_does_not_serve_a_change() -> None:
    by = parties()
    change = change_before_the_meeting(by=by)
    signed_decision(by=by, scheme=change, kind="scheme")
    with refused("没有已签署的集体决策"):
        schemes.approve_scheme(change, actor=by.supervisor, on=START)


def test_a_rejected_change_leaves_the_scheme_as_it_was() -> None:
    by = parties()
    change = change_before_the_meeting(by=by)
    signed_decision(by=by, scheme=change, result="rejected")
    schemes.reject_scheme(change, actor=by.supervisor, on=START, reason="论证不足。")
    scheme = Scheme.objects.get(pk=change.revision_of_id)
    assert (scheme.status, scheme.planned_months) == (Scheme.Status.FILED, 36)
    assert scheme.open_change is None
    scheme_changes.revise_scheme(scheme, actor=by.drafter, on=START, reason="再论证。")


def test_one_change_at_a_time_and_none_while_the_scheme_is_closed() -> None:
    by = parties()
    change = scheme_change(by=by)
    scheme = change.revision_of
    with refused("已有办理中的变更稿"):
        scheme_changes.revise_scheme(scheme, actor=by.drafter, on=START, reason="又一处。")
    with refused("办理中的变更稿"):
        schemes.close_scheme(scheme, actor=by.supervisor, on=START, reason="终结。")
    with against_the_law("scheme_has_one_change_under_way"):
        Scheme.objects.create(
            revision_of=scheme, name="另一稿", authority=by.authority, planned_months=3, mode="whole",
            implementing_body=by.implementing_body,
        )  # fmt: skip
    scheme_changes.abandon_scheme(change, actor=by.drafter, on=START, reason="不再变更。")
    schemes.close_scheme(scheme, actor=by.supervisor, on=START, reason="终结。")


def test_a_change_that_changes_nothing_is_not_put_forward() -> None:
    by = parties()
    change = scheme_change(by=by)
    rewrite(change, planned_months=36)
    change.refresh_from_db()
    with refused("没有差别"):
        schemes.submit_scheme(change, actor=by.drafter, on=START)


def test_a_resource_under_an_agreement_does_not_leave_the_scope() -> None:
    by = parties()
    licence = licence_in_force(by=by)
    change = scheme_change(by=by, scheme=licence.scheme)
    SchemeResource.objects.create(scheme=change, resource=licensable_resource())
    scheme_changes.strike_from_scheme(
        change, actor=by.drafter, scope=[change.scope.first()], reason="缩小范围。"
    )
    with refused("仍在协议", licence.name):
        schemes.submit_scheme(change, actor=by.drafter, on=START)


def test_no_licence_rests_on_the_text_of_a_change() -> None:
    by = parties()
    change = change_before_the_meeting(by=by)
    with against_the_law("scheme_change_takes_effect_by_merging|没有授权主体"):
        rewrite(change, status="approved", decision=signed_decision(by=by, scheme=change))
    with refused("尚未经集体审议通过"):
        decide(draft_licence(by=by, scheme=change), by)


def test_only_its_own_change_is_merged_into_a_scheme() -> None:
    by = parties()
    scheme, other = approved_scheme(by=by), change_before_the_meeting(by=by)
    with refused("它自己的变更稿"):
        scheme_changes.adopt_change(
            scheme, actor=by.supervisor, on=START, reason="并入。", change=other
        )


def test_a_draft_that_nobody_pursues_is_given_up_with_a_reason() -> None:
    by = parties()
    scheme = draft_scheme(by=by)
    scheme_changes.abandon_scheme(scheme, actor=by.drafter, on=START, reason="条件不成熟。")
    assert scheme.status == Scheme.Status.CLOSED
    with pytest.raises(WrongState):
        schemes.submit_scheme(scheme, actor=by.drafter, on=START)
