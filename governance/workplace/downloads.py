"""我的待办 as a file for the spreadsheet, told to the trail like every export."""

import csv
import io
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from governance.exports import guarded
from governance.models import AuditEvent
from governance.presentation import deadline_words
from governance.workplace.home import bucket_of, calendar_of, duty_row, inbox_of

BOM = "\ufeff"  # so that Excel and WPS read the file as UTF-8


def duties_file(request: HttpRequest) -> HttpResponse:
    """Every duty of the chosen bucket, in the order of the page."""
    inbox, calendar, bucket = inbox_of(request), calendar_of(request), bucket_of(request)
    rows = [duty_row(duty, inbox, calendar) for duty in inbox.duties(bucket=bucket)]
    with transaction.atomic():
        AuditEvent.objects.record(
            "governance.inbox.export",
            None,
            actor=request.user,
            changes={"filter": bucket, "rows": len(rows)},
        )
    response = HttpResponse(BOM + _csv_of(rows), content_type="text/csv; charset=utf-8")
    name = f"duties-{inbox.urgency.today:%Y%m%d}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _csv_of(rows: list[dict[str, Any]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(
        [_("还剩多久"), _("期限"), _("事项"), _("要办的步骤"), _("单位"), _("期限依据")]
    )
    for row in rows:
        left = deadline_words(row["left"])[1] if row["left"] is not None else _("无期限")
        cells = (
            left,
            row["due_on"] or "",
            row["title"],
            row["step"],
            row["organisation"],
            row["basis"],
        )
        writer.writerow([guarded(str(cell)) for cell in cells])
    return text.getvalue()
