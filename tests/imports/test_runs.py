"""Runs: every row has a fate, a second run changes nothing, an interrupted one goes on exactly once."""

import pytest

from accounts.models import Role
from catalog.models import DataResource
from catalog.workflow import resources
from governance.errors import NotPermitted
from governance.imports import batches
from governance.models import AuditEvent, ImportMapping
from governance.workflow import begin_import
from tests.factories.catalog import DAY, desk, published_resource
from tests.factories.imports import (
    clerk_of,
    fates,
    finished,
    imported,
    imported_batch,
    json_file,
    previewed,
    previewed_batch,
    record,
    uploaded_batch,
)
from tests.factories.people import organisation, person

pytestmark = pytest.mark.django_db


def test_records_become_drafts_with_one_event_each() -> None:
    clerk, place = clerk_of()
    batch = imported_batch(json_file(record(1), record(2)), actor=clerk, place=place)
    assert batch.status == "done"
    assert batch.progress.fates == {"new": 2}
    drafts = DataResource.objects.filter(provider=place).order_by("source_key")
    first = drafts[0]
    assert (first.name, first.status, first.update_cycle, first.opening) == (
        "停车泊位信息1", "draft", "yearly", "unconditional",
    )  # fmt: skip
    assert (str(first.issued_on), first.formats, first.source_provider) == (
        "2022-08-25",
        ["XLSX"],
        "市城市管理局",
    )
    assert first.created_by == clerk
    for draft in drafts:
        (event,) = AuditEvent.objects.about(draft)
        assert (event.action, event.actor, event.changes["name"]) == (
            "catalog.dataresource.add", clerk, [None, draft.name],
        )  # fmt: skip


def test_a_preview_writes_no_resource() -> None:
    clerk, place = clerk_of()
    batch = previewed_batch(json_file(record()), actor=clerk, place=place)
    assert (batch.status, fates(batch)) == ("previewed", {"new": 1})
    assert not DataResource.objects.exists()


def test_a_second_run_changes_nothing() -> None:
    clerk, place = clerk_of()
    content = json_file(record(1), record(2, 更新频率="其他"))
    imported_batch(content, actor=clerk, place=place)
    events = AuditEvent.objects.filter(subject_type="catalog.dataresource").count()
    batch = imported_batch(content, actor=clerk, place=place)
    assert fates(batch) == {"same": 2}
    assert AuditEvent.objects.filter(subject_type="catalog.dataresource").count() == events
    assert set(DataResource.objects.values_list("version", flat=True)) == {1}


def test_a_changed_record_is_shown_with_its_difference_and_changed_once() -> None:
    clerk, place = clerk_of()
    imported_batch(json_file(record(1), record(2)), actor=clerk, place=place)
    batch = previewed_batch(
        json_file(record(1), record(2, 更新频率="每月")), actor=clerk, place=place
    )
    changed = batch.rows.get(fate="changed")
    assert changed.diff == {"update_cycle": ["yearly", "monthly"]}
    imported(batch)
    draft = DataResource.objects.get(source_key=changed.key)
    assert (draft.update_cycle, draft.version) == ("monthly", 2)
    event = AuditEvent.objects.about(draft)[0]
    assert event.action == "catalog.dataresource.change"
    assert event.changes["update_cycle"] == ["yearly", "monthly"]


def test_what_was_edited_here_is_not_undone_by_the_same_source() -> None:
    clerk, place = clerk_of()
    content = json_file(record())
    imported_batch(content, actor=clerk, place=place)
    DataResource.objects.update(name="人工改过的名称")
    assert fates(imported_batch(content, actor=clerk, place=place)) == {"same": 1}
    assert DataResource.objects.get().name == "人工改过的名称"


def test_an_empty_cell_never_erases() -> None:
    clerk, place = clerk_of()
    imported_batch(json_file(record()), actor=clerk, place=place)
    batch = imported_batch(json_file(record(描述="暂无", 更新频率=None)), actor=clerk, place=place)
    assert fates(batch) == {"same": 1}
    assert DataResource.objects.get().abstract


def test_repetitions_are_reported_not_imported() -> None:
    clerk, place = clerk_of()
    content = json_file(record(1), record(1), record(1, 标题="另一个名称"))
    batch = imported_batch(content, actor=clerk, place=place)
    assert fates(batch) == {"new": 1, "duplicate": 1, "error": 1}
    assert "与第 1 行完全相同" in batch.rows.get(fate="duplicate").messages[-1]


def test_records_of_one_name_without_page_stay_apart() -> None:
    clerk, place = clerk_of()
    rows = [record(1, 详情页网址="", 描述=text) for text in ("甲", "乙", "乙")]
    batch = imported_batch(json_file(*rows), actor=clerk, place=place)
    assert fates(batch) == {"new": 2, "duplicate": 1}
    assert fates(imported_batch(json_file(*rows), actor=clerk, place=place)) == {
        "same": 2,
        "duplicate": 1,
    }


