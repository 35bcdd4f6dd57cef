"""Importing a catalogue in a real browser: from the file to the drafts, each page without a fault."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page

from accounts.models import Role
from catalog.models import DataResource
from governance.models import ImportBatch
from tests.browser.conftest import Visit
from tests.database import arranging
from tests.factories.imports import finished, json_file, record, written
from tests.factories.people import organisation, person

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
    page.get_by_role("button", name="导入 29 条为草稿").click()
    page.wait_for_url("**/change/")
    batch = finished(ImportBatch.objects.get())
    page.reload()
    looked_at(visit, page, "6-done")
    page.get_by_role("link", name="看逐行结果，下载").click()
    looked_at(visit, page, "7-rows")
    assert batch.status == "done"
    assert DataResource.objects.filter(update_cycle="irregular").count() == 9
