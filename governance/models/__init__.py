"""The records of the mechanism itself: events, deadlines, files, keys."""

from governance.models.attachments import Attachment
from governance.models.deadlines import DeadlineRule, Workday, WorkdayYear
from governance.models.events import AuditEvent
from governance.models.exports import ExportFile
from governance.models.filters import SavedFilter
from governance.models.imports import ImportBatch, ImportMapping, ImportProgress, ImportRow
from governance.models.keys import IdempotencyKey
from governance.models.packages import AuditPackage, PackageProgress

__all__ = [
    "Attachment",
    "AuditEvent",
    "AuditPackage",
    "DeadlineRule",
    "ExportFile",
    "IdempotencyKey",
    "ImportBatch",
    "ImportMapping",
    "ImportProgress",
    "ImportRow",
    "PackageProgress",
    "SavedFilter",
    "Workday",
    "WorkdayYear",
]
