"""Every kind of public page in a real browser: nothing for axe or the console, no sideways scroll, light."""

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from governance.clock import today
from tests.browser.conftest import DEVICES, Visit
from tests.factories.chain import whole_chain

pytestmark = pytest.mark.needs("chromium")

#: What a public page may weigh with a cold cache (design/experience.md).
MOST_BYTES = 60 * 1024
MOST_REQUESTS = 8
#: The narrowest screen that must not scroll sideways (WCAG 2.2, 1.4.10).
NARROW = {"width": 320, "height": 640}


def test_public_pages_have_no_faults(visit: Visit) -> None:
    chain = whole_chain(on=today())
    faults = {}
    for path in chain.public_paths:
        visit.open(path)
        faults[path] = visit.faults()
        visit.complaints.clear()
    assert {path: found for path, found in faults.items() if found} == {}


def test_elder_mode_has_no_faults(visit: Visit) -> None:
    chain = whole_chain(on=today())
    visit.open("/?mode=elder")
    small = """[...document.querySelectorAll('main a.btn, main button, header a, header button, main input')]
        .filter(e => e.offsetParent && e.getBoundingClientRect().height < 44).map(e => e.outerHTML)"""
    for path in chain.public_paths[:3]:
        page = visit.open(path)
        assert page.evaluate("document.documentElement.className") == "elder"
        assert visit.faults() == [], path
        assert page.evaluate(small) == [], path


def test_public_pages_are_light_and_fit_the_narrowest_screen(
    browser: Browser, live_server: LiveServer
) -> None:
    chain = whole_chain(on=today())
    wide, heavy = {}, {}
    for path in chain.public_paths:
        context = browser.new_context(locale="zh-CN", viewport=NARROW)  # a cold cache each time
        page = context.new_page()
        received: list[int] = []
        page.on("response", lambda answer, sizes=received: sizes.append(len(answer.body())))
        page.goto(f"{live_server.url}{path}", wait_until="networkidle")
        wide[path] = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        context.close()
        if sum(received) > MOST_BYTES or len(received) > MOST_REQUESTS:
            heavy[path] = (sum(received), len(received))
    assert {path: excess for path, excess in wide.items() if excess > 0} == {}
    assert heavy == {}


def test_pages_work_without_scripts(browser: Browser, live_server: LiveServer) -> None:
    whole_chain(on=today())
    context = browser.new_context(java_script_enabled=False, locale="zh-CN", **DEVICES["phone"])
    page = context.new_page()
    page.goto(f"{live_server.url}/")
    page.get_by_role("searchbox").fill("停车")
    page.get_by_role("button", name="搜索").click()
    page.get_by_role("link", name="公共停车场实时空位").first.click()
    assert page.get_by_text("谁提供").is_visible()
    page.get_by_role("link", name="菜单").click()
    page.get_by_role("navigation", name="主导航").get_by_role("link", name="授权运营").click()
    assert page.get_by_role("heading", name="授权运营登记簿").is_visible()
    context.close()
