"""Implementation schemes with the twelve contents of 27号 第九条."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.querysets import PolicyQuerySet
from governance.records import ProcessModel
from licensing.models.scheme_contents import SchemeContents
from licensing.models.terms import Mode, names_its_mode


class SchemeQuerySet(PolicyQuerySet):
    def decided(self) -> "SchemeQuerySet":
        """Approved by collective decision and not closed."""
        return self.filter(status__in=Scheme.DECIDED)

    def unfiled(self) -> "SchemeQuerySet":
        """Approved, and not on file yet (I-03)."""
        return self.filter(status=Scheme.Status.APPROVED)

    def originals(self) -> "SchemeQuerySet":
        """Without the texts of larger changes: each scheme once."""
        return self.filter(revision_of=None)


class Scheme(SchemeContents, ProcessModel):
    """What is to be authorised, why and how, before anyone is authorised."""

    inbox_organisation: ClassVar[str] = "implementing_body__name"

    Mode = Mode

    class Status(models.TextChoices):
        DRAFT = "draft", _("起草中")
        SUBMITTED = "submitted", _("已报审")
        REVIEWED = "reviewed", _("已审核")
        DELIBERATION = "deliberation", _("审议中")
        RETURNED = "returned", _("已退回")
        REJECTED = "rejected", _("未通过审议")
        APPROVED = "approved", _("已通过审议")
        FILED = "filed", _("已备案")
        CLOSED = "closed", _("已终结")
        MERGED = "merged", _("已并入原方案")

    TONES: ClassVar[dict[str, str]] = {Status.MERGED: "off"}

    DECIDED = frozenset({Status.APPROVED, Status.FILED})
    OPEN_TO_EDITS = frozenset({Status.DRAFT, Status.RETURNED})
    #: On the way to a decision.
    UNDER_WAY = frozenset({*OPEN_TO_EDITS, Status.SUBMITTED, Status.REVIEWED, Status.DELIBERATION})

    status = models.CharField(
        _("状态"), max_length=24, choices=Status, default=Status.DRAFT, editable=False
    )
    name = models.CharField(_("方案名称"), max_length=120)
    authority = models.ForeignKey(
        "accounts.Organisation",
        models.PROTECT,
        related_name="led_schemes",
        verbose_name=_("牵头数据主管部门"),
    )
    authorising_body = models.ForeignKey(
        "accounts.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="authorised_schemes",
        verbose_name=_("授权主体"),
        help_text=_("审议方案的本级人民政府或国家行业主管部门，报审前须填写。"),
    )
    implementing_body = models.ForeignKey(
        "accounts.Organisation", models.PROTECT, related_name="schemes", verbose_name=_("实施机构")
    )
    mode = models.CharField(_("授权模式"), max_length=16, choices=Mode)
    domain = models.CharField(_("授权领域"), max_length=60, blank=True)
    scenario = models.CharField(_("授权场景"), max_length=120, blank=True)
    planned_months = models.PositiveSmallIntegerField(_("拟授权期限（月）"))
    resources = models.ManyToManyField(
        "catalog.DataResource",
        through="SchemeResource",
        related_name="schemes",
        verbose_name=_("数据资源范围"),
    )
    decision = models.ForeignKey(
        "licensing.CollectiveDecision",
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("方案审议决策"),
    )
    # A larger change is a text of its own on the same way; the scheme stands as it was until the change has passed.
    revision_of: Any = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="revisions",
        verbose_name=_("拟变更的原方案"),
    )
    based_on = models.ForeignKey(
        "licensing.SchemeVersion",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("变更所依据的版本"),
    )
    change_reason = models.TextField(_("变更理由"), blank=True, editable=False)

    objects: ClassVar[Any] = SchemeQuerySet.as_manager()

    class Meta(ProcessModel.Meta):
        verbose_name = verbose_name_plural = _("授权运营实施方案")
        ordering = ("-pk",)
        permissions = (
            ("submit_scheme", _("报审实施方案")),
            ("review_scheme", _("审核实施方案")),
            ("return_scheme", _("退回实施方案")),
            ("deliberate_scheme", _("提请审议实施方案")),
            ("decide_scheme", _("登记实施方案审议结果")),
            ("file_scheme", _("备案实施方案")),
            ("close_scheme", _("终结实施方案")),
            ("abandon_scheme", _("放弃编制实施方案")),
            ("revise_scheme", _("启动实施方案的较大变更")),
            ("strike_scheme", _("从实施方案移出资源、产品或附件")),
            ("correct_scheme", _("更正已审议的实施方案")),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(
                    status__in=(
                        "draft",
                        "submitted",
                        "reviewed",
                        "deliberation",
                        "returned",
                        "rejected",
                        "approved",
                        "filed",
                        "closed",
                        "merged",
                    )
                ),
                name="scheme_status_is_known",
                violation_error_message=_("实施方案的状态不在规定的范围内，请由流程操作变更状态。"),
            ),
            models.CheckConstraint(
                condition=~Q(status__in=("approved", "filed", "rejected", "merged"))
                | Q(decision__isnull=False),
                name="scheme_outcome_rests_on_a_decision",
                violation_error_message=_("方案须经集体审议，请先登记并签署会议决策。"),
            ),
            models.CheckConstraint(
                condition=Q(revision_of__isnull=True) & ~Q(status="merged")
                | Q(revision_of__isnull=False) & ~Q(status__in=("approved", "filed")),
                name="scheme_change_takes_effect_by_merging",
                violation_error_message=_("变更稿通过后并入原方案，不单独生效，请在原方案上查看。"),
            ),
            models.UniqueConstraint(
                fields=("revision_of",),
                condition=Q(
                    status__in=("draft", "submitted", "reviewed", "deliberation", "returned")
                ),
                name="scheme_has_one_change_under_way",
                violation_error_message=_("该方案已有办理中的变更稿，请先办结或放弃。"),
            ),
            models.CheckConstraint(
                condition=names_its_mode(),
                name="scheme_names_its_domain_or_scenario",
                violation_error_message=_(
                    "分领域授权须写明授权领域，依场景授权须写明授权场景，请补充后再保存。"
                ),
            ),
            models.CheckConstraint(
                condition=Q(planned_months__gte=1, planned_months__lte=60),
                name="scheme_term_within_five_years",
                violation_error_message=_(
                    "拟授权期限应为 1 至 60 个月（原则上最长不超过 5 年），请修改期限。"
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.name}{_('（变更稿）')}" if self.is_revision else self.name

    def get_absolute_url(self) -> str:
        return reverse("admin:licensing_scheme_change", args=(self.pk,))

    @property
    def deadline_region_code(self) -> str:
        """The region of the leading authority: its deadlines apply."""
        return self.authority.region_id or ""

    def lock_first(self) -> models.QuerySet[Any] | None:
        """The scheme before the text of its change, whichever of the two a step begins with."""
        if self.revision_of_id is None:
            return None
        return Scheme._base_manager.filter(pk=self.revision_of_id)

    @property
    def is_revision(self) -> bool:
        """Whether this is the text of a larger change of another scheme."""
        return self.revision_of_id is not None

    @property
    def open_change(self) -> "Scheme | None":
        """The larger change under way, if there is one."""
        found: Scheme | None = self.revisions.filter(status__in=self.UNDER_WAY).first()
        return found
