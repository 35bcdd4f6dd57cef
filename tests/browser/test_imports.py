"""Importing a catalogue in a real browser: from the file to the drafts, each page without a fault."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page

from accounts.models import Role
from catalog.models import DataResource
from governance.imports.rows import SourceRow
from governance.imports.sources import Reading, source_of
from governance.models import ImportBatch
from tests.browser.conftest import Visit
from tests.database import arranging
from tests.factories.imports import CATALOGUES, finished, json_file, record, written
from tests.factories.people import organisation, person
from tests.factories.workbooks import opened, saved, workbook

pytestmark = pytest.mark.needs("chromium")
PICTURES = os.environ.get("PICTURES")


def looked_at(visit: Visit, page: Page, name: str) -> None:
    """No fault; with ``PICTURES`` set, a picture to open."""
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/{page.viewport_size['width']}-{name}.png", full_page=True)
    assert visit.faults() == []


def test_a_catalogue_comes_in_by_the_pages(visit: Visit, tmp_path: Path) -> None:
    with arranging():
        place = organisation(name="云州市城市管理局")
        clerk = person(Role.PROVIDER, organisation=place)
    rows = [record(n, 更新频率="每两年" if n % 3 == 0 else "每月") for n in range(1, 30)]
    path = written(
        tmp_path / "停车目录.json",
        json_file(*rows, record(1, 更新频率="每月"), record(40, 标题="")),
    )
    visit.sign_in(clerk)
    page = visit.open("/admin/governance/importbatch/add/")
    looked_at(visit, page, "1-upload")
    page.locator("#id_file").set_input_files(path)
    page.get_by_role("button", name="上传，核对列的对应").click()
    page.wait_for_url("**/columns/")
    looked_at(visit, page, "2-columns")
    page.get_by_role("button", name="保存并预览").click()
    page.wait_for_url("**/change/")
    looked_at(visit, page, "3-previewing")
    finish(visit, page)


def finish(visit: Visit, page: Page) -> None:
    """Preview, words, import, result."""
    finished(ImportBatch.objects.get())
    page.reload()
    looked_at(visit, page, "4-previewed")
    page.get_by_role("link", name="选择对应的代码").click()
    looked_at(visit, page, "5-values")
    page.locator("select").first.select_option("irregular")
    page.get_by_role("button", name="保存并重新预览").click()
    page.wait_for_url("**/change/")
    finished(ImportBatch.objects.get())
    page.reload()
    page.get_by_role("button", name="只导入无误的 29 行").click()
    page.wait_for_url("**/change/")
    batch = finished(ImportBatch.objects.get())
    page.reload()
    looked_at(visit, page, "6-done")
    page.get_by_role("link", name="看逐行结果，下载").click()
    looked_at(visit, page, "7-rows")
    assert batch.status == "done"
    assert DataResource.objects.filter(update_cycle="irregular").count() == 9


@pytest.mark.needs("shared_data")
def test_a_workbook_with_faults_goes_out_marked_and_comes_back_in(
    visit: Visit, tmp_path: Path
) -> None:
    """O3 in six clicks: upload, columns, marked workbook; upload again, import, the drafts."""
    with arranging():
        place = organisation(name="云州市数据局")
        clerk = person(Role.PROVIDER, organisation=place)
    source = source_of(CATALOGUES / "shaanxi_shaanxi.json.gz", Reading())
    rows = [[_cell(row, name) for name in source.headings] for row in source]
    rows[7][source.headings.index("标题")] = ""
    path = written(tmp_path / "陕西目录.xlsx", workbook(目录=[source.headings, *rows]))
    visit.sign_in(clerk)
    page = visit.open("/admin/governance/importbatch/add/")
    page.locator("#id_file").set_input_files(path)
    page.get_by_role("button", name="上传，核对列的对应").click()
    page.get_by_role("button", name="保存并预览").click()
    page.wait_for_url("**/change/")
    finished(ImportBatch.objects.get())
    page.reload()
    looked_at(visit, page, "o3-1-previewed")
    with page.expect_download() as download:
        page.get_by_role("link", name="下载批注好的工作簿").first.click()
    book = opened(download.value.path().read_bytes())
    book["目录"].cell(9, source.headings.index("标题") + 1).value = "补上的名称"
    mended = written(tmp_path / "改好的.xlsx", saved(book))
    page.get_by_role("link", name="全部改好后再导入：上传工作簿").click()
    page.locator("#id_file").set_input_files(mended)
    page.get_by_role("button", name="上传，核对列的对应").click()
    page.wait_for_url("**/change/")
    _second_half(visit, page)


def _cell(row: SourceRow, heading: str) -> str:
    value = row.cells.get(heading, "")
    return value if isinstance(value, str) else ",".join(value)


def _second_half(visit: Visit, page: Page) -> None:
    finished(ImportBatch.objects.order_by("pk").last())
    page.reload()
    looked_at(visit, page, "o3-2-mended")
    page.get_by_role("button", name="条为草稿").click()
    page.wait_for_url("**/change/")
    batch = finished(ImportBatch.objects.order_by("pk").last())
    page.reload()
    looked_at(visit, page, "o3-3-done")
    page.get_by_role("link", name="看这批导入的草稿").click()
    looked_at(visit, page, "o3-4-drafts")
    assert batch.status == "done"
    assert DataResource.objects.count() == batch.rows.filter(fate="new").count() > 100


def test_the_encoding_is_asked_with_samples_to_read(visit: Visit, tmp_path: Path) -> None:
    with arranging():
        place = organisation(name="云州市数据局")
        clerk = person(Role.PROVIDER, organisation=place)
    path = written(
        tmp_path / "目录.csv", "标题,提供单位\n停车泊位,城管局\n".encode() + b"\xff\xfe\xff\n"
    )
    visit.sign_in(clerk)
    page = visit.open("/admin/governance/importbatch/add/")
    page.locator("#id_file").set_input_files(path)
    page.get_by_role("button", name="上传，核对列的对应").click()
    page.wait_for_url("**/encoding/")
    looked_at(visit, page, "8-encoding")
    page.get_by_role("button", name="用这种编码读取").click()
    page.wait_for_url("**/columns/")
