"""Reading ``DATABASE_URL``: over TCP, over a Unix socket, every part percent-encoded where it must be."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

SCHEMES = ("postgres", "postgresql")


class BadDatabaseURL(ValueError):
    """The address of the database cannot be understood; the value is not repeated, it holds a password."""


def parsed(url: str) -> dict[str, Any]:
    """``postgres://user:password@host:port/name?sslmode=require`` as Django's settings."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    name = unquote(parts.path[1:])
    if parts.scheme not in SCHEMES or not name:
        raise BadDatabaseURL(
            "DATABASE_URL must read postgres://user:password@host:port/name. "
            "DATABASE_URL 的格式应为 postgres://用户:口令@主机:端口/库名。"
        )
    credentials, _, address = parts.netloc.rpartition("@")
    user, _, password = credentials.partition(":")
    host, port = split_port(address)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(user) or query.pop("user", ""),
        "PASSWORD": unquote(password) or query.pop("password", ""),
        # Not urlsplit's hostname: it lowers the case, and a socket's folder keeps its capitals.
        "HOST": unquote(host) or query.pop("host", ""),
        "PORT": port or query.pop("port", ""),
        "OPTIONS": query,
    }


def split_port(address: str) -> tuple[str, str]:
    """Host and port; an IPv6 address stands in brackets."""
    if address.startswith("["):
        host, _, rest = address[1:].partition("]")
        return host, rest.removeprefix(":")
    host, _, port = address.partition(":")
    return host, port
