"""A form that is filled in from another record shows no more of it than the person may read there."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import Role
from catalog.models import RegistrationApplication
from governance.models import Attachment
from tests.factories import catalog
from tests.factories.people import organisation, person

pytestmark = pytest.mark.django_db
ADD = "/admin/catalog/registrationapplication/add/"
#: What stands in the blocks of bureau A and in no register.
SECRETS = ("钱二丙", "赵一丙", "0000-7654321", "仅限内部的评估结论")


@pytest.fixture
def by():
    return catalog.desk()


@pytest.fixture
def stranger():
    return person(Role.PROVIDER, organisation=organisation())


@pytest.fixture
def report(by):
    upload = SimpleUploadedFile("甲局风险评估报告.pdf", b"secret")
    return Attachment.objects.keep(upload, by=by.clerk)


@pytest.fixture
def registration(by, report):
    legal, name, phone, conclusion = SECRETS
    return catalog.active_registration(
        by=by, legal_representative=legal, contact_name=name, contact_phone=phone, risk_conclusion=conclusion,
        risk_report=report,
    )  # fmt: skip


def shown(client, user, **asked):
    client.force_login(user)
    answer = client.get(ADD, asked)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("kind", ["correction", "change", "renewal", "cancellation", "first"])
def test_the_form_of_a_stranger_tells_nothing_of_the_blocks(client, stranger, registration, kind):
    page = shown(client, stranger, kind=kind, about=registration.pk)
    assert [secret for secret in SECRETS if secret in page] == []
    assert "甲局风险评估报告" not in page
    assert "-kept" not in page


def test_an_interested_party_begins_with_what_the_register_says(client, stranger, registration):
    page = shown(client, stranger, kind="correction", about=registration.pk)
    standing = registration.latest_application
    assert f'value="{standing.data_name}"' in page
    assert standing.data_abstract in page


def test_the_registrant_begins_with_its_own_blocks(client, by, registration):
    page = shown(client, by.clerk, kind="correction", about=registration.pk)
    assert [secret for secret in SECRETS if secret not in page] == []
    assert "甲局风险评估报告" in page


def test_the_resource_of_others_fills_nothing_in(client, by, stranger):
    resource = catalog.published_resource(by=by, contact_name="赵一丙")
    assert "赵一丙" not in shown(client, stranger, resource=resource.pk)
    assert "赵一丙" in shown(client, by.clerk, resource=resource.pk)


def test_an_address_that_names_a_file_gets_no_signature_for_it(client, stranger, report):
    page = shown(client, stranger, risk_report=report.pk)
    assert "甲局风险评估报告" not in page
    assert "risk_report-kept" not in page


def kept_token(page):
    return page.split('name="risk_report-kept" value="', 1)[1].split('"', 1)[0]


def sent(client, by, bureau, **more):
    """What a browser would send of a new draft of the bureau's."""
    none = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0}
    inlines = {
        f"{prefix}-{name}": value
        for prefix in ("parties", "evidence", "supplement_notices")
        for name, value in none.items()
    }
    return {
        **inlines, "kind": "first", "subject_kind": "resource", "registry": by.registry.pk, "registrant": bureau.pk,
        "data_name": "草稿", "has_personal_data": "", **more,
    }  # fmt: skip


def test_the_signature_of_a_file_is_worth_nothing_to_others(client, by, stranger, registration):
    token = kept_token(shown(client, by.clerk, kind="correction", about=registration.pk))
    bureau = stranger.memberships.get().organisation
    for user, own, is_kept in ((stranger, bureau, False), (by.clerk, by.provider, True)):
        client.force_login(user)
        answer = client.post(ADD, sent(client, by, own, **{"risk_report-kept": token}))
        assert answer.status_code == 302, answer.content.decode()
        drafts = RegistrationApplication.objects.filter(created_by=user, status="draft")
        assert drafts.filter(risk_report__isnull=False).exists() is is_kept


def test_the_guide_offers_no_registration_of_others(client, stranger, registration):
    client.force_login(stranger)
    begin = client.get("/admin/catalog/registrationapplication/begin/").content.decode()
    assert registration.number not in begin
    url = reverse("admin:catalog_registration_step", args=[registration.pk, "begin_correction"])
    answer = client.post(url, {"change_summary": "数据规模有误。", "idempotency_key": "a"})
    assert answer.status_code == 403
    assert not RegistrationApplication.objects.filter(created_by=stranger).exists()
