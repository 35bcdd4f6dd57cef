"""我的待办: what waits for one person."""

from governance.inbox.duties import BUCKETS, Counts, Duty, Inbox, Urgency

__all__ = ["BUCKETS", "Counts", "Duty", "Inbox", "Urgency"]
