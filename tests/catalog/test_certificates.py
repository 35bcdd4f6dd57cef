"""The certificate: one page with everything on it, the same bytes each time, a QR code that leads to the check."""

import hashlib
from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from catalog import certificates
from catalog.certificates import facts, layout
from catalog.models import Certificate
from governance import edits
from governance.errors import NotPermitted, TransitionError
from governance.models import AuditEvent
from tests.catalog.pages_of_paper import page_count, picture, printed_signs
from tests.factories.catalog import DAY, active_registration, desk, published_resource

pytestmark = pytest.mark.django_db
ORIGIN = "https://data.example.org/"
LATER = DAY + timedelta(days=20)
PIXELS_PER_INCH = 180
MILLIMETRE = PIXELS_PER_INCH / 25.4


@pytest.fixture
def registration():
    return active_registration()


def issue(registration, **over):
    return certificates.certificate_of(registration, **{"origin": ORIGIN, "on": LATER} | over)


def words_of(registration):
    address = facts.public_address(registration, origin=ORIGIN)
    return facts.facts(registration, address=address), address


def test_it_is_one_small_page_with_every_fact_on_it(registration):
    issued = issue(registration)
    assert issued.pdf.startswith(b"%PDF-")
    assert page_count(issued.pdf) == 1
    assert len(issued.pdf) <= 300_000
    told, _address = words_of(registration)
    values = dict(told["rows"])
    assert values["登记编号"] == registration.number
    assert values["登记结果查询码"].replace("-", "") == registration.query_code
    assert values["有效期"] == "2026-03-17 至 2029-03-17"
    assert values["登记数据名称"] == registration.data_name
    assert values["数据内容简介"] == registration.application.data_abstract
    printed = printed_signs(issued.pdf)
    for label, value in told["rows"]:
        assert set(label + value) - {" "} <= printed, label


def test_the_longest_words_still_leave_one_page():
    by = desk()
    by.provider.name = "云州市很长的单位名称" * 18
    by.provider.save()
    resource = published_resource(by=by, name="名" * 200, abstract="简介" * 900)
    issued = issue(active_registration(by=by, resource=resource))
    assert page_count(issued.pdf) == 1


@pytest.mark.parametrize("abstract", ["简介" * 900, "W" * 900, "。，" * 300])
def test_the_longest_names_of_everybody_still_leave_one_page(abstract):
    by = desk()
    by.provider.name = "云州市很长的单位名称" * 16
    by.provider.save()
    by.registry.name = "云州市很长的登记机构名称" * 10
    by.registry.save()
    resource = published_resource(by=by, name="名" * 200, abstract=abstract)
    registration = active_registration(by=by, resource=resource)
    registration.national_code = "0123456789" * 8
    edits.save(registration, actor=registration_desk(registration))
    issued = issue(registration)
    assert page_count(issued.pdf) == 1
    assert set("名") | set(by.registry.name) <= printed_signs(issued.pdf)


def test_the_full_legal_names_stand_on_it_and_never_a_short_one():
    by = desk()
    for body, name, short in (
        (by.provider, "云州市城市管理和综合执法局", "市城管局"),
        (by.registry, "云州市公共数据登记中心", "市登记中心"),
    ):
        body.name, body.short_name = name, short
        body.save()
    told, _address = words_of(active_registration(by=by))
    values = dict(told["rows"])
    assert values["登记主体"] == "云州市城市管理和综合执法局"
    assert values["登记机构"] == told["registry"] == "云州市公共数据登记中心"
    assert not {"市城管局", "市登记中心"} & {str(value) for value in values.values()}


def test_what_people_wrote_is_never_markup():
    resource = published_resource(name='#eval("1+1") *粗* $x$ \\ <b>')
    registration = active_registration(resource=resource)
    assert page_count(issue(registration).pdf) == 1
    assert set('#eval("1+1")*$\\<>') - {" "} <= printed_signs(issue(registration).pdf)


def test_the_same_registration_gives_the_same_bytes_and_one_record(registration):
    first, again = issue(registration), issue(registration, on=LATER + timedelta(days=100))
    assert first == again
    assert first.sha256 == hashlib.sha256(first.pdf).hexdigest()
    kept = Certificate.objects.get()
    assert (kept.registration, kept.sha256, kept.size) == (
        registration,
        first.sha256,
        len(first.pdf),
    )
    event = AuditEvent.objects.get(action="catalog.certificate.add")
    assert event.actor_name == "登记凭证"


