"""The abstract models from which every governed record descends."""

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.collisions import is_hidden
from governance.querysets import PolicyQuerySet


class GovernedModel(models.Model):
    """A record that only policies show and only edits and steps write."""

    is_governed: ClassVar[bool] = True

    version = models.PositiveIntegerField(_("版本号"), default=1, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("编制人"),
    )
    created_at = models.DateTimeField(_("创建时间"), auto_now_add=True)
    updated_at = models.DateTimeField(_("修改时间"), auto_now=True)

    objects: ClassVar[Any] = PolicyQuerySet.as_manager()

    class Meta:
        abstract = True
        default_permissions = ("add", "change", "view")

    #: Who is typing the row into a form, while its checks run.
    typed_by: Any = None

    def get_constraints(self) -> list[tuple[type[models.Model], Sequence[models.BaseConstraint]]]:
        """What a form checks before it is sent: nothing that would tell of a row hidden from its author."""
        found = super().get_constraints()
        if self.typed_by is None or not self._state.adding:
            return found
        return [
            (model, [each for each in rules if not is_hidden(self, each, self.typed_by)])
            for model, rules in found
        ]

    def lock_first(self) -> models.QuerySet[Any] | None:
        """Rows that a step on this one locks before it: two procedures that meet in both never wait in a circle."""
        return None

    def refresh_derived(self) -> None:
        """Rebuild what is kept beside the row (a search entry); both doors call it after saving."""


class ProcessModel(GovernedModel):
    """A record that goes through a procedure: its ``status`` changes only by steps, under a statutory clock."""

    #: The paths that name a row, and the organisation whose affair it is, in lists that mix models (我的待办).
    inbox_title: ClassVar[str] = ""
    inbox_organisation: ClassVar[str] = ""

    status_since = models.DateField(_("进入当前状态的日期"), null=True, blank=True, editable=False)
    due_on = models.DateField(_("办理期限"), null=True, blank=True, editable=False, db_index=True)
    due_rule = models.CharField(_("期限依据"), max_length=40, blank=True, editable=False)
    due_is_provisional = models.BooleanField(_("期限为暂定"), default=False, editable=False)

    class Meta(GovernedModel.Meta):
        abstract = True

    @property
    def clock_started_on(self) -> date | None:
        """The day from which the running clock counts."""
        return self.status_since

    @property
    def deadline_region_code(self) -> str:
        """The region whose deadlines apply; empty for the national ones."""
        return ""

    def is_overdue(self, on: date) -> bool:
        """Whether the running clock has passed (computed, never stored)."""
        return self.due_on is not None and on > self.due_on
