"""The working site in a real browser: inbox, list, record, step and form, on desktop and phone."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from catalog.models import DataResource
from governance.clock import today
from tests.browser.conftest import Visit
from tests.database import arranging
from tests.factories import catalog
from tests.factories.catalog import Desk
from tests.factories.chain import whole_chain

pytestmark = pytest.mark.needs("chromium")

#: What a list of the working site may weigh with a cold cache (design/experience.md).
MOST_BYTES = 130 * 1024


def office() -> tuple[Desk, DataResource]:
    """A bureau with a draft, and one resource that waits for review."""
    with arranging():
        desk = catalog.desk()
        catalog.draft_resource(
            name="医院停车场预约余量", provider=desk.provider, created_by=desk.clerk
        )
        waiting = catalog.submitted_resource(by=desk, name="公共停车场实时空位", on=today())
    return desk, waiting


def test_inbox_list_record_and_step_have_no_faults(visit: Visit) -> None:
    desk, waiting = office()
    visit.sign_in(desk.authority)
    record = reverse("admin:catalog_dataresource_change", args=[waiting.pk])
    history = reverse("admin:catalog_dataresource_history", args=[waiting.pk])
    rights = reverse("admin:catalog_dataresource_rights", args=[waiting.pk])
    faults = {}
    for path in (
        "/admin/",
        "/admin/catalog/dataresource/",
        record,
        history,
        rights,
        f"{record}?x=1",
    ):
        visit.open(path)
        faults[path] = visit.faults()
        visit.complaints.clear()
    visit.open(record).get_by_role("navigation", name="可以办理的步骤").get_by_role(
        "link"
    ).first.click()
    faults["step"] = visit.faults()
    assert {path: found for path, found in faults.items() if found} == {}


def test_an_officer_reviews_in_few_clicks(visit: Visit) -> None:
    desk, waiting = office()
    visit.sign_in(desk.authority)
    page = visit.open("/admin/")
    page.get_by_role("link", name=re.compile("公共停车场实时空位")).first.click()
    page.get_by_role("link", name="审核通过并发布").click()
    page.get_by_role("button", name=re.compile("确认")).click()
    expect(page.get_by_role("status")).to_contain_text("已审核通过并发布")
    waiting.refresh_from_db()
    assert waiting.status == DataResource.Status.PUBLISHED


def test_a_form_with_errors_leads_to_its_fields(visit: Visit) -> None:
    desk, _waiting = office()
    visit.sign_in(desk.clerk)
    page = visit.open(reverse("admin:catalog_dataresource_add"))
    page.get_by_label("摘要").fill("全市公共停车场的空余泊位。")
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page).to_have_title(re.compile("^错误："))
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(page.get_by_label("摘要")).to_have_value("全市公共停车场的空余泊位。")
    summary.get_by_role("link", name=re.compile("资源名称")).click()
    expect(page.get_by_label("资源名称", exact=False).first).to_be_focused()
    assert visit.faults() == []


def test_a_list_is_light_and_its_rows_fold_on_a_phone(visit: Visit) -> None:
    chain = whole_chain(on=today())
    visit.sign_in(chain.people["AUDITOR"])
    received: list[int] = []
    visit.page.on("response", lambda answer: received.append(len(answer.body())))
    page = visit.open("/admin/governance/auditevent/")
    page.wait_for_load_state("networkidle")
    assert sum(received) <= MOST_BYTES
    is_card = (
        page.evaluate("getComputedStyle(document.querySelector('#result_list td')).display")
        == "block"
    )
    assert is_card == (page.viewport_size["width"] < 768)


def test_rows_are_added_and_unsaved_changes_are_told(visit: Visit) -> None:
    desk, _waiting = office()
    visit.sign_in(desk.clerk)
    page = visit.open(reverse("admin:catalog_dataresource_add"))
    expect(page.get_by_text("有未保存的修改")).to_be_hidden()
    page.get_by_role("button", name="再加一行数据项").click()
    page.get_by_label("第 1 行，数据项名称").or_(
        page.get_by_label("新的一行，数据项名称").first
    ).first.fill("编号")
    expect(page.get_by_text("有未保存的修改")).to_be_visible()
    assert page.locator("#id_items-TOTAL_FORMS").input_value() == "1"
