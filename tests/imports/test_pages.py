"""The pages of an import: upload, columns, words, preview, import, result, as a person walks them."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import Role, User
from catalog.models import DataResource
from governance.imports import limits
from governance.models import AuditEvent, ImportBatch
from tests.factories.imports import (
    body_of,
    clerk_of,
    finished,
    imported_batch,
    json_file,
    previewed_batch,
    record,
    uploaded_batch,
)
from tests.factories.people import organisation, person

pytestmark = pytest.mark.django_db


def at(page: str, batch: ImportBatch) -> str:
    return reverse(f"admin:governance_importbatch_{page}", args=[batch.pk])


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="governance.backends.PolicyBackend")
    return client


def upload(client: Client, content: bytes, **more: Any) -> Any:
    fields = {"file": SimpleUploadedFile("目录.json", content)} | more
    return client.post(reverse("admin:governance_importbatch_add"), fields)


def suggested(batch: ImportBatch) -> dict[str, str]:
    """The columns page as it is offered."""
    return {f"c{number}": batch.columns[heading] for number, heading in enumerate(record())}


def walked_to_preview(client: Client, content: bytes, place: Any) -> ImportBatch:
    """Upload, accept the suggested columns, and let the worker preview."""
    answer = upload(client, content, organisation=place.pk)
    batch = ImportBatch.objects.get()
    assert answer["Location"] == at("columns", batch)
    assert client.post(at("columns", batch), suggested(batch))["Location"] == at("change", batch)
    batch.refresh_from_db()
    assert batch.status == "previewing"
    assert client.get(at("change", batch))["Refresh"] == "3"
    return finished(batch)


def test_the_upload_page_states_the_limit_and_the_columns_page_shows_cells() -> None:
    clerk, place = clerk_of()
    client = signed_in(clerk)
    page = client.get(reverse("admin:governance_importbatch_add"))
    assert "不超过 100 MB" in page.content.decode()
    upload(client, json_file(record(1)), organisation=place.pk)
    batch = ImportBatch.objects.get()
    assert batch.source == "data.example.cn"
    columns = client.get(at("columns", batch)).content.decode()
    assert "标题" in columns
    assert "停车泊位信息1" in columns


def test_a_newcomer_walks_from_the_file_to_the_drafts() -> None:
    clerk, place = clerk_of()
    client = signed_in(clerk)
    batch = walked_to_preview(client, json_file(record(1), record(2, 更新频率="每两年")), place)
    shown = client.get(at("change", batch)).content.decode()
    assert "导入 2 条为草稿" in shown
    assert "每两年" in shown
    assert not DataResource.objects.exists()

    assert "出现 1 次" in client.get(at("values", batch)).content.decode()
    client.post(at("values", batch), {"v0": "irregular"})
    assert finished(batch).progress.listed == {}

    shown = client.get(at("change", batch)).content.decode()
    step = re.search(r'action="([^"]+/step/begin_import/)"', shown)
    assert step
    assert client.post(step[1], {"idempotency_key": "k"}).status_code == 302
    assert finished(batch).status == "done"
    cycles = set(DataResource.objects.values_list("update_cycle", flat=True))
    assert cycles == {"yearly", "irregular"}
    assert client.get(at("rows", batch)).content.decode().count("新增") >= 2


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_result_is_a_file_that_no_spreadsheet_runs(ending: str) -> None:
    clerk, place = clerk_of()
    batch = imported_batch(
        json_file(record(1, 标题="=HYPERLINK(1)"), record(2, 标题="")), actor=clerk, place=place
    )
    answer = signed_in(clerk).get(at("result", batch) + f"?format={ending}")
    body = body_of(answer)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("attachment")
    if ending == "csv":
        assert "'=HYPERLINK(1)" in body.decode("utf-8-sig")
        assert "缺少资源名称" in body.decode("utf-8-sig")
    assert AuditEvent.objects.filter(action="governance.importbatch.result", actor=clerk).exists()


def test_a_body_beyond_the_limit_is_refused_before_it_is_read() -> None:
    clerk, place = clerk_of()
    client = signed_in(clerk)
    answer = client.generic(
        "POST", reverse("admin:governance_importbatch_add"), b"", "multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(limits.UPLOAD_BYTES * 2),
    )  # fmt: skip
    assert answer.status_code == 413
    assert "没有接收" in answer.content.decode()
    assert place


def test_an_upload_needs_the_token() -> None:
    clerk, place = clerk_of()
    client = Client(enforce_csrf_checks=True)
    client.force_login(clerk, backend="governance.backends.PolicyBackend")
    assert upload(client, json_file(record()), organisation=place.pk).status_code == 403
    assert not ImportBatch.objects.exists()


def test_a_batch_of_others_does_not_exist() -> None:
    clerk, place = clerk_of()
    batch = previewed_batch(json_file(record()), actor=clerk, place=place)
    stranger = signed_in(person(Role.PROVIDER))
    for page in ("change", "columns", "values", "rows", "resume", "result"):
        assert stranger.get(at(page, batch)).status_code in (404, 302), page
    assert stranger.get(at("rows", batch)).status_code == 404


def test_an_auditor_sees_and_changes_nothing() -> None:
    clerk, place = clerk_of()
    batch = previewed_batch(json_file(record(更新频率="每两年")), actor=clerk, place=place)
    client = signed_in(person(Role.AUDITOR))
    assert client.get(at("change", batch)).status_code == 200
    assert client.get(at("rows", batch)).status_code == 200
    assert client.post(at("values", batch), {"v0": "yearly"}).status_code == 403
    assert client.get(reverse("admin:governance_importbatch_add")).status_code == 403
    batch.refresh_from_db()
    assert (batch.status, batch.answers) == ("previewed", {})


def test_one_field_is_filled_by_one_column_and_none_may_lack() -> None:
    clerk, place = clerk_of()
    batch = uploaded_batch(json_file(record()), actor=clerk, place=place)
    headings = list(batch.columns)
    client = signed_in(clerk)
    twice = {f"c{number}": "name" for number, _heading in enumerate(headings)}
    assert "请只保留一列" in client.post(at("columns", batch), twice).content.decode()
    answer = client.post(at("columns", batch), {})
    assert answer.status_code == 400
    assert "请指定哪一列是“资源名称”" in answer.content.decode()


def test_an_unreadable_file_is_a_sentence_on_the_page() -> None:
    clerk, place = clerk_of()
    client = signed_in(clerk)
    answer = upload(client, b"\xd0\xcf\x11\xe0old", organisation=place.pk)
    page = client.get(answer["Location"], follow=True).content.decode()
    assert "另存为不加密的 .xlsx" in page


def test_what_a_dead_worker_left_is_taken_up_by_a_click() -> None:
    clerk, place = clerk_of()
    client = signed_in(clerk)
    upload(client, json_file(record()), organisation=place.pk)
    batch = ImportBatch.objects.get()
    client.post(at("columns", batch), suggested(batch))
    assert "从中断处继续" in client.get(at("change", batch)).content.decode()
    assert client.post(at("resume", batch)).status_code == 302


def test_the_template_comes_back_as_an_import() -> None:
    clerk, place = clerk_of()
    client = signed_in(clerk)
    answer = client.get(reverse("admin:governance_importbatch_template"))
    content = body_of(answer)
    assert content.startswith(b"PK")
    batch = uploaded_batch(content, actor=clerk, place=place, source="模板")
    assert batch.columns["资源名称"] == "name"
    assert batch.columns["更新周期"] == "update_cycle"
    assert set(batch.columns.values()) >= {"department", "issued_on", "sharing", "grade"}


def test_pages_bear_any_address_at_any_stage() -> None:
    clerk, place = clerk_of()
    batch = uploaded_batch(json_file(record()), actor=clerk, place=place)
    client = signed_in(clerk)
    for page in ("change", "columns", "values", "rows", "result"):
        for query in (
            "",
            "?fate=\0",
            "?p=99999999999999999999",
            "?fate=" + "x" * 10_000,
            "?format=exe",
        ):
            answer = client.get(at(page, batch) + query)
            assert answer.status_code == 200, (page, query)
            body_of(answer)


def test_changes_are_told_in_words() -> None:
    root = organisation(name="云州市")
    organisation(name="云州市城市管理局", parent=root)
    clerk = person(Role.AUTHORITY, organisation=root, covers_subtree=True)
    imported_batch(json_file(record()), actor=clerk, place=root)
    changed = record(更新频率="每月", 提供单位="云州市城市管理局", 资源格式=["csv", "xlsx"])
    batch = previewed_batch(json_file(changed), actor=clerk, place=root)
    shown = signed_in(clerk).get(at("rows", batch)).content.decode()
    assert "更新周期：每年 → 每月" in shown
    assert "格式：XLSX → CSV、XLSX" in shown
    assert "提供单位：云州市 → 云州市城市管理局" in shown
