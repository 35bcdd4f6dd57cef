"""Contacts as the public sees them (PIPL: no more than is needed)."""

import re

MOBILE = re.compile(r"(?<!\d)(1\d{2})\d{4}(\d{4})(?!\d)")


def masked(contact: str) -> str:
    """The middle of every mobile number hidden; office numbers and addresses stay."""
    return MOBILE.sub(r"\1****\2", contact)
