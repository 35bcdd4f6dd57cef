"""One source per datum: what several bodies keep is found, listed once, decided by the authority (clause 一, I-29)."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from catalog.models import DataItem, SourceConflict
from catalog.similarity import bigrams, clusters, item_key, likeness, near_pairs, title_key
from catalog.sources import all_found
from catalog.workflow import conflicts, resources
from governance.errors import NotPermitted, TransitionError, WrongState
from governance.models import AuditEvent
from governance.transitions import offered_steps_of
from tests.factories import metadata
from tests.factories.catalog import DAY, desk, draft_resource, published_resource
from tests.factories.people import organisation, region

NAMES = st.text("停车场医院床位使用率学校名称编号12东西", max_size=8)


@given(NAMES, NAMES)
def test_likeness_is_mutual_and_between_none_and_all(one, other):
    assert likeness(one, other) == likeness(other, one)
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, one) == 1


@given(st.lists(NAMES, max_size=30))
def test_pairs_found_by_shared_signs_are_all_the_pairs_there_are(names):
    keys = {name for name in names if len(name) > 1}
    by_brute_force = {
        (one, other)
        for one in keys
        for other in keys
        if one < other and bigrams(one) & bigrams(other) and likeness(one, other) >= 0.85
    }
    assert set(near_pairs(keys)) == by_brute_force
    assert set(clusters(keys)) == keys


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("身份证号码", "公民身份号码", True),
        ("统一社会信用代码", "社会信用代码", True),
        ("床位使用率（%）", "床位使用率", True),
        ("床位使用率", "床位 使用率", True),
        ("一号线客流量", "二号线客流量", False),
    ],
)
def test_item_names_that_stand_for_one_datum(one, other, alike):
    assert (likeness(item_key(one), item_key(other)) >= 0.85) is alike


@pytest.mark.parametrize("name", ["名称", "备注", " 序号 ", "更新时间", "ID", "名"])
def test_names_that_every_table_has_name_no_datum(name):
    assert item_key(name) == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("市建设工程招标投标中心决算", "市建设工程招标投标中心预算"),
        ("企业养老保险转出信息", "企业养老保险转入信息"),
        ("云中区教育和体育局通讯录", "江北区教育和体育局通讯录"),
    ],
)
def test_titles_that_differ_in_a_telling_sign_are_of_different_data(one, other):
    assert likeness(title_key(one), title_key(other)) == 0


def test_titles_are_compared_by_what_they_speak_of():
    assert title_key("公共停车场信息") == title_key("公共停车场名录")
    assert likeness(title_key("2025年学校名录"), title_key("2026年学校名录")) == 0
    assert title_key("数据") == "数据"


@pytest.fixture
def by():
    return desk()


@pytest.mark.django_db
def test_i_29_two_bodies_with_one_item_are_listed_and_the_authority_fixes_the_source(by):
    conflict = metadata.conflicting(by=by)
    assert by.provider.name in conflict.providers_text
    assert conflict.members.count() == 2
    conflicts.fix_source(
        conflict, actor=by.authority, on=DAY, reason="法定职责。", authoritative_source=by.provider
    )
    named = DataItem.objects.filter(name="床位使用率").values_list(
        "authoritative_source", flat=True
    )
    assert set(named) == {by.provider.pk}
    assert metadata.check() == 0
    conflict.refresh_from_db()
    assert (conflict.status, conflict.decided_by) == ("resolved", by.authority)


@pytest.mark.django_db
def test_the_daily_check_changes_nothing_the_second_time(by):
    metadata.conflicting(by=by)
    metadata.duplicated(by=by)
    events = AuditEvent.objects.count()
    assert metadata.check() == 0
    assert AuditEvent.objects.count() == events


@pytest.mark.django_db
def test_bodies_of_other_regions_and_withdrawn_entries_take_no_part(by):
    metadata.kept_by("床位使用率", by=by)
    county = organisation(region=region("990102"))
    resource = draft_resource(provider=county, name="区台账")
    DataItem.objects.create(resource=resource, name="床位使用率")
    gone = published_resource(name="旧台账")
    DataItem.objects.create(resource=gone, name="床位使用率")
    resources.withdraw(gone, actor=gone.submitted_by, on=DAY, reason="停用。")
    metadata.check()
    assert not SourceConflict.objects.filter(kind="item").exists()


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["resolved", "dismissed"])
def test_another_body_opens_a_decided_case_again(by, state):
    conflict = getattr(metadata, f"{state}_conflict")(by=by)
    metadata.kept_by("床位使用率")
    assert metadata.check() == 1
    conflict.refresh_from_db()
    assert (conflict.status, conflict.authoritative_source) == ("conflicting", None)
    assert conflict.members.count() == 3


@pytest.mark.django_db
def test_a_source_that_an_entry_no_longer_names_opens_the_case_again(by):
    conflict = metadata.resolved_conflict(by=by)
    DataItem.objects.filter(pk=conflict.members.first().item_id).update(authoritative_source=None)
    assert metadata.check() == 1
    conflict.refresh_from_db()
    assert conflict.status == "conflicting"


@pytest.mark.django_db
def test_what_is_gone_is_settled_and_comes_back(by):
    conflict = metadata.vanished_conflict(by=by)
    assert conflict.status == "vanished"
    metadata.kept_by("床位使用率", title="新的台账")
    metadata.check()
    conflict.refresh_from_db()
    assert conflict.status == "conflicting"


@pytest.mark.django_db
def test_near_same_titles_of_one_body_are_suspected_and_one_is_kept(by):
    conflict = metadata.duplicated(by=by)
    kept = conflict.members.first().resource
    outside = draft_resource(by=by, name="排水管网巡查")
    with pytest.raises(TransitionError, match="不在这组疑似重复"):
        conflicts.keep_one(
            conflict, actor=by.authority, on=DAY, reason="更完整。", kept_resource=outside
        )
    conflicts.keep_one(conflict, actor=by.authority, on=DAY, reason="更完整。", kept_resource=kept)
    assert (conflict.status, conflict.kept_resource) == ("resolved", kept)
    assert metadata.check() == 0


@pytest.mark.django_db
def test_the_source_is_one_of_those_who_have_the_item(by):
    conflict = metadata.conflicting(by=by)
    with pytest.raises(TransitionError, match="不能作为它的数源单位"):
        conflicts.fix_source(
            conflict, actor=by.authority, on=DAY, reason="职责。", authoritative_source=by.registry
        )


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["conflicting", "duplicated", "resolved_conflict", "dismissed_conflict",
                                   "vanished_conflict"])  # fmt: skip
def test_each_step_leads_on_from_its_sources_and_from_no_other_state(by, state):
    conflict = getattr(metadata, state)(by=by)
    status = conflict.status
    for step in offered_steps_of(SourceConflict):
        if status not in step.transition.sources:
            with pytest.raises(WrongState):
                step(conflict, actor=by.authority, on=DAY, reason="理由。")
    conflict.refresh_from_db()
    assert conflict.status == status


@pytest.mark.django_db
def test_a_provider_sees_its_case_and_does_not_decide_it(by):
    conflict = metadata.conflicting(by=by)
    assert SourceConflict.objects.visible_to(by.clerk).get() == conflict
    assert not SourceConflict.objects.visible_to(desk().clerk).exists()
    with pytest.raises(NotPermitted):
        conflicts.dismiss(conflict, actor=by.clerk, on=DAY, reason="不同。")


@pytest.mark.django_db
def test_where_a_body_of_another_authority_takes_part_the_common_one_decides(by):
    conflict = metadata.conflicting(by=by)
    metadata.kept_by("床位使用率")
    metadata.check()
    with pytest.raises(NotPermitted, match="共同的上级数据主管部门"):
        conflicts.dismiss(conflict, actor=by.authority, on=DAY, reason="不同。")


@pytest.mark.django_db
def test_looking_takes_as_many_queries_for_many_entries_as_for_few(by):
    def queries():
        with CaptureQueriesContext(connection) as seen:
            all_found()
        return len(seen)

    metadata.kept_by("床位使用率", by=by)
    few = queries()
    for n in range(10):
        metadata.kept_by(f"指标{n}")
    assert queries() == few == 2


@pytest.mark.django_db
def test_the_command_says_how_many_cases_moved(by, capsys):
    metadata.kept_by("床位使用率", by=by)
    metadata.kept_by("床位使用率")
    call_command("check_sources")
    assert capsys.readouterr().out.strip() == "1"


@pytest.mark.django_db
def test_the_cases_page_shows_the_places_a_person_may_see(client, by):
    conflict = metadata.conflicting(by=by)
    for viewer, places in ((by.clerk, 1), (by.authority, 2)):
        client.force_login(viewer)
        page = client.get(f"/admin/catalog/sourceconflict/{conflict.pk}/change/").content.decode()
        assert page.count("（数据项“床位使用率”）") == places
    step = client.get(f"/admin/catalog/sourceconflict/{conflict.pk}/step/fix_source/")
    assert by.provider.name in step.content.decode()
