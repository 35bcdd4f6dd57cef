"""Checking a registration: by what its certificate shows, or by the certificate's own file (26号 第十三条)."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q

from catalog import certificates, query_codes
from catalog.models import Certificate, Registration

SHA256 = re.compile(r"[0-9a-f]{64}")
#: Dashes that keyboards and word processors put in the place of a hyphen.
DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−ー"), "-")


@dataclass(frozen=True)
class Finding:
    """What the portal knows of what was asked."""

    asked: str
    registration: Registration | None = None
    certificate: Certificate | None = None
    is_file: bool = False
    is_digest: bool = False


def look_up(typed: str, *, visible: Any) -> Finding:
    """By query code, number, national code, or a pasted hash, among the registrations that the person may see."""
    digest = unicodedata.normalize("NFKC", typed)
    digest = "".join(digest.split()).lower()
    if SHA256.fullmatch(digest):
        return by_hash(digest, visible=visible)
    return Finding(typed.strip(), registration=by_code(typed, visible=visible))


def by_code(text: str, *, visible: Any) -> Registration | None:
    """The registration with this code or number, however it was typed: spaces, dashes and widths do not matter."""
    code = query_codes.typed(text)
    if not code:
        return None
    found: Registration | None = visible.filter(matching(text)).order_by("pk").first()
    return found


def matching(text: str) -> Q:
    """The registrations that a typed code can mean."""
    code, number = query_codes.typed(text), as_number(text)
    return Q(query_code=code) | Q(number__iexact=number) | Q(national_code=text.strip())


def as_number(text: str) -> str:
    """A number as it is stored: narrow signs, no spaces, plain hyphens."""
    return "".join(unicodedata.normalize("NFKC", text).translate(DASHES).split())


def by_hash(digest: str, *, visible: Any) -> Finding:
    """By the hash of a certificate's file, or of the content that was frozen at coding."""
    edition = certificates.recognised(digest)
    if edition is not None:
        found = visible.filter(pk=edition.registration_id).first()
        return Finding(digest, registration=found, certificate=edition, is_digest=True)
    found = visible.filter(content_digest=digest).order_by("pk").first()
    return Finding(digest, registration=found, is_digest=True)


def by_file(upload: UploadedFile, *, visible: Any) -> Finding:
    """By an uploaded certificate: only its hash is looked at, the file is not kept."""
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    found = by_hash(digest.hexdigest(), visible=visible)
    return Finding(found.asked, found.registration, found.certificate, is_file=True, is_digest=True)
