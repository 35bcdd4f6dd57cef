"""Cases that the public files without an account: a number, a term, and the same words only once."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from catalog.numbering import next_in_series
from governance import edits
from governance.canonical import sha256
from governance.deadlines import due
from governance.models import Attachment
from governance.search import fold


class KnownCase(Exception):
    """The same words were filed before and are still being dealt with."""

    def __init__(self, case: Any) -> None:
        super().__init__(str(case))
        self.case = case


def digest_of(*texts: str) -> str:
    """What makes words the same: letters and digits, whatever their width and whatever stands between them."""
    folded = ("".join(filter(str.isalnum, fold(text))) or text for text in texts)
    return sha256("\n".join(folded))


def file_case(
    case: Any,
    *,
    actor: Any,
    on: date,
    prefix: str,
    term: str,
    same: QuerySet[Any],
    upload: Any = None,
) -> tuple[Any, bool]:
    """Store a new case under the next number of its series, or find the open one of ``same``; and whether it is new.

    The series is locked first, so that of two equal cases filed at once the second one finds the first.
    """
    try:
        with transaction.atomic():
            case.number = next_in_series(prefix, year=on.year)
            known = same.first()
            if known is not None:
                # Leaving the transaction gives the number back.
                raise KnownCase(known)
            if upload:
                case.file = kept(upload, actor)
            _start_clock(case, term, on)
            edits.save(case, actor=actor)
    except KnownCase as known_case:
        return known_case.case, False
    return case, True


def _start_clock(case: Any, term: str, on: date) -> None:
    case.filed_on = case.status_since = on
    found = due(term, start=on, region_code=case.deadline_region_code)
    for name, value in found.clock.items():
        setattr(case, name, value)


def kept(upload: Any, actor: Any) -> Attachment:
    """The file, in the name of who filed it or of the public."""
    person = actor if actor.is_authenticated else User.objects.service_account("public")
    return Attachment.objects.keep(upload, by=person)
