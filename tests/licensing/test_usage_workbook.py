"""The Excel round trip: prefilled, untouched it changes nothing, errors come back in their cells, all or nothing."""

import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from governance.models import AuditEvent
from licensing.models import UsageEntry, UsageReport
from licensing.usage import workbook_rows, workbooks
from tests.factories import usage as made
from tests.factories.licensing import licence_in_force, product_on_sale
from tests.factories.schemes import parties
from tests.licensing.test_usage_doors import NOON, client_of

pytestmark = pytest.mark.django_db


def report_of_two(by: Any) -> UsageReport:
    """Two products on sale, one of them reported."""
    licence = licence_in_force(by=by)
    products = [product_on_sale(by=by, licence=licence) for _each in range(2)]
    return made.draft_report(by=by, product=products[0])


def page(report: UsageReport, name: str = "workbook") -> str:
    return reverse(f"admin:licensing_usagereport_{name}", args=(report.pk,))


def downloaded(client: Client, address: str) -> Any:
    """The first sheet of a file."""
    answer = client.get(address)
    assert answer.status_code == 200
    return openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]


def uploaded(client: Client, report: UsageReport, book: Any) -> Any:
    held = io.BytesIO()
    book.save(held)
    return client.post(page(report), {"file": SimpleUploadedFile("使用情况.xlsx", held.getvalue())})


@time_machine.travel(NOON, tick=False)
def test_the_workbook_is_prefilled_and_writes_what_was_filled_in() -> None:
    by = parties()
    report, client = report_of_two(by), client_of(by.seller)
    book = downloaded(client, page(report, "workbook_file"))
    sheet = book.active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert [row[2] for row in rows] == [1200, 0]
    assert len(sheet.data_validations.dataValidation) == 7
    sheet["C3"], sheet["E3"], sheet["G3"], sheet["H3"] = 900, 12, 45.5, "新接入"
    answer = uploaded(client, report, book)
    assert answer.status_code == 302, answer.content.decode()[:2000]
    assert report.entries.count() == 2
    entry = report.entries.get(deliveries=900)
    assert (entry.users, entry.revenue, entry.note) == (12, Decimal("45.50"), "新接入")


@time_machine.travel(NOON, tick=False)
def test_an_untouched_workbook_changes_nothing(tmp_path: Path) -> None:
    by = parties()
    report = made.draft_report(by=by)
    path = tmp_path / "a.xlsx"
    workbooks.write(path, report)
    events = AuditEvent.objects.count()
    counts = workbook_rows.apply(workbook_rows.read(path, report), actor=by.seller)
    assert counts == {"new": 0, "changed": 0, "same": 1}
    assert AuditEvent.objects.count() == events


@time_machine.travel(NOON, tick=False)
def test_errors_come_back_in_their_cells_and_nothing_is_written() -> None:
    by = parties()
    report, client = report_of_two(by), client_of(by.seller)
    before = list(UsageEntry.objects.values())
    book = downloaded(client, page(report, "workbook_file"))
    sheet = book.active
    sheet["C2"], sheet["F2"] = "很多", 1
    sheet["B3"], sheet["C3"] = "其他", 7
    answer = uploaded(client, report, book)
    assert answer.status_code == 400
    html = answer.content.decode()
    assert "第 2 行“调用量／交付量”：不是数字" in html
    assert "第 3 行“用途类别”：不是规定的用途类别" in html
    assert list(UsageEntry.objects.values()) == before
    token = html.partition("?marked=")[2].partition('"')[0]
    marked = downloaded(client, f"{page(report, 'workbook_file')}?marked={token}")["使用情况"]
    assert "不是数字" in marked["C2"].comment.text
    assert "用途类别" in marked["B3"].comment.text
    assert marked["C2"].fill.start_color.rgb.endswith("F8D7DA")


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"A2": "999999 别家产品"}, "不是本协议的产品"),
        ({"C2": -1}, "应为非负整数"),
        ({"C2": 1.5}, "应为非负整数"),
        ({"F2": 1201}, "免费提供量不得大于"),
        ({"B2": "公益事业"}, "收入应为 0"),
    ],
)
def test_each_fault_is_told_in_words(tmp_path: Path, cells: dict[str, Any], words: str) -> None:
    report = made.draft_report(by=parties())
    path = tmp_path / "a.xlsx"
    workbooks.write(path, report)
    book = openpyxl.load_workbook(path)
    for place, value in cells.items():
        book["使用情况"][place] = value
    book.save(path)
    reading = workbook_rows.read(path, report)
    assert reading.is_wrong
    assert any(words in sentence for sentence in reading.sentences)


@time_machine.travel(NOON, tick=False)
def test_the_workbook_is_for_whoever_may_change_the_report() -> None:
    by = parties()
    report = made.draft_report(by=by)
    assert client_of(by.drafter).get(page(report)).status_code == 403
    assert client_of(parties().seller).get(page(report)).status_code == 404
    assert client_of(by.seller).get(page(report)).status_code == 200
    report = made.submitted_report(by=parties())
    assert client_of(by.seller).get(page(report, "workbook_file")).status_code == 404
