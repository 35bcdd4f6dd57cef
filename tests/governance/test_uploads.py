"""Files in the forms of the site: uploaded at once, kept over errors, never chosen among those of others."""

import pytest
from django import forms
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import Role, User
from governance.admin.uploads import AttachmentField, kept_salt
from governance.models import Attachment
from tests.factories.people import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk() -> User:
    return person(Role.PROVIDER)


def form_for(clerk: User) -> type[forms.Form]:
    class Consent(forms.Form):
        file = AttachmentField(by=clerk, label="同意函")
        number = forms.IntegerField(label="文号")

    return Consent


def upload(content: bytes = b"consent") -> SimpleUploadedFile:
    return SimpleUploadedFile("同意函.pdf", content)


def test_an_upload_becomes_an_attachment_of_the_person(clerk: User) -> None:
    form = form_for(clerk)({"number": "1"}, {"file": upload()})
    assert form.is_valid(), form.errors
    kept = form.cleaned_data["file"]
    assert (kept.name, kept.size, kept.uploaded_by) == ("同意函.pdf", 7, clerk)


def test_a_form_with_errors_keeps_the_file_and_sends_it_again(clerk: User) -> None:
    form = form_for(clerk)({"number": "x"}, {"file": upload()})
    assert not form.is_valid()
    assert "已上传：同意函.pdf" in str(form["file"])
    token = signing.dumps(Attachment.objects.get().pk, salt=kept_salt(clerk, None, "file"))
    again = form_for(clerk)({"number": "1", "file-kept": token}, {})
    assert again.is_valid(), again.errors
    assert again.cleaned_data["file"] == Attachment.objects.get()


def test_the_file_of_another_cannot_be_named_by_its_number(clerk: User) -> None:
    other = Attachment.objects.keep(upload(), by=person(Role.OPERATOR))
    form = form_for(clerk)({"number": "1", "file-kept": str(other.pk)}, {})
    assert form.errors["file"]


def test_an_empty_file_is_refused_in_words(clerk: User) -> None:
    form = form_for(clerk)({"number": "1"}, {"file": upload(b"")})
    assert form.errors["file"] == ["文件是空的，请重新选择。"]


@pytest.mark.parametrize("salt", ["governance.uploads", "another person", "another record"])
def test_a_signature_holds_for_one_person_one_field_and_one_record(clerk: User, salt: str) -> None:
    stored = Attachment.objects.keep(upload(), by=clerk)
    salts = {
        "another person": kept_salt(person(Role.OPERATOR), None, "file"),
        "another record": kept_salt(clerk, clerk, "file"),
    }
    token = signing.dumps(stored.pk, salt=salts.get(salt, salt))
    form = form_for(clerk)({"number": "1", "file-kept": token}, {})
    assert form.errors["file"]
    assert form.cleaned_data == {"number": 1}
