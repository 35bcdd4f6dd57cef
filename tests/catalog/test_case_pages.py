"""What citizens see of quality issues and data requests: the forms, the number, the mark, the answer, no name."""

import pytest
import time_machine
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from catalog.models import QualityIssue
from catalog.workflow import issues
from governance.models import Attachment, AuditEvent, DeadlineRule
from tests.factories.cases import ISSUE, data_request, quality_issue
from tests.factories.resources import DAY, desk, draft_resource, published_resource

pytestmark = pytest.mark.django_db
NEW = "/requests/new/"
SQUARE = "/requests/"


@pytest.fixture(autouse=True)
def on_the_day():
    cache.clear()
    with time_machine.travel(f"{DAY}T09:00+08:00", tick=False):
        yield


@pytest.fixture
def by():
    return desk()


def text(response):
    return response.content.decode()


def report_url(resource):
    return reverse("catalog:report_issue", args=[resource.pk])


def test_a_citizen_reports_an_error_from_the_resource_page_and_follows_it_by_its_number(client, by):
    resource = published_resource(by=by)
    url = report_url(resource)
    assert url in text(client.get(resource.get_absolute_url()))
    form = text(client.get(url))
    assert "3 个工作日内决定是否受理" in form
    assert "15 个工作日内公开答复" in form
    assert "待核对" in form
    assert form.count('<div class="field') == 4
    answer = client.post(url, ISSUE, follow=True)
    issue = QualityIssue.objects.get()
    page = text(answer)
    assert answer.redirect_chain == [(f"/issues/{issue.number}/".replace("质", "%E8%B4%A8"), 302)]
    for words in (
        "已收到，编号质-2026-0001",
        "待受理",
        "提供单位决定是否受理",
        "2026-03-05",
        by.provider.name,
    ):
        assert words in page, words
    assert ISSUE["description"] not in page
    assert AuditEvent.objects.about(issue).get().actor_role == "公众"


def test_the_answer_is_published_and_the_reporter_never_shown(client, by):
    issue = quality_issue(
        "corrected", by=by, description="东湖停车场写错了，请回电13812345678或a@b.cn。"
    )
    page = text(client.get(issue.get_absolute_url()))
    for words in (
        "已更正",
        "已更正为120，今天起生效。",
        "与停车场的备案核对",
        "138****5678",
        "***@b.cn",
        "答复：已更正",
    ):
        assert words in page, words
    for hidden in ("13812345678", "a@b.cn", by.clerk.name):
        assert hidden not in page
    listed = text(client.get(issue.resource.get_absolute_url()))
    assert issue.number in listed
    assert "13812345678" not in listed


def test_a_term_that_was_checked_against_the_law_is_no_suggestion_any_more(client, by):
    DeadlineRule.objects.filter(key__startswith="quality.").update(verified=True)
    page = text(client.get(report_url(published_resource(by=by))))
    assert "15 个工作日内公开答复" in page
    assert "待核对" not in page


def test_a_finding_is_told_with_the_answer_and_not_before(client, by):
    issue = quality_issue("verified", by=by)
    assert "与停车场的备案核对" not in text(client.get(issue.get_absolute_url()))
    issues.correct(issue, actor=by.clerk, on=DAY, answer="已更正为120。")
    assert "与停车场的备案核对" in text(client.get(issue.get_absolute_url()))


def test_the_mark_appears_and_disappears(client, by):
    issue = quality_issue("accepted", by=by)
    url, words = issue.resource.get_absolute_url(), "有人对泊位数提出异议，正在核实。"
    assert words not in text(client.get(url))
    issues.mark(issue, actor=by.clerk, on=DAY, mark_words=words)
    assert words in text(client.get(url))
    assert "异议标注" in text(client.get(url))
    issues.verify(issue, actor=by.clerk, on=DAY, finding="已核对。")
    issues.reject(issue, actor=by.clerk, on=DAY, reason="没有错误。")
    assert words in text(client.get(url))
    issues.unmark(issue, actor=by.clerk, on=DAY)
    assert words not in text(client.get(url))
    issues.close(issue, actor=by.clerk, on=DAY)
    issues.reopen(issue, actor=by.authority, on=DAY, reason="重新核实。")
    assert words not in text(client.get(url))


def test_one_warning_stands_for_all_cases_that_say_the_same(client, by):
    resource = published_resource(by=by)
    for n in range(3):
        quality_issue("marked", by=by, resource=resource, description=f"第{n}处不对，请核实。")
    assert text(client.get(resource.get_absolute_url())).count("有人对泊位数提出异议") == 1


