"""The tests' own database: seeds survive a flush, arranging is allowed only where an event tells of it."""

import pytest
from django.db import IntegrityError, transaction

from governance.models import AuditEvent, DeadlineRule
from tests.database import arranging
from tests.factories.people import organisation


@pytest.mark.django_db
def test_a_test_in_one_transaction_may_arrange() -> None:
    organisation()
    assert AuditEvent.objects.filter(action="tests.arrange").exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", [1, 2])
def test_what_migrations_filled_in_survives_tests_that_commit(time: int) -> None:
    assert DeadlineRule.objects.exists()
    assert not AuditEvent.objects.filter(action="tests.arrange").exists()
    with arranging():
        bureau = organisation()
    assert bureau.pk


@pytest.mark.django_db(transaction=True)
def test_a_commit_without_an_event_is_refused() -> None:
    with arranging():
        bureau = organisation()
    with pytest.raises(IntegrityError), transaction.atomic():
        type(bureau).objects.filter(pk=bureau.pk).update(name="改名")
