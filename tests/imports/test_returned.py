"""The workbook that comes back: wrong cells marked, nothing else changed, and mended it goes in as it is (O3)."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from catalog.models import DataResource
from governance.imports import annotating, returned, rewriting, sheets
from governance.models import AuditEvent, ImportBatch
from tests.factories.imports import (
    body_of,
    clerk_of,
    csv_file,
    fates,
    imported,
    imported_batch,
    json_file,
    previewed_batch,
    record,
)
from tests.factories.workbooks import HEAD, line, notes_in, opened, saved, workbook

pytestmark = pytest.mark.django_db

WRONG_ROWS = [HEAD, line(1), line(2, name=""), line(3, url="ftp://x"), line(4, cycle="每两年")]


def given_back(batch: ImportBatch, tmp_path: Path, **options: Any) -> bytes:
    path = tmp_path / "back.xlsx"
    returned.write(path, batch, **options)
    return path.read_bytes()


def colour(cell: Any) -> str:
    return str(cell.fill.fgColor.rgb)[-6:]


def test_each_wrong_cell_is_coloured_and_says_what_to_do(tmp_path: Path) -> None:
    clerk, place = clerk_of()
    content = workbook(目录=WRONG_ROWS, 别的表=[["备忘", "不要动"]])
    batch = previewed_batch(content, actor=clerk, place=place, name="目录.xlsx")
    assert fates(batch) == {"new": 2, "error": 2}
    book = opened(given_back(batch, tmp_path))
    assert book.sheetnames == [sheets.SUMMARY, "目录", "别的表"]
    sheet = book["目录"]
    notes = notes_in(sheet)
    assert notes == {
        "A3": "缺少资源名称，请补上后重新导入。",
        "D4": "来源网址须以 http:// 或 https:// 开头，请改正。",
        "C5": "更新周期“每两年”无法对应，已留空，请人工确认。",
    }
    assert [colour(sheet[cell]) for cell in notes] == ["F8D7DA", "F8D7DA", "FFF3CD"]
    assert [cell.value for cell in sheet[4]][:5] == WRONG_ROWS[3]
    assert sheet.cell(1, 6).value == sheets.NOTE_COLUMN
    assert "ftp" not in str(sheet.cell(4, 6).value)
    summary = [cell.value for row in book[sheets.SUMMARY].iter_rows() for cell in row if cell.value]
    assert "缺少资源名称，请补上后重新导入。" in summary
    assert any("直接上传本文件即可" in str(words) for words in summary)
    assert book["别的表"]["A1"].value == "备忘"


def test_the_mended_workbook_goes_in_without_removing_anything(tmp_path: Path) -> None:
    clerk, place = clerk_of()
    batch = imported_batch(workbook(目录=WRONG_ROWS), actor=clerk, place=place, name="目录.xlsx")
    assert batch.progress.fates == {"new": 2, "error": 2}
    book = opened(given_back(batch, tmp_path))
    book["目录"]["A3"] = "补上的名称"
    book["目录"]["D4"] = "https://data.example.cn/3"
    mended = imported_batch(saved(book), actor=clerk, place=place, name="目录.xlsx")
    assert fates(mended) == {"same": 2, "new": 2}
    assert sheets.NOTE_COLUMN not in mended.progress.reading["ignored"]
    assert DataResource.objects.count() == 4


def test_a_second_return_carries_no_marks_of_the_first(tmp_path: Path) -> None:
    clerk, place = clerk_of()
    batch = previewed_batch(workbook(目录=WRONG_ROWS), actor=clerk, place=place)
    book = opened(given_back(batch, tmp_path))
    book["目录"]["A3"] = "补上的名称"
    again = opened(given_back(previewed_batch(saved(book), actor=clerk, place=place), tmp_path))
    assert again.sheetnames == [sheets.SUMMARY, "目录"]
    assert set(notes_in(again["目录"])) == {"D4", "C5"}
    assert again["目录"].max_column == 6
    assert again["目录"].cell(3, 6).value is None


def test_formulas_of_a_stranger_come_back_as_values(tmp_path: Path) -> None:
    clerk, place = clerk_of()
    book = opened(workbook(目录=[HEAD, line(1, name="")]))
    book["目录"]["F2"] = "=HYPERLINK(1)"
    batch = previewed_batch(saved(book), actor=clerk, place=place)
    back = opened(given_back(batch, tmp_path))
    assert not [c for s in back for row in s.iter_rows() for c in row if c.data_type == "f"]


@pytest.mark.parametrize("form", ["csv", "json", "large"])
def test_other_files_become_a_workbook_with_their_columns(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk, place = clerk_of()
    content = {
        "csv": csv_file(*WRONG_ROWS, encoding="gb18030"),
        "json": json_file(*(dict(zip(HEAD, row, strict=True)) for row in WRONG_ROWS[1:])),
        "large": workbook(目录=WRONG_ROWS),
    }[form]
    monkeypatch.setattr(annotating, "OPENED_BYTES", 10)
    batch = previewed_batch(content, actor=clerk, place=place)
    book = opened(given_back(batch, tmp_path))
    sheet = book["目录"]
    assert [cell.value for cell in sheet[1]] == [*HEAD, sheets.NOTE_COLUMN]
    assert set(notes_in(sheet)) == {"A3", "D4", "C5"}
    assert [cell.value for cell in sheet[2]][:5] == WRONG_ROWS[1]
    imported(batch)
    sheet["A3"], sheet["D4"] = "补上的名称", "https://data.example.cn/3"
    mended = previewed_batch(saved(book), actor=clerk, place=place)
    assert fates(mended) == {"same": 2, "new": 2}


def test_only_the_wrong_rows_if_wished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clerk, place = clerk_of()
    batch = previewed_batch(workbook(目录=WRONG_ROWS), actor=clerk, place=place)
    sheet = opened(given_back(batch, tmp_path, only_wrong=True))["目录"]
    assert [row[3].value for row in sheet.iter_rows(min_row=2)] == [WRONG_ROWS[2][3], "ftp://x"]
    first = opened(given_back(batch, tmp_path, only_wrong=True))[sheets.SUMMARY]
    assert "只含有误的行" in " ".join(str(cell.value) for cell in first["B"])
    monkeypatch.setattr(annotating, "OPENED_BYTES", 10)
    monkeypatch.setattr(rewriting, "ALL_ROWS", 3)
    assert opened(given_back(batch, tmp_path))["目录"].max_row == 3


def test_a_row_that_could_not_be_read_comes_back_with_its_cells(tmp_path: Path) -> None:
    clerk, place = clerk_of()
    content = csv_file(HEAD, [*line(1), "多出来的"], line(2, name="甲\0乙"), line(3))
    batch = previewed_batch(content, actor=clerk, place=place)
    assert fates(batch) == {"error": 2, "new": 1}
    sheet = opened(given_back(batch, tmp_path))["目录"]
    assert [cell.value for cell in sheet[2]][:5] == line(1)
    assert sheet["G2"].value == "多出来的"
    assert sheet["A3"].value == "甲乙"
    assert "空字符" in notes_in(sheet)["A3"]


def test_what_no_cell_can_hold_is_left_empty_and_erases_nothing(tmp_path: Path) -> None:
    clerk, place = clerk_of()
    long = record(描述="长" * 40_000)
    batch = imported_batch(json_file(long, record(2, 标题="")), actor=clerk, place=place)
    book = opened(given_back(batch, tmp_path))
    assert "超过 Excel 单元格的上限" in " ".join(notes_in(book["目录"]).values())
    again = previewed_batch(saved(book), actor=clerk, place=place)
    assert again.rows.get(label="停车泊位信息1").fate == "same"


def test_sentences_of_an_older_preview_stand_at_the_name(tmp_path: Path) -> None:
    clerk, place = clerk_of()
    batch = previewed_batch(workbook(目录=WRONG_ROWS), actor=clerk, place=place)
    batch.rows.update(marks=[])
    assert set(notes_in(opened(given_back(batch, tmp_path))["目录"])) == {"A3", "A4", "A5"}


def test_the_page_hands_it_out_and_tells_the_trail() -> None:
    clerk, place = clerk_of()
    batch = previewed_batch(workbook(目录=WRONG_ROWS), actor=clerk, place=place, name="目录.xlsx")
    client = Client()
    client.force_login(clerk, backend="governance.backends.PolicyBackend")
    address = reverse("admin:governance_importbatch_workbook", args=[batch.pk])
    page = client.get(reverse("admin:governance_importbatch_change", args=[batch.pk]))
    assert address in page.content.decode()
    answer = client.get(address)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert opened(body_of(answer)).sheetnames[0] == sheets.SUMMARY
    told = AuditEvent.objects.get(action="governance.importbatch.result")
    assert (told.actor, told.changes["batch"]) == (clerk, batch.pk)
