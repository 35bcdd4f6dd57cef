"""A running licence changes only by a decided, signed and filed change, on its day, and keeps what it said before."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction

from accounts.models import User
from catalog.models import DataResource
from governance import edits
from governance.actors import VISITOR
from governance.due import run_all
from governance.errors import InvalidInput, NotPermitted
from governance.models import AuditEvent
from licensing.models import LicenceChange, LicenceChangeItem, LicensedResource, Product
from licensing.versions import differences, is_untouched
from licensing.workflow import changes, ends, products
from tests.factories import changes as made
from tests.factories.licensing import draft_product, licence_in_force, product_on_sale
from tests.factories.schemes import (
    START,
    filing,
    licensable_resource,
    parties,
    signed_decision,
)
from tests.licensing.refusals import against_the_law, refused, rewrite

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_a_change_of_the_end_is_written_on_its_day_and_the_old_text_kept() -> None:
    by = parties()
    licence = licence_in_force(by=by)
    old_end, later = licence.ends_on, START + 10 * DAY
    change = made.filed_change(
        by=by,
        licence=licence,
        effective_on=later,
        new_ends_on=old_end + 31 * DAY,
        new_business=["development"],
    )
    with refused("起生效"):
        changes.effect_change(change, actor=by.supervisor, on=later - DAY)
    licence.refresh_from_db()
    assert licence.ends_on == old_end
    changes.effect_change(change, actor=by.supervisor, on=later)
    licence.refresh_from_db()
    assert (licence.ends_on, licence.business) == (old_end + 31 * DAY, ["development"])
    newest, first = licence.versions.all()
    assert (first.number, newest.number, newest.valid_from, newest.change) == (1, 2, later, change)
    assert is_untouched(first)
    assert {each["label"] for each in differences(first.content, newest.content)} == {
        "截止日期",
        "业务范围",
    }
    with against_the_law("只能追加"):
        rewrite(first, content={})


def test_the_trail_of_the_licence_tells_what_changed_and_why() -> None:
    change = made.effective_change()
    event = AuditEvent.objects.about(change.licence).filter(action="licensing.licence.change").get()
    assert event.reason == change.grounds
    assert list(event.changes) == ["ends_on"]


def test_a_resource_leaves_and_its_products_are_off_sale_the_same_day_without_a_job() -> None:
    by = parties()
    stays, leaves = licensable_resource(), licensable_resource()
    licence = licence_in_force(by=by, resources=(stays, leaves))
    product = product_on_sale(by=by, licence=licence)
    draft = draft_product(by=by, licence=licence)
    day = START + 5 * DAY
    made.filed_change(
        by=by, licence=licence, effective_on=day, items=({"action": "remove", "resource": leaves},)
    )
    assert Product.objects.on_sale(day - DAY).get() == product
    assert not Product.objects.on_sale(day).exists()
    assert product.is_on_sale(day - DAY)
    assert not product.is_on_sale(day)
    with time_machine.travel(f"{day} 00:00:01+08:00", tick=False):
        assert not Product.objects.visible_to(VISITOR).exists()
    with refused("已移出协议的资源范围"):
        products.submit_product(draft, actor=by.seller, on=day)


def test_the_daily_work_writes_due_changes_once_and_skips_what_no_longer_fits() -> None:
    by = parties()
    day = START + 5 * DAY
    leaves = licensable_resource()
    licence = licence_in_force(by=by, resources=(leaves, licensable_resource()))
    change = made.filed_change(
        by=by, licence=licence, effective_on=day, items=({"action": "remove", "resource": leaves},)
    )
    lost = made.filed_change(by=by, licence=licence_in_force(by=by), effective_on=day)
    ends.terminate_licence(lost.licence, actor=by.drafter, on=START, reason="协商一致。")
    job = User.objects.service_account("due-work")
    for expected in (1, 0):
        assert dict(run_all(actor=job, on=day))["办理当日生效的授权变更"] == expected
    change.refresh_from_db()
    lost.refresh_from_db()
    assert (change.status, lost.status) == ("effective", "filed")
    assert lost.is_overdue(day + DAY)
    entry = LicensedResource.objects.get(licence=licence, resource=leaves)
    assert entry.scope_until == day - DAY
    assert leaves not in [each.resource for each in licence.scope.in_scope(day)]


def test_a_resource_comes_in_for_its_purposes_and_is_sold() -> None:
    by = parties()
    licence = licence_in_force(by=by)
    new = made.planned_resource(licence)
    item = {
        "action": "add",
        "resource": new,
        "purposes": ["industry"],
        "restrictions": "不得识别个人。",
    }
    made.effective_change(by=by, licence=licence, items=(item,))
    entry = licence.scope.get(resource=new)
    assert (entry.purposes, entry.restrictions, entry.scope_from) == (
        ["industry"],
        "不得识别个人。",
        START,
    )
    assert product_on_sale(by=by, licence=licence).is_on_sale(START)
    revised = {"action": "revise", "resource": new, "purposes": ["welfare"]}
    made.effective_change(by=by, licence=licence, items=(revised,))
    assert not Product.objects.on_sale(START).exists()


FAULTS: list[Any] = [
    pytest.param(
        {"items": ({"action": "remove", "resource": "other"},)},
        "不在现行资源范围内",
        id="not in scope",
    ),
    pytest.param(
        {"items": ({"action": "add", "resource": "own"},)}, "已在资源范围内", id="in scope already"
    ),
    pytest.param(
        {"items": ({"action": "add", "resource": "other"},)},
        "不在已审议的实施方案范围内",
        id="unplanned",
    ),
    pytest.param({"new_content": ""}, "没有写明任何内容", id="nothing"),
    pytest.param({"new_ends_on": date(2026, 4, 1)}, "不能早于变更生效日期", id="too early"),
    pytest.param({"new_ends_on": date(2031, 4, 2)}, "超过 5 年", id="too long"),
    pytest.param(
        {"new_content": "改", "effective_on": date(2030, 1, 1)},
        "晚于授权截止日期",
        id="after the end",
    ),
]


@pytest.mark.parametrize(("given", "words"), FAULTS)
def test_a_change_that_does_not_fit_is_not_decided(given: dict[str, Any], words: str) -> None:
    by = parties()
    licence = licence_in_force(by=by)
    known = {"own": licence.scope.get().resource, "other": licensable_resource()}
    items = tuple(item | {"resource": known[item["resource"]]} for item in given.pop("items", ()))
    effective_on = given.pop("effective_on", START + 2 * DAY)
    change = made.draft_change(
        by=by, licence=licence, items=items, effective_on=effective_on, **given
    )
    signed_decision(by=by, licence=licence)
    with refused(words):
        changes.decide_change(change, actor=by.decider, on=START)


@pytest.mark.parametrize(
    ("flaw", "words"),
    [
        ({"grade": "core", "opening": "none", "opening_reason": "核心"}, "核心数据"),
        ({"acquisition": "shared"}, "同意函"),
    ],
)
def test_i_06_i_07_what_comes_in_passes_the_gates(flaw: dict[str, Any], words: str) -> None:
    by = parties()
    licence = licence_in_force(by=by)
    new = made.planned_resource(licence)
    change = made.filed_change(by=by, licence=licence, items=({"action": "add", "resource": new},))
    rewrite(new, **flaw)
    with refused(words):
        changes.effect_change(change, actor=by.supervisor, on=START)


def test_i_08_what_comes_in_is_registered() -> None:
    by = parties()
    licence = licence_in_force(by=by)
    new = made.planned_resource(licence)
    change = made.filed_change(by=by, licence=licence, items=({"action": "add", "resource": new},))
    assert DataResource.objects.licensable(START).filter(pk=new.pk).exists()
    lapsed = new.registrations.get().valid_to + DAY
    assert lapsed <= licence.ends_on
    with refused("尚未登记"):
        changes.effect_change(change, actor=by.supervisor, on=lapsed)


def test_i_01_a_longer_term_by_change_needs_its_own_grounds() -> None:
    by = parties()
    licence = licence_in_force(by=by)
    made.effective_change(
        by=by, licence=licence, new_ends_on=date(2032, 4, 1), exception_grounds="管网建设周期长。"
    )
    licence.refresh_from_db()
    assert licence.exceptional_term == licence.changes.get().decision


def test_i_02_each_change_has_a_decision_of_its_own() -> None:
    by = parties()
    licence = licence_in_force(by=by)
    made.effective_change(by=by, licence=licence)
    second = made.draft_change(by=by, licence=licence, new_content="扩大开发范围。")
    with refused("没有已签署的集体决策"):
        changes.decide_change(second, actor=by.decider, on=START)
    signed_decision(by=by, licence=licence, result="rejected")
    with refused("不通过"):
        changes.decide_change(second, actor=by.decider, on=START)
    with refused("须由实施机构"):
        signed_decision(by=by, licence=licence, body=by.government)
    with against_the_law("licence_change_rests_on_a_decision"):
        rewrite(second, status="signed")


def test_a_decision_on_a_change_is_recorded_while_it_waits() -> None:
    by = parties()
    licence = licence_in_force(by=by)
    waiting = signed_decision(by=by, licence=licence)
    fresh = type(waiting)(
        kind="agreement",
        licence=licence,
        body=by.implementing_body,
        meeting_type="party_group",
        meeting="局党组会",
        held_on=START,
        minutes_no="纪要二号",
        chair="李四",
        result="passed",
    )
    with time_machine.travel(f"{START} 12:00:00+08:00", tick=False):
        with pytest.raises(NotPermitted), transaction.atomic():
            edits.save(fresh, actor=by.drafter)
        made.draft_change(by=by, licence=licence)
        fresh.pk = None
        fresh._state.adding = True
        assert edits.save(fresh, actor=by.drafter).outcome == "done"


def test_the_licence_itself_and_its_scope_stand_outside_a_filed_change() -> None:
    by = parties()
    licence = licence_in_force(by=by)
    entry = licence.scope.get()
    licence.content = "悄悄改掉。"
    with pytest.raises(NotPermitted):
        edits.save(licence, actor=by.drafter)
    with against_the_law("资源范围不能再改"):
        rewrite(entry, purposes=["industry"])
    change = made.signed_change(
        by=by, licence=licence, items=({"action": "revise", "resource": entry.resource},)
    )
    with against_the_law("资源范围不能再改"):
        rewrite(entry, purposes=["industry"])
    with against_the_law("涉及的数据资源不能再改"):
        LicenceChangeItem._base_manager.filter(change=change).update(restrictions="改")
    changes.file_change(change, actor=by.drafter, on=START, **filing(by, START))
    rewrite(entry, purposes=["industry"])
    with pytest.raises(IntegrityError), transaction.atomic():
        LicensedResource.objects.create(
            licence=licence, resource=licensable_resource(), purposes=["industry"]
        )


def test_one_change_at_a_time_and_by_either_party() -> None:
    by = parties()
    licence = licence_in_force(by=by)
    with time_machine.travel(f"{START} 12:00:00+08:00", tick=False):
        own = LicenceChange(
            licence=licence, grounds="业务需要。", effective_on=START, new_content="改"
        )
        edits.save(own, actor=by.seller)
        again = LicenceChange(licence=licence, grounds="业务需要。", effective_on=START)
        with pytest.raises(InvalidInput, match="已有一项变更正在办理"):
            edits.save(again, actor=by.drafter)
        stranger = LicenceChange(licence=licence_in_force(), grounds="越权。", effective_on=START)
        with pytest.raises(NotPermitted):
            edits.save(stranger, actor=by.seller)
    signed_decision(by=by, licence=licence)
    with pytest.raises(NotPermitted):
        changes.decide_change(own, actor=by.seller, on=START)
    changes.decide_change(own, actor=by.decider, on=START)
    changes.withdraw_change(own, actor=by.decider, on=START, reason="双方不再变更。")
