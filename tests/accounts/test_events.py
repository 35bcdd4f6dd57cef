"""Every event of accounts has a name that people read; none shows as its code."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from governance.transitions import steps
from governance.words import action_words

WRITTEN = re.compile(r'"((?:accounts|governance)\.[a-z]+\.[a-z_]+)"')


def recorded():
    """The actions that the code of the mechanism and of accounts writes out."""
    found = {step.transition.action for step in steps()}
    for app in ("governance", "accounts"):
        for path in (Path(settings.BASE_DIR) / app).rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            if "AuditEvent.objects.record" in text:
                found |= set(WRITTEN.findall(text))
    return sorted(found)


@pytest.mark.parametrize("action", recorded())
def test_an_event_is_called_something(action):
    assert action_words(action) != action
