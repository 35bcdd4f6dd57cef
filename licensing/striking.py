"""Rows taken out of a record that is still open to edits: gone from it, kept in the trail."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from governance.errors import TransitionError
from governance.models import AuditEvent
from governance.snapshots import snapshot


def strike(rows: Iterable[Any], *, of: Any, actor: Any, reason: str) -> None:
    """Delete these rows of ``of``, each with an event that keeps what it said."""
    chosen = list(rows)
    if not chosen:
        raise TransitionError(_("没有选择要移出的内容，请至少选择一项。"))
    for row in chosen:
        AuditEvent.objects.record(
            f"{row._meta.label_lower}.strike", row, actor=actor, reason=reason,
            changes={name: [value, None] for name, value in snapshot(row).items() if value not in (None, "")},
        )  # fmt: skip
        row.delete()
