"""The register narrowed, taken away and followed; a licence's course, its terms for machines, its text on paper."""

import csv
import io
import json
import warnings
from contextlib import closing
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from rdflib import Graph, Namespace
from rdflib.namespace import RDF

from accounts.models import Region
from catalog.certificates import layout
from catalog.models import DataResource
from licensing.models import Licence
from licensing.workflow import ends, renewals
from tests.factories.changes import effective_change
from tests.factories.licensing import licence_in_force, signed_licence, suspended_licence
from tests.factories.schemes import START, Parties, licensable_resource, parties

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
DAY = timedelta(days=1)
ODRL = Namespace("http://www.w3.org/ns/odrl/2/")
DCT = Namespace("http://purl.org/dc/terms/")
REGISTER = "/licences/"


@pytest.fixture
def noon() -> Any:
    with time_machine.travel(f"{START} 12:00:00+08:00", tick=False):
        yield


def html(address: str, client: Client | None = None, status: int = 200) -> str:
    """What a visitor (or somebody) reads."""
    answer = (client or Client()).get(address)
    assert answer.status_code == status
    return answer.content.decode()


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


# Filters and files


def four_licences() -> dict[str, Licence]:
    """One that ends soon and is being renewed, one for long, one suspended, one not yet in force."""
    by = parties()
    soon = licence_in_force(by=by, ends_on=START + 25 * DAY, name="公共交通授权")
    renewals.renew_licence(soon, actor=by.drafter, on=START)
    return {
        "soon": soon,
        "long": licence_in_force(name="停车诱导授权"),
        "stopped": suspended_licence(name="就医服务授权"),
        "signed": signed_licence(name="城市照明授权"),
    }


NARROWED = [
    ("", {"soon", "long", "stopped"}),
    ("standing=in_force", {"soon", "long"}),
    ("standing=soon", {"soon"}),
    ("standing=renewing", {"soon"}),
    ("standing=stopped", {"stopped"}),
    ("standing=ended", set()),
    ("mode=domain", {"soon", "long", "stopped"}),
    ("mode=whole", set()),
    ("domain=停车", {"soon", "long", "stopped"}),
    ("domain=医疗", set()),
    ("q=就医", {"stopped"}),
    ("operator={soon}", {"soon"}),
]


@pytest.mark.parametrize(("query", "found"), NARROWED)
def test_page_and_files_show_exactly_what_was_asked_for(query: str, found: set[str]) -> None:
    known = four_licences()
    asked = query.format(soon=known["soon"].operator_id)
    page = html(f"{REGISTER}?{asked}")
    listed = {name for name, each in known.items() if each.number and f">{each.name}<" in page}
    assert listed == found
    answer = Client().get(f"/licences/register.json?{asked}")
    rows = json.loads(b"".join(answer.streaming_content))
    assert {row["name"] for row in rows} == {known[name].name for name in found}


def test_the_order_is_chosen() -> None:
    known = four_licences()
    page = html(f"{REGISTER}?order=ending")
    assert page.index(f">{known['soon'].name}<") < page.index(f">{known['long'].name}<")
    page = html(REGISTER)
    assert page.index(f">{known['stopped'].name}<") < page.index(f">{known['soon'].name}<")


def test_the_csv_tells_the_state_of_the_day() -> None:
    licence = licence_in_force(ends_on=START + 5 * DAY)
    with time_machine.travel(f"{START + 6 * DAY} 00:00:01+08:00", tick=False):
        answer = Client().get("/licences/register.csv")
        text = b"".join(answer.streaming_content).decode("utf-8-sig")
    row = next(csv.DictReader(io.StringIO(text)))
    assert (row["协议编号"], row["状态"], row["截止日期"]) == (
        licence.number,
        "已到期",
        "2026-04-06",
    )
    with closing(Client().get("/licences/register.xlsx")) as workbook:
        assert workbook.status_code == 200
    assert Client().get("/licences/register.exe").status_code == 404


@pytest.mark.parametrize("query", ["standing=x", "mode=x", "operator=0", "region=x"])
def test_a_filter_that_nobody_knows_is_told_so(query: str) -> None:
    assert "筛选条件无法识别" in html(f"{REGISTER}?{query}", status=400)
    assert Client().get(f"/licences/register.csv?{query}").status_code == 400


