"""One function that hands rows to a person as a file, whichever door asked: policy first, event always."""

import hashlib
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.db import models, transaction
from django.db.models import QuerySet
from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import gettext_lazy as _

from governance.errors import InvalidInput
from governance.exports import streams
from governance.exports.columns import Column, columns_of
from governance.models import AuditEvent

#: More rows than a request has time for are written by a worker; more than a sheet should hold, not at all.
XLSX_NOW = 10_000
XLSX_ROWS = 200_000
FileLike = HttpResponseBase


class Format(models.TextChoices):
    """The files that people and machines ask for."""

    CSV = "csv", _("CSV（UTF-8，可用 Excel、WPS 打开）")
    CSV_GB18030 = "csv-gb18030", _("CSV（GB18030）")
    XLSX = "xlsx", _("Excel 工作簿")
    JSON = "json", _("JSON 文件")
    JSONL = "jsonl", _("JSON 文件（每行一条）")


ENDINGS = {
    Format.CSV: "csv",
    Format.CSV_GB18030: "csv",
    Format.XLSX: "xlsx",
    Format.JSON: "json",
    Format.JSONL: "jsonl",
}
TYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "jsonl": "application/x-ndjson",
}


def visible_rows(rows: QuerySet[Any], actor: Any) -> QuerySet[Any]:
    """What this person may see of the rows, in a stable order; a caller's filter can narrow it, never widen it."""
    seen = rows.model._default_manager.visible_to(actor).values("pk")
    return rows.filter(pk__in=seen) if rows.query.is_sliced is False else rows.none()


def download(
    rows: QuerySet[Any],
    *,
    actor: Any,
    file_format: str,
    at: datetime,
    filters: str = "",
    columns: tuple[Column, ...] = (),
) -> HttpResponseBase:
    """The rows that ``actor`` may see of ``rows``, as a streamed file; ``filters`` says in words which they are."""
    chosen = _format(file_format)
    shown = columns or columns_of(rows.model)
    seen = visible_rows(rows, actor)
    told: dict[str, Any] = {"format": chosen.value, "filter": filters, "rows": seen.count()}
    if chosen == Format.XLSX:
        if told["rows"] > XLSX_ROWS:
            raise InvalidInput(_("结果超过 20 万行，请缩小筛选范围，或者改用 CSV 导出。"))
        return _workbook(seen, shown, actor=actor, at=at, told=told)
    record(rows.model, actor, told)
    response = StreamingHttpResponse(
        _told(byte_stream(seen, shown, chosen), rows.model, actor, told)
    )
    return _as_attachment(response, rows.model, chosen, at)


def _format(file_format: str) -> Format:
    try:
        return Format(file_format)
    except ValueError as error:
        raise InvalidInput(_("没有这种导出格式，请选择 CSV、Excel 或 JSON。")) from error


def byte_stream(
    rows: QuerySet[Any], columns: tuple[Column, ...], chosen: Format
) -> Iterator[bytes]:
    """The file in pieces, for the formats that have no end to wait for."""
    if chosen == Format.JSON:
        return streams.json_bytes(rows, columns)
    if chosen == Format.JSONL:
        return streams.jsonl_bytes(rows, columns)
    return streams.csv_bytes(
        rows, columns, encoding="gb18030" if chosen == Format.CSV_GB18030 else "utf-8"
    )


def _told(
    pieces: Iterator[bytes], model: type[models.Model], actor: Any, told: dict[str, Any]
) -> Iterator[bytes]:
    """The pieces; when the last one is out, the trail learns the hash of what was handed over."""
    digest, size = hashlib.sha256(), 0
    for piece in pieces:
        digest.update(piece)
        size += len(piece)
        yield piece
    record(
        model,
        actor,
        told | {"sha256": digest.hexdigest(), "bytes": size},
        ending="export_delivered",
    )


def record(
    model: type[models.Model], actor: Any, told: dict[str, Any], *, ending: str = "export"
) -> AuditEvent:
    """Who took which rows away."""
    with transaction.atomic():
        return AuditEvent.objects.record(
            f"{model._meta.label_lower}.{ending}", None, actor=actor, changes=told
        )


def _workbook(
    rows: QuerySet[Any],
    columns: tuple[Column, ...],
    *,
    actor: Any,
    at: datetime,
    told: dict[str, Any],
) -> HttpResponseBase:
    with tempfile.NamedTemporaryFile(suffix=".xlsx", delete=False) as held:
        path = Path(held.name)
    try:
        streams.write_xlsx(
            path, rows, columns, title=str(rows.model._meta.verbose_name), actor=actor
        )
        with path.open("rb") as written:
            digest = hashlib.file_digest(written, "sha256").hexdigest()
        record(rows.model, actor, told | {"sha256": digest, "bytes": path.stat().st_size})
        stream = path.open("rb")
    finally:
        path.unlink()  # the open handle keeps the content until it is sent
    return _as_attachment(FileResponse(stream), rows.model, Format.XLSX, at)


def _as_attachment(
    response: FileLike, model: type[models.Model], chosen: Format, at: datetime
) -> HttpResponseBase:
    name = f"{model._meta.verbose_name}-{at:%Y%m%d-%H%M}"
    charset = "gb18030" if chosen == Format.CSV_GB18030 else "utf-8"
    return attachment(response, name, ENDINGS[chosen], charset=charset)


def attachment(
    response: HttpResponseBase, name: str, ending: str, *, charset: str = "utf-8"
) -> HttpResponseBase:
    """Headers under which a browser keeps the file and never shows or runs it."""
    kind = TYPES[ending] + (f"; charset={charset}" if ending == "csv" else "")
    disposition = (
        f"attachment; filename=\"export.{ending}\"; filename*=UTF-8''{quote(name)}.{ending}"
    )
    response["Content-Type"] = kind
    response["Content-Disposition"] = disposition
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
