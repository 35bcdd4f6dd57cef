"""Who gets what at every address: one row for each address, one column for each role, GET and POST.

The records behind the addresses belong to a city in which none of these people works, so the table shows the outsider
of each role; an address without a row fails. ``ACCESS_TABLE=write`` writes it anew, for people to read the difference.
"""

import csv
import logging
import os
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.template.base import Template
from django.test import Client

from accounts.models import Role, User
from catalog.models import RegistrationApplication
from tests.database import arranging
from tests.factories import catalog, pricing
from tests.factories.people import person
from tests.security.addresses import Address, addresses

pytestmark = pytest.mark.django_db

TABLE = Path(__file__).with_name("access.csv")
#: The public, an operator of another licence, who reads everything, and who grants everything.
PEOPLE = ("ANONYMOUS", Role.OPERATOR, Role.AUDITOR, Role.SECURITY_ADMIN)
METHODS = ("GET", "POST")
#: Answers that depend on the machine, or end the session that the next answer needs.
ELSEWHERE = {"healthz", "readyz", "admin/logout/"}


class World:
    """A city with a record of every kind, in which the people of the table have no part."""

    def __init__(self, role: str) -> None:
        with arranging():
            price = pricing.published_price(pricing.price_desk())
            self.draft = catalog.draft_resource(name="外单位的草稿")
            self.application: RegistrationApplication = catalog.draft_application()
            self.user: User | None = None if role == "ANONYMOUS" else person(role, name="外人")
        self.price = price

    def values(self, address: Address) -> dict[str, Any]:
        """The arguments: the first record of the kind that the address is about, or one that does not exist."""
        model = address.model
        known = None if model is None else model._base_manager.order_by("pk").first()
        key = 999_999_999 if known is None else known.pk
        return {
            "pk": key, "object_id": key, "number": "none", "token": "none", "verb": "none",
            "uuid": "00000000-0000-0000-0000-000000000000", "label": "catalog.dataresource",
            "name": "file", "format": "json", "code": "none", "ending": "csv", "year": 2025,
        }  # fmt: skip


def answer(client: Client, method: str, path: str) -> int:
    """The status of one request, whose changes are taken back; how many came before does not count."""
    cache.clear()
    with transaction.atomic():
        posted = (
            {"data": {}, "content_type": "application/json"} if path.startswith("/api/") else {}
        )
        response = client.get(path) if method == "GET" else client.post(path, **posted)
        status: int = response.status_code
        # Only the file: the response's own close would end the connection of the test's transaction.
        handed_out = getattr(response, "file_to_stream", None)
        if handed_out is not None:
            handed_out.close()
        transaction.set_rollback(True)
    return status


def answers(role: str) -> dict[tuple[str, str], int]:
    """What one role gets at every address."""
    world = World(role)
    client = Client(raise_request_exception=False)
    if world.user is not None:
        client.force_login(world.user, backend="governance.backends.PolicyBackend")
    visited = [each for each in addresses() if each.pattern not in ELSEWHERE]
    return {
        (each.pattern, method): answer(client, method, each.path(world.values(each)))
        for each in visited
        for method in METHODS
    }


def table() -> dict[tuple[str, str], dict[str, int]]:
    """The rows as they were agreed."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return {
        (row["address"], row["method"]): {role: int(row[role]) for role in PEOPLE} for row in rows
    }


def test_every_address_has_its_rows() -> None:
    wanted = {
        (each.pattern, method)
        for each in addresses()
        if each.pattern not in ELSEWHERE
        for method in METHODS
    }
    assert set(table()) == wanted
    assert len(wanted) * len(PEOPLE) >= 3000


@pytest.fixture
def blank_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the answer's status counts here: what stands on the pages is looked at elsewhere."""
    monkeypatch.setattr(Template, "render", lambda self, context: "")
    monkeypatch.setattr(logging.getLogger("django.request"), "disabled", True)


@pytest.mark.usefixtures("blank_pages")
@pytest.mark.parametrize("role", PEOPLE)
def test_each_role_gets_what_the_table_says(role: str) -> None:
    found = answers(role)
    if os.environ.get("ACCESS_TABLE") == "write":
        _write(role, found)
    agreed = {key: row[role] for key, row in table().items()}
    different = {
        key: (agreed.get(key), got) for key, got in found.items() if agreed.get(key) != got
    }
    assert not different


def test_no_cell_is_a_fault_of_the_server() -> None:
    assert not [key for key, row in table().items() if max(row.values()) >= 500]


def test_a_visitor_writes_nowhere_in_the_working_site() -> None:
    rows = [row["ANONYMOUS"] for key, row in table().items() if key[0].startswith("admin/")]
    assert set(rows) <= {200, 302, 400, 403, 404, 405}
    open_pages = [
        key[0]
        for key, row in table().items()
        if row["ANONYMOUS"] == 200 and key[0].startswith("admin/")
    ]
    assert set(open_pages) <= {"admin/login/", "admin/jsi18n/"}


def _write(role: str, found: dict[tuple[str, str], int]) -> None:
    rows = table() if TABLE.exists() else {}
    for key, got in found.items():
        rows.setdefault(key, dict.fromkeys(PEOPLE, 0))[role] = got
    with TABLE.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(["address", "method", *PEOPLE])
        for address, method in sorted(key for key in rows if key in found):
            row = rows[address, method]
            writer.writerow([address, method, *(row[each] for each in PEOPLE)])