def test_declined_words_never_become_public_but_the_reason_does(client, by):
    issue = quality_issue("declined", by=by, description="广告：低价代办一切证件，加微信。")
    page = text(client.get(issue.get_absolute_url()))
    assert "不予受理" in page
    assert "经核实没有错误。" in page
    assert "广告" not in page
    assert issue.number not in text(client.get(issue.resource.get_absolute_url()))
    request = data_request("declined", by=by, title="广告低价代办", purpose="低价代办一切证件。")
    page = text(client.get(request.get_absolute_url()))
    assert "广告" not in page
    assert "代办" not in page
    assert request.number not in text(client.get(SQUARE))


@pytest.mark.parametrize(
    ("missing", "words"), [({"kind": ""}, "问题类型"), ({"description": "错"}, "问题说明")]
)
def test_a_form_with_a_fault_keeps_what_was_typed(client, by, missing, words):
    resource = published_resource(by=by)
    page = client.post(report_url(resource), ISSUE | missing)
    assert page.status_code == 400
    assert "<title>错误：" in text(page)
    assert "有 1 处需要修改" in text(page)
    assert f'">{words}：' in text(page)
    assert ISSUE["contact"] in text(page)
    assert "变量" not in text(page)
    assert "字段是必填" not in text(page)
    assert not QualityIssue.objects.exists()


def test_the_same_words_twice_lead_to_the_same_case(client, by):
    resource = published_resource(by=by)
    first = client.post(report_url(resource), ISSUE)
    second = client.post(report_url(resource), ISSUE, follow=True)
    assert second.redirect_chain[0][0] == first["Location"]
    assert "同样的内容已经收到" in text(second)
    assert QualityIssue.objects.count() == 1


def test_hidden_and_absent_are_the_same_404(client, by):
    draft = draft_resource(by=by)
    absent = client.get(reverse("catalog:report_issue", args=[99_999]))
    for answer in (client.get(report_url(draft)), client.post(report_url(draft), ISSUE)):
        assert answer.status_code == absent.status_code == 404
        assert answer.content == absent.content
    for path in ("/issues/%E8%B4%A8-2026-9999/", "/issues/x/", "/requests/x/"):
        assert client.get(path).status_code == 404


def test_a_case_stays_known_while_the_entry_is_revised(client, by):
    issue = quality_issue("verified", by=by)
    type(issue.resource).objects.filter(pk=issue.resource_id).update(
        status="draft", name="秘密的新名"
    )
    page = client.get(issue.get_absolute_url())
    assert page.status_code == 200
    assert "公共停车场实时空位" in text(page)
    assert "秘密的新名" not in text(page)


FILES = [
    ("data.csv", b"<html><script>alert(1)</script></html>", 302),
    ("empty.png", b"", 400),
    ("large.zip", b"x" * (20 * 1024 * 1024), 400),
]


@pytest.mark.parametrize(("name", "content", "status"), FILES, ids=["html", "empty", "20MB"])
def test_files_are_taken_or_refused_in_words_and_never_run(client, by, name, content, status):
    resource = published_resource(by=by)
    file = SimpleUploadedFile(name, content, content_type="text/html")
    answer = client.post(report_url(resource), ISSUE | {"file": file})
    assert answer.status_code == status
    assert Attachment.objects.exists() == (status == 302)
    if status == 302:
        issue = QualityIssue.objects.get()
        url = reverse("file", args=["catalog.qualityissue", issue.pk, "file"])
        issues.accept(issue, actor=by.clerk, on=DAY)
        assert client.get(url).status_code == 404
        client.force_login(by.clerk)
        handed_out = client.get(url)
        assert handed_out["Content-Type"] == "application/octet-stream"
        assert handed_out["Content-Disposition"].startswith("attachment")
        assert "sandbox" in handed_out["Content-Security-Policy"]
        handed_out.close()
    else:
        assert "有 1 处需要修改" in text(answer)
        assert ISSUE["description"] in text(answer)


def test_pages_ask_as_often_for_twenty_as_for_two(client, by):
    resource = published_resource(by=by)
    counted = []
    for n in (2, 18):
        for each in range(n):
            data_request("replied", by=by, resource=resource, title=f"第{n}{each}项数据")
            quality_issue("marked", by=by, resource=resource, description=f"第{n}{each}处不对。")
        urls = (SQUARE, resource.get_absolute_url())
        with CaptureQueriesContext(connection) as queries:
            assert [client.get(url).status_code for url in urls] == [200, 200]
        counted.append(len(queries))
    # Both pages show a bounded number of rows.
    assert counted[0] == counted[1]
    assert len(client.get(SQUARE).content) < 60_000


def test_the_resource_page_tells_the_score(client, by):
    resource = published_resource(by=by)
    page = text(client.get(resource.get_absolute_url()))
    assert f"{resource.quality.score} 分" in page
    assert f"完整 {resource.quality.completeness}/40" in page
