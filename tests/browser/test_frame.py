"""The frame of the portal in a real browser: no complaint, nothing for axe, no sideways scroll."""

import pytest

from tests.browser.conftest import Visit

pytestmark = pytest.mark.needs("chromium")


@pytest.mark.parametrize("path", ["/admin/login/"])
def test_a_page_without_faults(visit: Visit, path: str) -> None:
    visit.open(path)
    assert visit.faults() == []


def test_the_watch_sees_a_fault(visit: Visit) -> None:
    page = visit.open("/admin/login/")
    page.evaluate("document.body.appendChild(document.createElement('img')).src = '/no-such-file'")
    page.evaluate("document.documentElement.style.width = '4000px'")
    page.wait_for_load_state("networkidle")
    faults = "\n".join(visit.faults())
    assert "404" in faults
    assert "axe image-alt" in faults
    assert "sideways" in faults
