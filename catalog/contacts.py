"""Contacts as the public sees them (PIPL: no more than is needed)."""

import re

MOBILE = re.compile(r"(?<!\d)(1\d{2})\d{4}(\d{4})(?!\d)")
IDENTITY = re.compile(r"(?<![0-9A-Za-z])(\d{6})\d{8}(\d{3}[0-9Xx])(?![0-9A-Za-z])")
EMAIL = re.compile(r"[\w.+-]+(@[\w-]+(?:\.[\w-]+)+)", re.ASCII)


def masked(contact: str) -> str:
    """The middle of every mobile number hidden; office numbers and addresses stay."""
    return MOBILE.sub(r"\1****\2", contact)


def masked_words(text: str) -> str:
    """What somebody wrote freely, without the mobile numbers, identity numbers and addresses that it holds."""
    return EMAIL.sub(r"***\1", masked(IDENTITY.sub(r"\1********\2", text)))


def hidden(contact: str) -> str:
    """How a private person can be reached, only hinted at, whatever it is that was written."""
    shown = masked_words(contact)
    return shown if shown != contact or not contact else f"{contact[:1]}****"
