"""Usage through every door: the machine interface with its keys, the shared site, the command, many at once."""

import io
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Role
from governance.models import AuditEvent
from licensing.models import UsageBatch, UsageEntry, UsageMonthly, UsageRecord, UsageReport
from tests.factories import usage as made
from tests.factories.licensing import licence_in_force, product_on_sale
from tests.factories.people import person
from tests.factories.schemes import parties
from tests.licensing.test_races import at_once

pytestmark = pytest.mark.django_db

NOON = "2026-07-06 12:00:00+08:00"


def client_of(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def filed(client: Client, product: Any, key: str = "k1", **over: Any) -> Any:
    """A whole report in one request."""
    row = {
        "product": product.pk, "purpose": product.purpose, "deliveries": 1200, "users": 34, "revenue": "600.00",
    }  # fmt: skip
    body = {
        "licence": product.licence_id, "granularity": "quarter", "year": 2026, "number": 2, "entries": [row],
    } | over  # fmt: skip
    return client.post(
        "/api/v1/usage-reports/",
        body,
        content_type="application/json",
        headers={"Idempotency-Key": key},
    )


@time_machine.travel(NOON, tick=False)
def test_a_machine_files_a_whole_report_and_the_same_key_files_it_once() -> None:
    by = parties()
    product, client = made.sold_product(by=by), client_of(by.seller)
    first = filed(client, product)
    assert first.status_code == 201, first.content.decode()
    again = filed(client, product)
    assert (again.status_code, again.json()) == (201, first.json())
    assert filed(client, product, is_nil=True).status_code == 422
    assert UsageReport.objects.count() == UsageEntry.objects.count() == 1
    address = f"/api/v1/usage-reports/{first.json()['id']}/submit/"
    answer = client.post(address, {}, content_type="application/json")
    assert answer.json()["record"]["status"] == "submitted"


@time_machine.travel(NOON, tick=False)
def test_i_09_a_machine_cannot_report_for_another_or_of_anothers_product() -> None:
    by, rival = parties(), parties()
    own, foreign = made.sold_product(by=by), made.sold_product(by=rival)
    client = client_of(by.seller)
    assert filed(client, foreign, "k2").status_code in {400, 403}
    row = {"product": foreign.pk, "purpose": foreign.purpose, "deliveries": 9}
    assert filed(client, own, "k3", entries=[row]).status_code == 400
    assert filed(Client(), own, "k4").status_code in {401, 403}
    assert not UsageReport.objects.exists()
    report = made.draft_report(by=rival, product=foreign)
    assert client.get(f"/api/v1/usage-reports/{report.pk}/").status_code == 404
    assert client.get("/api/v1/usage-entries/").json()["results"] == []


# Metered records


def delivered(
    client: Client, product: Any, body: str, key: str = "b1", kind: str = "text/csv"
) -> Any:
    return client.generic(
        "POST", f"/api/v1/usage-batches/?licence={product.licence_id}", body.encode(), content_type=kind,
        headers={"Idempotency-Key": key},
    )  # fmt: skip


@time_machine.travel(NOON, tick=False)
def test_a_machine_delivers_metered_records() -> None:
    by = parties()
    product, client = made.sold_product(by=by), client_of(by.seller)
    body = f"product,at\n{product.pk},2026-05-01 10:00\n"
    first = delivered(client, product, body)
    assert first.status_code == 201, first.content.decode()
    assert first.json()["rows"] == 1
    assert delivered(client, product, body).json() == first.json()
    assert delivered(client, product, body + f"{product.pk},2026-05-01 10:00\n").status_code == 422
    line = f'{{"product": {product.pk}, "at": "2026-05-01T10:00:00+08:00"}}'
    assert delivered(client, product, line, "b2", "application/x-ndjson").status_code == 201
    faulty = delivered(client, product, "product,at\n1,x\n", "b3")
    assert faulty.status_code == 400
    assert faulty.json()["fields"]["rows"] == ["第 1 条记录的“产品”有误。"]
    assert UsageRecord.objects.count() == 2
    assert client.get("/api/v1/usage-batches/").json()["count"] == 2
    assert UsageBatch.objects.filter(seals__isnull=True).count() == 0


@time_machine.travel(NOON, tick=False)
def test_a_stranger_delivers_nothing_and_learns_nothing() -> None:
    by = parties()
    product = made.sold_product(by=by)
    body = f"product,at\n{product.pk},2026-05-01 10:00\n"
    assert delivered(client_of(parties().seller), product, body).status_code == 403
    assert delivered(client_of(by.drafter), product, body).status_code == 403
    assert delivered(Client(), product, body).status_code in {401, 403}
    assert delivered(client_of(by.seller), product, body, key="").status_code == 400
    assert not UsageRecord.objects.exists()


@time_machine.travel(NOON, tick=False)
def test_the_command_takes_in_a_file(tmp_path: Path) -> None:
    by = parties()
    product = made.sold_product(by=by)
    path, out = tmp_path / "五月.csv", io.StringIO()
    path.write_text(f"产品,时间,数量\n{product.pk},2026-05-01 10:00,7\n", encoding="utf-8-sig")
    given = {"licence": product.licence.number, "actor": by.seller.username, "stdout": out}
    call_command("ingest_usage", str(path), **given)
    assert "已接收 1 条" in out.getvalue()
    call_command("verify_usage", stdout=out)
    assert "1 个区块全部一致" in out.getvalue()
    with pytest.raises(CommandError, match="没有这份协议"):
        call_command("ingest_usage", str(path), **given | {"licence": "无"})
    path.write_text("product,at\n0,2026-05-01 10:00\n", encoding="utf-8")
    with pytest.raises(CommandError, match="第 1 条记录"):
        call_command("ingest_usage", str(path), key="二", **given)


@pytest.mark.django_db(transaction=True)
def test_many_deliveries_with_one_key_are_one() -> None:
    by = parties()
    product = made.sold_product(by=by)
    body = f"product,at\n{product.pk},2026-05-01 10:00\n"

    def act() -> None:
        assert delivered(client_of(by.seller), product, body).status_code == 201

    with time_machine.travel(NOON, tick=False):
        assert at_once(*[act] * 6) == ["done"] * 6
    assert UsageRecord.objects.count() == UsageBatch.objects.count() == 1


# The shared site


@time_machine.travel(NOON, tick=False)
def test_the_operator_fills_in_twenty_products_in_one_form() -> None:
    by = parties()
    licence = licence_in_force(by=by)
    for _each in range(3):
        product_on_sale(by=by, licence=licence)
    client = client_of(by.seller)
    created = client.post(
        reverse("admin:licensing_usagereport_add"),
        {"licence": licence.pk, "granularity": "quarter", "year": 2026, "number": 2, "_key": "a",
         "entries-TOTAL_FORMS": 0, "entries-INITIAL_FORMS": 0},
    )  # fmt: skip
    assert created.status_code == 302, created.content.decode()[:3000]
    report = UsageReport.objects.get()
    stepped(client, report, "prefill")
    page = client.get(reverse("admin:licensing_usagereport_change", args=(report.pk,)))
    assert page.status_code == 200
    posted: dict[str, Any] = {"licence": licence.pk, "granularity": "quarter", "year": 2026, "number": 2,
                              "_version": UsageReport.objects.get().version,
                              "entries-TOTAL_FORMS": 3, "entries-INITIAL_FORMS": 3}  # fmt: skip
    for n, entry in enumerate(report.entries.order_by("report", "product", "pk")):
        row = {"id": entry.pk, "report": report.pk, "product": entry.product_id, "purpose": entry.purpose,
               "deliveries": 10 + n, "volume": 0, "users": 2, "free_quantity": 0, "revenue": 0}  # fmt: skip
        posted |= {f"entries-{n}-{name}": value for name, value in row.items()}
    saved = client.post(reverse("admin:licensing_usagereport_change", args=(report.pk,)), posted)
    assert saved.status_code == 302, saved.content.decode()[:3000]
    assert sorted(report.entries.values_list("deliveries", flat=True)) == [10, 11, 12]
    stepped(client, report, "submit")
    report.refresh_from_db()
    assert report.status == "submitted"


def stepped(client: Client, report: UsageReport, verb: str, **given: Any) -> Any:
    """One step on its page."""
    address = reverse("admin:licensing_usagereport_step", args=(report.pk, verb))
    answer = client.post(address, {"reason": "经核实。", "idempotency_key": verb, **given})
    assert answer.status_code == 302, answer.content.decode()[:3000]
    return answer


@time_machine.travel(NOON, tick=False)
def test_a_returned_report_shows_its_marked_rows() -> None:
    by = parties()
    report = made.submitted_report(by=by)
    entry = report.entries.get()
    stepped(client_of(by.decider), report, "return", rows=[entry.pk])
    html = client_of(by.seller).get(
        reverse("admin:licensing_usagereport_change", args=(report.pk,))
    )
    assert "经核实。" in html.content.decode()
    report.refresh_from_db()
    assert report.marks == {str(entry.pk): "经核实。"}
    assert AuditEvent.objects.filter(action="licensing.usagereport.return", door="admin").exists()


@time_machine.travel(NOON, tick=False)
@pytest.mark.parametrize("model", ["usagereport", "usageentry", "usagebatch"])
def test_lists_and_their_files_show_what_the_person_may_see(model: str) -> None:
    by, rival = parties(), parties()
    report = made.submitted_report(by=by)
    body = f"product,at\n{report.entries.get().product_id},2026-05-01 10:00\n"
    delivered(client_of(by.seller), report.entries.get().product, body)
    address = reverse(f"admin:licensing_{model}_changelist")
    export = reverse(f"admin:licensing_{model}_export")
    number = report.licence.number
    for reader, is_seen in ((by.seller, True), (by.supervisor, True), (rival.seller, False)):
        client = client_of(reader)
        assert client.get(address).status_code == 200
        held = b"".join(client.get(export).streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
        assert (number in held) is is_seen
    for client in (client_of(by.seller),):
        assert client.get(address, {"q": "停车"}).status_code == 200


def test_reporting_is_a_task_of_the_operator_and_checking_of_the_implementing_body() -> None:
    by = parties()
    with time_machine.travel(NOON, tick=False):
        report = made.draft_report(by=by)
        address = reverse("admin:licensing_usagereport_change", args=(report.pk,))
        assert address in home(by.seller)
        assert address not in home(by.drafter)
        stepped(client_of(by.seller), report, "submit")
        assert address in home(by.drafter)


def home(person: Any) -> str:
    """我的待办."""
    return client_of(person).get(reverse("admin:index")).content.decode()


# Tracing


@time_machine.travel(NOON, tick=False)
def test_officials_trace_who_used_what_for_which_purpose() -> None:
    by = parties()
    product = made.sold_product(by=by)
    body = f"product,at,quantity,customer\n{product.pk},2026-05-01 10:00,7,甲\n{product.pk},2026-05-02 10:00,8,乙\n"
    delivered(client_of(by.seller), product, body)
    resource = product.product_sources.get().licensed_resource.resource
    provider = person(Role.PROVIDER, organisation=resource.provider)
    address = reverse("admin:licensing_usagemonthly_changelist")
    for reader in (by.seller, by.drafter, by.supervisor, person(Role.AUDITOR), provider):
        client = client_of(reader)
        html = client.get(
            address, {"resource": resource.pk, "purpose__exact": "industry"}
        ).content.decode()
        for words in (product.name, resource.name, product.licence.operator.name, "产业发展", "15"):
            assert words in html
        row = UsageMonthly.objects.get()
        page = client.get(reverse("admin:licensing_usagemonthly_change", args=(row.pk,)))
        assert page.status_code == 200
        assert client.get("/api/v1/usage-months/").json()["count"] == 1
        assert product.name in exported(client, "usagemonthly")
        assert product.name not in client.get(address, {"resource": 0}).content.decode()
    for stranger in (person(Role.PROVIDER), parties().seller, person(Role.EVALUATOR)):
        assert not UsageMonthly.objects.visible_to(stranger).exists()


def exported(client: Client, model: str) -> str:
    """A list as CSV."""
    answer = client.get(reverse(f"admin:licensing_{model}_export"))
    return b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]


@time_machine.travel(NOON, tick=False)
def test_a_longer_trace_asks_no_more() -> None:
    by = parties()
    licence = licence_in_force(by=by)
    client, counts = client_of(by.supervisor), []
    address = reverse("admin:licensing_usagemonthly_changelist")
    for key in "一二":
        rows = [product_on_sale(by=by, licence=licence) for _each in range(3)]
        body = "product,at\n" + "".join(f"{each.pk},2026-05-01 10:00\n" for each in rows)
        delivered(client_of(by.seller), rows[0], body, key=key.encode().hex())
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
