"""The records of the mechanism itself: events, deadlines, files, keys."""

from governance.models.attachments import Attachment
from governance.models.deadlines import DeadlineRule, Workday, WorkdayYear
from governance.models.events import AuditEvent
from governance.models.keys import IdempotencyKey

__all__ = ["Attachment", "AuditEvent", "DeadlineRule", "IdempotencyKey", "Workday", "WorkdayYear"]
