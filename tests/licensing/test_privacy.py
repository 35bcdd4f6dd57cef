"""What the register publishes is public; the agreement's text, its file and the proofs are not."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from governance.files import file_url
from tests.factories.licensing import draft_licence, licence_in_force
from tests.factories.people import person
from tests.factories.schemes import START, parties, scan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def noon() -> Iterator[None]:
    with time_machine.travel(f"{START} 12:00:00+08:00", tick=False):
        yield


def client_of(user: Any) -> Client:
    """Signed in, or a visitor."""
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def test_machines_read_the_text_only_for_the_parties() -> None:
    by = parties()
    licence = licence_in_force(by=by, breach="违约金三百万元。")
    address = f"/api/v1/licences/{licence.pk}/"
    for outsider in (None, parties().seller, person()):
        row = client_of(outsider).get(address).json()
        assert row["number"] == licence.number
        assert not {"breach", "other_terms", "exceptional_term"} & set(row)
    listed = client_of(None).get("/api/v1/licences/").json()["results"]
    assert "违约金" not in str(listed)
    for insider in (by.drafter, by.supervisor, by.seller):
        assert client_of(insider).get(address).json()["breach"] == "违约金三百万元。"


def test_the_agreements_file_is_for_the_parties() -> None:
    by = parties()
    licence = licence_in_force(by=by)
    address = file_url(licence, "agreement")
    for outsider in (None, parties().seller):
        assert client_of(outsider).get(address).status_code == 404
    answer = client_of(by.seller).get(address)
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content).startswith(b"%PDF")


def test_proofs_are_sent_with_the_draft_and_stay_with_the_parties() -> None:
    by = parties()
    entry = draft_licence(by=by).scope.get()
    address = f"/api/v1/licensed-resources/{entry.pk}/"
    sent = encode_multipart(BOUNDARY, {"consent": scan("同意函.pdf"), "version": entry.version})
    answer = client_of(by.drafter).patch(address, sent, content_type=MULTIPART_CONTENT)
    assert answer.status_code == 200, answer.content.decode()
    assert "consent" not in answer.json()
    entry.refresh_from_db()
    assert entry.consent.name == "同意函.pdf"
    assert client_of(by.decider).get(file_url(entry, "consent")).status_code == 200
    for outsider in (None, parties().drafter, by.seller):
        assert client_of(outsider).get(file_url(entry, "consent")).status_code == 404


@pytest.mark.parametrize("page", ["change/", "history/", "rights/"])
def test_other_bodies_meet_the_register_not_the_record(page: str) -> None:
    licence = licence_in_force()
    client = client_of(parties().drafter)
    assert client.get(f"/admin/licensing/licence/{licence.pk}/{page}").status_code == 404
    assert licence.number not in client.get("/admin/licensing/licence/").content.decode()
    assert client.get(licence.get_absolute_url()).status_code == 200
