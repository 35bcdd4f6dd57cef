"""How a filing is put on record by the steps of schemes and licences (I-03)."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from governance.transitions import TransitionError
from licensing.models import Filing, Licence, Scheme


def record_filing(
    *,
    authority: Organisation,
    number: str,
    filed_on: date,
    not_before: date,
    actor: Any,
    on: date,
    scheme: Scheme | None = None,
    licence: Licence | None = None,
) -> Filing:
    """Store the filing after checking its date."""
    if not not_before <= filed_on <= on:
        raise TransitionError(
            _("备案日期应在 %(first)s 至 %(last)s 之间，请核对后重新填写。")
            % {"first": not_before, "last": on}
        )
    filing = Filing(
        scheme=scheme, licence=licence, authority=authority, number=number.strip(), filed_on=filed_on,
        created_by=actor,
    )  # fmt: skip
    filing.full_clean()
    filing.save(force_insert=True)
    return filing
