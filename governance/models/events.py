"""The audit trail: one append-only event for each change and each refusal (网安法 23, 等保 8.1.4.3)."""

import uuid
from collections.abc import Iterable
from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from governance import clock
from governance.bulk import copy_in
from governance.canonical import canonical_json, plain, sha256
from governance.querysets import PolicyQuerySet
from governance.trail import origin

APPEND_ONLY = _("审计记录只能追加，不能修改或删除。")


class TransactionIdField(models.BigIntegerField):
    """PostgreSQL's ``xid8``: the transaction in which a row was written."""

    def db_type(self, connection: Any) -> str:
        return "xid8"

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> int | None:
        return None if value is None else int(value)

    def get_prep_value(self, value: Any) -> Any:
        return value if value is None or hasattr(value, "resolve_expression") else str(value)


class CurrentTransactionId(models.Func):
    """``pg_current_xact_id()``: the same over savepoints."""

    function = "pg_current_xact_id"
    arity = 0
    output_field = TransactionIdField()


def frozen_identity(subject: models.Model | None) -> dict[str, str]:
    """What the subject is called now, in words that outlive it."""
    if subject is None:
        return {"subject_type": "", "subject_id": "", "subject_label": ""}
    return {
        "subject_type": subject._meta.label_lower,
        "subject_id": str(subject.pk),
        "subject_label": str(subject)[:300],
    }


def _person(actor: Any) -> Any:
    """The account that the trail names: the public has one of its own."""
    if actor.is_authenticated:
        return actor
    return get_user_model().objects.service_account("public")


class AuditEventQuerySet(PolicyQuerySet["AuditEvent"]):
    """Writes events; refuses everything else."""

    def compose(
        self,
        action: str,
        subject: models.Model | None,
        *,
        actor: Any,
        reason: str = "",
        legal_basis: str = "",
        changes: dict[str, Any] | None = None,
        outcome: str = "done",
    ) -> "AuditEvent":
        """An event that is complete but not yet stored."""
        person, source = _person(actor), origin()
        event = AuditEvent(
            at=clock.now(),
            action=action,
            outcome=outcome,
            actor=person,
            actor_name=str(person)[:150],
            actor_role=str(getattr(actor, "role_label", ""))[:200],
            reason=reason,
            legal_basis=str(legal_basis),
            changes=plain(changes or {}),
            request_id=source.request_id,
            door=source.door,
            **frozen_identity(subject),
        )
        return event.sealed()

    def record(self, action: str, subject: models.Model | None, **details: Any) -> "AuditEvent":
        """Store one event; call it in the transaction of the change it tells of."""
        event = self.compose(action, subject, **details)
        event.save(force_insert=True)
        return event

    def record_each(self, events: Iterable["AuditEvent"]) -> list["AuditEvent"]:
        """Store composed events in one statement."""
        stored = list(events)
        copy_in(stored)
        return stored

    def about(self, subject: models.Model) -> "AuditEventQuerySet":
        """The history of one record, newest first."""
        return self.filter(
            subject_type=subject._meta.label_lower, subject_id=str(subject.pk)
        ).order_by("-id")

    def update(self, **kwargs: Any) -> NoReturn:
        raise TypeError(str(APPEND_ONLY))

    def delete(self) -> NoReturn:
        raise TypeError(str(APPEND_ONLY))


class AuditEvent(models.Model):
    """Who did (or was refused) what, on what, when, why, and what it changed."""

    is_governed: ClassVar[bool] = True

    class Outcome(models.TextChoices):
        DONE = "done", _("已完成")
        REFUSED = "refused", _("被拒绝")

    class Door(models.TextChoices):
        ADMIN = "admin", _("管理网站")
        API = "api", _("数据接口")
        PAGE = "page", _("公开网站")
        COMMAND = "command", _("命令或后台任务")

    uuid = models.UUIDField(_("事件标识"), default=uuid.uuid4, unique=True)
    at = models.DateTimeField(_("时间"))
    action = models.CharField(_("动作"), max_length=100)
    outcome = models.CharField(_("结果"), max_length=8, choices=Outcome, default=Outcome.DONE)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("操作人")
    )
    actor_name = models.CharField(_("操作人姓名"), max_length=150)
    actor_role = models.CharField(_("操作人角色"), max_length=200, blank=True)
    subject_type = models.CharField(_("对象类型"), max_length=100, blank=True)
    subject_id = models.CharField(_("对象标识"), max_length=64, blank=True)
    subject_label = models.CharField(_("对象名称"), max_length=300, blank=True)
    reason = models.TextField(_("理由"), blank=True)
    legal_basis = models.CharField(_("依据"), max_length=200, blank=True)
    changes = models.JSONField(_("变更内容"), default=dict)
    request_id = models.UUIDField(_("请求标识"))
    door = models.CharField(_("入口"), max_length=12, choices=Door)
    transaction_id = TransactionIdField(
        _("事务"), db_default=CurrentTransactionId(), editable=False
    )
    payload = models.TextField(_("规范文本"), editable=False)
    payload_sha256 = models.CharField(_("规范文本的哈希"), max_length=64, editable=False)

    objects: ClassVar[Any] = AuditEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("审计记录")
        verbose_name_plural = _("审计日志")
        default_permissions = ("view",)
        permissions = [
            ("export_auditevent", _("导出审计日志")),
            ("grant_rights", _("授予和收回单项权限")),
            ("name_auditevent", _("查阅经办人姓名和变更内容")),
        ]
        ordering = ("-id",)
        indexes = [
            models.Index(
                fields=["subject_type", "subject_id", "-id"], name="auditevent_by_subject"
            ),
            models.Index(fields=["actor", "-id"], name="auditevent_by_actor"),
            models.Index(fields=["transaction_id"], name="auditevent_by_transaction"),
            models.Index(fields=["at"], name="auditevent_by_time"),
        ]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.at):%Y-%m-%d %H:%M} {self.actor_name} {self.subject_label}".strip()

    TOLD = (
        "uuid", "at", "action", "outcome", "actor_id", "actor_name", "actor_role", "subject_type", "subject_id",
        "subject_label", "reason", "legal_basis", "changes", "request_id", "door",
    )  # fmt: skip

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError(str(APPEND_ONLY))
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError(str(APPEND_ONLY))

    def sealed(self) -> "AuditEvent":
        """Fix the canonical text and its hash; what is stored is exactly what was hashed."""
        self.payload = canonical_json({name: getattr(self, name) for name in self.TOLD})
        self.payload_sha256 = sha256(self.payload)
        return self
