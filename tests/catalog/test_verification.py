"""Checking a registration without signing in: by code, number, hash or file; told in words, nothing else told."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from catalog import certificates, verification
from catalog.models import Registration
from catalog.standing import Standing, answer, rows_in
from governance import edits
from tests.factories.catalog import DAY, active_registration
from tests.pages.reading import inline_code, stray_english

pytestmark = pytest.mark.django_db
CHECK = "/verify/registration/"
LATER = DAY + timedelta(days=20)
ORIGIN = "http://testserver/"


@pytest.fixture(autouse=True)
def on_a_later_day():
    cache.clear()
    with time_machine.travel(f"{LATER}T09:00+08:00", tick=False):
        yield


@pytest.fixture
def registration():
    return active_registration()


def text(response):
    return response.content.decode()


def full_width(code):
    return "".join(chr(ord(sign) + 0xFEE0) for sign in code)


def test_the_code_is_found_however_it_was_typed(registration, client):
    code, number = registration.query_code, registration.number
    typed = [
        code,
        registration.told_query_code,
        f" {registration.told_query_code.lower()} ",
        full_width(code),
        " ".join(code),
        code.replace(code[4:8], f"—{code[4:8]}–"),
        number,
        f"  {number.replace('-', ' － ')}",
        full_width(number.split("登")[1]).join([number.split("登")[0] + "登", ""]),
    ]
    for each in typed:
        page = client.post(CHECK, {"code": each})
        assert page.status_code == 200, each
        assert "现在有效，有效期至 2029-03-17" in text(page), each
        assert registration.number in text(page)


def test_an_unknown_code_is_said_to_be_unknown(registration, client):
    for page in (
        client.post(CHECK, {"code": "3333-4444-6666-7777"}),
        client.get("/r/AAAA3333CCCC4444/"),
    ):
        assert "查无此证" in text(page)
        assert "向登记机构核实" in text(page)
        assert registration.data_name not in text(page)
    assert page.status_code == 404


def test_the_national_code_is_found_as_the_platform_gave_it(registration, client):
    registration.national_code = "GJ-0001/a"
    edits.save(registration, actor=registration.application.accepted_by)
    assert "现在有效" in text(client.post(CHECK, {"code": "GJ-0001/a"}))


STATES = [
    ({}, LATER, Standing.VALID, "有效", "现在有效，有效期至 2029-03-17"),
    ({}, date(2029, 1, 15), Standing.VALID, "有效", "现在有效，有效期至 2029-03-17"),
    ({}, date(2029, 1, 16), Standing.EXPIRING, "即将到期", "将于 2029-03-17 到期，还有 60 天"),
    ({}, date(2029, 3, 17), Standing.EXPIRING, "即将到期", "还有 0 天"),
    ({}, date(2029, 3, 18), Standing.EXPIRED, "已期满", "已于 2029-03-17 期满"),
    ({}, date(2026, 3, 16), Standing.PENDING, "尚未生效", "自 2026-03-17 起生效"),
    ({"status": "expired"}, date(2030, 1, 1), Standing.EXPIRED, "已期满", "不再有效"),
    ({"status": "superseded"}, LATER, Standing.SUPERSEDED, "已变更", "以变更后的登记为准"),
    ({"status": "renewed"}, LATER, Standing.RENEWED, "已续展", "以新的登记为准"),
    ({"status": "cancelled", "ended_on": LATER, "end_reason": "灭失。"}, LATER, Standing.CANCELLED,
     "已注销", "已于 2026-03-22 注销"),
    ({"status": "revoked", "ended_on": LATER, "end_reason": "虚假材料。"}, LATER, Standing.REVOKED,
     "已撤销", "已于 2026-03-22 被登记机构撤销"),
]  # fmt: skip


@pytest.mark.parametrize(("fields", "on", "standing", "word", "sentence"), STATES)
def test_each_state_is_told_in_words_with_its_date(
    registration, client, fields, on, standing, word, sentence
):
    Registration.objects.filter(pk=registration.pk).update(**fields)
    registration.refresh_from_db()
    told = answer(registration, on)
    assert (told.standing, told.word) == (standing, word)
    assert sentence in told.sentence
    chosen = [each for each in Standing if Registration.objects.filter(rows_in(each, on)).exists()]
    assert chosen == [standing]
    with time_machine.travel(f"{on}T09:00+08:00", tick=False):
        for page in (
            client.get(f"/r/{registration.query_code}/"),
            client.post(CHECK, {"code": registration.number}),
        ):
            assert sentence in text(page)
            assert f">{word}</span>" in text(page)


def test_an_issued_certificate_is_recognised_and_an_altered_one_is_not(registration, client):
    issued = certificates.certificate_of(registration, origin=ORIGIN, on=LATER)
    upload = SimpleUploadedFile("证.pdf", issued.pdf)
    assert "没有被改动过" in text(client.post(CHECK, {"file": upload}))
    at = issued.pdf.index(b"2026")
    for tampered in (
        issued.pdf + b"\n",
        issued.pdf[:at] + b"2027" + issued.pdf[at + 4 :],
        b"%PDF-1.7 other",
    ):
        page = text(client.post(CHECK, {"file": SimpleUploadedFile("证.pdf", tampered)}))
        assert "查无此证" in page
        assert "被改动过" in page
        assert registration.number not in page


def test_a_pasted_hash_is_recognised(registration, client):
    issued = certificates.certificate_of(registration, origin=ORIGIN, on=LATER)
    assert "登记凭证一致" in text(client.post(CHECK, {"code": issued.sha256.upper()}))
    assert "登记内容一致" in text(client.post(CHECK, {"code": registration.content_digest}))
    page = text(client.post(CHECK, {"code": "0" * 64}))
    assert "查无此证" in page
    assert registration.number not in page


def test_nothing_asked_is_an_error_with_the_focus_on_the_summary(client):
    page = client.post(CHECK, {"code": " "})
    assert page.status_code == 400
    assert "<title>错误：" in text(page)
    assert 'href="#id_code"' in text(page)
    large = SimpleUploadedFile("大.pdf", b"0" * (2 * 1024 * 1024 + 1))
    assert "不是本平台出具的登记凭证" in text(client.post(CHECK, {"file": large}))


def test_no_page_of_a_check_tells_what_is_not_public(registration, client):
    application = registration.application
    secrets = (application.contact_name, application.contact_phone, application.legal_basis,
               application.risk_conclusion, application.legal_representative)  # fmt: skip
    pages = [
        client.get(registration.get_absolute_url()),
        client.get(f"/r/{registration.query_code}/"),
        client.post(CHECK, {"code": registration.query_code}),
        client.get("/registrations.json"),
    ]
    for page in pages:
        content = b"".join(page.streaming_content) if page.streaming else page.content
        assert registration.data_name in content.decode()
        assert [secret for secret in secrets if secret in content.decode()] == []


def test_pages_of_codes_are_for_no_search_engine(registration, client):
    for page in (
        client.get(f"/r/{registration.query_code}/"),
        client.get(CHECK),
        client.get("/r/x/"),
    ):
        assert "noindex" in page["X-Robots-Tag"]


def test_somebody_who_tries_codes_is_stopped(registration, client):
    answers = [client.get("/r/3333444466667777/").status_code for _try in range(121)]
    assert answers.count(404) == 120
    refused = client.get(f"/r/{registration.query_code}/")
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) > 0
    client.force_login(registration.application.accepted_by)
    assert client.get(f"/r/{registration.query_code}/").status_code == 200


def test_the_pages_are_chinese_light_and_hold_no_code(registration, client):
    pages = [
        client.get(f"/r/{registration.query_code}/"),
        client.get(CHECK),
        client.post(CHECK, {"code": registration.number}),
        client.get("/r/unknown/"),
    ]
    for page in pages:
        html = text(page).replace(registration.told_query_code, "")
        assert stray_english(html) == []
        assert inline_code(html) == []
        assert len(page.content) < 20_000


def test_a_scan_asks_the_database_little(registration, client):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(f"/r/{registration.query_code}/").status_code == 200
    assert len(queries) <= 4


def test_the_page_of_disclosures_leads_here(registration, client):
    page = text(
        client.post(reverse("disclosure:verify"), {"code": registration.told_query_code.lower()})
    )
    assert registration.number in page
    assert f'href="{CHECK}"' in page


def test_codes_typed_with_nothing_in_them_find_nothing(registration):
    visible = Registration.objects.all()
    for nothing in ("", " ", "---", "　", "·"):
        assert verification.look_up(nothing, visible=visible).registration is None
