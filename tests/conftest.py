"""What every test stands on: the database, and the report of tests that could not run here."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.backends.postgresql.operations import DatabaseOperations
from pytest_django import DjangoDbBlocker

from config.database.server import stop
from tests.database import begin_with_what_migrations_filled_in, sql_flush, tell_the_trail
from tests.needs import (  # noqa: F401 -- pytest finds its hooks by name
    pytest_collection_modifyitems,
    pytest_sessionfinish,
    pytest_terminal_summary,
    pytest_testnodedown,
)
from tests.template import ensure_template


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker
) -> None:
    """Copy the run's database from one that is migrated already: pytest-django's own would migrate each anew."""
    with django_db_blocker.unblock():
        connection.settings_dict["TEST"]["TEMPLATE"] = ensure_template()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Add to pytest-django's: what the migrations filled in survives the tests that commit."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", sql_flush)
        with django_db_blocker.unblock():
            begin_with_what_migrations_filled_in()
        yield


@pytest.fixture(autouse=True)
def _nobody_has_asked_before() -> None:
    """The bounds on requests count for each test anew: all of them come from one address, some at one instant."""
    cache.clear()


@pytest.fixture
def _django_db_helper(_django_db_helper: None) -> None:
    """A test in one transaction may insert governed rows: its event is there from the start."""
    if connection.in_atomic_block:
        tell_the_trail()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Whoever ran the tests is left without a server that he did not start."""
    cluster = settings.DATABASES["default"].get("CLUSTER") if settings.configured else None
    if cluster and not hasattr(config, "workerinput"):
        stop(cluster, settings.VAR_DIR)
