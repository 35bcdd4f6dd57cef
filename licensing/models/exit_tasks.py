"""The tasks of an exit: done by one side with evidence, confirmed by the other (27号 第十四条第五、七、八、九项)."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _

from governance.querysets import PolicyQuerySet
from governance.records import ProcessModel
from licensing.models.exits import Exit


class TaskKind(models.TextChoices):
    """What every exit has to settle."""

    SETTLEMENT = "settlement", _("收益和成本结算")
    STOP = "stop", _("停止服务")
    USERS = "users", _("告知用户")
    DATA_RETURN = "data_return", _("数据返还")
    DESTRUCTION = "destruction", _("数据销毁证明")
    HANDOVER = "handover", _("资产移交")
    ACCESS = "access", _("关闭平台权限")


class Side(models.TextChoices):
    """Who owes a task; the other side confirms it."""

    OPERATOR = "operator", _("运营机构")
    IMPLEMENTING_BODY = "implementing_body", _("实施机构")


#: What the operator does the implementing body confirms; what that body does itself the regulator confirms.
OWN_TASKS_OF_THE_BODY = frozenset({TaskKind.ACCESS})


def side_of(kind: TaskKind) -> Side:
    """Who owes a task of this kind."""
    return Side.IMPLEMENTING_BODY if kind in OWN_TASKS_OF_THE_BODY else Side.OPERATOR


class ExitTaskQuerySet(PolicyQuerySet):
    def left_open(self) -> "ExitTaskQuerySet":
        """Neither confirmed nor found not applicable."""
        return self.exclude(status__in=ExitTask.SETTLED)


class ExitTask(ProcessModel):
    """One thing that an exit has to settle."""

    inbox_title: ClassVar[Any] = Concat(
        F("exit__licence__name"),
        Value("："),
        Case(*(When(kind=kind, then=Value(str(label))) for kind, label in TaskKind.choices)),
        output_field=models.CharField(),
    )
    inbox_organisation: ClassVar[str] = "exit__licence__operator__name"
    TONES: ClassVar[dict[str, str]] = {
        "open": "wait", "done": "go", "returned": "warn", "waiver_asked": "go", "confirmed": "ok", "waived": "off",
    }  # fmt: skip

    Kind = TaskKind
    Side = Side

    class Status(models.TextChoices):
        OPEN = "open", _("待办理")
        DONE = "done", _("已办理，待确认")
        RETURNED = "returned", _("已退回重办")
        WAIVER_ASKED = "waiver_asked", _("申请不办，待确认")
        CONFIRMED = "confirmed", _("已确认")
        WAIVED = "waived", _("确认不适用")

    OWED = frozenset({Status.OPEN, Status.RETURNED})
    SETTLED = frozenset({Status.CONFIRMED, Status.WAIVED})

    status = models.CharField(
        _("状态"), max_length=24, choices=Status, default=Status.OPEN, editable=False
    )
    exit = models.ForeignKey(Exit, models.PROTECT, related_name="tasks", verbose_name=_("授权退出"))
    kind = models.CharField(_("事项"), max_length=16, choices=TaskKind)
    side = models.CharField(_("责任方"), max_length=24, choices=Side)
    agreed = models.TextField(_("协议的约定和涉及的对象"), blank=True)
    account = models.TextField(_("办理情况"), blank=True, editable=False)
    method = models.CharField(_("销毁方式"), max_length=200, blank=True, editable=False)
    witness = models.CharField(_("监销人"), max_length=60, blank=True, editable=False)
    evidence = models.ForeignKey(
        "governance.Attachment",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("证明材料"),
    )
    done_by = models.ForeignKey(
        "accounts.User",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("办理人"),
    )
    done_on = models.DateField(_("办理日期"), null=True, editable=False)
    confirmed_by = models.ForeignKey(
        "accounts.User",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("确认人"),
    )
    confirmed_on = models.DateField(_("确认日期"), null=True, editable=False)

    objects: ClassVar[Any] = ExitTaskQuerySet.as_manager()

    class Meta(ProcessModel.Meta):
        verbose_name = verbose_name_plural = _("退出事项")
        ordering = ("exit", "pk")
        permissions = (
            ("complete_exittask", _("办理退出事项")),
            ("confirm_exittask", _("确认退出事项")),
            ("reopen_exittask", _("重开退出事项")),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(
                    status__in=("open", "done", "returned", "waiver_asked", "confirmed", "waived")
                ),
                name="exit_task_status_is_known",
                violation_error_message=_("退出事项的状态不在规定的范围内，请由流程操作变更状态。"),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=TaskKind.values, side__in=Side.values),
                name="exit_task_is_listed",
                violation_error_message=_("退出事项和责任方不在规定的范围内，请重新选择。"),
            ),
            models.UniqueConstraint(
                fields=("exit", "kind"),
                name="exit_has_each_task_once",
                violation_error_message=_("这项退出已有同类事项，请在原事项上办理。"),
            ),
            models.CheckConstraint(
                condition=~Q(status__in=("done", "confirmed"))
                | (
                    Q(evidence__isnull=False, done_by__isnull=False, done_on__isnull=False)
                    & ~Q(account="")
                ),
                name="exit_task_done_has_its_evidence",
                violation_error_message=_("办理退出事项须写明情况并附证明材料，请补充后再提交。"),
            ),
            models.CheckConstraint(
                condition=~Q(kind="destruction", status__in=("done", "confirmed"))
                | (~Q(method="") & ~Q(witness="")),
                name="exit_task_destruction_names_method_and_witness",
                violation_error_message=_("数据销毁证明须写明销毁方式和监销人，请补充后再提交。"),
            ),
            models.CheckConstraint(
                condition=~Q(status__in=("confirmed", "waived"))
                | (
                    Q(confirmed_by__isnull=False, confirmed_on__isnull=False, done_by__isnull=False)
                    & ~Q(confirmed_by=F("done_by"))
                ),
                name="exit_task_is_confirmed_by_another",
                violation_error_message=_("退出事项须由办理人以外的人确认，请由另一人确认。"),
            ),
        )
        indexes = (models.Index(fields=("status", "due_on"), name="exit_task_by_state_and_term"),)

    def __str__(self) -> str:
        return f"{self.exit.licence.name}：{self.get_kind_display()}"

    @property
    def deadline_region_code(self) -> str:
        """The licence's regulator's region: its deadlines apply."""
        return self.exit.deadline_region_code

    def lock_first(self) -> models.QuerySet[Any]:
        """The exit: its tasks and its closing never move at the same moment."""
        rows: models.QuerySet[Any] = Exit._base_manager.filter(pk=self.exit_id)
        return rows