def test_another_edition_is_recorded_beside_the_first(registration):
    first = issue(registration)
    registration.national_code = "1000000001"
    edits.save(registration, actor=registration_desk(registration))
    second = issue(registration)
    assert first.sha256 != second.sha256
    for each in (first, second):
        assert certificates.recognised(each.sha256).registration == registration


def registration_desk(registration):
    return registration.application.accepted_by


def test_the_qr_code_leads_to_the_public_check(registration, client):
    told, address = words_of(registration)
    assert address == f"https://data.example.org/r/{registration.query_code}/"
    page = picture(layout.picture(told, address=address, ppi=PIXELS_PER_INCH))
    matrix = layout.qr_matrix(address)
    module = 38 * MILLIMETRE / (len(matrix) + 8)
    left = 24 * MILLIMETRE + 4 * module
    tops = range(int(150 * MILLIMETRE), len(page.rows) - int(module * len(matrix)) - 1)
    assert any(shows(page, matrix, left, top, module) for top in tops)
    other = layout.qr_matrix(address.replace("/r/", "/x/"))
    assert not any(shows(page, other, left, top, module) for top in tops)
    with time_machine.travel(f"{LATER}T09:00+08:00", tick=False):
        assert client.get(address.removeprefix("https://data.example.org")).status_code == 200


def shows(page, matrix, left, top, module):
    """Whether the code stands there, asked at the middle of each module."""
    return all(
        page.is_dark(left + (column + 0.5) * module, top + (row + 0.5) * module) == bool(dark)
        for row, line in enumerate(matrix)
        for column, dark in enumerate(line)
    )


def test_a_host_without_a_chinese_font_says_what_to_install(registration, monkeypatch, client):
    monkeypatch.setattr(layout, "_installed", lambda: frozenset({"DejaVu Sans"}))
    with pytest.raises(certificates.NoChineseFont, match="fonts-noto-cjk"):
        issue(registration)
    with time_machine.travel(f"{LATER}T09:00+08:00", tick=False):
        page = client.get(reverse("catalog:certificate", args=[registration.number]))
    assert page.status_code == 503
    assert "fonts-noto-cjk" in page.content.decode()
    assert not Certificate.objects.exists()


def test_what_is_over_has_no_certificate_any_more(registration):
    with pytest.raises(TransitionError, match="不再出具"):
        issue(registration, on=registration.valid_to + timedelta(days=1))
    assert not Certificate.objects.exists()


def test_anybody_downloads_it_with_one_click(registration, client):
    with time_machine.travel(f"{LATER}T09:00+08:00", tick=False):
        page = client.get(registration.get_absolute_url()).content.decode()
        url = reverse("catalog:certificate", args=[registration.number])
        assert f'href="{url}"' in page
        answer = client.get(url)
    assert answer["Content-Type"] == "application/pdf"
    assert "attachment" in answer["Content-Disposition"]
    assert certificates.recognised(hashlib.sha256(answer.content).hexdigest())


def test_the_office_finds_it_with_one_click_and_sees_what_was_issued(registration, client):
    client.force_login(registration_desk(registration), backend="governance.backends.PolicyBackend")
    with time_machine.travel(f"{LATER}T09:00+08:00", tick=False):
        record = reverse("admin:catalog_registration_change", args=[registration.pk])
        url = reverse("admin:catalog_registration_certificate", args=[registration.pk])
        assert f'href="{url}"' in client.get(record).content.decode()
        digest = hashlib.sha256(client.get(url).content).hexdigest()
        assert digest in client.get(record).content.decode()
        told = client.get("/api/v1/certificates/", {"sha256": digest}).json()["results"]
    assert [each["registration"] for each in told] == [registration.pk]


def test_nobody_writes_a_certificate_by_hand_or_changes_one(registration):
    kept = certificates.recognised(issue(registration).sha256)
    forged = Certificate(registration=registration, sha256="ab" * 32, size=1, issued_on=DAY)
    with pytest.raises(NotPermitted):
        edits.save(forged, actor=registration_desk(registration))
    with pytest.raises(IntegrityError, match="只能追加"), transaction.atomic():
        Certificate.objects.filter(pk=kept.pk).update(size=2)
