"""What the public sees of supervision: the complaint form and its receipt, outcomes, numbers, concentration."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from licensing.models import Complaint
from licensing.workflow import complaints
from tests.factories.complaints import WORDS, complaint
from tests.factories.inspections import rectification
from tests.factories.licensing import licence_in_force, product_on_sale
from tests.factories.people import organisation
from tests.factories.schemes import START, company, licensable_resource, parties
from tests.factories.supervision import incident
from tests.licensing.test_query_counts import queries
from tests.pages.reading import inline_code, stray_english

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
NEW = "/complaints/new/"


@pytest.fixture
def noon() -> Iterator[None]:
    with time_machine.travel(f"{START} 12:00:00+08:00", tick=False):
        yield


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_somebody_complains_without_an_account_and_follows_the_case() -> None:
    by = parties()
    licence_in_force(by=by)
    client = Client()
    form = text(client.get(NEW))
    assert by.operator.name in form
    assert "5 个工作日内决定是否受理" in form
    assert "待核对" in form
    upload = SimpleUploadedFile("证据.txt", "合同照片".encode())
    sent = WORDS | {"operator": by.operator.pk, "file": upload}
    answer = client.post(NEW, sent, follow=True)
    case = Complaint.objects.get()
    assert answer.redirect_chain == [(case.tracking_url, 302)]
    page = text(answer)
    assert case.receipt in page
    assert (case.file.name, case.is_named, case.reporter.name) == ("证据.txt", True, WORDS["name"])
    later = text(client.get(case.tracking_url))
    for hidden in (WORDS["what"], WORDS["name"], WORDS["contact"], by.operator.name, "证据.txt"):
        assert hidden not in later
    assert "待受理" in later
    assert client.get(case.tracking_url)["Referrer-Policy"] == "no-referrer"


def test_the_tracking_page_knows_the_receipt_and_nothing_less() -> None:
    case = complaint()
    client = Client()
    for typed in (case.receipt, f" {case.receipt.lower()} ", case.receipt.replace("-", "－")):
        answer = client.get("/issues/", {"number": typed})
        assert (answer.status_code, answer["Location"]) == (302, case.tracking_url)
    wrong = f"{case.number}-{'2' * 8}"
    for typed in (case.number, wrong, f"{case.number}-"):
        assert client.get("/issues/", {"number": typed}).status_code == 404
        assert client.get(f"/complaints/{typed}/").status_code == 404


def test_errors_are_told_on_top_and_what_was_typed_stays() -> None:
    by = parties()
    licence_in_force(by=by)
    stranger = company()
    answer = Client().post(NEW, {"operator": stranger.pk, "what": "太短", "name": "王五"})
    page = text(answer)
    assert answer.status_code == 400
    assert "<title>错误：" in page
    assert "有 3 处需要修改" in page
    for words in ("登记簿上没有这家运营机构", "请选择投诉举报类型", "请至少写5个字"):
        assert words in page
    assert 'value="王五"' in page
    assert 'href="#id_what"' in page
    assert not Complaint.objects.exists()


def test_one_address_does_not_flood_the_authority() -> None:
    by = parties()
    licence_in_force(by=by)
    client = Client()
    sent = [
        client.post(NEW, WORDS | {"operator": by.operator.pk, "what": f"第{n}次：搭售导航服务。"})
        for n in range(21)
    ]
    assert [answer.status_code for answer in sent] == [302] * 20 + [429]


def test_outcomes_are_public_without_the_accused_and_the_words() -> None:
    by = parties()
    case = complaint("decided", by=by)
    client = Client()
    assert case.number not in text(client.get("/complaints/"))
    complaints.answer_complaint(case, actor=by.supervisor, on=START, answer="经查属实，已停止。")
    page = text(client.get("/complaints/"))
    assert case.number in page
    assert case.public_words in page
    for hidden in (case.code, case.answer, case.findings, WORDS["what"], by.operator.name):
        assert hidden not in page
    assert "经查属实" in text(client.get(case.tracking_url))


def test_supervision_is_told_in_numbers_only() -> None:
    by = parties()
    rectification("verified", by=by)
    incident("closed", by=by)
    incident("dismissed", by=by, what="另一件，属误报，不计数。")
    page = text(Client().get("/supervision/"))
    assert "1 次，涉及 1 家运营机构" in page
    assert "符合 1 项，轻微不符合 1 项，严重不符合 0 项" in page
    assert (
        '<th role="rowheader" scope="row">一般</th><td role="cell" class="n" data-label="发生">1</td>'
        in page
    )
    assert by.operator.name not in page


def test_concentration_adds_up_related_enterprises_and_names_them_to_officials_only() -> None:
    parent = company(name="云州数据集团")
    first = parties(operator=company(name="云州停车公司", parent=parent))
    second = parties(
        operator=company(name="云州交通公司", parent=parent), authority=first.authority
    )
    third = parties(operator=company(name="独立公司"), authority=first.authority)
    for by in (first, second, third):
        licence_in_force(by=by, resources=(licensable_resource(), licensable_resource()))
    page = text(Client().get("/licences/concentration/"))
    assert "5,556" in page  # (4/6)² + (2/6)²
    assert "一家（含关联方）占 66.7%，达到提示线 50%" in page
    assert "独立公司" not in page
    client = Client()
    client.force_login(first.supervisor)
    detailed = text(client.get("/licences/concentration/"))
    assert "独立公司" in detailed
    assert "33.3%" in detailed


def test_without_licences_there_is_a_word_and_a_way_out() -> None:
    page = text(Client().get("/licences/concentration/"))
    assert "没有可以计算的集中度" in page
    assert "还没有答复过投诉举报" in text(Client().get("/complaints/"))


PUBLIC = ("/complaints/", NEW, "/supervision/", "/licences/concentration/")


@pytest.mark.parametrize("address", PUBLIC)
def test_pages_are_chinese_small_and_without_inline_code(address: str) -> None:
    by = parties()
    complaint("closed", by=by)
    page = text(Client().get(address))
    assert not stray_english(page)
    assert not inline_code(page)
    assert len(page.encode()) < 60_000


@pytest.mark.parametrize("address", PUBLIC)
def test_two_rows_or_ten_cost_the_same(address: str) -> None:
    def more(number: int) -> None:
        for _each in range(number):
            by = parties()
            licence = licence_in_force(by=by)
            product_on_sale(by=by, licence=licence)
            complaint("closed", by=by, licence=licence)

    more(2)
    few = queries(Client(), address)
    more(4)
    assert queries(Client(), address) == few <= 14


def test_organisations_without_licences_are_not_offered() -> None:
    licence_in_force()
    bureau = organisation(name="不是运营机构的局")
    assert bureau.name not in text(Client().get(NEW))
