"""Exports: what a person may see, in each format, told to the trail, harmless in a sheet, importable again."""

import csv
import html
import io
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.db import connection
from django.db.models import TextField, Value
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Role
from catalog.models import DataResource
from governance import exports
from governance.errors import InvalidInput
from governance.exports import orders
from governance.exports.cells import GuardedText
from governance.imports.sources import Reading, source_of
from governance.models import AuditEvent, ExportFile
from tests.factories.catalog import draft_resource, published_resource
from tests.factories.imports import body_of, clerk_of, fates, previewed_batch, written
from tests.factories.people import organisation, person

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)


def body(actor: Any, file_format: str = "csv", rows: Any = None) -> bytes:
    chosen = DataResource.objects.order_by("pk") if rows is None else rows
    answer = exports.download(chosen, actor=actor, file_format=file_format, at=NOW, filters="全部")
    return body_of(answer)


def table(content: bytes, encoding: str = "utf-8-sig") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode(encoding))))


DANGEROUS = [
    "=1+1",
    "+x",
    "-x",
    "@SUM(A1)",
    "\tx",
    "\r=x",
    "＝1",
    "＋1",
    "－x",
    "＠x",
    " =1",
    "\u3000=1",
    "'=1",
    "''-x",
]


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_formula_is_neutralised_and_comes_back(text: str) -> None:
    shown = exports.guarded(text)
    assert shown == "'" + text
    assert exports.unguarded(shown) == text


@pytest.mark.parametrize("text", ["-5", "+86", "12.50", "a=b", "电话-1", "", "'引文'", "－"])
def test_numbers_and_plain_text_stay(text: str) -> None:
    expected = "'－" if text == "－" else text
    assert exports.guarded(text) == expected
    assert exports.unguarded(expected) == text


@pytest.mark.parametrize(
    "text", [*DANGEROUS, "-5", "+86", "a=b", "", "'引文'", "甲\n=乙", "=甲\n乙"]
)
def test_the_guard_in_sql_is_the_guard_in_python(text: str) -> None:
    organisation()
    model = DataResource._meta.get_field("provider").related_model
    found = model.objects.values_list(GuardedText(Value(text, TextField())), flat=True).first()  # type: ignore[union-attr]
    assert found == exports.guarded(text)


def test_a_person_gets_what_he_may_see_and_nothing_else() -> None:
    clerk, place = clerk_of()
    draft_resource(provider=place, name="本单位的草稿")
    draft_resource(name="别人的草稿")
    published_resource(name="公开的")
    assert {row["资源名称"] for row in table(body(clerk))} == {"本单位的草稿", "公开的"}


def test_codes_are_words_dates_are_dates_and_lists_stay_one_cell() -> None:
    clerk, place = clerk_of()
    draft_resource(
        provider=place, tags=["停车", "泊位"], update_cycle="monthly", contact_phone="=cmd"
    )
    (row,) = table(body(clerk))
    assert (row["更新周期"], row["状态"], row["标签"]) == ("每月", "草稿", "停车,泊位")
    assert (row["联系电话"], row["数据更新日期"]) == ("'=cmd", "2026-03-02")


def test_gb18030_holds_every_sign() -> None:
    clerk, place = clerk_of()
    draft_resource(provider=place, name="𠮷林路")
    (row,) = table(body(clerk, "csv-gb18030"), "gb18030")
    assert row["资源名称"] == "𠮷林路"


def test_json_has_stable_names_and_codes() -> None:
    clerk, place = clerk_of()
    draft_resource(provider=place)
    (record,) = json.loads(body(clerk, "json"))
    assert (record["update_cycle"], record["formats"]) == ("monthly", ["CSV", "JSON"])
    assert json.loads(body(clerk, "jsonl").splitlines()[0]) == record
    assert json.loads(body(clerk, "json", DataResource.objects.none())) == []


def test_a_workbook_has_text_as_text_and_numbers_as_numbers(tmp_path: Path) -> None:
    clerk, place = clerk_of()
    draft = draft_resource(provider=place, name="=1+1")
    source = source_of(written(tmp_path / "book.xlsx", body(clerk, "xlsx")), Reading())
    (row,) = source
    assert (row.cells["资源名称"], row.cells["系统编号"]) == ("'=1+1", str(draft.pk))


