"""The settings are fail-closed: what is missing is refused by name, what production needs is on."""

import json
import os
import secrets
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from config.database import database_settings
from config.database.url import BadDatabaseURL
from tests.lint import production

ROOT = Path(__file__).resolve().parents[2]
ASK = """
import json
from django.conf import settings
known = {name: getattr(settings, name) for name in dir(settings) if name.isupper()}
print(json.dumps(known, default=str))
"""


def environment(**given: str) -> dict[str, str]:
    """Nothing of ours but what is given."""
    ours = ("PORTAL_", "SITE_", "SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "DJANGO_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return kept | given


def settings_under(**given: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", ASK],
        cwd=ROOT,
        env=environment(**given),
        capture_output=True,
        text=True,
        check=False,
    )


@cache
def production_settings() -> dict[str, object]:
    return dict(json.loads(settings_under(**production()).stdout))


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS"])
def test_what_has_no_safe_default_is_refused_by_name(missing: str) -> None:
    given = production()
    del given[missing]
    refused = settings_under(**given)
    assert refused.returncode != 0
    assert f"请设置环境变量 {missing}。" in refused.stderr


@pytest.mark.parametrize(
    "name",
    [
        "SECURE_SSL_REDIRECT",
        "SECURE_HSTS_SECONDS",
        "SECURE_HSTS_INCLUDE_SUBDOMAINS",
        "SECURE_CONTENT_TYPE_NOSNIFF",
        "SESSION_COOKIE_SECURE",
        "SESSION_COOKIE_HTTPONLY",
        "CSRF_COOKIE_SECURE",
        "CSRF_COOKIE_HTTPONLY",
        "TOTP_REQUIRED",
    ],
)
def test_production_is_closed(name: str) -> None:
    assert production_settings()[name]


def test_production_tells_nothing_and_waits_for_nobody() -> None:
    settings = production_settings()
    assert settings["DEBUG"] is False
    assert settings["SESSION_COOKIE_AGE"] == 30 * 60
    assert settings["SESSION_SAVE_EVERY_REQUEST"]
    assert settings["SECURE_REFERRER_POLICY"] == "same-origin"
    assert "Argon2" in str(settings["PASSWORD_HASHERS"]).partition(",")[0]
    assert "127.0.0.1" not in str(settings["ALLOWED_HOSTS"])


def test_no_inline_code_and_no_other_site_in_any_profile() -> None:
    demo = json.loads(settings_under(**production() | {"PORTAL_DEMO": "1"}).stdout)
    for settings in (production_settings(), demo):
        policy = json.dumps(settings["CONTENT_SECURITY_POLICY"])
        assert '"default-src": ["\'self\'"]' in policy
        assert "unsafe" not in policy
        assert "http" not in policy


def test_the_demo_differs_only_where_plain_http_needs_it() -> None:
    key = secrets.token_urlsafe(50)
    demo = json.loads(
        settings_under(**production() | {"PORTAL_DEMO": "1", "SECRET_KEY": key}).stdout
    )
    real = production_settings() | {"SECRET_KEY": key}
    assert {name for name in demo if demo[name] != real[name]} <= {
        "CSRF_COOKIE_SECURE",
        "DEMO",
        "HTTPS",
        "LOGGING",
        "SECURE_HSTS_INCLUDE_SUBDOMAINS",
        "SECURE_HSTS_PRELOAD",
        "SECURE_HSTS_SECONDS",
        "SECURE_SSL_REDIRECT",
        "SESSION_COOKIE_SECURE",
        "SITE_FACTS",
        "TOTP_REQUIRED",
    }


def test_a_footer_without_its_facts_is_a_complaint_of_check_deploy() -> None:
    given = production()
    del given["SITE_OWNER"]
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(
        command, cwd=ROOT, env=environment(**given), capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "SITE_OWNER" in done.stderr


def test_the_file_fits_in_the_head() -> None:
    lines = (ROOT / "config" / "settings.py").read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 200


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "postgres://ming:p%40ss%2Fword@db.example:5433/gong%2Fshu",
            ("ming", "p@ss/word", "db.example", "5433", "gong/shu"),
        ),
        ("postgresql://ming@[::1]:5432/portal", ("ming", "", "::1", "5432", "portal")),
        ("postgres://ming@%2Fvar%2Frun%2FPG/portal", ("ming", "", "/var/run/PG", "", "portal")),
        (
            "postgres:///portal?host=/var/run/PG&user=ming",
            ("ming", "", "/var/run/PG", "", "portal"),
        ),
        ("postgres:///portal", ("", "", "", "", "portal")),
        ("postgres://%E6%98%8E@db/%E5%85%AC%E6%95%B0", ("明", "", "db", "", "公数")),
    ],
)
def test_the_address_of_the_database(url: str, expected: tuple[str, ...]) -> None:
    found = database_settings(url, Path("/nonexistent"))
    assert tuple(found[key] for key in ("USER", "PASSWORD", "HOST", "PORT", "NAME")) == expected
    assert found["CONN_HEALTH_CHECKS"]
    assert "statement_timeout=" in found["OPTIONS"]["options"]


def test_what_else_the_address_asks_for_reaches_the_driver() -> None:
    found = database_settings("postgres://a@b/c?sslmode=verify-full", Path("/nonexistent"))
    assert found["OPTIONS"]["sslmode"] == "verify-full"


@pytest.mark.parametrize("url", ["sqlite:///x", "postgres://host", "mysql://u:secret@h/db", "x"])
def test_an_address_that_is_none_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(BadDatabaseURL) as refused:
        database_settings(url, Path("/nonexistent"))
    assert url not in str(refused.value)
