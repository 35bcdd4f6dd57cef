"""The registration: number, validity and the frozen content of the application (26号 第十三条至第十五条)."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from catalog import vocabulary
from catalog.models.applications import RegistrationApplication
from catalog.models.registration_laws import REGISTRATION_LAWS
from catalog.query_codes import LENGTH, new_query_code, told
from catalog.querysets import RegistrationQuerySet
from governance.records import ProcessModel


class NumberSeries(models.Model):
    """The last number given under a prefix in a year; its row is the lock that keeps numbers without gaps."""

    prefix = models.CharField(_("前缀"), max_length=12)
    year = models.PositiveSmallIntegerField(_("年度"))
    last = models.PositiveIntegerField(_("最后序号"), default=0)

    class Meta:
        verbose_name = _("登记编号序列")
        verbose_name_plural = _("登记编号序列")
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(
                fields=("prefix", "year"),
                name="numberseries_is_one_per_prefix_and_year",
                violation_error_message=_("该前缀和年度的编号序列已存在。"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.prefix}-{self.year}"


#: Days before the end from which on a registration is shown as expiring (26号 第十五条).
EXPIRING_DAYS = 60


class Registration(ProcessModel):
    """What a coded application brought into being; the number is local and never looks like a national code."""

    inbox_title: ClassVar[str] = "data_name"
    inbox_organisation: ClassVar[str] = "registrant__name"
    TONES: ClassVar[dict[str, str]] = {"renewed": "off"}

    class Status(models.TextChoices):
        ACTIVE = "active", _("有效")
        SUPERSEDED = "superseded", _("已被变更替代")
        RENEWED = "renewed", _("已续展，由新登记接续")
        EXPIRED = "expired", _("已期满")
        CANCELLED = "cancelled", _("已注销")
        REVOKED = "revoked", _("已撤销")

    class Standing(models.TextChoices):
        """What a registration is worth on a day: the state and the dates together."""

        PENDING = "pending", _("尚未生效")
        VALID = "valid", _("有效")
        EXPIRING = "expiring", _("即将期满")
        SUPERSEDED = "superseded", _("已被变更替代")
        RENEWED = "renewed", _("已续展，由新登记接续")
        EXPIRED = "expired", _("已期满")
        CANCELLED = "cancelled", _("已注销")
        REVOKED = "revoked", _("已撤销")

    class Kind(models.TextChoices):
        """What the coding was: corrections and cancellations give no code."""

        FIRST = "first", _("首次登记")
        CHANGE = "change", _("变更登记")
        RENEWAL = "renewal", _("续展登记")

    SubjectKind = vocabulary.SubjectKind

    status = models.CharField(
        _("状态"), max_length=24, choices=Status, default=Status.ACTIVE, editable=False
    )
    kind = models.CharField(
        _("登记类型"), max_length=16, choices=Kind, default=Kind.FIRST, editable=False
    )
    subject_kind = models.CharField(
        _("登记对象"),
        max_length=16,
        choices=vocabulary.SubjectKind,
        default=vocabulary.SubjectKind.RESOURCE,
        editable=False,
    )
    number = models.CharField(_("登记编号"), max_length=40, unique=True, editable=False)
    query_code = models.CharField(
        _("登记结果查询码"),
        max_length=LENGTH,
        unique=True,
        default=new_query_code,
        editable=False,
    )
    national_code = models.CharField(
        _("国家统一登记编码"), max_length=80, null=True, blank=True, unique=True,
        help_text=_("由国家平台赋予，照原样保存。"),
    )  # fmt: skip
    application = models.OneToOneField(
        RegistrationApplication,
        on_delete=models.PROTECT,
        editable=False,
        related_name="registration",
        verbose_name=_("登记申请"),
    )
    resource = models.ForeignKey(
        "catalog.DataResource",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="registrations",
        verbose_name=_("公共数据资源"),
    )
    product = models.ForeignKey(
        "licensing.Product",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="registrations",
        verbose_name=_("公共数据产品和服务"),
    )
    registrant = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.PROTECT,
        editable=False,
        related_name="registrations",
        verbose_name=_("登记主体"),
    )
    registry = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.PROTECT,
        editable=False,
        related_name="kept_registrations",
        verbose_name=_("登记机构"),
    )
    data_name = models.CharField(_("登记数据名称"), max_length=200, editable=False)
    notice_ended_on = models.DateField(_("公示截止日期"), null=True, blank=True, editable=False)
    coded_on = models.DateField(_("赋码日期"), editable=False)
    valid_from = models.DateField(_("有效期起"), editable=False)
    valid_to = models.DateField(_("有效期止"), editable=False)
    previous = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="successors",
        verbose_name=_("前一登记"),
    )
    corrected_on = models.DateField(_("最近更正日期"), null=True, blank=True, editable=False)
    ended_on = models.DateField(_("终止日期"), null=True, blank=True, editable=False)
    end_reason = models.TextField(_("终止的理由"), blank=True, editable=False)
    content = models.JSONField(
        _("登记内容"), editable=False, help_text=_("赋码时固定的七部分内容。")
    )
    content_digest = models.CharField(_("登记内容的摘要值"), max_length=64, editable=False)

    objects: ClassVar[Any] = RegistrationQuerySet.as_manager()

    class Meta(ProcessModel.Meta):
        verbose_name = _("登记")
        verbose_name_plural = _("登记")
        ordering = ("-coded_on", "-pk")
        permissions = (
            ("apply_registration", _("申请变更、更正、注销和续展登记")),
            ("supersede_registration", _("以变更后的登记替代")),
            ("amend_registration", _("记录登记内容的更正")),
            ("end_registration", _("注销或者撤销登记")),
            ("expire_registration", _("办理登记期满")),
        )
        constraints = REGISTRATION_LAWS

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("catalog:registration", args=[self.number])

    @property
    def clock_started_on(self) -> date | None:
        """The window of the renewal is counted back from the end of the validity."""
        return self.valid_to if self.due_rule == "reg.renew_window" else self.status_since

    def is_in_force(self, on: date) -> bool:
        """Valid on a day: the dates decide."""
        return self.status == self.Status.ACTIVE and self.valid_from <= on <= self.valid_to

    def standing(self, on: date) -> Standing:
        """Valid, about to expire, not yet begun, or how it ended, as of a day."""
        if self.status != self.Status.ACTIVE:
            return self.Standing(self.status)
        if on > self.valid_to:
            return self.Standing.EXPIRED
        if on < self.valid_from:
            return self.Standing.PENDING
        days_left = (self.valid_to - on).days
        return self.Standing.EXPIRING if days_left <= EXPIRING_DAYS else self.Standing.VALID

    @property
    def told_query_code(self) -> str:
        """The query code in groups of four."""
        return told(self.query_code)

    @property
    def deadline_region_code(self) -> str:
        """The registry's region: its deadlines apply."""
        return self.registry.region_id or ""

    @property
    def superseded_by(self) -> "Registration | None":
        """What follows this registration: its change or renewal that was not ended itself."""
        followers: Any = self.successors
        ended = (self.Status.CANCELLED, self.Status.REVOKED)
        found: Registration | None = followers.exclude(status__in=ended).order_by("-pk").first()
        return found

    @property
    def is_corrected(self) -> bool:
        """Whether a correction stands beside the content that was coded."""
        return self.corrected_on is not None

    @property
    def content_in_force(self) -> dict[str, Any]:
        """The seven blocks as last corrected, else as coded."""
        latest = self._latest_version()
        return latest.content if latest else self.content

    @property
    def digest_in_force(self) -> str:
        """The digest of the content in force."""
        latest = self._latest_version()
        return latest.content_digest if latest else self.content_digest

    @property
    def latest_application(self) -> RegistrationApplication:
        """The application whose blocks stand now: the last correction's, else the coded one."""
        latest = self._latest_version()
        return latest.application if latest else self.application

    def _latest_version(self) -> Any:
        versions: Any = self.versions
        return versions.order_by("-sequence").first() if self.is_corrected else None
