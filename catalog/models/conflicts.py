"""One source per datum: data that several bodies keep, entries that say the same (clause 一; 809号 第十九条; I-29)."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.models.details import DataItem
from catalog.models.resources import DataResource
from governance.querysets import PolicyQuerySet
from governance.records import ProcessModel


class SourceConflict(ProcessModel):
    """A data item that several bodies provide, or entries of one body that look like the same one."""

    class Kind(models.TextChoices):
        ITEM = "item", _("多个单位提供同一数据项")
        DUPLICATE = "duplicate", _("同一单位的资源疑似重复")

    class Status(models.TextChoices):
        CONFLICTING = "conflicting", _("数源待定")
        DUPLICATED = "duplicated", _("疑似重复")
        RESOLVED = "resolved", _("已确定")
        DISMISSED = "dismissed", _("不是同一数据")
        VANISHED = "vanished", _("情形已消失")

    status = models.CharField(_("状态"), max_length=24, choices=Status, editable=False)
    kind = models.CharField(_("类别"), max_length=16, choices=Kind)
    key = models.CharField(_("归并词"), max_length=240)
    name = models.CharField(_("数据项或者资源"), max_length=200)
    spellings = models.CharField(_("各处名称"), max_length=500)
    providers_text = models.CharField(_("涉及单位"), max_length=500)
    found_on = models.DateField(_("发现日期"))
    authoritative_source = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("数源单位"),
    )
    kept_resource = models.ForeignKey(
        DataResource,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("保留的资源"),
    )
    decided_by = models.ForeignKey(
        "accounts.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("决定人"),
    )
    decided_on = models.DateField(_("决定日期"), null=True, blank=True, editable=False)
    decision = models.TextField(_("决定理由"), blank=True, editable=False)

    objects: ClassVar[Any] = PolicyQuerySet.as_manager()
    inbox_title: ClassVar[str] = "name"

    class Meta(ProcessModel.Meta):
        verbose_name = _("数源冲突和重复")
        verbose_name_plural = _("数源冲突和重复")
        ordering = ("-found_on", "-pk")
        permissions = (
            ("decide_sourceconflict", _("确定数源单位")),
            ("track_sourceconflict", _("随检查结果更新")),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("kind", "key"),
                name="sourceconflict_is_listed_once",
                violation_error_message=_("这一情形已经列出，不用重复登记。"),
            ),
            models.CheckConstraint(
                condition=~Q(status__in=("resolved", "dismissed"))
                | (Q(decided_by__isnull=False) & ~Q(decision="")),
                name="sourceconflict_decision_states_who_and_why",
                violation_error_message=_("确定数源须记录决定人和理由。"),
            ),
            models.CheckConstraint(
                condition=~Q(status="resolved")
                | Q(kind="item", authoritative_source__isnull=False)
                | Q(kind="duplicate", kept_resource__isnull=False),
                name="sourceconflict_resolution_names_the_source",
                violation_error_message=_("请指定数源单位或者保留的资源。"),
            ),
        )

    def __str__(self) -> str:
        return self.name


class SourceConflictMember(models.Model):
    """Which resource, by which item, takes part; derived from the catalogue and rebuilt with it."""

    conflict = models.ForeignKey(
        SourceConflict,
        on_delete=models.CASCADE,
        related_name="members",
        verbose_name=_("数源冲突和重复"),
    )
    resource = models.ForeignKey(
        DataResource,
        on_delete=models.CASCADE,
        related_name="source_conflicts",
        verbose_name=_("公共数据资源"),
    )
    item = models.ForeignKey(
        DataItem,
        on_delete=models.CASCADE,
        null=True,
        related_name="source_conflicts",
        verbose_name=_("数据项"),
    )

    class Meta:
        verbose_name = _("涉及的资源")
        verbose_name_plural = _("涉及的资源")
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=("conflict", "resource", "item"),
                name="sourceconflictmember_is_named_once",
                nulls_distinct=False,
                violation_error_message=_("这一处已经列出，不用重复登记。"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.resource_id}/{self.item_id or ''}"
