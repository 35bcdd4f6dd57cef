"""Settings under which the tests run: the demo's profile, with an invented secret and a cheap password hash."""

import os
import secrets

os.environ |= {"PORTAL_DEBUG": "0", "PORTAL_DEMO": "1", "PORTAL_CLUSTER": "tests"}
os.environ.setdefault("SECRET_KEY", secrets.token_urlsafe(40))
os.environ.setdefault("ALLOWED_HOSTS", "testserver,127.0.0.1,localhost")

from config.settings import *  # noqa: F403 -- the environment had to be set first
from config.settings import LOGGING, STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # argon2 takes 50 ms a person
STORAGES = STORAGES | {
    "default": {
        "BACKEND": "django.core.files.storage.InMemoryStorage"
    },  # uploads leave nothing behind
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
# pytest keeps what is logged and shows it for the tests that fail.
LOGGING = LOGGING | {"root": {"handlers": [], "level": "INFO"}}
