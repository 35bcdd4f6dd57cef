"""A case is found again by its number, however that was typed."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from catalog.forms.cases import case_number
from tests.factories.cases import data_request, quality_issue
from tests.pages.reading import inline_code, stray_english

TRACK = "/issues/"
TYPED = (
    "质-2026-0001",
    "  质-2026-0001 ",
    "质－２０２６－０００１",
    "质 - 2026 - 0001",
    "质—2026—0001",
    "质20260001",
    "质-2026-1",
    "质\u30002026\u30000001",
)


@pytest.mark.parametrize("typed", TYPED)
def test_a_number_is_read_however_it_was_typed(typed):
    assert case_number(typed) == "质-2026-0001"


def test_small_letters_are_read_as_capitals():
    assert case_number("ｚｌ-2026-12") == case_number("ZL-2026-0012") == "ZL-2026-0012"


@given(st.text(max_size=80))
def test_reading_twice_changes_nothing_more(typed):
    once = case_number(typed)
    assert case_number(once) == once or not once.isascii()


@pytest.mark.django_db
@pytest.mark.parametrize("made", [quality_issue, data_request])
def test_a_known_number_leads_to_its_case(client, made):
    case = made()
    wide = case.number.translate(
        {ord(a): b for a, b in zip("-0123456789", "－０１２３４５６７８９", strict=True)}
    )
    for typed in (case.number, f" {case.number} ", wide):
        answer = client.get(TRACK, {"number": typed})
        assert (answer.status_code, answer["Location"]) == (302, case.get_absolute_url())


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["质-1999-9999", "https://evil.example/", "' OR 1=1 --", "<b>x"])
def test_an_unknown_number_is_told_with_what_to_do(client, typed):
    answer = client.get(TRACK, {"number": typed})
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "没有查到" in page
    assert "请对照提交时给您的编号逐字核对" in page
    assert "<b>x" not in page.lower()


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["", "  ", "质\x00", "9" * 500])
def test_what_is_no_number_is_told_at_the_field(client, typed):
    answer = client.get(TRACK, {"number": typed})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "错误：" in page
    assert 'href="#id_number"' in page


@pytest.mark.django_db
def test_the_page_is_small_chinese_and_linked(client):
    answer = client.get(TRACK)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert len(answer.content) < 60_000
    assert [*stray_english(page), *inline_code(page)] == []
    for linking in (reverse("catalog:data_requests"), quality_issue().get_absolute_url()):
        assert f'href="{TRACK}"' in client.get(linking).content.decode(), linking
    assert client.post(TRACK, {"number": "1"}).status_code == 405
