"""What a person decides on the way: the encoding, good rows alone, the mended file; and where the drafts are."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from catalog.models import DataResource
from governance.errors import TransitionError
from governance.imports import batches, runs
from governance.models import AuditEvent, ImportBatch
from governance.workflow import begin_import
from tests.factories.catalog import draft_resource
from tests.factories.imports import (
    body_of,
    clerk_of,
    csv_file,
    fates,
    finished,
    imported,
    imported_batch,
    json_file,
    previewed_batch,
    record,
    refreshed,
    uploaded_batch,
)
from tests.imports.test_pages import at, signed_in, suggested, upload

pytestmark = pytest.mark.django_db


def shown(client: Client, page: str, batch: ImportBatch) -> str:
    return client.get(at(page, batch)).content.decode()


def two_and_a_wrong_one() -> bytes:
    return json_file(record(1), record(2), record(3, 标题=""))


def test_wrong_rows_ask_for_a_choice() -> None:
    clerk, place = clerk_of()
    batch = previewed_batch(two_and_a_wrong_one(), actor=clerk, place=place)
    page = shown(signed_in(clerk), "change", batch)
    assert "只导入无误的 2 行" in page
    assert "全部改好后再导入" in page
    assert "导入 2 条为草稿" not in page
    with pytest.raises(TransitionError, match="有 1 行有误。请选择只导入无误的行"):
        begin_import(batch, actor=clerk, in_background=False)


def test_good_rows_alone_is_chosen_once_and_told() -> None:
    clerk, place = clerk_of()
    client = signed_in(clerk)
    batch = previewed_batch(two_and_a_wrong_one(), actor=clerk, place=place)
    step = re.search(r'action="([^"]+/step/begin_import/)"', shown(client, "change", batch))
    assert step
    assert client.post(step[1], {"idempotency_key": "a"}).status_code == 409
    answer = client.post(step[1], {"idempotency_key": "b", "good_rows_alone": "on"})
    assert answer.status_code == 302
    batch = finished(batch)
    assert (batch.status, DataResource.objects.count()) == ("done", 2)
    assert batch.summary["good_rows_alone"] == {"left_out": 1}
    event = AuditEvent.objects.get(action="governance.importbatch.begin_import", outcome="done")
    assert event.changes["summary"][1]["good_rows_alone"] == {"left_out": 1}
    page = shown(client, "change", batch)
    assert "有误的 1 行没有导入" in page
    assert at("workbook", batch) + "?only=wrong" in page


def test_an_interrupted_import_remembers_the_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    clerk, place = clerk_of()
    monkeypatch.setattr(runs, "IMPORT_ROWS", 1)
    batch = previewed_batch(two_and_a_wrong_one(), actor=clerk, place=place)
    begin_import(batch, actor=clerk, in_background=False, good_rows_alone=True)
    runs._import_chunk(batch)
    runs._interrupt(batch, "停电。")
    begin_import(refreshed(batch), actor=clerk, in_background=False)
    assert finished(batch).status == "done"
    assert batch.summary["good_rows_alone"] == {"left_out": 1}


def test_the_result_leads_to_its_drafts_and_to_no_others() -> None:
    clerk, place = clerk_of()
    client = signed_in(clerk)
    draft_resource(provider=place, name="手工编制的")
    earlier = imported_batch(json_file(record(1), record(2)), actor=clerk, place=place)
    batch = imported_batch(
        json_file(record(1), record(2, 更新频率="每月"), record(3)), actor=clerk, place=place
    )
    page = shown(client, "change", batch)
    address = f"{reverse('admin:catalog_dataresource_changelist')}?batch={batch.pk}"
    assert address in page
    listed = client.get(address).content.decode()
    assert [name in listed for name in ("泊位信息1", "泊位信息2", "泊位信息3", "手工编制的")] == [
        False, True, True, False,
    ]  # fmt: skip
    rows = shown(client, "rows", batch)
    draft = DataResource.objects.get(name="停车泊位信息3")
    assert reverse("admin:catalog_dataresource_change", args=[draft.pk]) in rows
    assert earlier.rows.filter(record_pk__isnull=False).count() == 2


@pytest.mark.parametrize("value", ["x", "", "-1", "9" * 30, "\0", "1;2"])
def test_any_number_of_a_batch_is_borne(value: str) -> None:
    clerk, place = clerk_of()
    imported_batch(json_file(record()), actor=clerk, place=place)
    address = reverse("admin:catalog_dataresource_changelist")
    answer = signed_in(clerk).get(address, {"batch": value})
    assert answer.status_code in (200, 302, 400)
    assert signed_in(clerk).get(address, {"batch": "999999"}).status_code == 200


def test_the_batch_of_others_narrows_to_nothing() -> None:
    clerk, place = clerk_of()
    batch = imported_batch(json_file(record()), actor=clerk, place=place)
    other, own = clerk_of()
    draft_resource(provider=own, name="自己的草稿")
    address = f"{reverse('admin:catalog_dataresource_changelist')}?batch={batch.pk}"
    page = signed_in(other).get(address).content.decode()
    assert "停车泊位信息" not in page
    assert "自己的草稿" not in page


BROKEN = "标题,提供单位\n停车泊位,城管局\n".encode() + b"\xff\xfe\xff\n" + "公厕,城管局\n".encode()


def test_an_unknown_encoding_is_asked_with_samples() -> None:
    clerk, place = clerk_of()
    client = signed_in(clerk)
    answer = upload(client, BROKEN, organisation=place.pk)
    batch = ImportBatch.objects.get()
    page = client.get(answer["Location"])
    assert page["Location"] == at("encoding", batch)
    asked = client.get(page["Location"]).content.decode()
    assert asked.index("停车泊位") < asked.index("UTF-16")
    assert "GB18030" in asked
    wrong = client.post(at("encoding", batch), {"encoding": "ebcdic"})
    assert (wrong.status_code, "错误：" in wrong.content.decode()) == (400, True)
    assert client.post(at("encoding", batch), {"encoding": "utf-8"})["Location"] == at(
        "columns", batch
    )
    batch.refresh_from_db()
    assert (batch.encoding, batch.columns["标题"]) == ("utf-8", "name")
    batches.preview_here(batch, actor=clerk)
    assert fates(refreshed(batch)) == {"new": 2, "error": 1}


def test_utf_16_without_a_mark_can_be_chosen() -> None:
    clerk, place = clerk_of()
    content = csv_file(["标题", "提供单位"], ["停车泊位", "城管局"], encoding="utf-16-le")
    batch = uploaded_batch(content, actor=clerk, place=place)
    client = signed_in(clerk)
    assert "停车泊位" in shown(client, "encoding", batch)
    client.post(at("encoding", batch), {"encoding": "utf-16-le"})
    batch.refresh_from_db()
    assert batch.columns == {"标题": "name", "提供单位": "department"}


def test_a_known_source_needs_no_second_look_at_its_columns() -> None:
    clerk, place = clerk_of()
    client = signed_in(clerk)
    upload(client, json_file(record(1)), organisation=place.pk)
    batch = ImportBatch.objects.get()
    client.post(at("columns", batch), suggested(batch))
    finished(batch)
    answer = upload(client, json_file(record(2)), organisation=place.pk)
    second = ImportBatch.objects.exclude(pk=batch.pk).get()
    assert answer["Location"] == at("change", second)
    assert second.status == "previewing"
    third = upload(client, json_file(record(3, 新的列="甲")), organisation=place.pk)
    assert third["Location"].endswith("/columns/")


def test_our_own_headings_mean_what_they_say_whatever_the_source_calls_by_them() -> None:
    clerk, place = clerk_of()
    foreign = uploaded_batch(
        csv_file(["标题", "开放条件"], ["停车泊位", "有条件开放"]), actor=clerk, place=place
    )
    batches.choose(foreign, actor=clerk, columns={"标题": "name", "开放条件": "opening"})
    ours = csv_file(
        ["系统编号", "资源名称", "开放类型", "开放条件"],
        ["", "停车泊位", "有条件开放", "须实名申请"],
    )
    batch = uploaded_batch(ours, actor=clerk, place=place, name="公共数据资源.csv")
    assert batch.columns == {
        "系统编号": "id", "资源名称": "name", "开放类型": "opening", "开放条件": "opening_conditions",
    }  # fmt: skip
    batches.choose(batch, actor=clerk, columns=batch.columns)
    kept = batches.kept_mapping(foreign)
    assert kept is not None
    assert kept.columns["开放条件"] == "opening"


def test_the_mended_file_is_uploaded_for_the_same_source() -> None:
    clerk, place = clerk_of()
    client = signed_in(clerk)
    batch = previewed_batch(two_and_a_wrong_one(), actor=clerk, place=place, source="城管目录")
    address = f"{reverse('admin:governance_importbatch_add')}?again={batch.pk}"
    assert 'value="城管目录"' in client.get(address).content.decode()
    other, _own = clerk_of()
    assert "城管目录" not in signed_in(other).get(address).content.decode()
    assert client.get(address.replace(str(batch.pk), "9" * 40)).status_code == 200


def test_an_answered_word_is_no_longer_open() -> None:
    clerk, place = clerk_of()
    client = signed_in(clerk)
    content = json_file(record(1, 更新频率="每两年"), record(2, 更新频率="每五年"))
    batch = previewed_batch(content, actor=clerk, place=place)
    batches.choose(batch, actor=clerk, answers={"update_cycle": {"每两年": "irregular"}})
    page = shown(client, "change", batch)
    assert ("每五年" in page, "“每两年”" in page) == (True, False)
    imported(batch)
    page = shown(client, "change", batch)
    assert "待人工确认" not in page
    assert "2 个草稿" in page
    DataResource.objects.update(update_cycle="irregular")
    assert "仍未填写" not in shown(client, "change", batch)
    again = previewed_batch(content, actor=clerk, place=place)
    assert again.progress.listed == {}


def test_progress_is_told_in_rows_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    clerk, place = clerk_of()
    client = signed_in(clerk)
    monkeypatch.setattr(runs, "PREVIEW_ROWS", 2)
    batch = uploaded_batch(json_file(*(record(n) for n in range(8))), actor=clerk, place=place)
    calls = iter(range(9))

    def dying(*args: Any) -> None:
        if next(calls) == 2:
            raise KeyboardInterrupt
        original(*args)

    original = runs._count
    with monkeypatch.context() as patch:
        patch.setattr(runs, "_count", dying)
        with pytest.raises(KeyboardInterrupt):
            batches.preview_here(batch, actor=clerk)
    page = shown(client, "change", batch)
    assert re.search(r"已读 4 行。每秒 [\d,]+ 行。剩余时间", page)
    assert '<progress max="100" value="50"' in page


def test_nothing_to_write_is_said() -> None:
    clerk, place = clerk_of()
    content = json_file(record())
    imported_batch(content, actor=clerk, place=place)
    batch = previewed_batch(content, actor=clerk, place=place)
    assert "没有需要写入的记录" in shown(signed_in(clerk), "change", batch)


def test_an_auditor_takes_the_workbook_and_changes_no_encoding() -> None:
    clerk, place = clerk_of()
    batch = previewed_batch(two_and_a_wrong_one(), actor=clerk, place=place)
    stranger, _own = clerk_of()
    assert signed_in(stranger).get(at("workbook", batch)).status_code == 404
    assert signed_in(stranger).get(at("encoding", batch)).status_code == 404
    assert body_of(signed_in(clerk).get(at("workbook", batch))).startswith(b"PK")