def test_an_unknown_word_is_listed_with_its_count_and_kept_verbatim() -> None:
    clerk, place = clerk_of()
    content = json_file(*(record(n, 更新频率="每 121 日") for n in range(3)))
    batch = imported_batch(content, actor=clerk, place=place)
    assert batch.progress.listed == {"update_cycle": {"每 121 日": 3}}
    draft = DataResource.objects.first()
    assert (draft.update_cycle, draft.update_cycle_text) == ("", "每 121 日")


def test_an_answer_is_kept_for_the_source_and_fills_what_was_left_open() -> None:
    clerk, place = clerk_of()
    content = json_file(record(更新频率="每 121 日"))
    batch = imported_batch(content, actor=clerk, place=place)
    again = uploaded_batch(content, actor=clerk, place=place)
    batches.choose(again, actor=clerk, answers={"update_cycle": {"每 121 日": "irregular"}})
    imported(previewed(again))
    assert fates(again) == {"changed": 1}
    draft = DataResource.objects.get()
    assert (draft.update_cycle, draft.update_cycle_text) == ("irregular", "")
    assert ImportMapping.objects.get().answers == {"update_cycle": {"每 121 日": "irregular"}}
    third = uploaded_batch(content, actor=clerk, place=place)
    assert third.answers == ImportMapping.objects.get().answers
    assert batch.pk != third.pk


def test_the_department_of_the_record_is_the_provider_where_it_is_known() -> None:
    root = organisation(name="云州市")
    bureau = organisation(name="云州市城市管理局", short_name="市城市管理局", parent=root)
    clerk = person(Role.AUTHORITY, organisation=root, covers_subtree=True)
    imported_batch(json_file(record(1), record(2, 提供单位="没有的局")), actor=clerk, place=root)
    providers = dict(DataResource.objects.values_list("source_provider", "provider"))
    assert providers == {"市城市管理局": bureau.pk, "没有的局": root.pk}


def test_nobody_imports_for_an_organisation_that_is_not_his() -> None:
    clerk, _place = clerk_of()
    with pytest.raises(NotPermitted):
        uploaded_batch(json_file(record()), actor=clerk, place=organisation())


def test_who_loses_the_right_meanwhile_imports_nothing_more() -> None:
    clerk, place = clerk_of()
    batch = previewed_batch(json_file(record()), actor=clerk, place=place)
    begin_import(batch, actor=clerk, in_background=False)
    clerk.memberships.update(ends_on=DAY)
    batch = finished(type(batch).objects.get(pk=batch.pk))
    assert batch.status == "failed"
    assert "您无权" in batch.failure
    assert not DataResource.objects.exists()


def test_a_published_resource_is_never_changed_by_an_import() -> None:
    by = desk()
    source = {"source_system": "data.example.cn", "source_key": record()["详情页网址"]}
    published = published_resource(by=by, name="已公开的名称", **source)
    batch = imported_batch(json_file(record()), actor=by.clerk, place=by.provider)
    (row,) = batch.rows.all()
    assert row.fate == "error"
    assert "已发布" in row.messages[-1]
    published.refresh_from_db()
    assert published.name == "已公开的名称"


def test_what_moved_on_between_preview_and_import_is_judged_again() -> None:
    by = desk()
    whole = record(
        资源分类="主题类",
        数据分级="一级",
        共享类型="无条件共享",
        取得方式="履职产生",
        主题="交通出行",
    )
    imported_batch(json_file(whole), actor=by.clerk, place=by.provider)
    batch = previewed_batch(json_file(record(描述="改了")), actor=by.clerk, place=by.provider)
    assert fates(batch) == {"changed": 1}
    resources.submit(DataResource.objects.get(), actor=by.other_clerk, on=DAY)
    imported(batch)
    assert fates(batch) == batch.progress.fates == {"error": 1}


def test_a_row_that_the_database_refuses_is_an_error_of_that_row_alone() -> None:
    clerk, place = clerk_of()
    rows = [record(1), record(2, 数据分级="核心数据"), record(3)]
    batch = imported_batch(json_file(*rows), actor=clerk, place=place)
    assert fates(batch) == batch.progress.fates == {"new": 2, "error": 1}
    assert "核心数据" in batch.rows.get(fate="error").messages[-1]


def test_an_unreadable_file_fails_with_its_sentence() -> None:
    clerk, place = clerk_of()
    batch = previewed_batch(b"\xff\xff\x81\x20", actor=clerk, place=place)
    assert batch.status == "failed"
    assert "编码" in batch.failure
