"""Authorised operation in a real browser: lists, drafts and steps of the shared site, on desktop and phone."""

from typing import Any

import pytest

from governance.clock import today
from tests.browser.conftest import Visit
from tests.database import arranging
from tests.factories.licensing import decided_licence, draft_licence, product_in_review
from tests.factories.schemes import deliberated_scheme, draft_decision, draft_scheme, parties

pytestmark = pytest.mark.needs("chromium")


def test_the_desks_of_implementing_body_and_regulator(visit: Visit) -> None:
    on = today()
    with arranging():
        by = parties()
        scheme = draft_scheme(by=by)
        decision = draft_decision(by=by, scheme=deliberated_scheme(by=by, on=on), on=on)
        draft = draft_licence(by=by, on=on)
        decided = decided_licence(by=by, on=on)
        product = product_in_review(by=by, on=on)
    desks = {
        by.decider: (
            "/admin/",
            "/admin/licensing/scheme/",
            "/admin/licensing/scheme/add/",
            f"/admin/licensing/scheme/{scheme.pk}/change/",
            "/admin/licensing/licence/",
            f"/admin/licensing/licence/{draft.pk}/change/",
            f"/admin/licensing/licence/{decided.pk}/change/",
            f"/admin/licensing/licence/{decided.pk}/step/sign/",
            f"/admin/licensing/licence/{decided.pk}/history/",
            f"/admin/licensing/product/{product.pk}/change/",
            f"/admin/licensing/product/{product.pk}/step/review_security/",
        ),
        by.second_supervisor: (
            f"/admin/licensing/collectivedecision/{decision.pk}/change/",
            f"/admin/licensing/collectivedecision/{decision.pk}/step/sign/",
        ),
        by.seller: ("/admin/licensing/product/", "/admin/licensing/product/add/"),
    }
    assert faults_of(visit, desks) == {}


def faults_of(visit: Visit, desks: dict[Any, tuple[str, ...]]) -> dict[str, Any]:
    """What is wrong on the pages that each of these people opens."""
    faults = {}
    for user, paths in desks.items():
        visit.sign_in(user)
        for path in paths:
            visit.open(path)
            faults[path] = visit.faults()
            visit.complaints.clear()
    return {path: found for path, found in faults.items() if found}


def test_an_official_reviews_a_product_from_its_page(visit: Visit) -> None:
    on = today()
    with arranging():
        by = parties()
        product = product_in_review(by=by, on=on)
    visit.sign_in(by.decider)
    page = visit.open(f"/admin/licensing/product/{product.pk}/change/")
    page.get_by_role("link", name="安全审核", exact=True).click()
    for point in page.get_by_label("符合", exact=True).all():
        point.check()
    page.get_by_label("审核通过").check()
    page.get_by_label("审核意见").fill("接口已限流，符合要求。")
    page.get_by_role("button", name="确认安全审核").click()
    page.wait_for_url("**/change/")
    assert product.reviews.get().opinion == "接口已限流，符合要求。"
    assert visit.faults() == []
