"""The records of the mechanism itself: events, deadlines, files, keys."""

from governance.models.attachments import Attachment
from governance.models.deadlines import DeadlineRule, Workday, WorkdayYear
from governance.models.events import AuditEvent
from governance.models.imports import ImportBatch, ImportMapping, ImportProgress, ImportRow
from governance.models.keys import IdempotencyKey

__all__ = [
    "Attachment",
    "AuditEvent",
    "DeadlineRule",
    "IdempotencyKey",
    "ImportBatch",
    "ImportMapping",
    "ImportProgress",
    "ImportRow",
    "Workday",
    "WorkdayYear",
]
