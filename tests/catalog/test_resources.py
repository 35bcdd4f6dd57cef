"""Data resources by the letter: what may be licensed, opened, shared, and when the clock of registration runs."""

from datetime import date, timedelta

import pytest

from catalog.models import DataResource
from catalog.workflow import resources
from governance import edits
from governance.errors import Refusal, TransitionError
from tests.factories import catalog
from tests.factories.catalog import AFTER_NOTICE, DAY, desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return desk()


def test_i_08_licensable_is_what_is_registered_or_within_its_clock(by):
    never = catalog.published_resource(by=by, name="未提供")
    delivered = catalog.published_resource(by=by, name="刚提供")
    resources.record_delivery(delivered, actor=by.clerk, on=DAY, delivered_on=DAY)
    registered = catalog.registered_resource(by=by, name="已登记")
    on = AFTER_NOTICE

    def licensable(day):
        return set(DataResource.objects.licensable(day))

    assert licensable(on) == {delivered, registered}
    assert never not in licensable(on)
    last = date(2026, 3, 30)
    assert delivered.registration_clock_runs(last)
    assert not delivered.registration_clock_runs(last + timedelta(days=1))
    assert not delivered.registration_clock_runs(DAY - timedelta(days=1))
    assert licensable(last + timedelta(days=1)) == {registered}
    assert licensable(date(2029, 3, 18)) == set()


def test_i_06_core_ungraded_and_secret_data_are_never_licensable(by):
    core = catalog.registered_resource(
        by=by, name="核心", grade="core", opening="none", opening_reason="核心数据。"
    )
    assert not DataResource.objects.licensable(AFTER_NOTICE).filter(pk=core.pk).exists()
    important = catalog.registered_resource(
        by=by, name="重要", grade="important", opening="none", opening_reason="重要数据。"
    )
    assert DataResource.objects.licensable(AFTER_NOTICE).filter(pk=important.pk).exists()
    secret = catalog.registered_resource(
        by=by, name="涉密", opening="none", opening_reason="涉密。", sharing="none",
        sharing_legal_basis="《保守国家秘密法》第三十五条",
    )  # fmt: skip
    assert DataResource.objects.licensable(AFTER_NOTICE).filter(pk=secret.pk).exists()
    DataResource.objects.filter(pk=secret.pk).update(is_secret=True)
    assert not DataResource.objects.licensable(AFTER_NOTICE).filter(pk=secret.pk).exists()


def test_a_delivery_is_recorded_once_and_not_in_advance(by):
    resource = catalog.published_resource(by=by)
    with pytest.raises(TransitionError, match="不能晚于今天"):
        resources.record_delivery(
            resource, actor=by.clerk, on=DAY, delivered_on=DAY + timedelta(days=1)
        )
    resources.record_delivery(resource, actor=by.clerk, on=DAY, delivered_on=DAY)
    with pytest.raises(TransitionError, match="不得更改"):
        resources.record_delivery(resource, actor=by.clerk, on=DAY, delivered_on=DAY)


def test_i_28_refused_sharing_cites_law_and_article(by):
    resource = catalog.draft_resource(by=by, sharing="none", sharing_legal_basis="上级要求")
    with pytest.raises(Refusal, match="法律依据的名称和条款"):
        resources.submit(resource, actor=by.clerk, on=DAY)
    resource.sharing_legal_basis = "《中华人民共和国统计法》第九条"
    edits.save(resource, actor=by.clerk)
    resources.submit(resource, actor=by.clerk, on=DAY)
    assert resource.status == DataResource.Status.SUBMITTED


def test_i_30_open_data_is_machine_readable_and_free_of_personal_data(by):
    resource = catalog.submitted_resource(by=by)
    resource.distributions.update(format="PDF")
    with pytest.raises(TransitionError, match="机器可读"):
        resources.publish(resource, actor=by.authority, on=DAY)
    resource.distributions.update(format="csv")
    resource.items.update(is_personal=True)
    with pytest.raises(TransitionError, match="个人信息"):
        resources.publish(resource, actor=by.authority, on=DAY)
    resource.items.update(is_personal=False)
    resources.publish(resource, actor=by.authority, on=DAY)
    assert DataResource.objects.open_to_public().get() == resource


def test_i_30_opening_on_conditions_states_way_requirements_and_safeguards(by):
    resource = catalog.draft_resource(
        by=by, opening="conditional", opening_conditions="实名申请。", opening_way="",
        opening_requirements="", opening_safeguards="",
    )  # fmt: skip
    with pytest.raises(TransitionError, match="开放方式、使用要求、安全保障措施"):
        resources.submit(resource, actor=by.clerk, on=DAY)


def test_i_30_an_item_above_the_opening_is_not_published(by):
    resource = catalog.submitted_resource(by=by, grade="general_3")
    resource.items.update(sensitivity="general_4")
    with pytest.raises(TransitionError, match="敏感级别不允许这样开放"):
        resources.publish(resource, actor=by.authority, on=DAY)


def test_what_is_missing_in_a_draft_is_named_in_words(by):
    resource = catalog.draft_resource(by=by, grade="", update_cycle="", formats=[])
    with pytest.raises(TransitionError) as refusal:
        resources.submit(resource, actor=by.clerk, on=DAY)
    for label in ("数据分级", "更新周期", "格式"):
        assert label in str(refusal.value)