def test_nothing_found_and_nothing_there_say_what_to_do() -> None:
    assert "还没有生效的授权运营协议" in html(REGISTER)
    assert "没有符合条件的授权" in html(f"{REGISTER}?q=没有这样的")


def test_renewal_and_exclusiveness_are_on_the_register() -> None:
    four_licences()
    licence_in_force(is_exclusive=True)
    page = html(REGISTER)
    assert "续约中" in page
    assert "独占授权" in page
    assert len(page.encode()) < 60_000


def test_the_feed_tells_starts_changes_and_ends() -> None:
    by = parties()
    change = effective_change(by=by)
    ends.terminate_licence(change.licence, actor=by.drafter, on=START, reason="双方协商。")
    signed = signed_licence(name="尚未生效的授权")
    feed = html("/licences/feed.atom")
    for words in (change.licence.number, "补充协议第 1 号", "已终止"):
        assert words in feed
    for secret in (signed.name, change.grounds, "双方协商"):
        assert secret not in feed


# The course of a licence


def test_the_course_of_a_licence_is_public_without_persons_and_reasons() -> None:
    by = parties()
    change = effective_change(by=by)
    licence = change.licence
    ends.suspend_licence(
        licence, actor=by.supervisor, on=START, until=START + DAY, reason="密钥外泄核查。"
    )
    ends.reinstate_licence(licence, actor=by.decider, on=START, reason="已换发密钥。")
    page = html(licence.get_absolute_url())
    for words in (
        "签订协议",
        "协议备案",
        "办理生效",
        "变更生效（第 2 版）",
        "中止授权",
        "恢复授权",
        "2029-05-01",
    ):
        assert words in page
    for secret in ("密钥", change.grounds, str(by.supervisor)):
        assert secret not in page
    assert "不直接或间接参与已交付产品和服务的再开发" in page
    assert len(page.encode()) < 60_000


def test_a_change_of_hidden_text_and_hidden_resources_says_only_that() -> None:
    by = parties()
    hidden = licensable_resource(name="内部泊位台账")
    licence = licence_in_force(by=by, resources=(licensable_resource(), hidden))
    DataResource.objects.filter(pk=hidden.pk).update(status="submitted")
    effective_change(by=by, licence=licence, items=({"action": "remove", "resource": hidden},))
    page = html(licence.get_absolute_url())
    assert "变更生效（第 2 版）" in page
    assert "资源范围（1 项）" in page
    assert "未向社会公开的数据资源" in page
    assert "内部泊位台账" not in page
    assert "内部泊位台账" in html(licence.get_absolute_url(), signed_in(by.seller))


def test_a_renewed_licence_and_its_successor_lead_to_each_other() -> None:
    by = parties()
    licence = licence_in_force(by=by, ends_on=START + 25 * DAY)
    renewals.renew_licence(licence, actor=by.drafter, on=START)
    successor = licence.successors.get()
    page = html(licence.get_absolute_url())
    assert "续约中" in page
    assert successor.get_absolute_url() not in page  # nobody has decided on it yet
    assert Client().get(successor.get_absolute_url()).status_code == 404


# ODRL


def terms_of(licence: Licence, client: Client | None = None) -> tuple[Graph, str]:
    """The terms as a graph, and as they were sent."""
    answer = (client or Client()).get(f"{licence.get_absolute_url()}odrl.jsonld")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/ld+json")
    text = answer.content.decode()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's own parser
        return Graph().parse(data=text, format="json-ld"), text


