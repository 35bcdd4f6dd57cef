"""What every test stands on: the database, and the report of tests that could not run here."""

from tests.needs import (  # noqa: F401 -- pytest finds its hooks by name
    pytest_collection_modifyitems,
    pytest_sessionfinish,
    pytest_terminal_summary,
    pytest_testnodedown,
)
