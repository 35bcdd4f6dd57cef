"""Reading the environment: a missing value is an error that says what to do, never a silent default."""

import os

from django.core.exceptions import ImproperlyConfigured


def required(name: str) -> str:
    """A value that has no safe default."""
    if value := os.environ.get(name):
        return value
    raise ImproperlyConfigured(f"Set {name} in the environment. 请设置环境变量 {name}。")


def listed(name: str, *, needed: bool = False) -> list[str]:
    """The values of a comma-separated list; none when it is not set, unless one is needed."""
    text = required(name) if needed else os.environ.get(name, "")
    values = (value.strip() for value in text.split(","))
    return [value for value in values if value]


def is_on(name: str, *, default: bool = False) -> bool:
    """A switch: 1 or 0."""
    return os.environ.get(name, "1" if default else "0") == "1"
