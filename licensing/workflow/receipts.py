"""Receipts of complaints: number and code together lead to the case, neither of them alone (意见（五）)."""

import secrets
from typing import Any

from catalog.tracking import followed
from licensing.models import Complaint


@followed
def address_of(user: Any, receipt: str) -> str | None:
    """Where a receipt leads, for the page on which cases are looked up."""
    complaint = by_receipt(user, receipt)
    return complaint.tracking_url if complaint else None


def by_receipt(user: Any, receipt: str) -> Complaint | None:
    """The case of a receipt; number and code must both be right."""
    number, _dash, code = receipt.strip().upper().rpartition("-")
    rows: Any = Complaint.objects.permitted(user, "licensing.track_complaint")
    complaint: Complaint | None = rows.filter(number=number).exclude(code="").first()
    if complaint is None or not secrets.compare_digest(complaint.code.encode(), code.encode()):
        return None
    return complaint
