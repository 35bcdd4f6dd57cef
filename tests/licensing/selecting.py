"""The hour of the tests of selections."""

from collections.abc import Iterator

import pytest
import time_machine

from tests.factories.selections import ANNOUNCED


@pytest.fixture
def evaluation_time() -> Iterator[None]:
    """Noon of a day on which the judges serve and the result is announced."""
    with time_machine.travel(f"{ANNOUNCED} 12:00:00+08:00", tick=False):
        yield
