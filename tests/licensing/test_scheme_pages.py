"""Pages, forms, files and interfaces of schemes and decisions."""

from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from governance.files import file_url
from licensing.models import CollectiveDecision, Scheme
from tests.factories.people import person
from tests.factories.schemes import (
    START,
    annex,
    away,
    change_before_the_meeting,
    deliberated_scheme,
    draft_decision,
    draft_scheme,
    filed_scheme,
    licensable_resource,
    merged_change,
    parties,
    scheme_change,
    signed_decision,
    voters,
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


def page(user: Any, scheme: Scheme, name: str) -> str:
    """One page of a scheme."""
    address = reverse(f"admin:licensing_scheme_{name}", args=[scheme.pk])
    answer = signed_in(user).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_text_reads_as_the_article_orders_it() -> None:
    by = parties()
    scheme = draft_scheme(by=by)
    paper = annex(by=by, scheme=scheme)
    html = page(by.supervisor, scheme, "text")
    headings = [html.index(f"（{number}）") for number in "一二三四五六七八九十"]
    assert headings == sorted(headings)
    assert "支持公共治理、公益事业" in html
    assert "支持产业发展、行业发展" in html
    assert paper.file.sha256[:12] in html
    assert "现在显示的是今天的情况" in html


def test_the_text_of_a_filed_scheme_tells_its_votes_and_the_day_of_its_facts() -> None:
    by = parties()
    html = page(by.supervisor, filed_scheme(by=by), "text")
    assert "固定在 2026-04-01 报审之日" in html
    assert "赞成 5 票" in html
    assert by.province.name in html


def test_versions_tell_field_by_field_what_a_change_changed() -> None:
    by = parties()
    scheme = merged_change(by=by).revision_of
    html = page(by.supervisor, scheme, "versions")
    assert "变更后的方案" in html
    assert "<del>36</del>" in html
    assert "<ins>48</ins>" in html
    assert "待核对" in html


def test_who_judges_a_change_sees_what_it_changes() -> None:
    by = parties()
    change = change_before_the_meeting(by=by)
    html = signed_in(by.supervisor).get(f"/admin/licensing/scheme/{change.pk}/step/approve/")
    assert "变更稿与现行方案的差异" in html.content.decode()
    assert "<ins>48</ins>" in html.content.decode()


def test_a_scheme_and_its_change_lead_to_each_other() -> None:
    by = parties()
    change = scheme_change(by=by)
    home = "/admin/licensing/scheme/"
    ours = signed_in(by.drafter)
    assert "办理中的变更稿" in ours.get(f"{home}{change.revision_of_id}/change/").content.decode()
    assert "（变更稿）" in ours.get(f"{home}{change.pk}/change/").content.decode()
    scheme = change.revision_of
    for asked_for, found in (("schemes", scheme), ("under_way", change), ("changed", scheme)):
        listed = ours.get(f"{home}?change={asked_for}").content.decode()
        assert [f"scheme/{each.pk}/change/" in listed for each in (scheme, change)] == [
            each == found for each in (scheme, change)
        ]


def test_an_annex_is_fetched_by_those_who_see_the_scheme_alone() -> None:
    by = parties()
    address = file_url(annex(by=by, scheme=draft_scheme(by=by)), "file")
    assert signed_in(by.supervisor).get(address).status_code == 200
    assert signed_in(person()).get(address).status_code == 404
    assert Client().get(address).status_code == 404


def management(prefix: str, count: int) -> dict[str, str]:
    """The bookkeeping of an inline."""
    return {f"{prefix}-TOTAL_FORMS": str(count), f"{prefix}-INITIAL_FORMS": "0"}


def test_a_meeting_is_recorded_with_its_members_in_one_form() -> None:
    by = parties()
    scheme = deliberated_scheme(by=by)
    rows: list[dict[str, Any]] = [
        *voters("for", "for", "for", "for"),
        away("recused", has_conflict="on"),
    ]
    form = {
        "kind": "scheme", "scheme": scheme.pk, "body": by.government.pk, "meeting_type": "government",
        "meeting": "市政府常务会议", "held_on": "2026-04-01", "minutes_no": "纪要八号", "chair": "李四",
        "result": "passed", **management("members", len(rows)),
        **{f"members-{number}-{name}": value for number, row in enumerate(rows)
           for name, value in ({"attendance": "present"} | row).items()},
    }  # fmt: skip
    answer = signed_in(by.supervisor).post("/admin/licensing/collectivedecision/add/", form)
    assert answer.status_code == 302, answer.content.decode()
    decision = CollectiveDecision.objects.get(minutes_no="纪要八号")
    assert decision.members.tally().recused == 1
    client = signed_in(by.second_supervisor)
    home = f"/admin/licensing/collectivedecision/{decision.pk}"
    html = client.get(f"{home}/step/sign/").content.decode()
    assert "应到 5 人，回避 1 人，实到 4 人" in html
    assert "表决通过" in html
    assert "配偶在运营机构任职" in html


def test_the_step_tells_beforehand_what_bars_the_signature() -> None:
    by = parties()
    decision = draft_decision(by=by, scheme=deliberated_scheme(by=by), members=voters("for"))
    home = f"/admin/licensing/collectivedecision/{decision.pk}"
    html = signed_in(by.second_supervisor).get(f"{home}/step/sign/").content.decode()
    assert "改正后才能签署" in html
    assert "到会人数不足" in html


@pytest.mark.parametrize("votes", ["unanimous", "divided", "recusals"])
def test_decisions_are_found_by_their_votes(votes: str) -> None:
    by = parties()
    cases = {
        "unanimous": voters("for", "for", "for"),
        "divided": voters("for", "for", "for", "against"),
        "recusals": [*voters("for", "for", "abstain", "for", "for"), away("recused")],
    }
    for name, members in cases.items():
        signed_decision(by=by, scheme=deliberated_scheme(by=by), members=members, minutes_no=name)
    found = signed_in(by.supervisor).get(f"/admin/licensing/collectivedecision/?votes={votes}")
    html = found.content.decode()
    assert votes in html.partition("<tbody")[2]
    exported = signed_in(by.supervisor).get(
        f"/admin/licensing/collectivedecision/export/?votes={votes}&format=csv"
    )
    assert votes in b"".join(exported).decode()


NOUNS = ("schemes", "scheme-versions", "scheme-annexes", "scheme-resources", "collective-decisions",
         "decision-members", "filings", "quorum-rules")  # fmt: skip


@pytest.mark.parametrize("noun", NOUNS)
def test_machines_read_what_people_may_see_and_nothing_else(noun: str) -> None:
    by = parties()
    filed_scheme(by=by)
    seen = signed_in(by.supervisor).get(f"/api/v1/{noun}/").json()
    hidden = signed_in(by.seller).get(f"/api/v1/{noun}/").json()
    assert seen["count"] >= (0 if noun in ("scheme-annexes", "quorum-rules") else 1)
    assert hidden["count"] == 0


def test_machines_cannot_type_what_is_counted() -> None:
    by = parties()
    decision = draft_decision(by=by, scheme=deliberated_scheme(by=by))
    client = signed_in(by.supervisor)
    address = f"/api/v1/collective-decisions/{decision.pk}/"
    body = {"version": decision.version, "votes_for": 99, "signed_on": "2026-04-01"}
    assert client.patch(address, body, content_type="application/json").status_code == 200
    decision.refresh_from_db()
    assert (decision.votes_for, decision.signed_on) == (None, None)
    assert client.post("/api/v1/filings/", {}, content_type="application/json").status_code == 405


def asked(client: Client, address: str) -> int:
    """How often a warm page asks the database."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return sum("SAVEPOINT" not in query["sql"] for query in queries)


def test_pages_ask_equally_often_however_much_they_show() -> None:
    by = parties()
    client, signer = signed_in(by.supervisor), signed_in(by.second_supervisor)
    spent = []
    for number in (2, 9):
        scheme = deliberated_scheme(
            by=by, resources=tuple(licensable_resource() for _each in range(number))
        )
        decision = draft_decision(by=by, scheme=scheme, members=voters(*["for"] * (number + 2)))
        spent.append(
            [
                asked(client, reverse("admin:licensing_scheme_text", args=[scheme.pk])),
                asked(client, reverse("admin:licensing_scheme_versions", args=[scheme.pk])),
                asked(signer, f"/admin/licensing/collectivedecision/{decision.pk}/step/sign/"),
                asked(client, reverse("admin:licensing_filing_unfiled")),
            ]
        )
    assert spent[0] == spent[1]
