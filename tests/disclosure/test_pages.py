"""Public pages of disclosure: releases, tombstones, who is late, and verification."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from disclosure import workflow
from tests.factories import disclosure as made
from tests.factories.disclosure import RELEASED, Office, office

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Office:
    return office()


def test_a_draft_does_not_exist_for_the_public(client: Client, desk: Office) -> None:
    draft = made.draft_disclosure(desk)
    hidden = client.get(f"/disclosures/{draft.pk}/")
    absent = client.get("/disclosures/999999/")
    assert (hidden.status_code, hidden.content) == (404, absent.content)
    assert client.get(f"/disclosures/{draft.pk}.json").status_code == 404


def test_the_json_is_the_hashed_text(client: Client, desk: Office) -> None:
    release = made.published_disclosure(desk)
    answer = client.get(f"/disclosures/{release.pk}.json")
    assert answer.content.decode() == release.canonical


def test_a_withdrawn_release_leaves_a_tombstone(client: Client, desk: Office) -> None:
    release = made.withdrawn_disclosure(desk)
    page = client.get(f"/disclosures/{release.pk}/")
    assert page.status_code == 410
    assert "口径有误。" in page.content.decode()
    assert desk.licence.content not in page.content.decode()
    told = client.get(f"/disclosures/{release.pk}.json")
    assert (told.status_code, told.json()["sha256"]) == (410, release.sha256)


@pytest.mark.parametrize(
    "spelling", [str.upper, lambda code: f" {code[:8]} {code[8:]}　", lambda code: code]
)
def test_a_hash_is_found_however_it_was_pasted(client: Client, desk: Office, spelling: Any) -> None:
    release = made.published_disclosure(desk)
    page = client.get("/verify/", {"code": spelling(release.sha256)}).content.decode()
    assert "有效，与发布时一致" in page


def test_the_file_itself_can_be_checked(client: Client, desk: Office) -> None:
    release = made.published_disclosure(desk)
    good = SimpleUploadedFile("r.json", release.canonical.encode())
    assert "有效，与发布时一致" in client.post("/verify/", {"file": good}).content.decode()
    bad = SimpleUploadedFile("r.json", release.canonical.encode() + b" ")
    assert "没有找到" in client.post("/verify/", {"file": bad}).content.decode()


def test_a_corrected_release_says_so(client: Client, desk: Office) -> None:
    first = made.published_disclosure(desk)
    workflow.correct(first, actor=desk.by.drafter, on=RELEASED, reason="漏列。")
    second = first.successor
    workflow.sign(second, actor=desk.by.drafter, on=RELEASED)
    workflow.publish(second, actor=desk.by.decider, on=RELEASED)
    page = client.get("/verify/", {"code": first.sha256}).content.decode()
    assert "已被更正版代替" in page


@pytest.mark.parametrize("query", [{"code": ""}, {"code": "x" * 5000}, {"code": "\x00"}])
def test_bad_input_gets_a_sentence(client: Client, query: dict[str, str]) -> None:
    answer = client.post("/verify/", query)
    assert answer.status_code in {200, 400}


@pytest.mark.parametrize("query", ["year=abc", "page=9999", "kind=nonsense", "year=99999999999"])
def test_the_list_bears_any_filter(client: Client, query: str) -> None:
    assert client.get(f"/disclosures/?{query}").status_code == 200
