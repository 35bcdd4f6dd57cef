"""What the public sends is bounded before it is read: at every address, and whatever the form says of itself."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import Role
from catalog.forms import issues as issue_forms
from catalog.forms import objections as objection_forms
from catalog.forms import verification as verification_forms
from catalog.models import Objection, QualityIssue
from disclosure import forms as disclosure_forms
from governance.middleware import PUBLIC_BODY_BYTES, PUBLIC_FILE_BYTES
from governance.models import Attachment
from tests.factories import catalog
from tests.factories.people import person

pytestmark = pytest.mark.django_db
TOO_LONG = str(PUBLIC_BODY_BYTES + 1)


class Unread:
    """A body that nobody may touch."""

    def read(self, size=-1):
        raise AssertionError("the body was read")

    readline = read


def send(client, url, *, length=TOO_LONG):
    """The headers of a form that is too large, by a browser that sends no token in a header."""
    return client.generic(
        "POST", url, content_type="multipart/form-data; boundary=x",
        **{"CONTENT_LENGTH": length, "wsgi.input": Unread()},
    )  # fmt: skip


@pytest.fixture
def browser(client):
    client.handler.enforce_csrf_checks = True
    return client


def addresses():
    notice = catalog.application_in_notice().notice
    resource = notice.application.resource
    return (
        "/verify/registration/", "/verify/", f"/catalog/{resource.pk}/report/", "/requests/new/",
        f"/notices/{notice.pk}/", "/notices/", "/admin/login/", "/admin/governance/importbatch/add/",
    )  # fmt: skip


def test_every_public_form_refuses_by_the_declared_length_alone(browser):
    for url in addresses():
        answer = send(browser, url)
        page = answer.content.decode()
        assert answer.status_code == 413, url
        assert "没有接收，也没有保存。附件最大 10 MB" in page
    assert not Objection.objects.exists()
    assert not QualityIssue.objects.exists()
    assert not Attachment.objects.exists()


def test_signing_in_does_not_widen_the_public_forms(browser):
    browser.force_login(person(Role.PROVIDER))
    assert send(browser, "/verify/registration/").status_code == 413


def test_machines_are_told_in_their_language(browser):
    answer = send(browser, "/api/v1/quality-issues/")
    assert answer.status_code == 413
    told = json.loads(answer.content)
    assert told["code"] == "too_large"
    assert "10 MB" in told["detail"]


@pytest.mark.parametrize("length", ["", "x", "-5"])
def test_a_length_that_is_none_counts_as_nothing(client, length):
    answer = client.post("/verify/registration/", {"code": "A"}, CONTENT_LENGTH=length)
    assert answer.status_code != 413


def test_what_a_form_takes_passes_the_bound(client):
    for largest in (
        issue_forms.LARGEST_FILE,
        objection_forms.LARGEST_FILE,
        verification_forms.LARGEST_CERTIFICATE,
        disclosure_forms.LARGEST_RELEASE,
    ):
        assert largest <= PUBLIC_FILE_BYTES
    upload = SimpleUploadedFile("凭证.pdf", b"x" * verification_forms.LARGEST_CERTIFICATE)
    assert client.post("/verify/registration/", {"file": upload}).status_code == 200
