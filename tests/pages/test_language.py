"""The pages are Chinese throughout, without a word of the framework, and hold no code themselves."""

from typing import Any

import pytest
from django.conf import settings
from django.contrib import admin
from django.test import Client, RequestFactory
from django.urls import NoReverseMatch, reverse

from accounts.models import User
from governance.clock import today
from tests.factories.chain import Chain, whole_chain
from tests.pages.reading import inline_code, stray_english

pytestmark = pytest.mark.django_db
#: All scripts of ours together (design/experience.md).
MOST_SCRIPT = 15 * 1024


@pytest.fixture
def chain() -> Chain:
    return whole_chain(on=today())


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person, backend="governance.backends.PolicyBackend")
    return client


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<h2>Model name</h2>", ["Model name"]),
        ("<p>导出 Excel 或 CSV</p>", []),
        ('<img alt="True">', ["True"]),
        ('<input type="submit" value="Go">', ["Go"]),
        ("<code>lot_id</code><script>const a = 1;</script>", []),
        ("<p>状态：in_force</p>", ["状态：in_force"]),
        ("<p>校验值 9f86d081884c7d659a2feaa0c55ad015</p>", []),
    ],
)
def test_the_reader_knows_a_stray_word(html: str, found: list[str]) -> None:
    assert stray_english(html) == found


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<p style="color: red">红</p>', ["p style"]),
        ('<a onclick="go()">去</a>', ["a onclick"]),
        ("<script>go()</script>", ["script"]),
        ("<style>p {}</style>", ["style"]),
        ('<script src="/static/admin.js" defer></script>', []),
    ],
)
def test_the_reader_knows_inline_code(html: str, found: list[str]) -> None:
    assert inline_code(html) == found


def test_public_pages_are_chinese_and_without_inline_code(chain: Chain) -> None:
    pages = {path: Client().get(path).content.decode() for path in chain.public_paths}
    found = {path: [*stray_english(html), *inline_code(html)] for path, html in pages.items()}
    assert {path: words for path, words in found.items() if words} == {}


@pytest.mark.parametrize(
    "path", ["/no-such-page/", "/catalog/0/", "/admin/login/", "/admin/logout/"]
)
def test_pages_of_refusal_and_sign_in_are_chinese(path: str) -> None:
    client = Client()
    response = client.post(path) if path.endswith("logout/") else client.get(path)
    assert stray_english(response.content.decode()) == []


def test_pages_of_the_working_site_are_chinese_and_without_inline_code(chain: Chain) -> None:
    found = {}
    clients = {person.pk: signed_in(person) for person in chain.people.values()}
    for path, person in working_paths(chain):
        response = clients[person.pk].get(path)
        assert response.status_code == 200, (path, person.name)
        html = response.content.decode()
        words = [*stray_english(html), *inline_code(html)]
        if words:
            found[path] = words
    assert sorted((path, word) for path, words in found.items() for word in set(words)) == []


def test_scripts_are_few_and_small() -> None:
    scripts = list((settings.BASE_DIR / "static").glob("**/*.js"))
    assert sum(script.stat().st_size for script in scripts) <= MOST_SCRIPT


def working_paths(chain: Chain) -> list[tuple[str, User]]:
    """Every list, and the first record of each with its pages, seen by somebody to whom it is shown."""
    found = [(reverse("admin:index"), person) for person in chain.people.values()]
    for model, registered in admin.site._registry.items():
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        found += paths_of(name, registered, chain)
    return found


def paths_of(name: str, registered: Any, chain: Chain) -> list[tuple[str, User]]:
    """The list, a record, its history and its rights."""
    found = []
    seen = ((person, shown_to(person, registered)) for person in chain.people.values())
    person, row = next(((person, row) for person, row in seen if row), (None, None))
    if person is not None and row is not None:
        found = [(reverse(f"{name}_changelist"), person)]
        for page in ("change", "history", "rights"):
            try:
                found.append((reverse(f"{name}_{page}", args=[row.pk]), person))
            except NoReverseMatch:
                continue
    return found


def shown_to(person: User, registered: Any) -> Any:
    """The first row of a list of the working site."""
    request = RequestFactory().get("/")
    request.user = person
    return registered.get_queryset(request).first()
