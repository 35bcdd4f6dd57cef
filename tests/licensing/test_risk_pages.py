"""The pages of risk: a form that asks for each point, a report in words, a table for the spreadsheet."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from governance.models import AuditEvent
from licensing.models import LinkageAnalysis, RiskAssessment, RiskPoint
from tests.factories.licensing import draft_licence, licence_in_force
from tests.factories.risks import (
    confirmed_assessment,
    done_analysis,
    draft_analysis,
    draft_assessment,
    identifying_resource,
)
from tests.factories.schemes import START, Parties, parties
from tests.licensing.test_admin import pages_of, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def noon() -> Iterator[None]:
    with time_machine.travel(f"{START} 12:00:00+08:00", tick=False):
        yield


def counted(by: Parties) -> LinkageAnalysis:
    """Two samples that meet, and a person who stands alone."""
    held = identifying_resource("手机号码", "职业", name="从业人员名录")
    licence_in_force(by=by, resources=(held,))
    resource = identifying_resource("手机号码", "性别", name="停车用户登记")
    licence = draft_licence(by=by, resources=(resource,))
    people = [f"1390000{n:04d}" for n in range(12)]
    own = "\n".join(["手机号码,性别", *(f"{each},男" for each in people)])
    theirs = "\n".join(
        ["手机号码,职业", *(f"{each},{'教师' if n else '飞行员'}" for n, each in enumerate(people))]
    )
    return done_analysis(licence=licence, by=by, samples={resource: own, held: theirs})


def test_every_page_opens() -> None:
    by = parties()
    analysis = counted(by)
    records: list[Any] = [
        confirmed_assessment(licence=analysis.licence, by=by),
        draft_assessment(licence=analysis.licence, by=by),
        analysis,
        draft_analysis(licence=analysis.licence, by=by),
        analysis.samples.first(),
    ]
    client = signed_in(by.drafter)
    for record in records:
        for page in pages_of(record):
            assert client.get(page).status_code == 200, page
    assert (
        signed_in(by.supervisor).get("/admin/licensing/identifierword/?q=电话").status_code == 200
    )


def test_the_report_speaks_in_words_and_shows_no_value() -> None:
    by = parties()
    analysis = counted(by)
    page = signed_in(by.supervisor).get(f"/admin/licensing/linkageanalysis/{analysis.pk}/report/")
    text = page.content.decode()
    for words in (
        "本次授权", "已持有：", "直接标识", "准标识", "合并后可能识别", "须书面风险评估", "最小等价类只有 1 条记录",
        "8.3333% 的记录独一无二", "超过界限", "职业＋性别" if "职业＋性别" in text else "性别＋职业",
    ):  # fmt: skip
        assert words in text, words
    assert "13900000001" not in text
    assert "飞行员" not in text
    assert "style=" not in text.partition('id="content-main"')[2].partition("</main>")[0]


def test_the_report_of_one_that_has_not_begun_says_so() -> None:
    by = parties()
    analysis = draft_analysis(licence=draft_licence(by=by), by=by)
    text = signed_in(by.drafter).get(f"/admin/licensing/linkageanalysis/{analysis.pk}/report/")
    assert "分析尚未完成" in text.content.decode()
    assert "开始分析以后" in text.content.decode()


def test_the_table_is_a_file_and_the_trail_knows_of_it() -> None:
    by = parties()
    analysis = counted(by)
    answer = signed_in(by.drafter).get(f"/admin/licensing/linkageanalysis/{analysis.pk}/table/")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("准标识组合,记录数")
    assert len(lines) == 1 + len(analysis.result["combinations"])
    assert AuditEvent.objects.filter(action="licensing.linkageanalysis.export").exists()


def test_a_new_assessment_asks_for_every_point_and_is_saved_with_them() -> None:
    by = parties()
    licence = draft_licence(by=by)
    client = signed_in(by.drafter)
    form = client.get("/admin/licensing/riskassessment/add/").content.decode()
    assert form.count("selected>目的、方式、范围合法、正当、必要") == 1
    points = {}
    for n, point in enumerate(RiskPoint.Point.values):
        row = {
            "point": point,
            "finding": "已核查。",
            "level": "low",
            "measures": "",
            "id": "",
            "assessment": "",
        }
        points |= {f"points-{n}-{name}": value for name, value in row.items()}
    sent = {
        "licence": licence.pk, "kind": "before_signing", "assessor": "测评中心 张三", "assessed_on": START,
        "conclusion": "allowed", "measures": "", "points-TOTAL_FORMS": 9, "points-INITIAL_FORMS": 0, **points,
    }  # fmt: skip
    answer = client.post("/admin/licensing/riskassessment/add/", sent)
    assert answer.status_code == 302, answer.content.decode()
    assert RiskAssessment.objects.get().points.count() == 9


def test_a_sample_is_uploaded_with_the_analysis() -> None:
    by = parties()
    licence = draft_licence(by=by)
    analysis = draft_analysis(licence=licence, by=by)
    client = signed_in(by.drafter)
    page = f"/admin/licensing/linkageanalysis/{analysis.pk}/change/"
    assert client.get(page).status_code == 200
    upload = SimpleUploadedFile("样本.csv", "性别\n男".encode())
    rows = {
        "samples-TOTAL_FORMS": 1,
        "samples-INITIAL_FORMS": 0,
        "samples-0-id": "",
        "samples-0-analysis": analysis.pk,
    }
    sent = {"licence": licence.pk, "note": "", "_version": analysis.version, **rows}
    sent |= {"samples-0-resource": licence.scope.get().resource_id, "samples-0-file": upload}
    answer = client.post(page, sent)
    assert answer.status_code == 302, answer.content.decode()
    assert analysis.samples.get().file.name == "样本.csv"


def test_the_start_offers_the_columns_of_the_samples() -> None:
    by = parties()
    analysis = counted(by)
    client = signed_in(by.drafter)
    again = draft_analysis(licence=analysis.licence, by=by)
    for each in analysis.samples.all():
        each.pk, each._state.adding, each.analysis = None, True, again
        each.save()
    page = client.get(f"/admin/licensing/linkageanalysis/{again.pk}/step/begin/").content.decode()
    assert 'value="性别"' in page
    assert 'value="职业"' in page
    assert 'value="电话"' not in page


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_lists_ask_equally_often_however_many_rows() -> None:
    by = parties()
    licence = draft_licence(by=by)
    client = signed_in(by.drafter)
    addresses = [
        f"/{home}/"
        for home in ("admin/licensing/riskassessment", "admin/licensing/linkageanalysis", "api/v1/risk-assessments",
                     "api/v1/linkage-analyses")
    ]  # fmt: skip
    for _each in range(2):
        draft_assessment(licence=licence, by=by, points=())
        draft_analysis(licence=licence, by=by)
    few = [queries(client, each) for each in addresses]
    for _each in range(10):
        draft_assessment(licence=licence, by=by, points=())
        draft_analysis(licence=licence, by=by)
    assert [queries(client, each) for each in addresses] == few


def test_a_report_without_samples_is_no_clean_result() -> None:
    by = parties()
    analysis = done_analysis(licence=draft_licence(by=by), by=by)
    page = signed_in(by.supervisor).get(f"/admin/licensing/linkageanalysis/{analysis.pk}/report/")
    text = page.content.decode()
    assert "未计算 k 值（没有样本）" in text
    assert "不因汇聚关联而须书面风险评估" not in text
    other = f"/admin/licensing/linkageanalysis/{counted(by).pk}/report/"
    assert "未计算 k 值" not in signed_in(by.supervisor).get(other).content.decode()
