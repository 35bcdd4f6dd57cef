"""The register narrowed, taken away and followed; a licence's course."""

import csv
import io
import json
from contextlib import closing
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from catalog.models import DataResource
from licensing.models import Licence
from licensing.workflow import ends, renewals
from tests.factories.changes import effective_change
from tests.factories.licensing import licence_in_force, signed_licence, suspended_licence
from tests.factories.schemes import START, licensable_resource, parties

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
DAY = timedelta(days=1)
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
