"""A selection from its draft to the agreement: what each step demands (27号 第十二条; I-04, I-05)."""

import pytest
import time_machine

from tests.factories import selections as made
from tests.factories.schemes import parties

pytestmark = pytest.mark.django_db


def test_path() -> None:
    by = parties()
    with time_machine.travel(made.ANNOUNCED, tick=False):
        selection = made.concluded_selection(by=by)
    assert selection.winner.organisation == by.operator