@pytest.mark.parametrize("name", ["=1+1", "+SUM(A1)", "-x|calc", "@SUM(A1)"])
def test_no_cell_of_a_workbook_is_a_formula(name: str) -> None:
    clerk, place = clerk_of()
    draft_resource(provider=place, name=name)
    with ZipFile(io.BytesIO(body(clerk, "xlsx"))) as book:
        parts = {part: html.unescape(book.read(part).decode()) for part in book.namelist()}
    content = "".join(content for part, content in parts.items() if part.endswith(".xml"))
    assert "<f>" not in content
    assert f">'{name}<" in content
    assert f">{name}<" not in content


def test_every_export_is_told_with_count_and_hash() -> None:
    clerk, place = clerk_of()
    draft_resource(provider=place)
    content = body(clerk)
    begun = AuditEvent.objects.get(action="catalog.dataresource.export")
    assert (begun.actor, begun.changes["rows"], begun.changes["filter"]) == (clerk, 1, "全部")
    ended = AuditEvent.objects.get(action="catalog.dataresource.export_delivered")
    assert ended.changes["bytes"] == len(content)


@pytest.fixture
def long_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(orders, "XLSX_NOW", 1)


@pytest.mark.usefixtures("long_lists")
def test_a_long_workbook_is_ordered_and_handed_out_to_its_owner_alone(tmp_path: Path) -> None:
    clerk, place = clerk_of()
    for name in ("甲", "乙"):
        draft_resource(provider=place, name=name)
    draft_resource(name="别人的草稿")
    client = Client()
    client.force_login(clerk, backend="governance.backends.PolicyBackend")
    answer = client.get("/admin/catalog/dataresource/export/?format=xlsx")
    export = ExportFile.objects.get()
    assert answer["Location"] == f"/admin/governance/exportfile/{export.pk}/change/"
    assert client.get(answer["Location"])["Refresh"] == "3"
    orders.fulfil(export)
    orders.fulfil(ExportFile.objects.get())
    export.refresh_from_db()
    assert (export.status, export.row_count) == ("ready", 2)
    with export.file.file.open() as stored:
        source = source_of(written(tmp_path / "book.xlsx", stored.read()), Reading())
    assert {row.cells["资源名称"] for row in source} == {"甲", "乙"}
    told = AuditEvent.objects.get(action="catalog.dataresource.export")
    assert (told.actor, told.changes["sha256"]) == (clerk, export.file.sha256)
    assert client.get(answer["Location"]).status_code == 200
    client.force_login(person(Role.PROVIDER), backend="governance.backends.PolicyBackend")
    assert client.get(answer["Location"]).status_code in (302, 404)


def test_an_unknown_format_is_refused_in_words() -> None:
    clerk, _place = clerk_of()
    with pytest.raises(InvalidInput, match="没有这种导出格式"):
        body(clerk, "exe")


def test_queries_do_not_grow_with_the_rows() -> None:
    clerk, place = clerk_of()
    body(clerk)  # his roles are known now
    counts = []
    for more in (1, 8):
        for _number in range(more):
            draft_resource(provider=place)
        with CaptureQueriesContext(connection) as queries:
            body(clerk)
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("file_format", ["csv", "csv-gb18030", "xlsx", "json"])
def test_an_export_that_nobody_touched_changes_nothing(file_format: str) -> None:
    place = organisation()
    clerk = person(Role.PROVIDER, organisation=place)
    draft_resource(
        provider=place, name="=名称", tags=["停车", "=1"], abstract="第一段。\n第二段。", contact_phone="-66110000",
        update_cycle="", update_cycle_text="每 121 日", source_provider="市城管局", source_url="https://e.cn/1",
    )  # fmt: skip
    draft_resource(
        provider=place, sharing="none", sharing_legal_basis="《保密法》第九条", issued_on=None
    )
    batch = previewed_batch(body(clerk, file_format), actor=clerk, place=place, source="往返")
    assert (fates(batch), [row.messages for row in batch.rows.all()]) == ({"same": 2}, [[], []])


def test_a_cell_changed_in_an_export_changes_that_field_alone() -> None:
    place = organisation()
    clerk = person(Role.PROVIDER, organisation=place)
    draft_resource(provider=place)
    content = body(clerk).decode("utf-8-sig").replace("每月", "每周").encode()
    batch = previewed_batch(content, actor=clerk, place=place, source="往返")
    assert batch.rows.get().diff == {"update_cycle": ["monthly", "weekly"]}
