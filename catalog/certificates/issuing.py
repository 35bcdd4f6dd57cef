"""Issuing: the page is made anew when asked for, and the hash of every edition stays on record."""

import hashlib
from dataclasses import dataclass
from datetime import date

from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _

from catalog.certificates import facts, layout
from catalog.models import Certificate, Registration
from governance import edits
from governance.errors import Refusal, TransitionError

ISSUER = "certificates"


@dataclass(frozen=True)
class Issued:
    """A certificate as it was handed out."""

    pdf: bytes
    sha256: str
    name: str


def may_be_issued(registration: Registration, on: date) -> bool:
    """Only what is in force has a certificate."""
    return registration.is_in_force(on)


def certificate_of(registration: Registration, *, origin: str, on: date) -> Issued:
    """The certificate of a registration in force; ``origin`` is the address of the site where none is configured."""
    if not may_be_issued(registration, on):
        raise TransitionError(
            _(
                "登记“%(number)s”现在不是有效状态，不再出具登记凭证。请在核验页面查看它的状态和经过。"
            )
            % {"number": registration}
        )
    address = facts.public_address(registration, origin=origin)
    pdf = layout.pdf(facts.facts(registration, address=address), address=address)
    digest = hashlib.sha256(pdf).hexdigest()
    _remember(registration, digest, len(pdf), on)
    return Issued(pdf, digest, _("登记凭证-%(number)s.pdf") % {"number": registration.number})


def recognised(sha256: str) -> Certificate | None:
    """The edition with this hash, if the portal ever issued it."""
    found = Certificate.objects.filter(sha256=sha256)
    return found.select_related("registration__registrant", "registration__registry").first()


def _remember(registration: Registration, digest: str, size: int, on: date) -> None:
    known = Certificate.objects.filter(sha256=digest)
    if known.exists():
        return
    edition = Certificate(registration=registration, sha256=digest, size=size, issued_on=on)
    try:
        edits.save(edition, actor=get_user_model().objects.service_account(ISSUER))
    except Refusal:
        # Two people asked at the same moment: the other one's request has put the same hash on record.
        if not known.exists():
            raise
