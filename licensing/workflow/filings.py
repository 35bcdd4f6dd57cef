"""How a filing is put on record by the steps of schemes and licences (I-03)."""

from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from governance.models import Attachment
from governance.transitions import TransitionError
from licensing.filing_authorities import filing_authorities
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
    receipt: UploadedFile | None = None,
) -> Filing:
    """Store the filing after checking its date and with whom it is."""
    _require(authority, filed_on, not_before, on)
    filing = Filing(
        scheme=scheme, licence=licence, authority=authority, number=number.strip(), filed_on=filed_on,
        created_by=actor, receipt=Attachment.objects.keep(receipt, by=actor) if receipt else None,
    )  # fmt: skip
    filing.full_clean()
    filing.save(force_insert=True)
    return filing


def _require(authority: Organisation, filed_on: date, not_before: date, on: date) -> None:
    if not filing_authorities(on).filter(pk=authority.pk).exists():
        raise TransitionError(
            _(
                "“%(authority)s”不是省级数据主管部门或国家行业主管部门的数据管理机构，请改选备案机关。"
            )
            % {"authority": authority}
        )
    if not not_before <= filed_on <= on:
        raise TransitionError(
            _("备案日期应在 %(first)s 至 %(last)s 之间，请核对后重新填写。")
            % {"first": not_before, "last": on}
        )
