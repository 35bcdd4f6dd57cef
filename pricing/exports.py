"""The price board as a file (table T6): guarded cells, told to the trail."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any
from urllib.parse import quote

from django.db import transaction
from django.http import StreamingHttpResponse
from django.utils.translation import gettext_lazy as _

from governance.exports import guarded
from governance.models import AuditEvent
from pricing.board import Entry

BYTE_ORDER_MARK = "\ufeff"  # spreadsheets of the desk know the file as UTF-8 by it
HEADINGS = (
    _("项目"),
    _("用途"),
    _("单位"),
    _("上限收费标准（元）"),
    _("具体收费标准（元）"),
    _("阶段"),
    _("依据文号"),
    _("生效日"),
    _("运营机构"),
    _("监督电话"),
    _("上限说明"),
    _("收费说明"),
)


def board_csv(
    entries: list[Entry], *, actor: Any, at: datetime, filters: dict[str, str]
) -> StreamingHttpResponse:
    """The entries as CSV; who took them, and under which filters, is on record."""
    with transaction.atomic():
        AuditEvent.objects.record(
            "pricing.price.export",
            None,
            actor=actor,
            changes={"format": "csv", "filter": filters, "rows": len(entries)},
        )
    response = StreamingHttpResponse(_lines(entries), content_type="text/csv; charset=utf-8")
    name = quote(str(_("收费公示-%(day)s.csv") % {"day": at.strftime("%Y%m%d-%H%M")}))
    response["Content-Disposition"] = (
        f"attachment; filename=\"prices.csv\"; filename*=UTF-8''{name}"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response


def _lines(entries: Iterable[Entry]) -> Iterator[str]:
    yield BYTE_ORDER_MARK + _line(str(heading) for heading in HEADINGS)
    for entry in entries:
        price, cap = entry.price, entry.cap
        product = price.product
        yield _line(
            (
                product.name,
                product.get_purpose_display(),
                price.unit_name,
                f"{cap.amount:f}" if cap else "",
                f"{price.amount:f}",
                entry.stage,
                entry.basis,
                price.starts_on.isoformat(),
                product.licence.operator.name,
                cap.supervision_phone if cap else "",
                cap.charge if cap and not product.is_free else "",
                price.charge,
            )
        )


def _line(cells: Iterable[str]) -> str:
    held = io.StringIO()
    csv.writer(held).writerow([guarded(cell) for cell in cells])
    return held.getvalue()
