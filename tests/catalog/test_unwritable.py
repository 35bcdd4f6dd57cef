"""A control character that no XML can hold comes in by no door, and breaks no feed where it stands already."""

from xml.etree import ElementTree

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from catalog.models import DataResource, Objection, PublicNotice
from catalog.workflow import resources
from governance import edits
from governance.characters import is_writable, writable
from governance.errors import InvalidInput
from tests.factories import catalog
from tests.factories.catalog import DAY

pytestmark = pytest.mark.django_db
BAD = "停车场\x0b泊位"
SENTENCE = "含有看不见的控制字符，不能保存"


@pytest.fixture
def by():
    return catalog.desk()


@pytest.mark.parametrize(
    "sign", ["\x01", "\x08", "\x0b", "\x0c", "\x1f", "\ufffe", "\uffff", "\ud800"]
)
def test_what_xml_cannot_hold_is_known_wherever_it_stands(sign):
    for value in (f"泊{sign}位", ["泊位", f"{sign}"], {"名称": [f"泊{sign}位"]}, {f"{sign}": 1}):
        assert not is_writable(value)
    assert writable(f"泊{sign}位") == "泊位"


@pytest.mark.parametrize("text", ["泊位\t总数\r\n第二行", "𠮷野家", "é", "", "\x7f\x85"])
def test_what_people_write_stays(text):
    assert is_writable([text])
    assert writable(text) == text


def test_an_edit_names_the_field(by):
    resource = catalog.draft_resource(by=by)
    resource.name = BAD
    with pytest.raises(InvalidInput, match="“资源名称”" + SENTENCE) as refusal:
        edits.save(resource, actor=by.clerk)
    assert set(refusal.value.details) == {"name"}
    resource.refresh_from_db()
    resource.formats = ["CSV\x0b"]
    with pytest.raises(InvalidInput) as refusal:
        edits.save(resource, actor=by.clerk)
    assert set(refusal.value.details) == {"formats"}


def test_an_old_name_does_not_bar_the_edit_of_something_else(by):
    resource = catalog.draft_resource(by=by)
    DataResource.objects.filter(pk=resource.pk).update(name=BAD)
    resource.refresh_from_db()
    resource.abstract = "云州市全部公共停车场的泊位数量和位置。"
    edits.save(resource, actor=by.clerk)
    assert DataResource.objects.get(pk=resource.pk).abstract == resource.abstract


def test_a_step_refuses_such_a_reason(by):
    resource = catalog.published_resource(by=by)
    with pytest.raises(InvalidInput) as refusal:
        resources.withdraw(resource, actor=by.authority, on=DAY, reason=f"停用{BAD}")
    assert set(refusal.value.details) == {"reason"}


def test_the_form_says_it_at_the_field(client, by):
    resource = catalog.draft_resource(by=by)
    client.force_login(by.clerk)
    url = reverse("admin:catalog_dataresource_change", args=[resource.pk])
    page = client.get(url)
    form = page.context["adminform"].form
    sent = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    for each in page.context["inline_admin_formsets"]:
        management = each.formset.management_form
        sent |= {management[name].html_name: 0 for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    answer = client.post(url, sent | {"name": BAD, "_version": resource.version})
    assert answer.status_code == 400
    errors = answer.context["adminform"].form.errors
    assert [SENTENCE in each for each in errors["name"]] == [True]


def test_the_api_says_it_at_the_field(by):
    resource = catalog.draft_resource(by=by)
    client = APIClient()
    client.force_authenticate(by.clerk)
    url = f"/api/v1/resources/{resource.pk}/"
    answer = client.patch(url, {"name": BAD, "version": resource.version}, format="json")
    assert answer.status_code == 400
    assert SENTENCE in str(answer.json())
    resource.refresh_from_db()
    assert "\x0b" not in resource.name


def test_the_public_objection_says_it(client, by):
    notice = catalog.application_in_notice(by=by).notice
    PublicNotice.objects.filter(pk=notice.pk).update(starts_on="2026-01-01", ends_on="2036-01-01")
    words = {
        "real_name": "孙三",
        "contact": "sun@example.org",
        "claim": BAD,
        "evidence_statement": "照片",
    }
    answer = client.post(f"/notices/{notice.pk}/", words)
    assert answer.status_code == 400
    assert SENTENCE in answer.content.decode()
    assert not Objection.objects.exists()


def test_every_feed_can_be_read_whatever_stands_in_the_books(client, by):
    resource = catalog.published_resource(by=by)
    DataResource.objects.update(name=BAD)
    resource.refresh_from_db()
    registration = catalog.active_registration(by=by, resource=resource)
    assert registration.data_name == BAD
    for name in ("feed", "notices_feed", "registrations_feed"):
        answer = client.get(reverse(f"catalog:{name}"))
        assert answer.status_code == 200
        assert "停车场泊位" in answer.content.decode()
        ElementTree.fromstring(answer.content)  # noqa: S314 -- written by ourselves
