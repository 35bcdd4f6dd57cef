"""Making an auditor's package in the background: asked for, written with progress, kept, downloaded on record."""

import tempfile
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.files import File
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from governance import clock
from governance.models import Attachment, AuditEvent, AuditPackage, PackageProgress
from governance.proofs import write_package
from governance.transitions import Transition, step

Status = AuditPackage.Status
MAKE = "governance.make_auditpackage"


@step(
    Transition(
        action="governance.auditpackage.complete",
        label=_("完成生成"),
        sources=frozenset({Status.REQUESTED}),
        target=Status.READY,
        permission=MAKE,
        is_duty=False,
    )
)
def complete(package: AuditPackage, *, file: Attachment, count: int) -> dict[str, Any]:
    """The worker hands in the file."""
    return {"file": file, "total": count}


@step(
    Transition(
        action="governance.auditpackage.fail",
        label=_("记录生成失败"),
        sources=frozenset({Status.REQUESTED}),
        target=Status.FAILED,
        permission=MAKE,
        needs_reason=True,
        is_duty=False,
    )
)
def fail(package: AuditPackage, *, reason: str) -> dict[str, Any]:
    """The worker says why there is none."""
    return {"failure": reason}


@step(
    Transition(
        action="governance.auditpackage.retry",
        label=_("重新生成"),
        sources=frozenset({Status.FAILED}),
        target=Status.REQUESTED,
        permission="governance.add_auditpackage",
    )
)
def retry(package: AuditPackage) -> dict[str, Any]:
    """Ask again."""
    enqueue(package)
    return {"failure": ""}


def enqueue(package: AuditPackage) -> None:
    """Hand the package to the workers, once the request is committed."""
    number = package.pk
    transaction.on_commit(lambda: make_package.enqueue(number))


def events_of(package: AuditPackage) -> QuerySet[AuditEvent]:
    """The events of the package's days that its requester may export."""
    zone = timezone.get_default_timezone()
    first = datetime.combine(package.starts_on, time.min, zone)
    last = datetime.combine(package.ends_on + timedelta(days=1), time.min, zone)
    permitted = AuditEvent.objects.permitted(package.created_by, "governance.export_auditevent")
    return permitted.filter(at__gte=first, at__lt=last)


@task()
def make_package(number: int) -> None:
    """Write the file and hand it in; harmless when done twice, for only a requested package is made."""
    package = AuditPackage.objects.select_related("created_by").get(pk=number)
    if package.status != Status.REQUESTED:
        return
    worker = get_user_model().objects.service_account("packager")
    try:
        _make(package, worker)
    except OSError as error:
        fail(
            package,
            actor=worker,
            reason=_("写入文件失败（%(error)s），请检查磁盘空间后重新生成。") % {"error": error},
        )


def _make(package: AuditPackage, worker: Any) -> None:
    events = events_of(package)
    _tell_progress(package, total=events.count())
    about = {
        "requested_by": str(package.created_by),
        "purpose": package.purpose,
        "starts_on": package.starts_on.isoformat(),
        "ends_on": package.ends_on.isoformat(),
    }
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"audit-{package.starts_on}-{package.ends_on}.zip"
        manifest = write_package(
            path,
            events,
            about=about,
            made_at=clock.now(),
            progress=lambda count: _tell_progress(package, written=count),
        )
        with path.open("rb") as content:
            file = Attachment.objects.keep(File(content, name=path.name), by=worker)
    _tell_progress(package, written=manifest["events"])
    complete(package, actor=worker, file=file, count=manifest["events"])


def _tell_progress(package: AuditPackage, **figures: int) -> None:
    PackageProgress.objects.update_or_create(package=package, defaults=figures)
