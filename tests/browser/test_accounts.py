"""Signing in and the pages of accounts in a real browser: by link, by code, as a tree, on desktop and phone."""

import re

import pytest

from accounts.models import Role
from accounts.signin import one_time_link
from tests.browser.conftest import Visit
from tests.database import arranging
from tests.factories.people import City, city, organisation

pytestmark = pytest.mark.needs("chromium")

SYSTEM_PAGES = (
    "/admin/accounts/organisation/",
    "/admin/accounts/organisation/add/",
    "/admin/accounts/user/",
    "/admin/accounts/user/add/",
    "/admin/accounts/membership/",
    "/admin/accounts/region/?q=9901",
    "/admin/password_change/",
    "/admin/second-factor/",
)


def town() -> City:
    """A city with a branch of its tree."""
    with arranging():
        made = city()
        organisation(name="云州市公路中心", parent=made.organisations[Role.PROVIDER])
    return made


def test_a_one_time_link_leads_in(visit: Visit) -> None:
    user = town().people[Role.PROVIDER]
    page = visit.open(one_time_link(user, base_url=""))
    assert visit.faults() == []
    page.get_by_role("button", name="登录").click()
    page.wait_for_url("**/admin/")
    again = visit.open("/signin/used-up/")
    assert again.get_by_role("heading", name="登录链接无效").is_visible()


def test_the_pages_of_the_system_administrator(visit: Visit) -> None:
    made = town()
    visit.sign_in(made.people[Role.SYSTEM_ADMIN])
    provider = made.people[Role.PROVIDER].pk
    own = (
        f"/admin/accounts/organisation/{made.root.pk}/change/",
        f"/admin/accounts/user/{provider}/change/",
    )
    steps = (
        f"/admin/accounts/user/{provider}/sign-in-link/",
        f"/admin/accounts/organisation/{made.root.pk}/step/move/",
    )
    faults = {}
    for path in (*SYSTEM_PAGES, *own, *steps):
        visit.open(path)
        faults[path] = visit.faults()
        visit.complaints.clear()
    assert {path: found for path, found in faults.items() if found} == {}


def test_appointing_somebody(visit: Visit) -> None:
    made = town()
    visit.sign_in(made.people[Role.SECURITY_ADMIN])
    body, user = made.organisations[Role.REGISTRY], made.people[Role.PROVIDER]
    page = visit.open(f"/admin/accounts/organisation/{body.pk}/change/")
    page.get_by_role("link", name="任用人员").click()
    assert visit.faults() == []
    page.locator("#id_user").select_option(str(user.pk))
    page.locator("#id_role").select_option(Role.REGISTRY)
    page.get_by_role("button", name="确认任用人员").click()
    page.wait_for_url(re.compile(r"/organisation/\d+/change/$"))
    assert page.get_by_role("status").get_by_text("已任用人员").is_visible()
    user.forget_roles()
    assert user.holds(Role.REGISTRY)
