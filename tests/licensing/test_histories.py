"""What a history tells whom: officials everything, an operator its own people, a stranger only the steps."""

from typing import Any

import pytest
from django.test import Client

from tests.factories.licensing import suspended_licence
from tests.factories.schemes import Parties, parties
from tests.factories.selections import challenged_selection
from tests.licensing.selecting import evaluation_time

__all__ = ("evaluation_time",)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evaluation_time")]


@pytest.fixture
def by() -> Parties:
    return parties()


def history(record: Any, reader: Any) -> str:
    client = Client()
    client.force_login(reader, backend="governance.backends.PolicyBackend")
    meta = record._meta
    answer = client.get(f"/admin/{meta.app_label}/{meta.model_name}/{record.pk}/history/")
    assert answer.status_code == 200
    main = answer.content.decode().partition('id="change-history"')[2]
    assert main
    return main


def test_the_supervisor_reads_names_reasons_and_changes(by: Parties) -> None:
    licence = suspended_licence(by=by)
    told = history(licence, by.supervisor)
    assert str(by.supervisor.get_full_name()) in told
    assert "理由：" in told
    assert "<del>" in told


def test_the_operator_reads_the_reason_but_no_officials_name(by: Parties) -> None:
    licence = suspended_licence(by=by)
    told = history(licence, by.seller)
    assert "理由：" in told
    for official in (by.supervisor, by.decider, by.drafter):
        assert official.get_full_name() not in told


def test_a_rival_does_not_read_who_challenged_a_selection(by: Parties) -> None:
    selection = challenged_selection(by=by)
    challenge = selection.challenges.get()
    told = history(selection, parties().seller)
    assert "<li>" in told
    for words in (
        challenge.real_name,
        challenge.grounds,
        "理由：",
        "<del>",
        by.decider.get_full_name(),
    ):
        assert words not in told
