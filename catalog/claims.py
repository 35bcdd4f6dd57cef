"""Corrections that an interested party asks for (26号 第九条第三项): what stands, and what the claim puts right.

The party reads no more of a registration than the public does. It answers only what it says is wrong; every other
field keeps what stands, and nobody copies that into the party's own application.
"""

from copy import copy
from typing import Any

from catalog.blocks import BLOCKS, REQUEST_FIELDS
from catalog.models import Registration, RegistrationApplication

#: Columns of the blocks that stand as they were told; files are shared, not uploaded anew.
COPIED = tuple(name for block in BLOCKS for name in block.fields if name != "source_registrations")
#: An answer that says nothing about what stands.
SILENT: tuple[Any, ...] = ("", None, [], False)


def told_in(registration: Registration) -> list[RegistrationApplication]:
    """The applications whose content has stood, the first one first."""
    versions: Any = registration.versions
    later = versions.select_related("application").order_by("sequence")
    return [registration.application, *(each.application for each in later)]


def registrants_own(registration: Registration) -> RegistrationApplication:
    """The last application that told all seven blocks: the registrant's."""
    return _whole_one(told_in(registration))


def _whole_one(told: list[RegistrationApplication]) -> RegistrationApplication:
    return next(each for each in reversed(told) if not each.is_by_interested_party)


def standing_values(registration: Registration) -> dict[str, Any]:
    """The columns of the seven blocks as they stand, with what claims have put right since."""
    return _together(told_in(registration))


def _together(told: list[RegistrationApplication]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for application in told:
        own = {name: getattr(application, name) for name in COPIED}
        values = values | _said(own) if application.is_by_interested_party else own
    return values


def whole(application: RegistrationApplication) -> RegistrationApplication:
    """What an application tells: itself, or for an interested party's claim what will stand."""
    is_claim = application.is_by_interested_party and application.about is not None
    return corrected(application) if is_claim else application


def corrected(claim: RegistrationApplication) -> RegistrationApplication:
    """What will stand once the claim is carried out; never saved, only to be shown to the registry or frozen."""
    about: Any = claim.about
    told = told_in(about)
    whole = copy(_whole_one(told))
    asked = {name: getattr(claim, name) for name in ("kind", *REQUEST_FIELDS[claim.kind])}
    said = _said({name: getattr(claim, name) for name in COPIED})
    for name, value in {**_together(told), **said, **asked}.items():
        setattr(whole, name, value)
    return whole


def _said(answers: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in answers.items() if value not in SILENT}
