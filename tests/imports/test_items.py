"""A catalogue with its data items in one workbook: read, compared, written once, exported and back without a change."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.importing.catalogue import CatalogueImport
from catalog.models import DataItem, DataResource
from governance.imports import batches, blank_sheets, runs, sheets
from governance.imports.sources import Reading, source_of
from governance.models import AuditEvent
from tests.factories.catalog import draft_resource
from tests.factories.imports import (
    clerk_of,
    fates,
    finished,
    imported,
    imported_batch,
    previewed_batch,
    refreshed,
    uploaded_batch,
    written,
)
from tests.factories.people import organisation
from tests.factories.workbooks import HEAD, line, notes_in, opened, workbook
from tests.imports.test_exports import body
from tests.imports.test_returned import given_back

pytestmark = pytest.mark.django_db

ITEM_HEAD = [
    "资源名称",
    "数据项名称",
    "英文名称",
    "数据类型",
    "长度",
    "计量单位",
    "是否个人信息",
    "数源单位",
]


def item(resource: int, name: str, *more: Any) -> list[Any]:
    given = [f"停车泊位信息{resource}", name, *more]
    return given + [""] * (len(ITEM_HEAD) - len(given))


def book(*items: list[Any], rows: int = 2) -> bytes:
    return workbook(目录=[HEAD, *(line(n) for n in range(1, rows + 1))], 数据项=[ITEM_HEAD, *items])


def test_items_come_in_with_their_resource_and_an_event_each() -> None:
    clerk, place = clerk_of()
    source = organisation(name="云州市公安局")
    content = book(
        item(1, "停车场名称", "name", "字符型", 100, "", "否", "云州市公安局"),
        item(1, "泊位数", "berths", "i", "", "个", ""),
        item(2, "车主姓名", "owner", "varchar(20)", 20, "", "是"),
    )
    batch = imported_batch(content, actor=clerk, place=place)
    assert (fates(batch), batch.status) == ({"new": 2}, "done")
    first = DataResource.objects.get(name="停车泊位信息1")
    told = list(
        first.items.values_list("position", "name", "data_type", "length", "unit", "is_personal")
    )
    assert told == [(1, "停车场名称", "C", 100, "", False), (2, "泊位数", "I", None, "个", False)]
    assert first.items.get(position=1).authoritative_source == source
    assert DataItem.objects.get(name="车主姓名").is_personal
    assert AuditEvent.objects.filter(action="catalog.dataitem.add", actor=clerk).count() == 3
    assert DataResource.objects.filter(search__tsv__bigrams="车主姓名").count() == 1


def test_a_changed_item_is_shown_and_changed_alone() -> None:
    clerk, place = clerk_of()
    imported_batch(book(item(1, "泊位数", "berths", "整型")), actor=clerk, place=place)
    batch = previewed_batch(
        book(item(1, "泊位数", "berths", "数值型"), item(1, "面积")), actor=clerk, place=place
    )
    assert batch.rows.get(fate="changed").diff == {
        "items": ["现有 1 项", "新增 1 项（面积），更改 1 项（泊位数）"]
    }
    imported(batch)
    assert set(DataItem.objects.values_list("name", "data_type", "version")) == {
        ("泊位数", "N", 2),
        ("面积", "C", 1),
    }
    event = AuditEvent.objects.get(action="catalog.dataitem.change")
    assert event.changes == {"data_type": ["I", "N"]}
    again = previewed_batch(
        book(item(1, "泊位数", "berths", "数值型"), item(1, "面积")), actor=clerk, place=place
    )
    assert fates(again) == {"same": 2}


def test_wrong_items_fault_their_resource_and_are_marked_on_their_sheet(tmp_path: Any) -> None:
    clerk, place = clerk_of()
    content = book(
        item(1, "泊位数", "", "牲畜", "长"),
        item(2, ""),
        item(2, "甲"),
        item(2, "甲"),
        item(9, "没有资源"),
    )
    batch = previewed_batch(content, actor=clerk, place=place)
    assert fates(batch) == {"error": 3}
    sheet = opened(given_back(batch, tmp_path))["数据项"]
    assert set(notes_in(sheet)) == {"D2", "E2", "B3", "B5", "A6"}
    assert "目录表中没有这条数据项所属的资源" in notes_in(sheet)["A6"]
    orphan = batch.rows.order_by("number").last()
    assert orphan is not None
    assert orphan.where == "数据项 6"


def test_items_of_an_interrupted_preview_are_taken_once(monkeypatch: pytest.MonkeyPatch) -> None:
    clerk, place = clerk_of()
    monkeypatch.setattr(runs, "PREVIEW_ROWS", 2)
    content = book(*(item(n, "名称") for n in range(1, 7)), item(9, "没有资源"), rows=6)
    batch = uploaded_batch(content, actor=clerk, place=place)
    calls = iter(range(10))

    def dying(*args: Any) -> None:
        if next(calls) == 2:
            raise KeyboardInterrupt
        original(*args)

    original = runs._count
    with monkeypatch.context() as patch:
        patch.setattr(runs, "_count", dying)
        with pytest.raises(KeyboardInterrupt):
            previewed_once(batch)
    batch = finished(type(batch).objects.get(pk=batch.pk))
    assert (batch.status, fates(batch)) == ("previewed", {"new": 6, "error": 1})
    imported(batch)
    assert DataItem.objects.count() == 6


def previewed_once(batch: Any) -> None:
    batches.preview_here(batch, actor=batch.created_by)


def test_queries_do_not_grow_with_the_items() -> None:
    clerk, place = clerk_of()
    counts = []
    for rows in (3, 30):
        items = [item(n, f"项{m}") for n in range(1, rows + 1) for m in range(4)]
        batch = uploaded_batch(book(*items, rows=rows), actor=clerk, place=place, source=f"s{rows}")
        with CaptureQueriesContext(connection) as queries:
            previewed_once(batch)
            imported(refreshed(batch))
        counts.append(len(queries))
    assert DataItem.objects.count() == 4 * 33
    assert counts[0] == counts[1]


def test_an_exported_workbook_with_items_changes_nothing() -> None:
    clerk, place = clerk_of()
    imported_batch(
        book(item(1, "=1+1", "x", "整型", 5, "个", "是"), item(2, "乙")), actor=clerk, place=place
    )
    draft_resource(provider=place, name="手工编制的")
    content = body(clerk, "xlsx")
    exported = opened(content)
    assert exported.sheetnames == ["公共数据资源", "数据项"]
    assert exported["数据项"].max_row == 1 + DataItem.objects.count()
    batch = previewed_batch(content, actor=clerk, place=place, source="往返")
    assert (fates(batch), [row.messages for row in batch.rows.all()]) == ({"same": 3}, [[]] * 3)


def test_items_of_others_are_not_on_the_second_sheet() -> None:
    clerk, place = clerk_of()
    other_clerk, other = clerk_of()
    imported_batch(book(item(1, "别人的")), actor=other_clerk, place=other)
    imported_batch(book(item(1, "自己的")), actor=clerk, place=place, source="另一来源")
    names = [cell.value for cell in opened(body(clerk, "xlsx"))["数据项"]["F"]]
    assert names == ["数据项名称", "自己的"]


def test_the_template_has_lists_notes_and_an_example_that_is_passed_over(tmp_path: Any) -> None:
    path = tmp_path / "template.xlsx"
    blank_sheets.write_template(path, CatalogueImport())
    template = opened(path.read_bytes())
    assert template.sheetnames == ["填写", "数据项", sheets.NOTES, sheets.LISTS]
    rules = {rule.formula1: rule for rule in template["填写"].data_validations.dataValidation}
    assert all(formula.startswith(f"'{sheets.LISTS}'!$") for formula in rules)
    assert "每月" in [cell.value for row in template[sheets.LISTS].iter_rows() for cell in row]
    assert len(template["数据项"].data_validations.dataValidation) == 3
    source = source_of(path, Reading(known=CatalogueImport.known_headings, details=("数据项",)))
    assert (list(source), list(source.details())) == ([], [])


def test_a_filled_in_template_comes_in_whole(tmp_path: Any) -> None:
    clerk, place = clerk_of()
    path = tmp_path / "template.xlsx"
    blank_sheets.write_template(path, CatalogueImport())
    template = opened(path.read_bytes())
    heads = {cell.value: cell.column for cell in template["填写"][1]}
    template["填写"].cell(3, heads["资源名称"]).value = "公共厕所"
    template["填写"].cell(3, heads["更新周期"]).value = "每月"
    parts = {cell.value: cell.column for cell in template["数据项"][1]}
    template["数据项"].cell(3, parts["资源名称"]).value = "公共厕所"
    template["数据项"].cell(3, parts["数据项名称"]).value = "蹲位数"
    filled = written(path, b"")
    template.save(filled)
    batch = imported_batch(filled.read_bytes(), actor=clerk, place=place, source="模板")
    assert fates(batch) == {"new": 1}
    assert DataItem.objects.get().resource.update_cycle == "monthly"
