"""How a law speaks: a step refuses in words, the database refuses whatever the door."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from governance.errors import TransitionError
from licensing.models import Licence
from licensing.workflow import licences
from tests.factories.schemes import START, Parties, signed_decision


@contextmanager
def refused(*words: str, error: type[Exception] = TransitionError) -> Iterator[None]:
    """A refusal in words, each of which the official reads."""
    with pytest.raises(error) as refusal:
        yield
    for word in words:
        assert word in str(refusal.value)
    assert str(refusal.value).endswith("。")


@contextmanager
def against_the_law(name: str) -> Iterator[None]:
    """The database itself refuses, by the constraint or with the sentence of a trigger."""
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        yield


def rewrite(record: Any, **values: Any) -> None:
    """Past every door: straight into the table."""
    type(record)._base_manager.filter(pk=record.pk).update(**values)


def decide(licence: Licence, by: Parties, on: date = START) -> None:
    """The last step of drafting."""
    signed_decision(by=by, licence=licence, on=on)
    licences.decide_licence(licence, actor=by.decider, on=on)
