"""The shared admin site: pages open, drafts are written by edits, hidden rows stay out of every choice."""

from typing import Any

import pytest
import time_machine
from django.test import Client

from governance.models import AuditEvent
from licensing.models import Licence, Scheme
from tests.factories.changes import draft_change, effective_change
from tests.factories.licensing import (
    draft_licence,
    draft_product,
    licence_in_force,
    product_on_sale,
    reviewed_product,
)
from tests.factories.schemes import (
    START,
    deliberated_scheme,
    draft_decision,
    draft_scheme,
    filed_scheme,
    filled,
    licensable_resource,
    parties,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def noon() -> Any:
    with time_machine.travel(f"{START} 12:00:00+08:00", tick=False):
        yield


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def pages_of(record: Any) -> list[str]:
    """Every page of one record and of its list."""
    home = f"/admin/licensing/{record._meta.model_name}/"
    return [
        home,
        f"{home}?q=停车",
        *(f"{home}{record.pk}/{page}/" for page in ("change", "history", "rights")),
    ]


@pytest.mark.parametrize(
    "make",
    [
        lambda by: draft_scheme(by=by),
        lambda by: draft_decision(by=by, scheme=deliberated_scheme(by=by)),
        lambda by: draft_licence(by=by),
        lambda by: draft_licence(by=by).scope.get(),
        lambda by: draft_change(by=by),
        lambda by: effective_change(by=by),
        lambda by: licence_in_force(by=by).filings.get(),
        lambda by: reviewed_product(by=by),
    ],
)
def test_the_pages_of_every_noun_open(make: Any) -> None:
    by = parties()
    record = make(by)
    client = signed_in(by.supervisor if not isinstance(record, Licence) else by.decider)
    for address in pages_of(record):
        assert client.get(address).status_code == 200, address


def management(prefix: str, count: int) -> dict[str, str]:
    """The bookkeeping of an inline."""
    return {f"{prefix}-TOTAL_FORMS": str(count), f"{prefix}-INITIAL_FORMS": "0"}


def test_a_scheme_with_scope_and_products_is_written_in_one_form() -> None:
    by = parties()
    resource = licensable_resource()
    form = {
        "name": "医疗健康授权运营实施方案", "authority": by.authority.pk, "implementing_body": by.implementing_body.pk,
        "mode": "domain", "domain": "医疗健康", "planned_months": "36", **filled(Scheme.CONTENTS),
        **management("scope", 1), "scope-0-resource": resource.pk, "scope-0-quality_note": "完整率98%",
        **management("annexes", 0), **management("planned_products", 1), "planned_products-0-name": "就诊指数",
        "planned_products-0-purpose": "industry", "planned_products-0-form": "index",
    }  # fmt: skip
    answer = signed_in(by.drafter).post("/admin/licensing/scheme/add/", form)
    assert answer.status_code == 302, answer.content.decode()
    scheme = Scheme.objects.get(name=form["name"])
    assert (scheme.created_by, scheme.resources.get(), scheme.planned_products.get().name) == (
        by.drafter, resource, "就诊指数",
    )  # fmt: skip
    assert {event.action for event in AuditEvent.objects.filter(actor=by.drafter)} >= {
        "licensing.scheme.add", "licensing.schemeresource.add", "licensing.plannedproduct.add",
    }  # fmt: skip


def test_a_licence_is_drafted_with_purposes_ticked() -> None:
    by = parties()
    scheme = filed_scheme(by=by)
    form = {
        "name": "停车出行授权运营", "scheme": scheme.pk, "mode": "domain", "domain": "停车出行",
        "content": "开发停车数据。",
        "business": ["development", "product_operation"], "authorising_body": by.government.pk,
        "implementing_body": by.implementing_body.pk, "operator": by.operator.pk, "regulator": by.authority.pk,
        "starts_on": "2026-04-01", "ends_on": "2029-03-31", "selection": "public_tender", "notice_no": "一号",
        "result_no": "二号", **filled(Licence.CONTENTS), **management("scope", 1),
        "scope-0-resource": scheme.resources.get().pk, "scope-0-purposes": ["welfare", "industry"],
    }  # fmt: skip
    answer = signed_in(by.drafter).post("/admin/licensing/licence/add/", form)
    assert answer.status_code == 302, answer.content.decode()
    licence = Licence.objects.get(name=form["name"])
    assert licence.business == ["development", "product_operation"]
    assert licence.scope.get().purposes == ["welfare", "industry"]


def test_a_broken_law_is_told_at_the_form() -> None:
    by = parties()
    licence = draft_licence(by=by)
    html = signed_in(by.drafter).post(
        f"/admin/licensing/licence/{licence.pk}/change/",
        {"name": licence.name, "starts_on": "2026-04-01", "ends_on": "2040-01-01", "_version": licence.version,
         **management("scope", 0)},
    ).content.decode()  # fmt: skip
    assert "最长不超过 5 年" in html


def test_products_of_others_are_neither_listed_nor_offered() -> None:
    ours, theirs = parties(), parties()
    mine = draft_product(by=ours)
    hidden = draft_product(by=theirs)
    client = signed_in(ours.seller)
    html = client.get("/admin/licensing/product/").content.decode()
    assert mine.name in html
    assert hidden.name not in html
    assert client.get(f"/admin/licensing/product/{hidden.pk}/change/").status_code == 404
    offered = client.get(
        "/admin/autocomplete/",
        {
            "term": "停车",
            "app_label": "licensing",
            "model_name": "productsource",
            "field_name": "licensed_resource",
        },
    )
    assert offered.status_code == 200
    listed = {int(row["id"]) for row in offered.json()["results"]}
    assert mine.sources.get().pk in listed


def test_a_new_form_begins_with_the_own_body_and_one_empty_row() -> None:
    by = parties()
    html = signed_in(by.drafter).get("/admin/licensing/scheme/add/").content.decode()
    assert by.implementing_body.name in html
    assert 'name="scope-TOTAL_FORMS" value="1"' in html
    assert 'name="planned_products-TOTAL_FORMS" value="1"' in html


def test_what_is_not_open_to_edits_has_no_inputs_in_its_rows() -> None:
    by = parties()
    client = signed_in(by.seller)
    draft = draft_product(by=by)
    on_sale = product_on_sale(by=by, licence=draft.licence)
    assert (
        "product_sources-0-licensed_resource"
        in client.get(f"/admin/licensing/product/{draft.pk}/change/").content.decode()
    )
    html = client.get(f"/admin/licensing/product/{on_sale.pk}/change/").content.decode()
    assert "product_sources-0-licensed_resource" not in html
    assert 'name="_save"' not in html


def test_every_resource_is_checked_in_words_before_anybody_decides() -> None:
    by = parties()
    good, bad = licensable_resource(name="泊位分布"), licensable_resource(name="泊位明细")
    licence = draft_licence(by=by, resources=(good, bad))
    holder = licence_in_force(resources=(bad,), is_exclusive=True)
    type(bad).objects.filter(pk=bad.pk).update(acquisition="shared")
    html = (
        signed_in(by.decider).get(f"/admin/licensing/licence/{licence.pk}/checks/").content.decode()
    )
    for words in (
        "有 1 项数据资源还不能授权", "可以授权", "不能授权", "已登记，登记编号", "共享获得的数据须附提供单位同意函",
        "在已审议的实施方案范围内", holder.number,
    ):  # fmt: skip
        assert words in html


def test_what_each_version_said_and_what_changed() -> None:
    by = parties()
    change = effective_change(by=by)
    home = f"/admin/licensing/licence/{change.licence_id}/"
    html = signed_in(by.decider).get(f"{home}versions/").content.decode()
    for words in ("第 2 版", "第 1 版", "截止日期", "2029-03-31", "2029-05-01", change.grounds):
        assert words in html
    assert "与内容不符" not in html
    assert signed_in(parties().decider).get(f"{home}versions/").status_code == 404


def test_a_change_is_proposed_with_its_resources_in_one_form() -> None:
    by = parties()
    licence = licence_in_force(by=by)
    form = {
        "licence": licence.pk, "grounds": "业务调整。", "effective_on": "2026-05-01", "new_ends_on": "",
        "new_content": "", **management("items", 1), "items-0-action": "revise",
        "items-0-resource": licence.resources.get().pk, "items-0-purposes": ["welfare"],
    }  # fmt: skip
    answer = signed_in(by.seller).post("/admin/licensing/licencechange/add/", form)
    assert answer.status_code == 302, answer.content.decode()
    change = licence.changes.get()
    assert (change.created_by, change.items.get().purposes) == (by.seller, ["welfare"])
