"""Files of records: handed out only to those who see the record, as attachments that no browser runs, and on record."""

from typing import Any, TypeVar
from urllib.parse import quote

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models, transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from governance.models import Attachment, AuditEvent

R = TypeVar("R", FileResponse, HttpResponse)


def attachment_fields(model: type[models.Model]) -> list[models.ForeignKey[Any, Any]]:
    """The fields of a model that hold a file."""
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.related_model is Attachment
    ]


@require_GET
def download(request: HttpRequest, label: str, pk: int, name: str) -> FileResponse:
    """The file in field ``name`` of a record that the person sees; anything else is the same 404."""
    record, field = _record(request, label, pk, name)
    kept = getattr(record, field.name)
    if kept is None:
        raise Http404
    with transaction.atomic():
        changes = {"file": kept.name, "sha256": kept.sha256}
        action = f"{record._meta.label_lower}.download"
        AuditEvent.objects.record(action, record, actor=request.user, changes=changes)
    response = FileResponse(kept.file.open("rb"), content_type="application/octet-stream")
    return _kept_apart(response, kept.name)


def attached(content: bytes, name: str, kind: str) -> HttpResponse:
    """What the portal made itself, as a file to keep."""
    return _kept_apart(HttpResponse(content, content_type=kind), name)


def _kept_apart(response: R, name: str) -> R:
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    # Whatever a file claims to be, no browser shall run it.
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _record(request: HttpRequest, label: str, pk: int, name: str) -> tuple[Any, Any]:
    try:
        model = apps.get_model(label)
        field = model._meta.get_field(name)
    except (LookupError, ValueError, FieldDoesNotExist) as error:
        raise Http404 from error
    if not getattr(model, "is_governed", False) or field not in attachment_fields(model):
        raise Http404
    rows = model._default_manager.visible_to(request.user)
    # Where a record is public and its file is not, the model names the permission that hands the file out.
    narrower = getattr(model, "FILE_PERMISSIONS", {}).get(name)
    if narrower is not None:
        rows = rows.permitted(request.user, narrower)
    return get_object_or_404(rows, pk=pk), field


def file_url(record: models.Model, name: str) -> str:
    """Where the file in a field of a record is handed out."""
    return reverse("file", args=(record._meta.label_lower, record.pk, name))


def file_link(record: models.Model, name: str) -> SafeString | str:
    """A link to the file with its name, size and the beginning of its hash; a dash where there is none."""
    kept: Attachment | None = getattr(record, name)
    if kept is None:
        return "–"
    size = _("%(size)s 字节") % {"size": f"{kept.size:,}"}
    return format_html(
        '<a href="{}">{}</a> <span class="quiet small">{}，SHA-256 {}…</span>',
        file_url(record, name),
        kept.name,
        size,
        kept.sha256[:12],
    )