def test_the_terms_are_an_agreement_in_odrl() -> None:
    region, _made = Region.objects.get_or_create(
        code="990100", defaults={"name": "云州市", "level": "CITY"}
    )
    licence = licence_in_force(region=region, is_exclusive=True, purposes=("industry", "welfare"))
    graph, _text = terms_of(licence)
    agreement = graph.value(predicate=RDF.type, object=ODRL.Agreement)
    assert str(graph.value(agreement, DCT.identifier)) == licence.number
    assert str(graph.value(agreement, ODRL.assignee)) == f"urn:uscc:{licence.operator.uscc}"
    permission = graph.value(agreement, ODRL.permission)
    assert graph.value(permission, ODRL.action) == ODRL.use
    told = {
        (str(graph.value(each, ODRL.leftOperand)).rpartition("/")[2], str(graph.value(each, ODRL.rightOperand)))
        for each in graph.objects(permission, ODRL.constraint)
    }  # fmt: skip
    assert {
        ("dateTime", "2026-04-01"),
        ("dateTime", "2029-03-31"),
        ("spatial", "urn:gbt2260:990100"),
    } <= told
    purposes = [
        line for line in graph.objects() if str(line).startswith("urn:gongshu:odrl:purpose:")
    ]
    assert sorted(str(each).rpartition(":")[2] for each in purposes) == ["industry", "welfare"]
    forbidden = {
        graph.value(each, ODRL.action) for each in graph.objects(agreement, ODRL.prohibition)
    }
    assert ODRL.distribute in forbidden
    assert any(str(action).endswith("redevelop") for action in forbidden)
    owed = {graph.value(each, ODRL.action) for each in graph.objects(agreement, ODRL.obligation)}
    assert ODRL.inform in owed
    assert graph.value(graph.value(permission, ODRL.duty), ODRL.action) == ODRL.ensureExclusivity


def test_what_is_masked_on_the_page_is_masked_in_the_terms() -> None:
    by = parties()
    hidden = licensable_resource(name="内部泊位台账")
    licence = licence_in_force(by=by, resources=(licensable_resource(), hidden))
    DataResource.objects.filter(pk=hidden.pk).update(status="submitted")
    graph, text = terms_of(licence)
    assert "内部泊位台账" not in text
    assert hidden.get_absolute_url() not in text
    assert len(list(graph.subjects(RDF.type, ODRL.Permission))) == 2
    assert "内部泊位台账" in terms_of(licence, signed_in(by.seller))[1]
    assert f"{licence.get_absolute_url()}odrl.jsonld" in html(licence.get_absolute_url())
    assert Client().get(f"{signed_licence().get_absolute_url()}odrl.jsonld").status_code == 404


# The agreement on paper


def paper(licence: Licence, by: Parties) -> Any:
    return signed_in(by.seller).get(reverse("licensing:licence_document", args=[licence.pk]))


def test_the_agreement_on_paper_is_for_those_who_may_inspect_it() -> None:
    by = parties()
    licence = licence_in_force(by=by, other_terms="$ #import \\ 原样照录")
    answer = paper(licence, by)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF")
    assert paper(licence, by).content == answer.content
    address = reverse("licensing:licence_document", args=[licence.pk])
    assert Client().get(address).status_code == 404
    assert signed_in(parties().seller).get(address).status_code == 404
    assert address in html(licence.get_absolute_url(), signed_in(by.seller))
    assert address not in html(licence.get_absolute_url())


def test_without_a_chinese_font_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    by = parties()
    licence = licence_in_force(by=by)
    monkeypatch.setattr(layout, "FAMILIES", ())
    answer = paper(licence, by)
    assert answer.status_code == 503
    assert "没有中文字体" in answer.content.decode()


def test_a_long_term_before_its_first_day_is_told_so() -> None:
    licence = licence_in_force(starts_on=START + 5 * DAY, ends_on=date(2030, 4, 5))
    assert "尚未到起始日" in html(licence.get_absolute_url())
    graph, _text = terms_of(licence)
    assert len(list(graph.subjects(RDF.type, ODRL.Permission))) == 1


def test_terms_that_no_longer_hold_say_so() -> None:
    by = parties()
    licence = licence_in_force(by=by)
    assert json.loads(terms_of(licence)[1])["gongshu:inForce"] is True
    ends.terminate_licence(licence, actor=by.drafter, on=START, reason="协商一致。")
    terms = json.loads(terms_of(licence)[1])
    assert (terms["gongshu:inForce"], terms["gongshu:state"]["@value"]) == (False, "已终止")
    last = terms["odrl:permission"][0]["odrl:constraint"][1]["odrl:rightOperand"]
    assert last["@value"] == START.isoformat()


def test_a_term_that_is_over_is_in_the_course_before_any_job() -> None:
    licence = licence_in_force(ends_on=START + 5 * DAY)
    with time_machine.travel(f"{START + 6 * DAY} 00:00:01+08:00", tick=False):
        assert "授权期满" in html(licence.get_absolute_url())
    assert "授权期满" not in html(licence.get_absolute_url())
